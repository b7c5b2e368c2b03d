"""COSE_Sign1: one spelling of every signature, and a header that is signed as a whole."""

from typing import Any

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import MalformedToken, TooLarge
from badgeservice.proofs.encoding import base64url_encode
from badgeservice.proofs.jose.cose import (
    CoseSign1,
    parse_cose_sign1,
    sign_cose_sign1,
    verify_cose_sign1,
)
from badgeservice.proofs.keys import AlgorithmName, PrivateKey, public_key_from_jwk

NAMES: tuple[AlgorithmName, ...] = ("P-256", "P-384", "P-521", "Ed25519", "RSA-2048")
KEYS = {name: PrivateKey.generate(name) for name in NAMES}
P_256 = KEYS["P-256"]
TYPES = frozenset({"application/vc+cose"})
CONTENTS = frozenset({"application/vc"})
HEADER = {1: -7, 3: "application/vc", 4: b"key-1", 16: "application/vc+cose"}
PAYLOAD = b'{"type":["VerifiableCredential"]}'


def parse(encoded: bytes) -> CoseSign1:
    return parse_cose_sign1(encoded, types=TYPES, contents=CONTENTS)


def sign(name: str = "P-256", payload: bytes = PAYLOAD) -> bytes:
    return sign_cose_sign1(
        payload,
        signer=KEYS[name],
        kid="key-1",
        typ="application/vc+cose",
        content_type="application/vc",
    )


def put_together(
    header: Any = HEADER, unprotected: Any = None, tag: bytes = b"\xd2", key: PrivateKey = P_256
) -> bytes:
    """A COSE_Sign1 with a right signature over any header at all."""
    protected = header if isinstance(header, bytes) else cbor2.dumps(header)
    signature = key.sign(cbor2.dumps(["Signature1", protected, b"", PAYLOAD]))
    return tag + cbor2.dumps([protected, unprotected or {}, PAYLOAD, signature])


def codes(encoded: bytes) -> set[str]:
    with pytest.raises(MalformedToken) as refusal:
        parse(encoded)
    return {finding.code for finding in refusal.value.findings}


# RFC 9052 appendix C.2.1 is signed with the P-256 key "11" of its appendix C.7.1.
RFC_9052 = (
    "d28443a10126a10442313154546869732069732074686520636f6e74656e742e58408eb33e4ca31d1c465ab05aac34cc"
    "6b23d58fef5c083106c4d25a91aef0b0117e2af9a291aa32e14ab834dc56ed2a223444547e01f11d3b0916e5a4c345ca"
    "cb36"
)


RFC_9052_KEY = {
    "kty": "EC",
    "crv": "P-256",
    "x": "bac5b11cad8f99f9c72b05cf4b9e26d244dc189f745228255a219a86d6a09eff",
    "y": "20138bf82dc1b6d562be0fa54ab7804a3a64b6d72ccfed6b6fb6ed28bbfc117e",
}


def test_the_example_of_rfc_9052_is_right_and_refused_for_what_it_does_not_sign() -> None:
    encoded = bytes.fromhex(RFC_9052)
    coordinates = {name: base64url_encode(bytes.fromhex(RFC_9052_KEY[name])) for name in "xy"}
    key = public_key_from_jwk(RFC_9052_KEY | coordinates)
    example = CoseSign1(bytes.fromhex("a10126"), {1: -7}, encoded[12:32], encoded[-64:])
    assert example.payload == b"This is the content."
    assert verify_cose_sign1(example, key)
    # Its kid stands in the part of the header that is not signed.
    assert codes(encoded) == {"cose.header"}


@pytest.mark.parametrize("name", NAMES)
def test_what_a_key_signs_verifies_under_that_key_alone(name: str) -> None:
    signed = parse(sign(name))
    assert signed.payload == PAYLOAD
    assert signed.header[4] == b"key-1"
    verified = {other for other in NAMES if verify_cose_sign1(signed, KEYS[other].public_key)}
    assert verified == {name}
    assert not verify_cose_sign1(signed, PrivateKey.generate("P-256").public_key)


@pytest.mark.parametrize("alg", [-7, -8, -35, -36, -257])
def test_a_header_never_chooses_the_algorithm(alg: int) -> None:
    for name, key in KEYS.items():
        signed = parse(put_together(HEADER | {1: alg}, key=key))
        fits = {"P-256": -7, "Ed25519": -8, "P-384": -35, "P-521": -36, "RSA-2048": -257}[name]
        assert verify_cose_sign1(signed, key.public_key) == (alg == fits)


