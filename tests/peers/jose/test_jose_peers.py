"""Tokens between us and independent libraries: jose (node), joserfc and sd-jwt (Python).

Each signs and the other verifies, for every algorithm that we sign tokens with, and for SD-JWT
with all, some and none of its disclosures shown, and with key binding.
"""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jws as joserfc_jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey
from jwcrypto.jwk import JWK
from sd_jwt.common import SDObj
from sd_jwt.holder import SDJWTHolder
from sd_jwt.issuer import SDJWTIssuer
from sd_jwt.verifier import SDJWTVerifier

from badgeservice.errors import Refusal
from badgeservice.proofs.jose import (
    ALL_ALGORITHMS,
    Challenge,
    KeyBinding,
    check_key_binding,
    disclosed,
    parse_compact,
    parse_sd_jwt,
    reveal_only,
    sign_compact,
    sign_key_binding,
    sign_sd_jwt,
    verify_compact,
    verify_sd_jwt,
)
from badgeservice.proofs.keys import AlgorithmName, PrivateKey
from peers.digitalbazaar.client import DigitalBazaar
from peers.documents import basic
from peers.ours import pem_of
from spoiled.sd_jwts import Counting

KID = "did:web:badges.oss.example:issuers:de-linde#key-1"
NAMES: tuple[AlgorithmName, ...] = ("Ed25519", "P-256", "P-384", "P-521", "RSA-2048")
KEYS = {name: PrivateKey.generate(name) for name in NAMES}
OTHERS = {name: PrivateKey.generate(name) for name in NAMES}
ALGORITHMS = {
    "Ed25519": "EdDSA",
    "P-256": "ES256",
    "P-384": "ES384",
    "P-521": "ES512",
    "RSA-2048": "RS256",
}
CHALLENGE = Challenge("n-1", "https://verifier.example")
NOW = datetime(2026, 1, 2, tzinfo=UTC)
CREDENTIAL = basic("did:web:badges.oss.example:issuers:de-linde")
PATHS = ["credentialSubject.achievement.criteria", "credentialSubject.id", "name"]
ECDSA = ["P-256", "P-384", "P-521"]


def our_token(name: str, payload: bytes) -> str:
    return sign_compact(payload, signer=KEYS[name], kid=KID, typ="vc+jwt", cty="vc")


def we_accept(token: str, key: PrivateKey) -> bool:
    try:
        jws = parse_compact(token, algorithms=ALL_ALGORITHMS)
    except Refusal:
        return False
    return verify_compact(jws, key.public_key)


# --- jose (node) ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_jose_verifies_our_token(digitalbazaar: DigitalBazaar, name: str) -> None:
    token = our_token(name, json.dumps(CREDENTIAL).encode())
    jwk = KEYS[name].public_key.to_jwk()
    answer = digitalbazaar.verify_token(token, jwk, ALGORITHMS[name])
    assert answer.verified, answer.reason


@pytest.mark.parametrize("name", NAMES)
def test_jose_refuses_our_token_under_another_key(digitalbazaar: DigitalBazaar, name: str) -> None:
    token = our_token(name, json.dumps(CREDENTIAL).encode())
    jwk = OTHERS[name].public_key.to_jwk()
    answer = digitalbazaar.verify_token(token, jwk, ALGORITHMS[name])
    assert not answer.verified
    assert "signature verification failed" in answer.reason


@pytest.mark.parametrize("name", NAMES)
def test_we_verify_the_token_of_jose(digitalbazaar: DigitalBazaar, name: str) -> None:
    token = digitalbazaar.sign_token(
        CREDENTIAL, algorithm=ALGORITHMS[name], kid=KID, pkcs8=pem_of(KEYS[name])
    )
    assert we_accept(token, KEYS[name])
    assert not we_accept(token, OTHERS[name])


# --- joserfc ----------------------------------------------------------------------------------


def their_key(key: PrivateKey, *, is_public: bool = False) -> Any:
    kinds = {"RSA-2048": RSAKey, "Ed25519": OKPKey}
    kind = kinds.get(key.algorithm, ECKey)
    return kind.import_key(key.public_key.to_jwk() if is_public else pem_of(key))


def joserfc_accepts(token: str, name: str, key: PrivateKey) -> bool:
    registry = joserfc_jws.JWSRegistry(algorithms=[ALGORITHMS[name]])
    try:
        joserfc_jws.deserialize_compact(token, their_key(key, is_public=True), registry=registry)
    except JoseError:
        return False
    return True


# joserfc warns that RFC 9864 gives EdDSA another name; jose and we still write the older one.
@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
@pytest.mark.parametrize("name", NAMES)
@given(payload=st.binary(min_size=1, max_size=200))
@settings(deadline=None, max_examples=8)
def test_joserfc_and_we_verify_each_other(name: str, payload: bytes) -> None:
    registry = joserfc_jws.JWSRegistry(algorithms=[ALGORITHMS[name]])
    header = {"alg": ALGORITHMS[name], "kid": KID, "typ": "vc+jwt"}
    theirs = joserfc_jws.serialize_compact(
        header, payload, their_key(KEYS[name]), registry=registry
    )
    assert we_accept(theirs, KEYS[name])
    assert not we_accept(theirs, OTHERS[name])
    ours = our_token(name, payload)
    assert joserfc_accepts(ours, name, KEYS[name])
    assert not joserfc_accepts(ours, name, OTHERS[name])


def test_we_read_the_newer_name_of_eddsa_that_joserfc_writes() -> None:
    registry = joserfc_jws.JWSRegistry(algorithms=["Ed25519"])
    token = joserfc_jws.serialize_compact(
        {"alg": "Ed25519", "kid": KID}, b"{}", their_key(KEYS["Ed25519"]), registry=registry
    )
    assert we_accept(token, KEYS["Ed25519"])
    assert not we_accept(token, OTHERS["Ed25519"])


