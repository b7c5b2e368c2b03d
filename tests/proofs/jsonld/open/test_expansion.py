"""PyLD on documents that bring contexts along: nothing stays behind, nothing is lost unseen."""

from copy import deepcopy
from typing import Any

import pytest

from badgeservice.errors import CannotCanonicalise, CanonicalisationLimit
from badgeservice.proofs.jsonld.open.expansion import OpenExpander

URL = "https://contexts.example"
IMPORTING = "https://importing.example"
SEVERAL = "https://several.example"
CONTEXTS: dict[str, Any] = {
    URL: {
        "@context": {
            "id": "@id",
            "type": "@type",
            "a": "urn:a",
            "T": {"@id": "urn:T", "@context": {"b": "urn:b"}},
            "Bare": {"@id": "urn:Bare", "@context": None},
        }
    },
    IMPORTING: {"@context": {"@import": URL}},
    SEVERAL: {"@context": [{"a": "urn:a"}, {"b": "urn:b"}]},
}
A = {"urn:a": [{"@value": 1}]}


def expand(document: Any, *, names_only: bool = False) -> Any:
    return OpenExpander(CONTEXTS).expand(document, names_only=names_only)


def test_each_dropped_member_is_told_with_its_object() -> None:
    inner = {"x": 1, "y": [{"z": 1}], "a": 1, "x y:z": 1}
    found = expand({"@context": URL, "a": inner, "c": 1})
    assert [(name, members is inner) for members, name in found.dropped] == [
        ("x", True),
        ("y", True),
        ("c", False),
    ]


def test_a_drop_that_cannot_be_placed_loses_the_document() -> None:
    document = {"@context": URL, "a": 1, "x y:z": 1}
    assert expand(document).lost == [document]


@pytest.mark.parametrize(
    ("document", "lost"),
    [
        ({"@context": URL, "a": {"@value": None}}, [{"@value": None}]),
        ({"@context": URL, "a": {"@language": "nl"}}, [{"@language": "nl"}]),
        ({"@graph": ["x", {"urn:a": 1}]}, ["x"]),
        ({"@graph": [5, {"urn:a": 1}]}, [5]),
        ({"urn:a": [None, None, []]}, []),
        ({"urn:a": None}, []),
    ],
)
def test_each_value_that_is_taken_out_is_told(document: Any, lost: list[Any]) -> None:
    assert expand(document).lost == lost


def test_neither_document_nor_contexts_are_changed() -> None:
    document = {"@context": [{"@import": URL, "c": "urn:c"}, {"@context": {"d": "urn:d"}}], "c": 1}
    before = deepcopy((document, CONTEXTS))
    expand(document)
    assert (document, CONTEXTS) == before


def test_what_one_document_imports_stays_in_it() -> None:
    expander = OpenExpander(CONTEXTS)
    own = {"@context": {"@import": URL, "a": "urn:other", "c": "urn:c"}, "a": 1, "c": 1}
    named = {"@context": URL, "a": 1}
    before = expander.expand(named, names_only=True)
    assert expander.expand(own, names_only=False).nodes == [
        {"urn:other": [{"@value": 1}], "urn:c": [{"@value": 1}]}
    ]
    assert expander.expand(named, names_only=True) == before
    assert expander.expand({"@context": [None, URL], "a": 1}, names_only=False) == before
    assert expander.expand({**named, "c": 1}, names_only=True).dropped != []


def test_contexts_that_are_written_out_are_not_kept() -> None:
    expander = OpenExpander(CONTEXTS)
    for number in range(50):
        document = {"@context": [URL, {f"t{number}": "urn:t"}], f"t{number}": 1}
        assert expander.expand(document, names_only=False).nodes
    assert len(expander._processed) == 0
    assert len(expander._resolver.shared_cache) == 0


@pytest.mark.parametrize("names_only", [False, True])
def test_a_null_context_of_a_type_takes_effect(names_only: bool) -> None:
    document = {"@context": URL, "type": "Bare", "a": 1, "urn:b": 1}
    assert [name for _, name in expand(document, names_only=names_only).dropped] == ["type", "a"]


def test_the_graph_of_a_document_that_is_nothing_else_takes_its_place() -> None:
    assert expand({"@graph": [{"urn:a": 1}]}).nodes == [A]
    assert expand({"@id": "urn:g", "@graph": [{"urn:a": 1}]}).nodes == [
        {"@id": "urn:g", "@graph": [A]}
    ]


def test_what_is_not_there_can_be_taken_back() -> None:
    nothing = {"@vocab": None, "@language": None, "@direction": None}
    assert expand({"@context": [nothing, URL], "a": 1}).nodes == [A]


@pytest.mark.parametrize(
    "context",
    [
        {"@vocab": "words"},
        {"@vocab": ""},
        {"@import": IMPORTING},
        {"@import": SEVERAL},
        {"e": None, "e:m": {"@type": "@id"}},
        {"a": "b:x", "b": "a:x"},
        {f"a{number}": f"a{number - 1}:/" for number in range(400, 0, -1)} | {"a0": "urn:/"},
        {"@protected": True, "c": {"@context": {"d": "@context"}}},
    ],
    ids=range(8),
)
def test_a_context_that_cannot_be_processed_is_refused(context: Any) -> None:
    with pytest.raises(CannotCanonicalise):
        expand({"@context": context, "urn:a": 1})


@pytest.mark.parametrize(
    "nest",
    [
        {"@context": {"b": "urn:b"}, "b": 1},
        {"type": "T", "b": 1},
        {"own": {"b": 1}},
        {"@nest": {"@context": {"a": "urn:other"}, "a": 1}},
    ],
)
def test_a_context_in_a_nest_is_refused(nest: Any) -> None:
    own = {"own": {"@id": "@nest", "@context": {"b": "urn:b"}}}
    context = [URL, own if "own" in nest else {}]
    with pytest.raises(CannotCanonicalise):
        expand({"@context": context, **(nest if "own" in nest else {"@nest": nest})})
    assert expand({"@context": URL, "@nest": [{"a": 1}, {"@nest": {"a": 2}}]}).nodes


def test_a_chain_of_prefixes_does_not_grow_without_end() -> None:
    chain = {"a0": "urn:/"} | {f"a{n}": f"a{n - 1}:{'x' * 50}/" for n in range(1, 100)}
    with pytest.raises(CanonicalisationLimit):
        expand({"@context": chain, "urn:a": 1})


def test_vocabularies_on_top_of_each_other_do_not_grow_without_end() -> None:
    document: Any = {"a": 1}
    for _ in range(5):
        document = {"@context": {"@vocab": "x" * 200}, "a": document}
    with pytest.raises(CanonicalisationLimit):
        expand({"@context": {"@vocab": "urn:"}, "a": document})


def test_contexts_that_are_processed_too_often_are_refused() -> None:
    context = {name: {"@id": f"urn:{name}", "@context": {f"q{name}": "urn:q"}} for name in "abcdef"}

    def tree(depth: int) -> Any:
        return {name: tree(depth - 1) for name in context} if depth else {"urn:v": 1}

    expand({"@context": context, **tree(2)})
    with pytest.raises(CanonicalisationLimit):
        expand({"@context": context, **tree(5)})


def test_the_work_of_a_document_does_not_depend_on_those_before() -> None:
    expander = OpenExpander(CONTEXTS)
    document = {"@context": URL, "a": [{"@context": [URL] * 8, "a": 1} for _ in range(60)]}
    first = expander.expand(document, names_only=True)
    assert expander.expand(document, names_only=True) == first
    assert OpenExpander(CONTEXTS).expand(document, names_only=False) == first
