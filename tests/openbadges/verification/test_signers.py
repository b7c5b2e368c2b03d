"""Keys of https issuers: a JWK set, a JWK at its own URL, a method at its own URL."""

from typing import Any

import pytest

from badgeservice.document import JsonObject
from badgeservice.openbadges.verification import (
    STRICT,
    JwkSet,
    Materials,
    Report,
    Unreachable,
    Verdict,
    decide,
    needs,
    unwrap,
)
from badgeservice.openbadges.verification.materials import Controller
from badgeservice.proofs.data_integrity import add_proof
from badgeservice.proofs.jose import sign_compact
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import write_json
from simulator import ISSUED, NOW, a_credential

ISSUER = "https://school.example/issuer"
KID = "https://school.example/keys/1"
JWKS = "https://school.example/.well-known/jwks.json"
KEY = PrivateKey.from_seed(b"\x11" * 32)
OTHER = PrivateKey.from_seed(b"\x12" * 32)
TOKEN_KEY = PrivateKey.generate("P-256")


def a_badge() -> JsonObject:
    issuer = {"id": ISSUER, "type": ["Profile"], "name": "School", "url": ISSUER}
    return a_credential(issuer=issuer, credentialStatus=None)


def a_token(*, key: PrivateKey = TOKEN_KEY, kid: str = KID) -> str:
    body = a_badge()
    claims = {"iss": ISSUER, "jti": body["id"], "sub": body["credentialSubject"]["id"]}
    payload = {**body, **claims, "nbf": int(ISSUED.timestamp())}
    return sign_compact(write_json(payload), signer=key, kid=kid)


def a_jwk(**members: Any) -> JsonObject:
    found = {**TOKEN_KEY.public_key.to_jwk(), "kid": KID, **members}
    return {name: value for name, value in found.items() if value is not None}


def judge_token(token: str, *keys: JsonObject, **documents: JsonObject) -> Report:
    """Judge a token of an issuer whose own document is a profile without keys."""
    controllers = {ISSUER: Controller({"id": ISSUER, "type": "Profile"})}
    controllers |= {url: Controller(document) for url, document in documents.items()}
    materials = Materials(controllers=controllers, jwks={JWKS: JwkSet(keys)})
    return decide(unwrap(token.encode()), materials, now=NOW, policy=STRICT)


def test_an_https_issuer_with_a_token_wants_its_well_known_set() -> None:
    wanted = needs(unwrap(a_token().encode()))
    assert wanted.controllers == (ISSUER, KID)
    assert wanted.jwks == (JWKS,)


def test_a_key_in_the_set_of_the_issuer_is_authorised() -> None:
    assert judge_token(a_token(), a_jwk()).verdict is Verdict.VALID
    assert judge_token(a_token(), a_jwk(iss=ISSUER)).verdict is Verdict.VALID


def test_a_jwk_at_the_url_of_the_kid_counts_if_the_set_holds_the_same_key() -> None:
    published = TOKEN_KEY.public_key.to_jwk()
    report = judge_token(a_token(), a_jwk(kid="1"), **{KID: published})
    assert report.verdict is Verdict.VALID


@pytest.mark.parametrize(
    "members",
    [
        {"iss": "https://school.example/another"},
        {"kid": "https://school.example/keys/2"},
        {"kid": None},
        {"revoked": {"revoked_at": 1}},
        {"exp": int(NOW.timestamp())},
        {"exp": "never"},
        {"use": "enc"},
    ],
    ids=lambda members: next(iter(members)),
)
def test_a_key_in_the_set_that_is_not_meant_is_not_authorised(members: JsonObject) -> None:
    report = judge_token(a_token(), a_jwk(**members))
    assert report.verdict is Verdict.INVALID


def test_a_key_published_at_the_kid_alone_is_not_authorised() -> None:
    published = TOKEN_KEY.public_key.to_jwk()
    other = {**OTHER.public_key.to_jwk(), "kid": "2"}
    report = judge_token(a_token(), other, **{KID: published})
    assert report.leading_code == "proof.key_not_authorised"


