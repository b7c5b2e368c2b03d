"""The journey of the JOSE suites: every feature there and back, and what makes one fail."""

import base64
import json
from datetime import UTC, datetime
from itertools import permutations
from typing import Any

import pytest

from badgeservice.errors import MalformedInput, MalformedKey, NotConformant, Refusal
from badgeservice.journeys.conforming.jose import (
    Feature,
    SuiteKey,
    issue_secured,
    read_suite_key,
    verify_secured,
)
from badgeservice.proofs.encoding import base64url_encode
from badgeservice.proofs.jose import ENVELOPED_CREDENTIAL, envelope, sign_compact
from badgeservice.proofs.keys import PrivateKey
from spoiled.sd_jwts import Counting

V2 = "https://www.w3.org/ns/credentials/v2"
ISSUER = "https://club.example/keys"
METHOD = f"{ISSUER}#key-1"
SEED = b"\x07" * 32
KEY = PrivateKey.from_seed(SEED)
NOW = datetime(2026, 1, 2, tzinfo=UTC)
CREDENTIAL: dict[str, Any] = {
    "@context": [V2],
    "id": "urn:uuid:5b7c1f5e-6d0c-4c39-9d35-6f1f3c2e7a10",
    "type": ["VerifiableCredential"],
    "issuer": ISSUER,
    "validFrom": "2025-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:sem"},
}
PRESENTATION: dict[str, Any] = {
    "@context": [V2],
    "type": ["VerifiablePresentation"],
    "holder": ISSUER,
    "verifiableCredential": [envelope(ENVELOPED_CREDENTIAL, "application/vc+jwt", "a.b.c")],
}
CREDENTIALS = [Feature.CREDENTIAL_JOSE, Feature.CREDENTIAL_SDJWT, Feature.CREDENTIAL_COSE]
PRESENTATIONS = [Feature.PRESENTATION_JOSE, Feature.PRESENTATION_SDJWT, Feature.PRESENTATION_COSE]


def private_jwk() -> dict[str, Any]:
    return KEY.public_key.to_jwk() | {"d": base64url_encode(SEED)}


def method(**changes: Any) -> bytes:
    public = KEY.public_key.to_jwk()
    body = {
        "id": METHOD,
        "type": "JsonWebKey",
        "controller": ISSUER,
        "publicKeyJwk": public,
        "secretKeyJwk": private_jwk(),
    } | changes
    return json.dumps({name: value for name, value in body.items() if value is not None}).encode()


SUITE_KEY = read_suite_key(method())


def document_for(feature: Feature) -> dict[str, Any]:
    return CREDENTIAL if feature in CREDENTIALS else PRESENTATION


def issue(feature: Feature, document: Any = None, *paths: str, key: SuiteKey = SUITE_KEY) -> str:
    raw = json.dumps(document or document_for(feature)).encode()
    return issue_secured(raw, key, feature, selectively=paths, random_bytes=Counting())


def verify(
    text: str, feature: Feature, *, key: SuiteKey = SUITE_KEY, ignores_end: bool = False
) -> dict[str, Any]:
    return verify_secured(text.encode(), key, feature, now=NOW, ignores_end=ignores_end)


def token(payload: Any, typ: str = "vc+jwt", kid: str | None = METHOD) -> str:
    return sign_compact(json.dumps(payload).encode(), signer=KEY, kid=kid, typ=typ)


def fails(text: str, feature: Feature = Feature.CREDENTIAL_JOSE) -> set[str]:
    with pytest.raises(Refusal) as refusal:
        verify(text, feature)
    return {finding.code for finding in refusal.value.findings}


@pytest.mark.parametrize("feature", Feature)
def test_what_is_issued_verifies_as_the_same_document(feature: Feature) -> None:
    secured = issue(feature)
    assert verify(secured, feature) == document_for(feature)
    assert verify(f"\n{secured}\r\n", feature) == document_for(feature)


@pytest.mark.parametrize("name", ["P-256", "P-384", "P-521"])
@pytest.mark.parametrize("feature", CREDENTIALS)
def test_keys_of_every_curve_are_taken(name: Any, feature: Feature) -> None:
    private = PrivateKey.generate(name)
    key = SuiteKey(METHOD, None, private.public_key, private)
    assert verify(issue(feature, key=key), feature, key=key) == CREDENTIAL


