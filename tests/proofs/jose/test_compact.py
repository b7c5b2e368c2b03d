"""Compact JWS: what is signed comes back, and the key chooses the algorithm."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jwcrypto.jwk import JWK
from jwcrypto.jws import JWS

from badgeservice.errors import MalformedToken
from badgeservice.proofs.encoding import base64url_decode, base64url_encode
from badgeservice.proofs.jose import CompactJws, parse_compact, sign_compact, verify_compact
from badgeservice.proofs.keys import AlgorithmName, PrivateKey, PublicKey, public_key_from_jwk

KID = "https://badges.example/issuers/club/keys/1"
PAYLOAD = b'{"iss":"did:web:badges.example:issuers:club"}'
P_256 = PrivateKey.generate("P-256")
RSA = PrivateKey.generate("RSA-2048")
ED25519 = PrivateKey.from_seed(b"\x03" * 32)

# RFC 7515 appendix A.3: ES256.
RFC_7515_KEY = {
    "kty": "EC",
    "crv": "P-256",
    "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
}
RFC_7515_TOKEN = (
    "eyJhbGciOiJFUzI1NiJ9"
    ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
    ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
)


def test_the_es256_example_of_rfc_7515_verifies() -> None:
    jws = parse_compact(RFC_7515_TOKEN)
    assert jws.payload.startswith(b'{"iss":"joe"')
    assert verify_compact(jws, public_key_from_jwk(RFC_7515_KEY))
    assert not verify_compact(jws, P_256.public_key)


@pytest.mark.parametrize(("key", "alg"), [(P_256, "ES256"), (RSA, "RS256")])
def test_what_we_sign_verifies_and_says_its_key(key: PrivateKey, alg: str) -> None:
    jws = parse_compact(sign_compact(PAYLOAD, signer=key, kid=KID))
    assert jws.payload == PAYLOAD
    assert jws.header == {"alg": alg, "kid": KID, "typ": "JWT"}
    assert list(jws.header) == ["alg", "kid", "typ"]
    assert verify_compact(jws, key.public_key)


@pytest.mark.parametrize("key", [P_256, RSA])
def test_the_library_alone_accepts_what_we_sign(key: PrivateKey) -> None:
    token = sign_compact(PAYLOAD, signer=key, kid=KID, typ="vc+jwt")
    library = JWS()
    library.deserialize(token, JWK(**key.public_key.to_jwk()))
    assert library.payload == PAYLOAD


@pytest.mark.parametrize(("key", "alg"), [(P_256, "ES256"), (RSA, "RS256")])
def test_we_accept_what_the_library_signs(key: PrivateKey, alg: str) -> None:
    library = JWS(PAYLOAD)
    secret = JWK()
    secret.import_from_pem(_pem(key))
    library.add_signature(secret, alg, json.dumps({"alg": alg, "typ": "vc+jwt", "kid": KID}))
    assert verify_compact(parse_compact(library.serialize(compact=True)), key.public_key)


def test_an_rsa_key_of_4096_bits_signs_and_verifies() -> None:
    secret = JWK.generate(kty="RSA", size=4096)
    key = PrivateKey.from_pkcs8(_der(secret))
    jws = parse_compact(sign_compact(PAYLOAD, signer=key, kid=KID))
    assert len(jws.signature) == 512
    assert verify_compact(jws, key.public_key)


@given(st.binary(min_size=1, max_size=300))
@settings(deadline=None, max_examples=40)
def test_any_payload_comes_back_byte_for_byte(payload: bytes) -> None:
    jws = parse_compact(sign_compact(payload, signer=P_256, kid=KID))
    assert jws.payload == payload
    assert verify_compact(jws, P_256.public_key)


def test_a_token_verifies_under_no_other_key() -> None:
    other_keys = [PrivateKey.generate("P-256"), RSA, ED25519]
    jws = parse_compact(sign_compact(PAYLOAD, signer=P_256, kid=KID))
    assert [verify_compact(jws, key.public_key) for key in other_keys] == [False] * 3


def test_an_rsa_token_verifies_under_no_other_key() -> None:
    jws = parse_compact(sign_compact(PAYLOAD, signer=RSA, kid=KID))
    for key in (PrivateKey.generate("RSA-2048"), P_256, ED25519):
        assert not verify_compact(jws, key.public_key)


@pytest.mark.parametrize("key", [P_256, RSA])
def test_a_change_of_any_character_is_never_valid(key: PrivateKey) -> None:
    token = sign_compact(PAYLOAD, signer=key, kid=KID)
    for position in range(len(token)):
        for character in ("A" if token[position] != "A" else "B", ".", "=", " "):
            changed = token[:position] + character + token[position + 1 :]
            if changed == token:
                continue
            try:
                jws = parse_compact(changed)
            except MalformedToken:
                continue
            assert not verify_compact(jws, key.public_key), position


@pytest.mark.parametrize("key", [P_256, RSA])
def test_a_token_put_together_from_two_is_never_valid(key: PrivateKey) -> None:
    one = sign_compact(PAYLOAD, signer=key, kid=KID).split(".")
    other = sign_compact(b'{"iss":"other"}', signer=key, kid=KID + "2").split(".")
    for mixed in ([one[0], one[1], other[2]], [one[0], other[1], one[2]], [other[0], *one[1:]]):
        assert not verify_compact(parse_compact(".".join(mixed)), key.public_key)


def test_a_value_that_shows_another_payload_than_its_token_is_not_verified() -> None:
    jws = parse_compact(sign_compact(PAYLOAD, signer=P_256, kid=KID))
    shown = CompactJws(jws.token, jws.header, b'{"iss":"somebody else"}', jws.signature)
    assert verify_compact(jws, P_256.public_key)
    assert not verify_compact(shown, P_256.public_key)


def test_a_value_with_a_broken_token_is_not_verified() -> None:
    jws = parse_compact(sign_compact(PAYLOAD, signer=P_256, kid=KID))
    for token in ("", "a.b.c", "{}", jws.token + "x", jws.token.rsplit(".", 1)[0]):
        broken = CompactJws(token, jws.header, jws.payload, jws.signature)
        assert not verify_compact(broken, P_256.public_key)


def test_a_header_that_claims_another_algorithm_than_the_key_is_not_verified() -> None:
    good = parse_compact(sign_compact(PAYLOAD, signer=RSA, kid=KID))
    for alg in ("ES256", "PS256", "HS256", "none", "", None, ["RS256"]):
        claimed = CompactJws(good.token, {**good.header, "alg": alg}, good.payload, good.signature)
        assert not verify_compact(claimed, RSA.public_key)


@pytest.mark.parametrize(
    "arguments",
    [
        {"payload": b""},
        {"kid": ""},
        {"kid": "a b"},
        {"kid": "a\n"},
        {"kid": "é"},
        {"kid": "x" * 3_000},
        {"typ": ""},
        {"typ": "at+jwt"},
        {"typ": "dc+sd-jwt"},
        {"cty": ""},
        {"cty": "v c"},
    ],
    ids=lambda arguments: next(iter(arguments)),
)
def test_a_token_that_our_own_reader_would_refuse_is_not_signed(arguments: dict[str, Any]) -> None:
    good: dict[str, Any] = {"payload": PAYLOAD, "signer": P_256, "kid": KID}
    with pytest.raises(ValueError, match=r"token|kid"):
        sign_compact(**{**good, **arguments})


class FarAway:
    """A signer that only answers ``sign``, as an HSM or a KMS does."""

    algorithm: AlgorithmName = "P-256"
    public_key: PublicKey = P_256.public_key

    def __init__(self, extra: bytes = b"") -> None:
        self.extra = extra

    def sign(self, data: bytes) -> bytes:
        return P_256.sign(data) + self.extra


def test_a_signer_that_only_signs_is_enough() -> None:
    jws = parse_compact(sign_compact(PAYLOAD, signer=FarAway(), kid=KID))
    assert verify_compact(jws, P_256.public_key)


def test_a_signer_that_answers_another_length_is_noticed() -> None:
    with pytest.raises(ValueError, match="another length"):
        sign_compact(PAYLOAD, signer=FarAway(b"\x00"), kid=KID)


def test_the_same_bytes_are_signed_that_are_sent() -> None:
    token = sign_compact(PAYLOAD, signer=P_256, kid=KID)
    signing_input, _, signature = token.rpartition(".")
    raw = base64url_decode(signature)
    assert P_256.public_key.verify(raw, signing_input.encode("ascii"))
    assert base64url_encode(raw) == signature


def _pem(key: PrivateKey) -> bytes:
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
        load_der_private_key,
    )

    secret = load_der_private_key(key.to_pkcs8(), None)
    return secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _der(secret: JWK) -> bytes:
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
        load_pem_private_key,
    )

    loaded = load_pem_private_key(secret.export_to_pem(private_key=True, password=None), None)
    return loaded.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
