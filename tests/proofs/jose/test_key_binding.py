"""Key binding: the holder shows the key, for this verifier, now, and for what is shown."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from badgeservice.errors import MalformedKey, MalformedToken
from badgeservice.proofs.encoding import base64url_encode
from badgeservice.proofs.jose import (
    Challenge,
    KeyBinding,
    SdJwt,
    check_key_binding,
    confirmation_key,
    disclosed,
    parse_sd_jwt,
    reveal_only,
    sign_key_binding,
    sign_sd_jwt,
)
from badgeservice.proofs.keys import PrivateKey
from spoiled.sd_jwts import KID, P_256, Counting

HOLDER = PrivateKey.generate("P-256")
STRANGER = PrivateKey.generate("P-256")
CHALLENGE = Challenge(nonce="n-123", audience="https://verifier.example")
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
CNF = {"jwk": HOLDER.public_key.to_jwk()}


def issued(cnf: Any = CNF) -> SdJwt:
    payload = {"name": "Sem", "age": 12} | ({} if cnf is None else {"cnf": cnf})
    text = sign_sd_jwt(
        payload, signer=P_256, kid=KID, selectively=["name", "age"], random_bytes=Counting()
    )
    return parse_sd_jwt(text)


def bound(sd_jwt: SdJwt, key: PrivateKey = HOLDER, when: datetime = NOW) -> SdJwt:
    return parse_sd_jwt(sign_key_binding(sd_jwt, signer=key, challenge=CHALLENGE, issued_at=when))


def checked(sd_jwt: SdJwt, challenge: Challenge | None = CHALLENGE) -> KeyBinding:
    return check_key_binding(sd_jwt, disclosed(sd_jwt), challenge=challenge, now=NOW)


def forged(header: dict[str, Any], claims: dict[str, Any], key: PrivateKey = HOLDER) -> SdJwt:
    """A key binding with a right signature over any header and changed claims."""
    good = bound(issued())
    body = json.loads(_payload_of(good)) | claims
    body = {name: value for name, value in body.items() if value is not None}
    parts = [base64url_encode(json.dumps(one).encode()) for one in (header, body)]
    signing_input = ".".join(parts)
    signature = base64url_encode(key.sign(signing_input.encode()))
    return parse_sd_jwt(f"{good.without_key_binding}{signing_input}.{signature}")


def _payload_of(sd_jwt: SdJwt) -> bytes:
    from badgeservice.proofs.encoding import base64url_decode

    assert sd_jwt.key_binding is not None
    return base64url_decode(sd_jwt.key_binding.split(".")[1])


GOOD_HEADER = {"alg": "ES256", "typ": "kb+jwt"}


def test_a_holder_with_the_key_is_verified() -> None:
    assert checked(bound(issued())) is KeyBinding.VERIFIED
    assert checked(forged(GOOD_HEADER, {})) is KeyBinding.VERIFIED
    assert checked(bound(reveal_only(issued(), ["name"]))) is KeyBinding.VERIFIED


@pytest.mark.parametrize("name", ["Ed25519", "P-384", "P-521", "RSA-2048"])
def test_the_key_may_be_of_any_kind(name: Any) -> None:
    key = PrivateKey.generate(name)
    sd_jwt = issued({"jwk": key.public_key.to_jwk()})
    assert checked(bound(sd_jwt, key)) is KeyBinding.VERIFIED
    assert checked(bound(sd_jwt, HOLDER)) is KeyBinding.WRONG


def test_without_a_key_binding_nothing_is_known_about_the_holder() -> None:
    assert checked(issued()) is KeyBinding.ABSENT
    assert checked(issued(), None) is KeyBinding.ABSENT


def test_without_a_challenge_a_key_binding_is_not_checked() -> None:
    assert checked(bound(issued()), None) is KeyBinding.NOT_CHECKED
    assert checked(bound(issued(), STRANGER), None) is KeyBinding.NOT_CHECKED


def test_another_key_is_wrong() -> None:
    assert checked(bound(issued(), STRANGER)) is KeyBinding.WRONG
    assert checked(bound(issued(), P_256)) is KeyBinding.WRONG, "the issuer is not the holder"


@pytest.mark.parametrize(
    "challenge",
    [
        Challenge("other", CHALLENGE.audience),
        Challenge("", CHALLENGE.audience),
        Challenge(CHALLENGE.nonce, "https://other.example"),
        Challenge(CHALLENGE.nonce, f"{CHALLENGE.audience}/"),
    ],
)
def test_an_answer_to_another_challenge_is_wrong(challenge: Challenge) -> None:
    assert checked(bound(issued()), challenge) is KeyBinding.WRONG


@pytest.mark.parametrize("minutes", [-6, 6, 60 * 24 * 365])
def test_an_answer_of_another_time_is_wrong(minutes: int) -> None:
    when = NOW - timedelta(minutes=minutes)
    assert checked(bound(issued(), when=when)) is KeyBinding.WRONG


@pytest.mark.parametrize("minutes", [-4, 0, 4])
def test_clocks_may_differ_a_little(minutes: int) -> None:
    when = NOW - timedelta(minutes=minutes)
    assert checked(bound(issued(), when=when)) is KeyBinding.VERIFIED


def test_it_is_about_exactly_what_is_shown() -> None:
    whole = bound(issued())
    for kept in ([], ["name"], ["age"]):
        less = reveal_only(whole, kept).without_key_binding
        assert checked(parse_sd_jwt(f"{less}{whole.key_binding}")) is KeyBinding.WRONG
    only_name = bound(reveal_only(issued(), ["name"]))
    more = parse_sd_jwt(f"{whole.without_key_binding}{only_name.key_binding}")
    assert checked(more) is KeyBinding.WRONG


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": None},
        {"aud": None},
        {"sd_hash": None},
        {"iat": None},
        {"iat": str(int(NOW.timestamp()))},
        {"iat": True},
        {"iat": "2026-01-02T03:04:05Z"},
        {"aud": [CHALLENGE.audience]},
        {"nonce": [CHALLENGE.nonce]},
        {"sd_hash": ""},
        {"sd_hash": "A" * 43},
    ],
    ids=str,
)
def test_claims_that_do_not_fit_are_wrong(claims: dict[str, Any]) -> None:
    assert checked(forged(GOOD_HEADER, claims)) is KeyBinding.WRONG


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "ES256"},
        {"alg": "ES384", "typ": "kb+jwt"},
    ],
    ids=str,
)
def test_a_header_that_does_not_fit_is_wrong(header: dict[str, Any]) -> None:
    assert checked(forged(header, {})) is KeyBinding.WRONG


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "ES256", "typ": "JWT"},
        {"alg": "ES256", "typ": "vc+jwt"},
        {"alg": "none", "typ": "kb+jwt"},
        {"alg": "HS256", "typ": "kb+jwt"},
        {"alg": "ES256", "typ": "kb+jwt", "crit": ["x"]},
        {"typ": "kb+jwt"},
    ],
    ids=str,
)
def test_a_header_that_no_key_binding_has_is_refused(header: dict[str, Any]) -> None:
    with pytest.raises(MalformedToken):
        forged(header, {})


def test_the_key_in_the_header_is_never_used() -> None:
    header = GOOD_HEADER | {"jwk": STRANGER.public_key.to_jwk()}
    assert checked(forged(header, {}, STRANGER)) is KeyBinding.WRONG


@pytest.mark.parametrize("text", ["a", "a.b.c", "..", "é.b.c", "{}", "x" * 20_000])
def test_a_key_binding_that_is_no_token_is_refused(text: str) -> None:
    sd_jwt = issued()
    with pytest.raises(MalformedToken):
        parse_sd_jwt(f"{sd_jwt.text}{text}")


@pytest.mark.parametrize(
    "cnf",
    [
        None,
        {},
        [],
        "key",
        {"jwk": None},
        {"jwk": {}},
        {"jkt": "x"},
        {"kid": "x"},
        {"jwk": {"kty": "oct", "k": "AAAA"}},
        {"jwk": {**CNF["jwk"], "d": "AAAA"}},
        {"jwk": STRANGER.public_key.to_jwk()},
    ],
    ids=lambda cnf: str(cnf)[:30],
)
def test_without_the_key_of_the_holder_a_key_binding_is_wrong(cnf: Any) -> None:
    assert checked(bound(issued(cnf))) is KeyBinding.WRONG


def test_the_key_of_the_holder_is_read_or_refused() -> None:
    assert confirmation_key({"cnf": CNF}) == HOLDER.public_key
    assert confirmation_key({}) is None
    for cnf in ({}, [], "x", {"jwk": []}, {"jwk": {"kty": "EC"}}):
        with pytest.raises(MalformedKey):
            confirmation_key({"cnf": cnf})