def test_members_are_hidden_as_asked() -> None:
    secured = issue(Feature.CREDENTIAL_SDJWT, None, "credentialSubject.id")
    bare = secured.split("~")[0] + "~"
    assert verify(secured, Feature.CREDENTIAL_SDJWT) == CREDENTIAL
    assert fails(bare, Feature.CREDENTIAL_SDJWT), "an empty subject is none"
    secured = issue(Feature.PRESENTATION_SDJWT, None, "holder", "verifiableCredential[0]")
    assert verify(secured, Feature.PRESENTATION_SDJWT) == PRESENTATION


@pytest.mark.parametrize(("feature", "other"), list(permutations(Feature, 2)))
def test_one_feature_is_never_taken_for_another(feature: Feature, other: Feature) -> None:
    assert fails(issue(feature), other)


@pytest.mark.parametrize("feature", Feature)
def test_another_key_fails(feature: Feature) -> None:
    other = PrivateKey.from_seed(b"\x08" * 32)
    key = SuiteKey(METHOD, None, other.public_key, None)
    with pytest.raises(MalformedInput) as refusal:
        verify(issue(feature), feature, key=key)
    assert [one.code for one in refusal.value.findings] == ["jose.signature"]


@pytest.mark.parametrize("feature", Feature)
def test_a_document_without_any_security_fails(feature: Feature) -> None:
    assert fails(json.dumps(document_for(feature)), feature)
    assert fails("", feature)
    assert fails("é", feature)


@pytest.mark.parametrize("feature", CREDENTIALS)
@pytest.mark.parametrize(
    "changes",
    [
        {"badExtension": {"huh": "what?"}},
        {"@context": [V2, {"@vocab": "https://example.org/#"}], "badExtension": 1},
        {"@context": []},
        {"@context": ["https://unknown.example/v1"]},
        {"type": ["x"]},
        {"issuer": None},
        {"credentialSubject": []},
        {"credentialSubject": {}},
        {"validFrom": "yesterday"},
        {"id": "no url"},
        {"proof": {"type": "DataIntegrityProof"}},
    ],
    ids=lambda changes: ", ".join(changes),
)
def test_a_credential_against_the_data_model_is_not_issued(
    feature: Feature, changes: dict[str, Any]
) -> None:
    with pytest.raises(NotConformant):
        issue(feature, CREDENTIAL | changes)


@pytest.mark.parametrize("feature", PRESENTATIONS)
@pytest.mark.parametrize(
    "credentials",
    [
        [CREDENTIAL],
        CREDENTIAL,
        ["data:application/vc+jwt,a.b.c"],
        [{"@context": V2, "type": ENVELOPED_CREDENTIAL, "id": "not-a-credential"}],
        [PRESENTATION["verifiableCredential"][0], CREDENTIAL],
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_credential_in_a_presentation_must_be_enveloped(
    feature: Feature, credentials: Any
) -> None:
    with pytest.raises(NotConformant):
        issue(feature, PRESENTATION | {"verifiableCredential": credentials})


def test_a_signed_document_against_the_data_model_fails() -> None:
    assert fails(token(CREDENTIAL | {"badExtension": 1})) == {"unsigned.term"}
    assert fails(token(CREDENTIAL | {"credentialSubject": []}))
    spoiled = PRESENTATION | {"verifiableCredential": [{"id": "not-a-credential"}]}
    assert "jose.enveloped" in fails(token(spoiled, "vp+jwt"), Feature.PRESENTATION_JOSE)


def test_one_type_alone_is_fine_in_a_signed_document() -> None:
    document = PRESENTATION | {"type": "VerifiablePresentation"}
    assert verify(token(document, "vp+jwt"), Feature.PRESENTATION_JOSE) == document


def test_the_older_claims_fail_in_a_newer_token_and_are_read_in_an_older_one() -> None:
    assert fails(token(CREDENTIAL | {"vc": "oops", "vp": "nooo"})) == {"token.legacy-claim"}
    assert fails(token({"vc": CREDENTIAL})) == {"token.legacy-claim"}
    assert verify(token({"vc": CREDENTIAL}, "JWT"), Feature.CREDENTIAL_JOSE) == CREDENTIAL


@pytest.mark.parametrize("kid", [None, METHOD, KEY.public_key.thumbprint()])
def test_a_kid_that_names_the_key_is_taken(kid: str | None) -> None:
    assert verify(token(CREDENTIAL, kid=kid), Feature.CREDENTIAL_JOSE) == CREDENTIAL


@pytest.mark.parametrize("kid", ["key-1", "#key-1", ISSUER, f"{METHOD}0", "did:example:1#key-1"])
def test_a_kid_that_names_another_key_fails(kid: str) -> None:
    assert fails(token(CREDENTIAL, kid=kid)) == {"jose.signature"}


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": ISSUER, "jti": CREDENTIAL["id"], "sub": "did:example:sem"},
        {"nbf": 1_735_689_600, "exp": 1_900_000_000, "iat": 1_735_689_600},
        {"iat": "2010-01-01T19:23:24Z"},
        {"iat": None},
        {"validUntil": "2026-01-03T00:00:00Z"},
    ],
    ids=str,
)
def test_claims_that_fit_or_are_information_are_taken(claims: dict[str, Any]) -> None:
    assert verify(token(CREDENTIAL | claims), Feature.CREDENTIAL_JOSE) == CREDENTIAL | claims


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ({"iss": "https://other.example"}, "data.claim_mismatch"),
        ({"iss": None}, "data.claim_mismatch"),
        ({"jti": "urn:uuid:other"}, "data.claim_mismatch"),
        ({"sub": "did:example:other"}, "data.claim_mismatch"),
        ({"sub": {"id": "did:example:sem"}}, "data.claim_mismatch"),
        ({"exp": 1_735_689_600}, "time.expired"),
        ({"exp": NOW.timestamp()}, "time.expired"),
        ({"exp": "2030-01-01T00:00:00Z"}, "data.schema"),
        ({"exp": True}, "data.schema"),
        ({"exp": None}, "data.schema"),
        ({"nbf": 1_900_000_000}, "time.not_yet_valid"),
        ({"nbf": "2020-01-01T00:00:00Z"}, "data.schema"),
        ({"validFrom": "2027-01-01T00:00:00Z"}, "time.not_yet_valid"),
        ({"validUntil": "2025-06-01T00:00:00Z"}, "time.expired"),
    ],
    ids=str,
)
def test_claims_that_contradict_or_are_out_of_time_fail(claims: dict[str, Any], code: str) -> None:
    assert fails(token(CREDENTIAL | claims)) == {code}


