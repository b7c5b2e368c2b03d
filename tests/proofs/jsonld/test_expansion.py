"""PyLD on private copies: what it drops is told, and nothing of a document stays behind."""

from copy import deepcopy

import pytest

from badgeservice.errors import CannotCanonicalise
from badgeservice.proofs.jsonld.expansion import Expander

URL = "https://contexts.example"
CONTEXTS = {
    URL: {
        "@context": {
            "id": "@id",
            "type": "@type",
            "a": "urn:a",
            "T": {"@id": "urn:T", "@context": {"b": "urn:b"}},
            "gone": None,
        }
    }
}


def test_each_dropped_member_is_told_with_its_object() -> None:
    inner = {"x": 1, "y": [{"z": 1}], "b": 1}
    document = {"@context": URL, "a": inner, "gone": 1, "type": "T", "b": 2}
    _, dropped = Expander(CONTEXTS).expand(document)
    assert [(name, members is inner) for members, name in dropped] == [
        ("x", True),
        ("y", True),
        ("b", True),
        ("gone", False),
    ]


def test_neither_document_nor_contexts_are_changed() -> None:
    document = {"@context": [URL], "type": "T", "b": [{"a": 1}]}
    before = deepcopy((document, CONTEXTS))
    Expander(CONTEXTS).expand(document)
    assert (document, CONTEXTS) == before


def test_the_same_document_gives_the_same_each_time() -> None:
    expander = Expander(CONTEXTS)
    document = {"@context": URL, "type": "T", "b": {"type": "T", "b": {"a": "x"}}}
    first = expander.expand(document)
    assert first == expander.expand(deepcopy(document)) == Expander(CONTEXTS).expand(document)


def test_documents_that_vary_their_contexts_do_not_fill_the_memory() -> None:
    contexts = {f"{URL}/{number}": {"@context": {"a": "urn:a"}} for number in range(40)}
    expander = Expander(contexts)
    for one in contexts:
        for other in contexts:
            expander.expand({"@context": [one, other], "a": 1})
    assert len(expander._processed) <= 1_000
    assert expander.expand({"@context": [one, other], "a": 1})[0]


@pytest.mark.parametrize(
    "document",
    [
        {"@context": "https://other.example", "a": 1},
        {"@context": URL, "type": 1},
        {"@context": URL, "id": 1},
        {"@context": URL, "id": "urn:a", "@id": "urn:b"},
    ],
)
def test_what_pyld_refuses_is_refused_without_its_words(document: dict[str, object]) -> None:
    with pytest.raises(CannotCanonicalise) as caught:
        Expander(CONTEXTS).expand(document)
    (finding,) = caught.value.findings
    assert finding.code.startswith("jsonld.")
    assert finding.message == "The document breaks a rule of JSON-LD 1.1."
