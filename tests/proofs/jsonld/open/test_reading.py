"""The open reading as a whole: what is refused and where, and what hostile documents cost."""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from copy import deepcopy
from functools import reduce
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import (
    CannotCanonicalise,
    CanonicalisationLimit,
    ContextNotAllowed,
    UnsignedTerm,
)
from badgeservice.proofs.canonical import Reading, canonicalise
from badgeservice.proofs.contexts import conformance_contexts

V2 = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
WORDS: dict[str, Any] = {
    "@vocab": "https://words.example/#",
    "id": "@id",
    "type": "@type",
    "knows": {"@type": "@id"},
}


def read(document: Any) -> str:
    return canonicalise(document, contexts=conformance_contexts(), reading=Reading.OPEN)


@pytest.mark.parametrize(
    ("document", "refusal", "code", "pointer"),
    [
        ({"@context": "urn:c"}, ContextNotAllowed, "context.unknown", "/@context"),
        ({"@context": [V2, 5]}, ContextNotAllowed, "context.malformed", "/@context/1"),
        (
            {"@context": [V2, {"@import": "urn:c"}]},
            ContextNotAllowed,
            "context.unknown",
            "/@context/1/@import",
        ),
        (
            {"@context": V2, "a": {"@context": {"b": {"@context": "urn:c"}}}},
            ContextNotAllowed,
            "context.unknown",
            "/a/@context/b/@context",
        ),
        ({"@context": {"a": 5}}, CannotCanonicalise, "context.definition", "/@context/a"),
        (
            {"@context": [V2, {"name": "urn:n"}], "type": "VerifiableCredential"},
            CannotCanonicalise,
            "jsonld.protected-term-redefinition",
            "",
        ),
        ({"@context": V2, "a": 1, "id": "urn:x"}, UnsignedTerm, "unsigned.term", "/a"),
        ({"@context": V2, "type": ["A"], "id": "urn:x"}, UnsignedTerm, "unsigned.type", "/type/0"),
        ({"@context": WORDS, "a": [{"id": "x"}]}, UnsignedTerm, "unsigned.iri", "/a/0/id"),
        ({"@context": WORDS, "a": {"@value": None}}, UnsignedTerm, "unsigned.lost", "/a"),
        ({"@context": WORDS}, UnsignedTerm, "unsigned.lost", ""),
    ],
    ids=range(11),
)
def test_a_refusal_says_what_is_wrong_and_where(
    document: Any, refusal: type[CannotCanonicalise], code: str, pointer: str
) -> None:
    with pytest.raises(refusal) as caught:
        read(document)
    assert (code, pointer) in [(one.code, one.pointer) for one in caught.value.findings]


def test_all_that_is_lost_is_told_once() -> None:
    document = {"@context": V2, "a": 1, "type": ["A", "A"], "b": [{"c": 1}], "id": "x"}
    with pytest.raises(UnsignedTerm) as caught:
        read(document)
    assert [one.pointer for one in caught.value.findings] == ["/a", "/b", "/id", "/type/0"]


def test_nothing_of_the_document_is_repeated() -> None:
    for document in ({"@context": {"geheim": 5}}, {"@context": [WORDS, {"a": "geheim:"}], "a": 1}):
        with pytest.raises(CannotCanonicalise) as caught:
            read({**document, "id": "geheim"})
        assert "geheim" not in caught.value.detail + caught.value.hint
        assert not any("geheim" in one.message for one in caught.value.findings)


# --- hostile documents ------------------------------------------------------------------------


def nodes_in_a_clique(size: int, name: str = "") -> list[Any]:
    labels = [f"_:{name}{number}" for number in range(size)]
    return [{"id": one, "knows": [each for each in labels if each != one]} for one in labels]


def scopes(depth: int) -> Any:
    inner: Any = {"a": "urn:a"}
    return reduce(lambda context, n: {f"t{n}": {"@context": context}}, range(depth), inner)


def branches(names: Iterable[str], depth: int) -> Any:
    return {one: branches(names, depth - 1) for one in names} if depth else {"v": 1}


def scoped(names: str) -> Any:
    return WORDS | {one: {"@context": {f"q{one}": "urn:q"}} for one in names}


