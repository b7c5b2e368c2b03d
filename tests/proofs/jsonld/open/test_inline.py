"""Contexts that a document brings along: to the letter, known by name, within limits."""

from typing import Any

import pytest

from badgeservice.errors import CanonicalisationLimit
from badgeservice.proofs.jsonld.open.inline import (
    MAX_CHARACTERS,
    MAX_CONTEXTS_TOGETHER,
    MAX_DEFINITIONS,
    MAX_IRI_CHARACTERS,
    MAX_SCOPES,
    MAX_WRITTEN_CONTEXTS,
    ContextCheck,
    unwrap,
)

KNOWN = "https://contexts.example"
UNKNOWN = "https://unknown.example"


def check(context: Any) -> ContextCheck:
    found = ContextCheck({KNOWN})
    found.look(context, ("@context",))
    return found


def nested(scopes: int) -> Any:
    context: dict[str, Any] = {"a": "urn:a"}
    for _ in range(scopes):
        context = {"t": {"@id": "urn:t", "@context": context}}
    return context


@pytest.mark.parametrize(
    "context",
    [
        KNOWN,
        [KNOWN, KNOWN],
        [],
        None,
        {},
        {"@context": {"a": "urn:a"}},
        {"@version": 1.1, "@vocab": None, "@language": "nl-NL", "@base": None, "@direction": None},
        {"@vocab": "", "@language": None, "@base": "x", "@propagate": False, "@protected": True},
        {"@import": KNOWN},
        {"@type": {"@container": "@set", "@protected": True}},
        {"a": None, "b": "urn:b", "c": "@id", "urn:d": {}},
        {"a": {"@id": None, "@type": "@vocab", "@container": ["@graph", "@set"]}},
        {"a": {"@reverse": "urn:a", "@language": None, "@direction": "ltr", "@prefix": True}},
        {"a": {"@id": "urn:a", "@index": "i", "@nest": "@nest", "@protected": False}},
        {"a": {"@context": [None, KNOWN, {"b": "urn:b"}]}},
    ],
    ids=range(15),
)
def test_what_json_ld_knows_is_let_through(context: Any) -> None:
    found = check(context)
    assert (found.unknown, found.faults) == ([], [])


@pytest.mark.parametrize(
    ("context", "pointer"),
    [
        ({"@version": 1.0}, "/@version"),
        ({"@version": "1.1"}, "/@version"),
        ({"@version": True}, "/@version"),
        ({"@vocab": 5}, "/@vocab"),
        ({"@vocab": "@word"}, "/@vocab"),
        ({"@language": "n_l"}, "/@language"),
        ({"@language": 5}, "/@language"),
        ({"@base": 5}, "/@base"),
        ({"@direction": "rtl"}, "/@direction"),
        ({"@propagate": "x"}, "/@propagate"),
        ({"@protected": 1}, "/@protected"),
        ({"@import": 5}, "/@import"),
        ({"@import": [KNOWN]}, "/@import"),
        ({"@type": {}}, "/@type"),
        ({"@type": {"@container": "@list"}}, "/@type"),
        ({"@type": {"@container": "@set", "@id": "@type"}}, "/@type"),
        ({"@type": "urn:a"}, "/@type"),
        ({"@id": "urn:a"}, "/@id"),
        ({"@word": "urn:a"}, "/@word"),
        ({"@word\n": "urn:a"}, "/@word\n"),
        ({"@context": KNOWN}, "/@context"),
        ({"@context": {}, "a": "urn:a"}, "/@context"),
        ({"@context": {"@context": {}}}, "/@context"),
        ({"@context": {"@propagate": True}}, "/@context"),
        ({"": "urn:a"}, "/"),
        ({"a": 5}, "/a"),
        ({"a": True}, "/a"),
        ({"a": ["urn:a"]}, "/a"),
        ({"a": "@word"}, "/a"),
        ({"a": "@import"}, "/a"),
        ({"a": {"word": 1}}, "/a/word"),
        ({"a": {"@value": 1}}, "/a/@value"),
        ({"a": {"@id": 5}}, "/a/@id"),
        ({"a": {"@id": "@context"}}, "/a/@id"),
        ({"a": {"@reverse": None}}, "/a/@reverse"),
        ({"a": {"@reverse": "@id"}}, "/a/@reverse"),
        ({"a": {"@type": None}}, "/a/@type"),
        ({"a": {"@type": "@list"}}, "/a/@type"),
        ({"a": {"@container": None}}, "/a/@container"),
        ({"a": {"@container": []}}, "/a/@container"),
        ({"a": {"@container": "@word"}}, "/a/@container"),
        ({"a": {"@container": [["@set"]]}}, "/a/@container"),
        ({"a": {"@language": "n_l"}}, "/a/@language"),
        ({"a": {"@direction": "up"}}, "/a/@direction"),
        ({"a": {"@index": ""}}, "/a/@index"),
        ({"a": {"@nest": ""}}, "/a/@nest"),
        ({"a": {"@prefix": "x"}}, "/a/@prefix"),
        ({"a": {"@protected": "x"}}, "/a/@protected"),
        ({"a": {"@context": {"b": 5}}}, "/a/@context/b"),
    ],
)
def test_what_json_ld_does_not_know_is_found(context: Any, pointer: str) -> None:
    for given, place in ((context, "/@context"), ([KNOWN, context], "/@context/1")):
        found = check(given)
        assert [(one.code, one.pointer) for one in found.faults] == [
            ("context.definition", place + pointer)
        ]


