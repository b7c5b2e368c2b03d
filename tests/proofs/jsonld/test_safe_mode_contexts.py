"""Contexts: only those the service carries, named once, where they matter."""

from typing import Any

import pytest

from badgeservice.errors import ContextNotAllowed, UnsignedTerm
from badgeservice.proofs.canonical import canonicalise
from badgeservice.proofs.contexts import bundled_contexts
from full_credential import CONTEXTS, full_credential, with_value

EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
WITH_EXAMPLES = {
    **bundled_contexts(),
    EXAMPLES: {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}},
}
BADGE = ("credentialSubject", "achievement")


def faults(document: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(UnsignedTerm) as caught:
        canonicalise(document)
    return [(finding.code, finding.pointer) for finding in caught.value.findings]


def context_faults(document: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(ContextNotAllowed) as caught:
        canonicalise(document)
    return [(finding.code, finding.pointer) for finding in caught.value.findings]


@pytest.mark.parametrize(
    ("contexts", "code", "pointer"),
    [
        ("https://contexts.example/v1", "context.unknown", ""),
        ([*CONTEXTS, "https://contexts.example/v1"], "context.unknown", "/2"),
        ([*CONTEXTS, EXAMPLES], "context.unknown", "/2"),
        ([CONTEXTS[0].upper()], "context.unknown", "/0"),
        ([CONTEXTS[0] + "#", CONTEXTS[1]], "context.unknown", "/0"),
        ([*CONTEXTS, {"grade": "https://schema.org/name"}], "context.inline", "/2"),
        ({"@vocab": "https://schema.org/"}, "context.inline", ""),
        ([*CONTEXTS, CONTEXTS[0]], "context.repeated", "/2"),
        ([], "context.malformed", ""),
        (None, "context.malformed", ""),
        ([*CONTEXTS, None], "context.malformed", "/2"),
        ([CONTEXTS], "context.malformed", "/0"),
        ([1], "context.malformed", "/0"),
        ([""], "context.unknown", "/0"),
        (CONTEXTS * 5, "context.too-many", ""),
    ],
)
def test_a_context_is_one_of_the_bundled_ones(contexts: object, code: str, pointer: str) -> None:
    document = with_value(full_credential(), ("@context",), contexts)
    assert context_faults(document)[0] == (code, f"/@context{pointer}")


def test_a_document_without_context_is_refused() -> None:
    document = full_credential()
    del document["@context"]
    assert context_faults(document) == [("context.missing", "")]


def test_a_context_in_an_embedded_credential_is_looked_at_too() -> None:
    path = ("endorsement", 1, "@context", 1)
    found = context_faults(with_value(full_credential(), path, "https://contexts.example/v1"))
    assert found == [("context.unknown", "/endorsement/1/@context/1")]


@pytest.mark.parametrize(
    "path", [("issuer",), BADGE, (*BADGE, "alignment", 0), ("endorsement", 0, "proof")]
)
def test_only_a_credential_names_its_contexts(path: tuple[str | int, ...]) -> None:
    found = faults(with_value(full_credential(), (*path, "@context"), CONTEXTS))
    assert found == [("unsigned.context", "".join(f"/{step}" for step in path))]


def test_an_embedded_credential_names_its_contexts() -> None:
    document = full_credential()
    del document["endorsement"][0]["@context"]
    assert faults(document) == [("unsigned.context", "/endorsement/0")]


def test_the_contexts_of_an_embedded_credential_suffice_for_it() -> None:
    document = full_credential()
    del document["endorsement"][0]["@context"][1]
    assert faults(document) == [
        ("unsigned.term", "/endorsement/0/credentialSubject/endorsementComment"),
        ("unsigned.type", "/endorsement/0/type/1"),
        ("unsigned.type", "/endorsement/0/credentialSubject/type/0"),
    ]


def test_other_contexts_are_used_only_when_handed_in() -> None:
    document = {"@context": [CONTEXTS[0], EXAMPLES], "type": "Thing", "grade": "10"}
    assert "examples#grade" in canonicalise(document, contexts=WITH_EXAMPLES)
    assert context_faults(document) == [("context.unknown", "/@context/1")]


def test_a_context_that_is_replaced_is_read_anew() -> None:
    url = "https://contexts.example"
    document = {"@context": url, "naam": "x"}
    for iri in ("https://schema.org/name", "https://schema.org/alternateName"):
        contexts = {url: {"@context": {"naam": iri}}}
        assert canonicalise(document, contexts=contexts) == f'_:c14n0 <{iri}> "x" .\n'
