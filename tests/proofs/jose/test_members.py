"""Members of a token: each has a meaning that a context of its own gives it, or a claim's."""

from typing import Any

import pytest

from badgeservice.proofs.jose.members import find_undefined_members

V2 = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
ANYTHING = {"@vocab": "https://example.org/#"}


def found(document: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one.code, one.pointer) for one in find_undefined_members(document)]


def credential(**members: Any) -> dict[str, Any]:
    return {"@context": [V2], "type": ["VerifiableCredential"], **members}


def test_the_members_of_the_data_model_and_the_registered_claims_are_defined() -> None:
    members = dict.fromkeys(
        (
            *("id", "issuer", "name", "description", "validFrom", "validUntil", "evidence"),
            *("credentialSubject", "credentialStatus", "credentialSchema", "termsOfUse"),
            *("refreshService", "relatedResource", "proof"),
            *("iss", "sub", "aud", "exp", "nbf", "iat", "jti", "cnf"),
        ),
        "x",
    )
    assert found(credential(**members)) == []


def test_a_presentation_has_members_of_its_own() -> None:
    document = {"@context": V2, "type": "VerifiablePresentation", "holder": "x"}
    assert found(document | {"verifiableCredential": []}) == []
    assert found(credential(verifiableCredential=[])) == [
        ("unsigned.term", "/verifiableCredential")
    ]


def test_a_badge_has_members_of_its_own() -> None:
    badge = credential(awardedDate="x", endorsementJwt=[], image={})
    types = ["VerifiableCredential", "OpenBadgeCredential"]
    assert found(badge | {"@context": [V2, OB], "type": types}) == []
    assert len(found(badge)) == 3


@pytest.mark.parametrize(
    "name", ["badExtension", "vc", "vp", "_sd", "_sd_alg", "@vocab", "Issuer", "issuer ", "", "a/b"]
)
def test_a_member_that_nothing_defines_is_found(name: str) -> None:
    pointer = "/" + name.replace("/", "~1")
    assert found(credential() | {name: 1}) == [("unsigned.term", pointer)]


def test_a_vocab_defines_nothing() -> None:
    document = credential(badExtension=1) | {"@context": [V2, ANYTHING]}
    assert found(document) == [("unsigned.term", "/badExtension")]


def test_an_inline_context_defines_its_terms() -> None:
    inline = {"club": "https://example.org/#club", "Sport": {"@context": {"team": "x:team"}}}
    document = credential(club=1, team=2) | {"@context": [V2, [ANYTHING, inline]]}
    assert found(document) == [("unsigned.term", "/team")]
    assert found(document | {"type": ["VerifiableCredential", "Sport"]}) == []


@pytest.mark.parametrize("context", ["https://unknown.example/v1", "", "urn:x"])
def test_an_unknown_context_is_found(context: str) -> None:
    document = credential() | {"@context": [V2, context]}
    assert found(document) == [("context.not_allowed", "/@context")]


@pytest.mark.parametrize("contexts", [None, 1, [], [None], [1], [[[1]]], {}], ids=str)
def test_a_context_of_no_use_defines_nothing(contexts: Any) -> None:
    assert ("unsigned.term", "/issuer") in found(
        {"@context": contexts, "type": ["x", 1, None, {}], "issuer": "x"}
    )
