"""Tokens that must not pass: the attacks of RFC 8725 and known leniencies of JWS libraries."""

import hashlib
import hmac
import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_private_key
from jwcrypto.jwk import JWK
from jwcrypto.jws import JWS

from badgeservice.errors import MalformedToken, TooLarge
from badgeservice.proofs.encoding import base64url_decode, base64url_encode
from badgeservice.proofs.jose import parse_compact, sign_compact, verify_compact
from spoiled.tokens import (
    GOOD,
    HEADER_PART,
    JWK_OF_P_256,
    KID,
    P_256,
    PAYLOAD,
    PAYLOAD_PART,
    RSA,
    SIGNATURE_PART,
    codes,
    signed,
)

ORDER_P_256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def test_the_token_that_the_attacks_start_from_is_good() -> None:
    assert verify_compact(parse_compact(GOOD), P_256.public_key)
    assert verify_compact(parse_compact(signed({"alg": "ES256"})), P_256.public_key)
    with_jwk = signed({"alg": "ES256", "jwk": JWK_OF_P_256})
    assert verify_compact(parse_compact(with_jwk), P_256.public_key)


@pytest.mark.parametrize(
    "token",
    [
        "",
        ".",
        "..",
        "...",
        "a",
        "a.b",
        HEADER_PART,
        f"{HEADER_PART}.{PAYLOAD_PART}",
        f"{HEADER_PART}.{PAYLOAD_PART}.",
        f"{HEADER_PART}..{SIGNATURE_PART}",
        f".{PAYLOAD_PART}.{SIGNATURE_PART}",
        f"{GOOD}.",
        f".{GOOD}",
        f"{GOOD}.{SIGNATURE_PART}",
        f"{HEADER_PART}.{PAYLOAD_PART}.{SIGNATURE_PART}.{SIGNATURE_PART}.{SIGNATURE_PART}",
        f"{HEADER_PART};{PAYLOAD_PART};{SIGNATURE_PART}",
        f"{HEADER_PART}。{PAYLOAD_PART}。{SIGNATURE_PART}",
    ],
)
def test_anything_but_three_full_parts_is_refused(token: str) -> None:
    assert codes(token) <= {"token.parts", "token.empty-part"}


@pytest.mark.parametrize("blank", [" ", "\n", "\r\n", "\t", "\x00", "\u00a0", "\u200b", "="])
def test_a_blank_anywhere_is_refused(blank: str) -> None:
    places = [
        blank + GOOD,
        GOOD + blank,
        f"{HEADER_PART}{blank}.{PAYLOAD_PART}.{SIGNATURE_PART}",
        f"{HEADER_PART}.{blank}{PAYLOAD_PART}.{SIGNATURE_PART}",
        f"{HEADER_PART}.{PAYLOAD_PART}{blank}.{SIGNATURE_PART}",
        GOOD[:-20] + blank + GOOD[-20:],
    ]
    for token in places:
        assert codes(token) == {"token.base64url"}


def test_the_library_behind_takes_blanks_so_the_front_is_needed() -> None:
    library = JWS()
    library.deserialize(GOOD[:-20] + 4 * " " + GOOD[-20:], JWK(**JWK_OF_P_256))
    assert library.payload == PAYLOAD


@pytest.mark.parametrize("part", [HEADER_PART, PAYLOAD_PART, SIGNATURE_PART])
def test_a_part_with_spare_bits_or_padding_is_refused(part: str) -> None:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    next_character = alphabet[(alphabet.index(part[-1]) + 1) % 64]
    bad_spellings = [part + "=", part + "==", part + "A" * (5 - len(part) % 4)]
    if len(part) % 4:
        bad_spellings.append(part[:-1] + next_character)
    for spelling in bad_spellings:
        assert codes(GOOD.replace(part, spelling)) == {"token.base64url"}


def test_plain_base64_is_refused() -> None:
    for character in ("+", "/"):
        assert codes(GOOD[:-10] + character + GOOD[-9:]) == {"token.base64url"}


def test_an_unsigned_token_is_refused() -> None:
    for alg in ("none", "None", "ES256"):
        header = base64url_encode(json.dumps({"alg": alg}).encode())
        assert codes(f"{header}.{PAYLOAD_PART}.") == {"token.empty-part"}


@pytest.mark.parametrize("alg", ["HS256", "ES256", "RS256"])
def test_a_mac_made_with_the_public_key_is_never_valid(alg: str) -> None:
    for secret in (
        json.dumps(RSA.public_key.to_jwk()).encode(),
        RSA.public_key.material,
        P_256.public_key.material,
    ):
        header = base64url_encode(json.dumps({"alg": alg}).encode())
        signing_input = f"{header}.{PAYLOAD_PART}"
        mac = hmac.digest(secret, signing_input.encode(), hashlib.sha256)
        token = f"{signing_input}.{base64url_encode(mac)}"
        if alg == "HS256":
            assert codes(token) == {"token.algorithm"}
        else:
            for key in (RSA, P_256):
                assert not verify_compact(parse_compact(token), key.public_key)