@pytest.mark.parametrize(
    ("context", "pointer"),
    [
        (UNKNOWN, ""),
        (KNOWN + "/", ""),
        ("", ""),
        ("contexts.example", ""),
        ([KNOWN, UNKNOWN], "/1"),
        ({"@import": UNKNOWN}, "/@import"),
        ({"a": {"@context": UNKNOWN}}, "/a/@context"),
        ({"a": {"@context": [{"b": {"@context": UNKNOWN}}]}}, "/a/@context/0/b/@context"),
        ({"@context": {"@import": UNKNOWN}}, "/@import"),
    ],
)
def test_a_context_that_is_not_carried_is_found_wherever_it_is_named(
    context: Any, pointer: str
) -> None:
    found = check(context)
    assert [(one.code, one.pointer) for one in found.unknown] == [
        ("context.unknown", "/@context" + pointer)
    ]


@pytest.mark.parametrize("context", [5, True, False, [[KNOWN]], [0]])
def test_what_cannot_be_a_context_is_found(context: Any) -> None:
    assert [one.code for one in check(context).unknown] == ["context.malformed"]


@pytest.mark.parametrize(
    ("context", "names_only"),
    [(KNOWN, True), ([KNOWN, KNOWN], True), ([], True), ({}, False), ([KNOWN, None], False)],
)
def test_it_is_told_whether_all_contexts_were_named(context: Any, names_only: bool) -> None:
    assert check(context).names_only is names_only


@pytest.mark.parametrize(
    "context",
    [
        [KNOWN] * (MAX_CONTEXTS_TOGETHER + 1),
        [{}] * 20_000,
        nested(MAX_SCOPES + 1),
        {f"t{number}": {"@context": {}} for number in range(MAX_WRITTEN_CONTEXTS)},
        {f"t{number}": None for number in range(MAX_DEFINITIONS + 1)},
        {"a": {"@context": {f"t{number}": None for number in range(MAX_DEFINITIONS)}}},
        {"a": "u" * (MAX_IRI_CHARACTERS + 1)},
        {"a" * (MAX_IRI_CHARACTERS + 1): "urn:a"},
        {"@vocab": "u" * (MAX_IRI_CHARACTERS + 1)},
        {"a": {"@type": "u" * (MAX_IRI_CHARACTERS + 1)}},
        {f"t{n}": "u" * MAX_IRI_CHARACTERS for n in range(MAX_CHARACTERS // MAX_IRI_CHARACTERS)},
    ],
    ids=range(11),
)
def test_more_than_the_limits_is_refused(context: Any) -> None:
    with pytest.raises(CanonicalisationLimit):
        check(context)


def test_the_limits_hold_for_all_contexts_of_a_document_together() -> None:
    found = ContextCheck({KNOWN})
    for _ in range(MAX_WRITTEN_CONTEXTS):
        found.look({"a": "urn:a"}, ())
    with pytest.raises(CanonicalisationLimit):
        found.look({"a": "urn:a"}, ())


def test_the_limits_themselves_are_let_through() -> None:
    check([KNOWN] * MAX_CONTEXTS_TOGETHER)
    check(nested(MAX_SCOPES))
    check({f"t{number}": None for number in range(MAX_DEFINITIONS)})
    check({"a": "u" * MAX_IRI_CHARACTERS})


@pytest.mark.parametrize(
    "context", [{}, {"a": 1}, {"@context": KNOWN}, {"@context": None}, {"@context": {}, "a": 1}]
)
def test_only_a_context_alone_in_its_document_is_taken_out(context: Any) -> None:
    assert unwrap(context) is context
    assert unwrap({"@context": {"a": "urn:a"}}) == {"a": "urn:a"}