# --- sd-jwt -----------------------------------------------------------------------------------


def jwk_of(key: PrivateKey) -> JWK:
    return JWK.from_pem(pem_of(key).encode())


def they_disclose(text: str, key: PrivateKey, challenge: Challenge | None = None) -> dict[str, Any]:
    public = JWK(**key.public_key.to_jwk())
    expected = (challenge.audience, challenge.nonce) if challenge else (None, None)
    verifier = SDJWTVerifier(text, lambda *_: public, *expected)
    payload: dict[str, Any] = verifier.get_verified_payload()
    return {name: value for name, value in payload.items() if name != "_sd_alg"}


def ours(name: str = "P-256", holder: PrivateKey | None = None) -> str:
    claims = CREDENTIAL | ({"cnf": {"jwk": holder.public_key.to_jwk()}} if holder else {})
    return sign_sd_jwt(
        claims, signer=KEYS[name], kid=KID, selectively=PATHS, random_bytes=Counting()
    )


def theirs(name: str = "P-256", holder: PrivateKey | None = None) -> SDJWTIssuer:
    subject = CREDENTIAL["credentialSubject"]
    claims = CREDENTIAL | {
        SDObj("name"): CREDENTIAL["name"],
        "credentialSubject": subject
        | {SDObj("id"): subject["id"], "list": [SDObj("a"), "b", SDObj({SDObj("c"): 1})]},
    }
    del claims["name"]
    del claims["credentialSubject"]["id"]
    return SDJWTIssuer(
        claims,
        jwk_of(KEYS[name]),
        jwk_of(holder) if holder else None,
        sign_alg=ALGORITHMS[name],
        add_decoy_claims=True,
        extra_header_parameters={"typ": "vc+sd-jwt", "kid": KID},
    )


@pytest.mark.parametrize("name", ECDSA)
def test_their_verifier_reads_our_sd_jwt(name: str) -> None:
    assert they_disclose(ours(name), KEYS[name]) == CREDENTIAL


@pytest.mark.parametrize("paths", [[], PATHS[:1], PATHS[1:], PATHS], ids=len)
def test_their_verifier_reads_what_we_show_of_it(paths: list[str]) -> None:
    shown = reveal_only(parse_sd_jwt(ours()), paths)
    assert they_disclose(shown.text, KEYS["P-256"]) == disclosed(shown)


def test_their_verifier_refuses_our_sd_jwt_under_another_key_or_changed() -> None:
    text = ours()
    with pytest.raises(Exception, match="Verification failed"):
        they_disclose(text, OTHERS["P-256"])
    first = text.split("~")[1]
    doubled = text.replace(first, f"{first}~{first}")
    with pytest.raises(ValueError, match="uplicate"):
        they_disclose(doubled, KEYS["P-256"])
    with pytest.raises(Refusal):
        disclosed(parse_sd_jwt(doubled))


@pytest.mark.parametrize("name", ECDSA)
def test_we_read_their_sd_jwt(name: str) -> None:
    issuer = theirs(name)
    read = parse_sd_jwt(issuer.sd_jwt_issuance, algorithms=ALL_ALGORITHMS)
    assert verify_sd_jwt(read, KEYS[name].public_key)
    assert not verify_sd_jwt(read, OTHERS[name].public_key)
    document = disclosed(read)
    assert document["name"] == CREDENTIAL["name"]
    assert document["credentialSubject"]["list"] == ["a", "b", {"c": 1}]
    assert document == they_disclose(issuer.sd_jwt_issuance, KEYS[name])


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"name": True},
        {"credentialSubject": {"id": True}},
        {"credentialSubject": {"list": [False, False, True]}},
        {"credentialSubject": {"list": [True, False, {"c": True}]}},
        True,
    ],
    ids=str,
)
def test_we_read_what_their_holder_shows(claims: Any) -> None:
    holder = SDJWTHolder(theirs().sd_jwt_issuance)
    holder.create_presentation(claims)
    shown = parse_sd_jwt(holder.sd_jwt_presentation)
    assert disclosed(shown) == they_disclose(holder.sd_jwt_presentation, KEYS["P-256"])


def test_their_verifier_takes_our_key_binding() -> None:
    holder = PrivateKey.generate("P-256")
    bound = sign_key_binding(
        parse_sd_jwt(ours(holder=holder)), signer=holder, challenge=CHALLENGE, issued_at=NOW
    )
    assert they_disclose(bound, KEYS["P-256"], CHALLENGE)["name"] == CREDENTIAL["name"]
    other = Challenge("n-2", CHALLENGE.audience)
    with pytest.raises(ValueError, match="nonce"):
        they_disclose(bound, KEYS["P-256"], other)


def test_we_take_the_key_binding_of_their_holder() -> None:
    key = PrivateKey.generate("P-256")
    holder = SDJWTHolder(theirs(holder=key).sd_jwt_issuance)
    holder.create_presentation(
        {"name": True}, CHALLENGE.nonce, CHALLENGE.audience, jwk_of(key), sign_alg="ES256"
    )
    shown = parse_sd_jwt(holder.sd_jwt_presentation)
    document = disclosed(shown)
    now = datetime.fromtimestamp(_issued_at(shown.key_binding), UTC)
    assert check_key_binding(shown, document, challenge=CHALLENGE, now=now) is KeyBinding.VERIFIED
    other = Challenge("n-2", CHALLENGE.audience)
    assert check_key_binding(shown, document, challenge=other, now=now) is KeyBinding.WRONG


def _issued_at(key_binding: str | None) -> int:
    jws = parse_compact(key_binding or "", types=frozenset({"kb+jwt"}))
    return int(json.loads(jws.payload)["iat"])