def test_members_but_the_algorithm_may_be_missing() -> None:
    assert verify_cose_sign1(parse(put_together({1: -7})), P_256.public_key)


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ({}, "cose.algorithm"),
        ({4: b"key-1"}, "cose.algorithm"),
        ({1: 5}, "cose.algorithm"),
        ({1: -9999}, "cose.algorithm"),
        ({1: "ES256"}, "cose.algorithm"),
        ({1: -7.0}, "cose.algorithm"),
        ({1: None}, "cose.algorithm"),
        ({1: [-7]}, "cose.algorithm"),
        ({1: -7, 2: [1]}, "cose.header"),
        ({1: -7, 5: b"iv"}, "cose.header"),
        ({1: -7, 15: {}}, "cose.header"),
        ({1: -7, 33: b"certificate"}, "cose.header"),
        ({1: -7, 35: "https://attacker.example"}, "cose.header"),
        ({1: -7, "alg": -7}, "cose.header"),
        ({True: -7}, "cose.header"),
        ({1.0: -7}, "cose.header"),
        ([1, -7], "cose.header"),
        (-7, "cose.header"),
        (HEADER | {3: "very/bad"}, "cose.type"),
        (HEADER | {3: "application/vp"}, "cose.type"),
        (HEADER | {3: 50}, "cose.type"),
        (HEADER | {16: "really/bad"}, "cose.type"),
        (HEADER | {16: "application/vp+cose"}, "cose.type"),
        (HEADER | {16: None}, "cose.type"),
        (HEADER | {4: "key-1"}, "cose.kid"),
        (HEADER | {4: b""}, "cose.kid"),
        (HEADER | {4: b"x" * 3_000}, "cose.kid"),
        (b"", "cose.cbor"),
        (b"\xa1\x01\x26\x00", "cose.cbor"),
        (b"\xa1\x01\x38\x06", "cose.cbor"),
        (b"\xa1\x18\x01\x26", "cose.cbor"),
        (b"\xa2\x01\x26\x01\x26", "cose.cbor"),
        (b"\xbf\x01\x26\xff", "cose.cbor"),
        (b"\xa1\x01", "cose.cbor"),
        (b"\xa1\x01\xc1\x26", "cose.cbor"),
        (b"\xa1\x01\xd8\x23\x61\x28", "cose.cbor"),
        (b"\xd8\x1c\xa1\x01\x26", "cose.cbor"),
        (b"\x81" * 4_000, "cose.cbor"),
        (b"\xff", "cose.cbor"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_header_that_is_not_of_the_one_form_is_refused(header: Any, code: str) -> None:
    assert codes(put_together(header)) == {code}


@pytest.mark.parametrize("member", [{4: b"key-1"}, {1: -7}, {33: b"x"}, {"x": 1}], ids=str)
def test_a_header_that_is_not_signed_is_refused(member: dict[Any, Any]) -> None:
    assert codes(put_together(unprotected=member)) == {"cose.header"}


@pytest.mark.parametrize(
    "encoded",
    [
        b"",
        b"\xd2",
        b"\xd2\x80",
        b"\xd2\xa0",
        put_together(tag=b""),
        put_together(tag=b"\xd1"),
        put_together(tag=b"\xd8\x12"),
        put_together(tag=b"\xd9\xd9\xf7\xd2"),
        put_together(tag=b"\xd2\xd2"),
        put_together() + b"\x00",
        put_together()[:-1],
        b" " + put_together(),
        b"\xd2" + cbor2.dumps([cbor2.dumps(HEADER), {}, PAYLOAD]),
        b"\xd2" + cbor2.dumps([cbor2.dumps(HEADER), {}, None, b"x" * 64]),
        b"\xd2" + cbor2.dumps([cbor2.dumps(HEADER), {}, PAYLOAD.decode(), b"x" * 64]),
        b"\xd2" + cbor2.dumps([cbor2.dumps(HEADER), {}, PAYLOAD, [b"x" * 64]]),
        b"\xd2" + cbor2.dumps([HEADER, {}, PAYLOAD, b"x" * 64]),
        b"\xd2" + cbor2.dumps([cbor2.dumps(HEADER), [], PAYLOAD, b"x" * 64]),
        b"\xd2" + cbor2.dumps([cbor2.dumps(HEADER), {}, b"", b"x" * 64]),
        b"\xd2" + cbor2.dumps([cbor2.dumps(HEADER), {}, PAYLOAD, b""]),
        b"\xd2\x9f" + cbor2.dumps([cbor2.dumps(HEADER), {}, PAYLOAD, b"x"])[1:] + b"\xff",
    ],
)
def test_bytes_that_are_no_tagged_cose_sign1_are_refused(encoded: bytes) -> None:
    assert codes(encoded) <= {"cose.form", "cose.cbor"}


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(TooLarge):
        parse(b"\xd2" * 600_000)


def test_a_change_of_any_byte_is_never_valid() -> None:
    encoded = sign()
    for position in range(len(encoded)):
        changed = bytearray(encoded)
        changed[position] ^= 1
        try:
            signed = parse(bytes(changed))
        except MalformedToken:
            continue
        assert not verify_cose_sign1(signed, P_256.public_key), position


def test_a_payload_or_key_that_cannot_be_signed_is_refused() -> None:
    with pytest.raises(ValueError, match="payload"):
        sign(payload=b"")


@given(st.binary(min_size=1, max_size=300), st.sampled_from(NAMES))
@settings(deadline=None, max_examples=25)
def test_any_payload_comes_back_byte_for_byte(payload: bytes, name: AlgorithmName) -> None:
    signed = parse(sign(name, payload))
    assert signed.payload == payload
    assert verify_cose_sign1(signed, KEYS[name].public_key)


@given(st.binary(max_size=200))
@settings(deadline=None, max_examples=100)
def test_any_bytes_are_refused_in_an_orderly_way(noise: bytes) -> None:
    for encoded in (noise, b"\xd2" + noise, b"\xd2\x84" + noise):
        with pytest.raises(MalformedToken):
            parse(encoded)
