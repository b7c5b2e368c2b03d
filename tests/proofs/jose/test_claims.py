"""Where the document in a token is: older claims are read where they belong, nowhere else."""

import json
from typing import Any

import pytest

from badgeservice.errors import MalformedJson, MalformedToken, TooLarge
from badgeservice.proofs.encoding import base64url_encode
from badgeservice.proofs.jose import CompactJws, claims_document, parse_compact
from badgeservice.proofs.strict_json import JsonLimits
from spoiled.sd_jwts import P_256

CREDENTIAL = {"@context": ["https://www.w3.org/2018/credentials/v1"], "type": ["x"]}
ANY_TYPE = frozenset({"jwt", "vc+jwt", "vp+jwt"})


def token(payload: Any, typ: str | None) -> CompactJws:
    header = {"alg": "ES256"} | ({} if typ is None else {"typ": typ})
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    signing_input = ".".join(
        base64url_encode(part) for part in (json.dumps(header).encode(), body or b"{}")
    )
    signature = base64url_encode(P_256.sign(signing_input.encode()))
    return parse_compact(f"{signing_input}.{signature}", types=ANY_TYPE)


def refused(payload: Any, typ: str | None) -> set[str]:
    with pytest.raises(MalformedToken) as refusal:
        claims_document(token(payload, typ))
    return {finding.code for finding in refusal.value.findings}


@pytest.mark.parametrize("typ", [None, "JWT", "vc+jwt", "vp+jwt", "application/vc+jwt"])
def test_the_payload_is_the_document(typ: str | None) -> None:
    assert claims_document(token(CREDENTIAL, typ)) == CREDENTIAL


@pytest.mark.parametrize("typ", [None, "JWT", "jwt", "application/jwt"])
@pytest.mark.parametrize("claim", ["vc", "vp"])
def test_an_older_token_has_its_document_in_a_claim(claim: str, typ: str | None) -> None:
    payload = {"iss": "https://club.example", "nbf": 1, claim: CREDENTIAL}
    assert claims_document(token(payload, typ)) == CREDENTIAL


@pytest.mark.parametrize("typ", ["vc+jwt", "vp+jwt", "VC+JWT", "application/vp+jwt"])
@pytest.mark.parametrize("claim", ["vc", "vp"])
@pytest.mark.parametrize("value", [CREDENTIAL, "text", None, {}, []], ids=str)
def test_a_newer_token_with_an_older_claim_is_refused(claim: str, typ: str, value: Any) -> None:
    assert refused(CREDENTIAL | {claim: value}, typ) == {"token.legacy-claim"}
    assert refused({claim: value}, typ) == {"token.legacy-claim"}


@pytest.mark.parametrize(
    "payload",
    [
        {"vc": CREDENTIAL, "vp": CREDENTIAL},
        {"vc": None},
        {"vc": "text"},
        {"vc": [CREDENTIAL]},
        {"vp": 1},
        {"vc": CREDENTIAL, "@context": ["https://www.w3.org/ns/credentials/v2"]},
        {"vc": CREDENTIAL, "type": ["VerifiableCredential"]},
        {"vp": CREDENTIAL, **CREDENTIAL},
    ],
    ids=str,
)
def test_an_older_claim_that_leaves_a_doubt_is_refused(payload: dict[str, Any]) -> None:
    assert refused(payload, None) == {"token.legacy-claim"}
    assert refused(payload, "JWT") == {"token.legacy-claim"}


@pytest.mark.parametrize("payload", [b"[]", b"text", b'{"vc":{},"vc":{}}', b"\xff", b"null"])
def test_a_payload_that_is_no_strict_object_is_refused(payload: bytes) -> None:
    with pytest.raises(MalformedJson):
        claims_document(token(payload, "JWT"))


def test_the_limits_of_the_caller_hold() -> None:
    with pytest.raises(TooLarge):
        claims_document(token(CREDENTIAL, None), JsonLimits(max_bytes=10))