def test_another_key_under_the_kid_of_the_set_is_a_wrong_signature() -> None:
    token = a_token(key=PrivateKey.generate("P-256"))
    assert judge_token(token, a_jwk()).leading_code == "proof.invalid"


def test_without_a_set_and_without_a_document_nothing_is_known() -> None:
    materials = Materials(
        controllers={ISSUER: Unreachable("did.unreachable")},
        jwks={JWKS: Unreachable("did.unreachable")},
    )
    report = decide(unwrap(a_token().encode()), materials, now=NOW, policy=STRICT)
    assert report.verdict is Verdict.INDETERMINATE


# --- embedded proofs --------------------------------------------------------------------------

METHOD = {
    "id": KID,
    "type": "Multikey",
    "controller": ISSUER,
    "publicKeyMultibase": KEY.public_key.to_multikey(),
}


def judge_proof(
    documents: dict[str, JsonObject | Unreachable], method_id: str = KID, key: PrivateKey = KEY
) -> Report:
    """Judge a badge with a proof by a method that stands at a URL of its own."""
    signed = add_proof(a_badge(), signer=key, verification_method=method_id, created=ISSUED)
    controllers = {
        url: found if isinstance(found, Unreachable) else Controller(found)
        for url, found in documents.items()
    }
    materials = Materials(controllers=controllers)
    return decide(unwrap(write_json(signed)), materials, now=NOW, policy=STRICT)


def test_a_method_at_its_own_url_counts_if_the_issuer_lists_that_url() -> None:
    issuer = {"id": ISSUER, "assertionMethod": [KID]}
    assert judge_proof({ISSUER: issuer, KID: METHOD}).verdict is Verdict.VALID
    jwk = KEY.public_key.to_jwk()
    assert judge_proof({ISSUER: issuer, KID: jwk}).verdict is Verdict.VALID


@pytest.mark.parametrize(
    ("issuer", "method"),
    [
        ({"id": ISSUER}, METHOD),
        ({"id": ISSUER, "authentication": [KID]}, METHOD),
        ({"id": ISSUER, "assertionMethod": [KID]}, {**METHOD, "controller": KID}),
        ({"id": ISSUER, "assertionMethod": [KID]}, {**METHOD, "id": "https://school.example/k"}),
        ({"id": ISSUER, "assertionMethod": [KID]}, {**METHOD, "revoked": "2026-01-01T00:00:00Z"}),
        ({"id": ISSUER, "assertionMethod": [KID]}, {"kty": "OKP"}),
        ({"id": "https://school.example/else", "assertionMethod": [KID]}, METHOD),
    ],
    ids=["unlisted", "other-relationship", "controller", "id", "revoked", "weak", "other-issuer"],
)
def test_a_method_at_its_own_url_is_bound_in_every_way(
    issuer: JsonObject, method: JsonObject
) -> None:
    assert judge_proof({ISSUER: issuer, KID: method}).verdict is not Verdict.VALID


# --- the key in the fragment, as 1EdTech writes it --------------------------------------------

FRAGMENT = f"{ISSUER}#{KEY.public_key.to_multikey()}"


def test_a_key_in_the_fragment_alone_is_never_valid() -> None:
    unreachable = judge_proof({ISSUER: Unreachable("did.unreachable")}, FRAGMENT)
    assert unreachable.verdict is Verdict.INDETERMINATE
    assert unreachable.checks[1].details["signatureFits"] is True
    unlisted = judge_proof({ISSUER: {"id": ISSUER, "type": "Profile"}}, FRAGMENT)
    assert unlisted.leading_code == "proof.key_not_authorised"
    assert unlisted.checks[1].details["signatureFits"] is True


def test_a_signature_that_does_not_fit_the_key_in_the_fragment_is_wrong() -> None:
    report = judge_proof({ISSUER: Unreachable("did.unreachable")}, FRAGMENT, key=OTHER)
    assert report.leading_code == "proof.invalid"
