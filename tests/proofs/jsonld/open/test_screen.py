"""What an open document may not hold: no JSON, too deep, too much, contexts in too many places."""

from typing import Any

import pytest

from badgeservice.errors import CannotCanonicalise, CanonicalisationLimit
from badgeservice.proofs.jsonld.open.screen import MAX_DOCUMENTS, MAX_VALUES, screen_open
from badgeservice.proofs.jsonld.screen import MAX_DEPTH

KNOWN = "https://contexts.example"


def nested(depth: int, value: Any) -> Any:
    for _ in range(depth):
        value = {"a": value}
    return value


@pytest.mark.parametrize(
    "value",
    [
        *(float("nan"), float("inf"), 2**53, -(2**53), 10**400),
        *("\ud800", ("x",), b"x", {"x"}, {1: "x"}, {"\udfff": "x"}, object()),
    ],
    ids=range(12),
)
def test_what_is_no_json_is_refused(value: Any) -> None:
    for document in ({"a": value}, {"a": [{"b": value}]}, {"@context": {"a": value}}):
        with pytest.raises(CannotCanonicalise):
            screen_open(document, {KNOWN})


@pytest.mark.parametrize("value", [None, True, 0, 1.5, 2**53 - 1, "", "é😀", [], {}, [[[]]]])
def test_what_is_json_is_let_through(value: Any) -> None:
    found = screen_open({"a": value}, {KNOWN})
    assert (found.unknown, found.faults, found.names_only) == ([], [], True)


def test_what_is_nested_too_deeply_is_refused() -> None:
    screen_open(nested(MAX_DEPTH, 1), ())
    for document in (nested(MAX_DEPTH + 1, 1), nested(100_000, 1), {"@context": nested(99, 1)}):
        with pytest.raises(CannotCanonicalise):
            screen_open(document, ())


def test_more_values_than_the_limit_are_refused() -> None:
    screen_open({"a": [1] * (MAX_VALUES - 1)}, ())
    with pytest.raises(CanonicalisationLimit):
        screen_open({"a": [1] * MAX_VALUES}, ())


def test_contexts_in_more_places_than_the_limit_are_refused() -> None:
    places = [{"@context": KNOWN} for _ in range(MAX_DOCUMENTS)]
    screen_open({"a": places}, {KNOWN})
    with pytest.raises(CanonicalisationLimit):
        screen_open({"@context": KNOWN, "a": places}, {KNOWN})


def test_a_context_is_found_wherever_it_stands() -> None:
    document = {"@context": "x", "a": [{"b": {"@context": ["y", {"t": {"@context": "z"}}]}}]}
    found = screen_open(document, {KNOWN})
    assert [one.pointer for one in found.unknown] == [
        "/@context",
        "/a/0/b/@context/0",
        "/a/0/b/@context/1/t/@context",
    ]
    assert not found.names_only


@pytest.mark.parametrize(
    ("value", "pointers"),
    [
        ({"@type": "@json", "@value": {"@context": "x"}}, []),
        ({"@type": "@json", "@value": [{"b": {"@context": 5}}]}, []),
        ({"@type": "@json", "b": {"@context": "x"}}, ["/a/b/@context"]),
        ({"@type": "@json", "@context": "x", "@value": 1}, ["/a/@context"]),
        ({"@type": "urn:t", "@value": {"@context": "x"}}, ["/a/@value/@context"]),
        ({"type": "@json", "@value": {"@context": "x"}}, ["/a/@value/@context"]),
    ],
)
def test_only_inside_a_json_literal_a_context_is_none(value: Any, pointers: list[str]) -> None:
    assert [one.pointer for one in screen_open({"a": value}, ()).unknown] == pointers
