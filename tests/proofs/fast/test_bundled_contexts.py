"""Documents with every bundled context, and those of ours, are taken as the general engine does."""

from typing import Any

import pytest

from badgeservice.proofs.contexts import bundled_contexts, conformance_contexts
from full_credential import full_credential
from peers.documents import basic
from proofs.fast.both_engines import JsonObject, Pair, agree, why_declined
from proofs.fast.mutating import OWN_ISSUER, legacy, own_documents

V1, V2 = "https://www.w3.org/2018/credentials/v1", "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0"
SECURITY = "https://w3id.org/security"
DID = "did:web:club.example"
_KEY = {"id": f"{DID}#1", "controller": DID}
_PROOF = full_credential()["endorsement"][0]["proof"]
_SCHEMA = {"id": f"{OB}/schema.json", "type": "1EdTechJsonSchemaValidator2019"}
_OLD = {"type": ["VerifiableCredential"], "issuer": DID, "credentialSubject": {"id": "urn:x:s"}}

BY_CONTEXT: dict[str, JsonObject] = {
    V1: {"@context": V1, **_OLD, "issuanceDate": "2025-03-01T10:00:00Z"},
    V2: {"@context": [V2], **_OLD, "validFrom": "2025-03-01T10:00:00Z"},
    **{
        url: basic(OWN_ISSUER) | {"@context": [V2, url]}
        for url in (f"{OB}/context-3.0.{number}.json" for number in (2, 3))
    },
    **{
        url: legacy(basic(OWN_ISSUER)) | {"@context": [V1, url]}
        for url in (f"{OB}/context-3.0.1.json", f"{OB}/context.json")
    },
    f"{OB}/extensions.json": full_credential()
    | {
        "@context": [*full_credential()["@context"], f"{OB}/extensions.json"],
        "credentialSchema": [_SCHEMA],
    },
    f"{SECURITY}/data-integrity/v1": _PROOF | {"@context": f"{SECURITY}/data-integrity/v1"},
    f"{SECURITY}/data-integrity/v2": _PROOF | {"@context": f"{SECURITY}/data-integrity/v2"},
    f"{SECURITY}/multikey/v1": {
        "@context": f"{SECURITY}/multikey/v1",
        **_KEY,
        "type": "Multikey",
        "publicKeyMultibase": "z1",
    },
    f"{SECURITY}/suites/ed25519-2020/v1": {
        "@context": ["https://www.w3.org/ns/did/v1", f"{SECURITY}/suites/ed25519-2020/v1"],
        "id": DID,
        "verificationMethod": [
            _KEY | {"type": "Ed25519VerificationKey2020", "publicKeyMultibase": "z1"}
        ],
        "assertionMethod": [f"{DID}#1"],
    },
    f"{SECURITY}/suites/jws-2020/v1": {
        "@context": [V1, f"{SECURITY}/suites/jws-2020/v1"],
        **_OLD,
        "proof": {"type": "JsonWebSignature2020", "jws": "e..x", "proofPurpose": "assertionMethod"},
    },
    "https://www.w3.org/ns/did/v1": {
        "@context": "https://www.w3.org/ns/did/v1",
        "id": DID,
        "alsoKnownAs": ["https://club.example/"],
        "service": [{"id": f"{DID}#2", "type": "urn:x:T", "serviceEndpoint": "https://x.example"}],
    },
}


def test_every_bundled_context_has_a_document() -> None:
    assert BY_CONTEXT.keys() == bundled_contexts().keys()


@pytest.mark.parametrize("url", BY_CONTEXT)
def test_documents_with_every_bundled_context_are_taken(url: str) -> None:
    named = BY_CONTEXT[url]["@context"]
    assert url == named or url in named
    assert agree(BY_CONTEXT[url])


@pytest.mark.parametrize("document", own_documents(), ids=range(len(own_documents())))
@pytest.mark.parametrize("hash_name", ["sha256", "sha384"])
def test_so_are_documents_of_ours(document: JsonObject, hash_name: Any) -> None:
    assert agree(document, hash_name)


def test_the_order_of_contexts_and_a_further_one_change_nothing_that_they_do_not_say() -> None:
    document = basic(OWN_ISSUER)
    further = [*document["@context"], f"{SECURITY}/multikey/v1"]
    assert agree(document | {"@context": further}) == agree(document)
    assert agree({**document, "type": document["type"][::-1]}) == agree(document)


def test_any_word_is_a_member_where_a_context_has_a_vocabulary() -> None:
    pair = Pair(conformance_contexts())
    examples = [*(conformance_contexts().keys() - bundled_contexts().keys())]
    document: JsonObject = {"@context": [V2, *examples], "type": ["VerifiableCredential", "Any"]}
    document["credentialSubject"] = {"any": {"word": "x", "ü/?=": [1, True]}, "é": "y"}
    text = pair.agree_on(document)
    assert "<https://www.w3.org/ns/credentials/examples#ü/?=>" in text
    for name in ("a b", "@word", "a:b", "a>b"):
        assert why_declined(document | {name: "x"}, pair) == "member"