def test_an_end_is_ignored_where_that_is_asked_for_and_nothing_else() -> None:
    over = CREDENTIAL | {"exp": 1_735_689_600, "validUntil": "2025-06-01T00:00:00Z"}
    assert verify(token(over), Feature.CREDENTIAL_JOSE, ignores_end=True) == over
    early = CREDENTIAL | {"nbf": 1_900_000_000}
    with pytest.raises(NotConformant):
        verify(token(early), Feature.CREDENTIAL_JOSE, ignores_end=True)


def test_cose_is_base64_with_or_without_padding_and_nothing_else() -> None:
    secured = issue(Feature.CREDENTIAL_COSE)
    assert verify(secured.rstrip("="), Feature.CREDENTIAL_COSE) == CREDENTIAL
    raw = base64.b64decode(secured)
    for other in (raw.hex(), secured[:10] + "\n" + secured[10:], secured + "====", "-" + secured):
        assert fails(other, Feature.CREDENTIAL_COSE)


def test_a_key_may_be_public_or_a_bare_jwk() -> None:
    public_only = read_suite_key(method(secretKeyJwk=None))
    assert verify(issue(Feature.CREDENTIAL_JOSE), Feature.CREDENTIAL_JOSE, key=public_only)
    with pytest.raises(MalformedInput, match="private part"):
        issue(Feature.CREDENTIAL_JOSE, key=public_only)
    bare = read_suite_key(json.dumps(private_jwk()).encode())
    assert verify(issue(Feature.CREDENTIAL_JOSE, key=bare), Feature.CREDENTIAL_JOSE, key=bare)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"{}",
        method(publicKeyJwk=None),
        method(publicKeyJwk="x"),
        method(secretKeyJwk="x"),
        method(secretKeyJwk={"kty": "oct", "k": "AAAA"}),
        method(secretKeyJwk=private_jwk() | {"d": base64url_encode(b"\x08" * 32)}),
        method(publicKeyJwk=PrivateKey.from_seed(b"\x08" * 32).public_key.to_jwk()),
        method(publicKeyJwk={"kty": "EC", "crv": "P-256K", "x": "AAAA", "y": "AAAA"}),
    ],
)
def test_a_key_file_without_one_good_key_is_refused(raw: bytes) -> None:
    with pytest.raises((MalformedInput, MalformedKey)):
        read_suite_key(raw)
