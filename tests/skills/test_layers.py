"""How specific a skill is, from what is broader."""

import pytest

from badgeservice.skills.concepts import Layer
from badgeservice.skills.layers import find_layers

SPECIFIC = Layer.SPECIFIC


@pytest.mark.parametrize(
    ("broader", "layers"),
    [
        ({"a": (), "b": ("a",), "c": ("b",)}, {"a": 1, "b": 2, "c": 3}),
        ({"c": ("b",), "b": ("a",), "a": ()}, {"a": 1, "b": 2, "c": 3}),
        ({"a": (), "b": ()}, {"a": 3, "b": 3}),
        ({"a": (), "b": ("a",), "c": ("a", "b")}, {"a": 1, "b": 2, "c": 3}),
        ({"b": ("gone",)}, {"b": 3}),
        ({"a": ("b",), "b": ("a",), "c": ("b",)}, {"a": 3, "b": 3, "c": 3}),
        ({"a": ("a",)}, {"a": 3}),
        ({"a": (), "b": ("a",), "c": ("b",), "d": ("c",)}, {"a": 1, "b": 2, "c": 3, "d": 3}),
    ],
)
def test_the_layer_is_the_depth_and_specific_when_unknown(
    broader: dict[str, tuple[str, ...]], layers: dict[str, int]
) -> None:
    assert find_layers(broader) == layers


def test_a_long_chain_is_no_trouble() -> None:
    chain = {str(n): (str(n - 1),) if n else () for n in range(20_000)}
    found = find_layers(chain)
    assert [found[str(n)] for n in (0, 1, 2, 19_999)] == [1, 2, 3, SPECIFIC]
