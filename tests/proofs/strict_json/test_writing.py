"""Writing JSON: the quick way gives the bytes of the standard library, or nothing."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import MalformedJson
from badgeservice.proofs.strict_json import write_json, write_plainly
from peers.documents import basic, rich


def by_the_library(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


@pytest.mark.parametrize("document", [basic("did:key:a"), rich("did:key:a")], ids=["basic", "rich"])
def test_a_badge_is_written_quickly(document: dict[str, Any]) -> None:
    assert write_plainly(document) == by_the_library(document)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ([9999999999999998.0], "[9999999999999998.0]"),
        ([0.0001], "[0.0001]"),
        ([-0.0, 0.0, 1.0], "[-0.0,0.0,1.0]"),
        ([5e-324], "[5e-324]"),
        ([2**53, 2**63, 2**64, -(2**70)], f"[{2**53},{2**63},{2**64},{-(2**70)}]"),
        ((1, [2, (3,)]), "[1,[2,[3]]]"),
        ({1: 2, None: 3, False: 4, 1.5: 5}, '{"1":2,"null":3,"false":4,"1.5":5}'),
        (["null", None], '["null",null]'),
        (["1e-7,", "x0.0000", "2e+20]"], '["1e-7,","x0.0000","2e+20]"]'),
        (['\x00\x1f\x7f"\\/\u2028\uffff'], '["\\u0000\\u001f\x7f\\"\\\\/\u2028\uffff"]'),
        ("é", '"é"'),
        (1.5, "1.5"),
    ],
)
def test_a_value_is_written_as_the_library_writes_it(value: object, text: str) -> None:
    assert write_json(value) == text.encode() == by_the_library(value)


@pytest.mark.parametrize(
    "value", [[1e16], [-1e16, None], [1e-5], [0.00009], {"a": 1e-7}, [1e22, 1], [5e-324, None]]
)
def test_a_number_with_an_exponent_is_read_back_as_it_was(value: object) -> None:
    assert json.loads(write_json(value)) == value
    assert write_json(value) == write_json(json.loads(write_json(value)))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
@pytest.mark.parametrize("place", [lambda n: n, lambda n: [n], lambda n: {"a": [None, {"b": n}]}])
def test_what_is_no_number_is_not_written(place: Any, number: float) -> None:
    with pytest.raises(MalformedJson) as caught:
        write_json(place(number))
    assert caught.value.findings[0].code == "json.not-a-number"


@pytest.mark.parametrize(
    "value",
    [
        [float("nan")],
        [float("inf")],
        {"a": -float("inf")},
        [1e16],
        [1e-5],
        [1e-9],
        [0.00001234],
        [2**64],
        {1: 2},
        ["\ud800"],
        [b"bytes"],
        [{"a"}],
        "text",
        None,
        1,
        1e-7,
    ],
    ids=repr,
)
def test_what_the_two_may_write_differently_is_not_written_quickly(value: object) -> None:
    assert write_plainly(value) is None


@pytest.mark.parametrize("value", [[b"bytes"], {"a": {1}}, [object()]], ids=["bytes", "set", "any"])
def test_what_is_no_json_is_a_mistake(value: object) -> None:
    with pytest.raises(TypeError):
        write_json(value)


def test_a_name_with_half_a_pair_is_not_written() -> None:
    with pytest.raises(MalformedJson) as caught:
        write_json({"\ud800": 1})
    assert caught.value.findings[0].code == "json.surrogate"


def test_half_a_pair_beside_a_number_that_is_not_finite_is_not_written() -> None:
    with pytest.raises(MalformedJson):
        write_json({"a": "\ud800", "b": float("nan")})


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
floats = st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | floats | st.floats(1e-6, 1e18) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)


@settings(deadline=None, max_examples=300)
@given(values)
def test_every_value_is_read_back_as_it_was(value: object) -> None:
    written = write_json(value)
    assert repr(json.loads(written)) == repr(value)
    if b"e" not in written.lower() and b"0.0000" not in written:
        assert written == by_the_library(value)


@settings(deadline=None, max_examples=300)
@given(st.lists(floats | st.floats(1e-5, 1e17), min_size=1))
def test_numbers_that_are_written_quickly_are_written_alike(numbers: list[float]) -> None:
    assert write_plainly(numbers) in (None, by_the_library(numbers))