HOSTILE: dict[str, Callable[[], Any]] = {
    "20,000 contexts together": lambda: {"@context": [{"a": "urn:a"}] * 20_000},
    "20,000 contexts apart": lambda: {
        "a": [{"@context": {"b": "urn:b"}, "b": 1} for _ in range(20_000)]
    },
    "1,000 contexts in contexts": lambda: {"@context": scopes(1_000)},
    "contexts in contexts just below the depth": lambda: {"@context": scopes(20)},
    "10,000 terms": lambda: {"@context": {f"t{n}": f"urn:{n}" for n in range(10_000)}},
    "a circle of definitions": lambda: {
        "@context": {f"t{n}": f"t{(n + 1) % 400}:x" for n in range(400)},
        "t0": 1,
    },
    "a chain of prefixes": lambda: {
        "@context": {"t0": "urn:"} | {f"t{n}": f"t{n - 1}:{'x' * 90}/" for n in range(1, 400)},
        "t399:x": 1,
    },
    "a chain of prefixes back to front": lambda: {
        "@context": {f"t{n}": f"t{n - 1}:x/" for n in range(480, 0, -1)} | {"t0": "urn:/"},
        "t480:x": 1,
    },
    "a tree of scoped contexts": lambda: {
        "@context": scoped("abcdefghij"),
        **branches("abcdefghij", 4),
    },
    "a context by its name for each of 400 terms": lambda: {
        "@context": WORDS | {f"t{n}": {"@id": f"urn:{n}", "@context": V2} for n in range(400)},
        **{f"t{n}": {"type": "VerifiableCredential"} for n in range(400)},
    },
    "63 credentials that all order their contexts anew": lambda: {
        "@context": [V2, OB],
        "type": "VerifiableCredential",
        "evidence": [
            {"@context": [{f"t{n}": "urn:t"}, V2, OB], "type": "Evidence"} for n in range(63)
        ],
    },
    "100,000 values": lambda: {"@context": WORDS, "a": [1] * 100_000},
    "10,000 members that no context defines": lambda: {
        "@context": V2,
        **{f"m{n}": n for n in range(10_000)},
    },
    "an id of 12 MB": lambda: {"@context": WORDS, "id": "x" * 12_000_000, "a": 1},
    "a language of 1 MB": lambda: {"a": {"@value": "x", "@language": "n_" * 500_000}},
    "3,000 objects in each other": lambda: reduce(
        lambda inner, _: {"a": inner}, range(3_000), {"@context": WORDS, "v": 1}
    ),
    "a 12-clique": lambda: {"@context": WORDS, "@graph": nodes_in_a_clique(12)},
    "a 7-clique": lambda: {"@context": WORDS, "@graph": nodes_in_a_clique(7)},
    "forty 6-cliques": lambda: {
        "@context": WORDS,
        "@graph": [node for n in range(40) for node in nodes_in_a_clique(6, f"c{n}x")],
    },
    "a ring of 3,000": lambda: {
        "@context": WORDS,
        "@graph": [{"id": f"_:{n}", "knows": f"_:{(n + 1) % 3_000}"} for n in range(3_000)],
    },
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_document_is_refused_in_less_than_a_second(make: Callable[[], Any]) -> None:
    document = make()
    started = time.process_time()
    with pytest.raises(CannotCanonicalise):
        read(document)
    assert time.process_time() - started < 1


COSTLY: dict[str, Callable[[], Any]] = {
    "10,000 members": lambda: {"@context": WORDS, **{f"m{n}": n for n in range(10_000)}},
    "29,000 values": lambda: {"@context": WORDS, "a": list(range(29_000))},
    "2,000 nodes that are alike": lambda: {"@context": WORDS, "a": [{} for _ in range(2_000)]},
    "a text of 12 MB": lambda: {"@context": WORDS, "a": "x" * 12_000_000},
    "10,000 types": lambda: {"@context": WORDS, "type": [f"T{n}" for n in range(10_000)]},
    "60 imports": lambda: {
        "@context": WORDS,
        "a": [{"@context": {"@import": V2, f"t{n}": "urn:t"}, f"t{n}": 1} for n in range(60)],
    },
}


@pytest.mark.parametrize("make", COSTLY.values(), ids=COSTLY)
def test_a_large_document_is_read_in_less_than_a_second(make: Callable[[], Any]) -> None:
    document = make()
    started = time.process_time()
    assert read(document)
    assert time.process_time() - started < 1


def test_what_is_refused_for_its_cost_says_so() -> None:
    for name in ("20,000 contexts together", "a tree of scoped contexts", "a 12-clique"):
        with pytest.raises(CanonicalisationLimit):
            read(HOSTILE[name]())


# --- any document -----------------------------------------------------------------------------

KEYWORDS = ("id", "type", "value", "language", "index", "graph", "list", "set", "nest", "included")
names = st.sampled_from(["a", "b", "ex:a", "urn:x", "", "_:b", *(f"@{one}" for one in KEYWORDS)])
scalars = st.sampled_from([None, True, 0, 1.5, "x", "urn:x", "_:b", "@id", "@json", "nl", "ex:y"])
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4)
)
definitions = st.recursive(
    scalars | st.sampled_from(["@list", "@graph", "@nest", "@reverse", "https://e.example/"]),
    lambda inner: st.dictionaries(
        st.sampled_from(["@id", "@type", "@container", "@context", "@reverse", "a", "ex"]),
        inner,
        max_size=3,
    ),
    max_leaves=8,
)
contexts = st.dictionaries(st.sampled_from(["a", "b", "ex", "@vocab"]), definitions, max_size=3)


@settings(deadline=None, max_examples=150)
@given(st.dictionaries(names, values, max_size=4), contexts)
def test_any_document_is_read_or_refused(members: Any, context: Any) -> None:
    document = {**members, "@context": [WORDS, context]}
    before = deepcopy(document)
    with suppress(CannotCanonicalise):
        assert read(document).endswith(" .\n")
    assert document == before