def test_a_signature_of_one_algorithm_is_not_valid_as_another() -> None:
    secret = load_der_private_key(RSA.to_pkcs8(), None)
    header = base64url_encode(b'{"alg":"RS256"}')
    signing_input = f"{header}.{PAYLOAD_PART}".encode()
    pss = secret.sign(signing_input, padding.PSS(padding.MGF1(SHA256()), 32), SHA256())
    token = f"{signing_input.decode()}.{base64url_encode(pss)}"
    assert not verify_compact(parse_compact(token), RSA.public_key)
    swapped = parse_compact(signed({"alg": "RS256"}, key=P_256))
    assert not verify_compact(swapped, P_256.public_key)
    assert not verify_compact(swapped, RSA.public_key)
    swapped = parse_compact(signed({"alg": "ES256"}, key=RSA))
    assert not verify_compact(swapped, P_256.public_key)
    assert not verify_compact(swapped, RSA.public_key)


def with_signature(signature: bytes) -> bool:
    token = f"{HEADER_PART}.{PAYLOAD_PART}.{base64url_encode(signature)}"
    return verify_compact(parse_compact(token), P_256.public_key)


def test_an_ecdsa_signature_of_another_form_or_length_is_not_valid() -> None:
    signature = base64url_decode(SIGNATURE_PART)
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")

    def spelled(size: int) -> bytes:
        return r.to_bytes(size, "big") + s.to_bytes(size, "big")

    assert with_signature(spelled(32))
    assert not with_signature(encode_dss_signature(r, s)), "DER"
    for size in (33, 48, 66, 257):
        assert not with_signature(spelled(size))
    for length in (1, 32, 63):
        assert not with_signature(signature[:length])
    assert not with_signature(signature + b"\x00")
    assert not with_signature(b"\x00" + signature)
    assert not with_signature(signature + signature)


def test_an_ecdsa_signature_with_impossible_numbers_is_not_valid() -> None:
    signature = base64url_decode(SIGNATURE_PART)
    r, s = signature[:32], signature[32:]
    zero, order, ones = bytes(32), ORDER_P_256.to_bytes(32, "big"), b"\xff" * 32
    for first in (zero, order, ones, r, s):
        for second in (zero, order, ones, r):
            assert not with_signature(first + second)


def test_the_library_behind_takes_a_long_signature_so_the_front_is_needed() -> None:
    signature = base64url_decode(SIGNATURE_PART)
    long = bytes(1) + signature[:32] + bytes(1) + signature[32:]
    library = JWS()
    library.deserialize(
        f"{HEADER_PART}.{PAYLOAD_PART}.{base64url_encode(long)}", JWK(**JWK_OF_P_256)
    )
    assert library.payload == PAYLOAD


def test_an_rsa_signature_of_another_length_is_not_valid() -> None:
    token = sign_compact(PAYLOAD, signer=RSA, kid=KID)
    front, _, part = token.rpartition(".")
    signature = base64url_decode(part)
    for other in (signature[:-1], signature + b"\x00", b"\x00" + signature, signature[:64]):
        jws = parse_compact(f"{front}.{base64url_encode(other)}")
        assert not verify_compact(jws, RSA.public_key)


def test_a_token_over_the_limit_is_refused_before_it_is_read() -> None:
    with pytest.raises(TooLarge):
        parse_compact("." * 600_000)
    with pytest.raises(TooLarge):
        parse_compact(GOOD, max_characters=len(GOOD) - 1)
    assert parse_compact(GOOD, max_characters=len(GOOD)).token == GOOD


def test_a_json_serialisation_is_refused() -> None:
    parts = {"protected": HEADER_PART, "payload": PAYLOAD_PART, "signature": SIGNATURE_PART}
    for form in (parts, {"payload": PAYLOAD_PART, "signatures": [parts]}):
        with pytest.raises(MalformedToken):
            parse_compact(json.dumps(form))


def test_a_high_s_signature_is_the_same_credential_in_another_spelling() -> None:
    # The standard takes both; that is why no id here comes from a token or a signature (H6).
    signature = base64url_decode(SIGNATURE_PART)
    s = ORDER_P_256 - int.from_bytes(signature[32:], "big")
    assert with_signature(signature[:32] + s.to_bytes(32, "big"))


def test_a_key_on_another_curve_signs_nothing_of_ours() -> None:
    secret = ec.generate_private_key(ec.SECP256K1())
    header = base64url_encode(b'{"alg":"ES256"}')
    signing_input = f"{header}.{PAYLOAD_PART}".encode()
    der = secret.sign(signing_input, ec.ECDSA(SHA256()))
    token = f"{signing_input.decode()}.{base64url_encode(der)}"
    assert not verify_compact(parse_compact(token), P_256.public_key)
