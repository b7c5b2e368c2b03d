"""Flip, delete or add any leaf: the canonical form becomes another one, or there is none."""

from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import Refusal
from badgeservice.proofs.canonical import canonicalise
from badgeservice.proofs.contexts import bundled_contexts
from full_credential import (
    CONTEXTS,
    Path,
    full_credential,
    places,
    with_element,
    with_value,
    without,
)

CREDENTIAL = full_credential()
CANONICAL = canonicalise(CREDENTIAL)
TEXTS = sorted({value for _, value in places(CREDENTIAL) if isinstance(value, str)})

NAMES = sorted(
    {
        value
        for path, value in places(CREDENTIAL)
        if isinstance(value, str) and (path[-1] == "id" or "type" in path)
    }
)

# The issuer is described in two more places, here by its type alone. Taking that away leaves the
# same statements; a Profile without a type does not follow the data model.
GUARDED_BY_THE_MODEL = {("credentialSubject", "source", "type")}


def goes_unnoticed(document: dict[str, Any]) -> bool:
    try:
        return canonicalise(document) == CANONICAL
    except Refusal:
        return False


def terms_of(context: object) -> Iterator[str]:
    if isinstance(context, dict):
        for name, inner in context.items():
            if not name.startswith("@"):
                yield name
            yield from terms_of(inner)


def flips(value: Any) -> Iterator[Any]:
    """Other values for a leaf; the same value in another JSON shape is not among them."""
    yield from (None, "", 0, 1, True, False, 1.5, [], {}, [None], [[value]], {"@id": value})
    yield from ({"@value": value}, {"@list": [value]}, {"@set": [value]}, {"@language": "nl"})
    if isinstance(value, str):
        yield from (value + "x", value[:-1], value.swapcase(), f" {value}", f"{value} ", "\ud800")
        yield from (f"{value}\x00", f"{value}#", value.replace("https:", "http:"), [value, value])
    else:
        yield from (str(value), str(value).lower(), value + 1, -value, [value, value], value + 0.25)


def test_no_flipped_leaf_goes_unnoticed() -> None:
    unnoticed = [
        (path, other)
        for path, value in places(CREDENTIAL)
        if not isinstance(value, dict | list)
        for other in flips(value)
        if (other != value or type(other) is not type(value))
        # 3 and 3.0 are one number.
        and not (type(value) is int and type(other) is float and value == other)
        and goes_unnoticed(with_value(CREDENTIAL, path, other))
    ]
    assert unnoticed == []


def test_no_id_or_type_that_becomes_another_one_goes_unnoticed() -> None:
    unnoticed = [
        (path, other)
        for path, value in places(CREDENTIAL)
        if isinstance(value, str) and (path[-1] == "id" or "type" in path)
        for other in NAMES
        if other != value and goes_unnoticed(with_value(CREDENTIAL, path, other))
    ]
    assert unnoticed == []


def test_no_deleted_part_goes_unnoticed() -> None:
    unnoticed = {
        path for path, _ in places(CREDENTIAL) if path and goes_unnoticed(without(CREDENTIAL, path))
    }
    assert unnoticed == GUARDED_BY_THE_MODEL


def test_no_element_that_is_said_again_goes_unnoticed() -> None:
    unnoticed = [
        (path, element)
        for path, value in places(CREDENTIAL)
        if isinstance(value, list)
        for element in [*value, None, {}, [], "x", 1, True, CONTEXTS[0], {"id": "urn:x"}]
        if goes_unnoticed(with_element(CREDENTIAL, path, element))
    ]
    assert unnoticed == []


objects = [path for path, value in places(CREDENTIAL) if isinstance(value, dict)]
names = sorted(
    {term for url in CONTEXTS for term in terms_of(bundled_contexts()[url])}
    | {"@id", "@type", "@graph", "@included", "@reverse", "@nest", "@index", "@context", "@vocab"}
    | {"", " ", "unknown", "https://schema.org/name", "schema:name", "_:a", "ID", "Type", "@none"}
)
known = [
    (path[-1], value) for path, value in places(CREDENTIAL) if path and isinstance(path[-1], str)
]
others = [*TEXTS, None, True, 0, 1.5, [], {}, [{}], CONTEXTS, {"id": "urn:x"}, "_:b", {"a": 1}]
additions = st.sampled_from(known) | st.tuples(st.sampled_from(names), st.sampled_from(others))


@settings(deadline=None, max_examples=1_500)
@given(st.sampled_from(objects), additions)
def test_no_added_member_goes_unnoticed(path: Path, addition: tuple[str, Any]) -> None:
    name, value = addition
    present = CREDENTIAL
    for step in path:
        present = present[step]  # type: ignore[index]
    if name in present:
        return
    assert not goes_unnoticed(with_value(CREDENTIAL, (*path, name), value))
