"""Multikeys, thumbprints and raw signatures of public keys."""

import pickle

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, SHA384
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from badgeservice.errors import MalformedKey
from badgeservice.proofs.encoding import multibase_decode, multibase_encode
from badgeservice.proofs.keys import (
    PrivateKey,
    PublicKey,
    public_key_from_jwk,
    public_key_from_multikey,
)
from badgeservice.proofs.keys.public_key import KEPT_KEYS

# Keys of the published test vectors of the two Data Integrity suites and of Open Badges.
ED25519_MULTIKEYS = [
    "z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi",
    "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
]
P_256_MULTIKEY = "zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP"
P_384_MULTIKEY = "z82LkuBieyGShVBhvtE2zoiD6Kma4tJGFtkAhxR5pfkp5QPw4LutoYWhvQCnGjdVn14kujQ"
ORDER_P_256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
FIELD_P_256 = 2**256 - 2**224 + 2**192 + 2**96 - 1


def p_256_material(number: int) -> bytes:
    return (
        ec.derive_private_key(number, ec.SECP256R1())
        .public_key()
        .public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    )


@pytest.mark.parametrize("text", ED25519_MULTIKEYS)
def test_a_published_ed25519_multikey_is_read_and_written_back(text: str) -> None:
    key = public_key_from_multikey(text)
    assert key.algorithm == "Ed25519"
    assert key.to_multikey() == text


@pytest.mark.parametrize(
    ("text", "algorithm"), [(P_256_MULTIKEY, "P-256"), (P_384_MULTIKEY, "P-384")]
)
def test_a_published_ecdsa_multikey_is_read_and_written_back(text: str, algorithm: str) -> None:
    key = public_key_from_multikey(text)
    assert key.algorithm == algorithm
    assert key.to_multikey() == text


def test_the_open_badges_vector_key_has_the_published_bytes() -> None:
    key = public_key_from_multikey(ED25519_MULTIKEYS[0])
    assert key.material.hex() == "4bdeafde2ea8beefadd8c699b5c7e0704cf51154d52e17b20b71337ca04cc5a5"


def spoil(material: bytes, prefix: bytes = b"\x80\x24") -> str:
    return multibase_encode(prefix + material, "z")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("z", "nothing behind the prefix"),
        ("u7QFL3q_eLqi-763YxpmxwHBM9RFU1S4XsgtxM3ygTMWlpQ", "base64url"),
        (ED25519_MULTIKEYS[0][1:], "no multibase prefix"),
        (" " + ED25519_MULTIKEYS[0], "leading blank"),
        (ED25519_MULTIKEYS[0] + "\n", "line end"),
        (ED25519_MULTIKEYS[0][:-1], "cut short"),
        (ED25519_MULTIKEYS[0] + "1", "one more character"),
        ("z1" + ED25519_MULTIKEYS[0][1:], "a zero byte in front"),
        ("z6Mk0jZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5h", "a character outside base58"),
        (P_384_MULTIKEY[:-1], "P-384, cut short"),
        ("z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq", "a private Ed25519 key"),
        (spoil(b"\x02" * 32, b"\xec\x01"), "X25519"),
        (spoil(p_256_material(7), b"\xe7\x01"), "secp256k1"),
        (spoil(p_256_material(7), b"\x86\x26"), "a private P-256 key"),
        (spoil(p_256_material(7), b"\x80\xa4\x00"), "a varint that is not the shortest"),
        (spoil(b"\x04" + p_256_material(7)[1:]), "uncompressed mark, compressed length"),
        (spoil(b"\x06" + p_256_material(7)[1:]), "hybrid mark"),
        (spoil(b"\x00" * 33), "infinity"),
        (spoil(p_256_material(7)[:-1]), "short"),
        (spoil(p_256_material(7) + b"\x00"), "long"),
        (spoil(b"\x02" + FIELD_P_256.to_bytes(32, "big")), "x is the field size"),
        (spoil(b"\x02" + (FIELD_P_256 + 5).to_bytes(32, "big")), "x outside the field"),
        (spoil(b"\x02" + b"\xff" * 32), "x of ones"),
    ],
)
def test_a_multikey_that_is_not_exact_is_refused(text: str, why: str) -> None:
    with pytest.raises(MalformedKey):
        public_key_from_multikey(text)


def test_an_uncompressed_p_256_point_is_refused_in_a_multikey() -> None:
    point = ec.derive_private_key(7, ec.SECP256R1()).public_key().public_numbers()
    uncompressed = b"\x04" + point.x.to_bytes(32, "big") + point.y.to_bytes(32, "big")
    with pytest.raises(MalformedKey):
        public_key_from_multikey(spoil(uncompressed))


def test_p_256_x_values_without_a_point_are_refused() -> None:
    refused = 0
    for x in range(1, 60):
        try:
            PublicKey("P-256", b"\x03" + x.to_bytes(32, "big"))
        except MalformedKey:
            refused += 1
    assert 15 < refused < 45


@pytest.mark.parametrize(
    ("modulus", "why"),
    [
        (b"", "empty"),
        (b"\x01", "one"),
        ((2**1024 - 1).to_bytes(128, "big"), "1024 bits"),
        ((2**2047 - 1).to_bytes(256, "big"), "2047 bits"),
        ((2**4097 - 1).to_bytes(513, "big"), "4097 bits"),
        ((2**16384 - 1).to_bytes(2048, "big"), "16384 bits"),
        (b"\x00" + (2**2048 - 1).to_bytes(256, "big"), "a zero byte in front"),
        ((2**2048 - 2).to_bytes(256, "big"), "even"),
    ],
)
def test_an_rsa_modulus_outside_the_bounds_is_refused(modulus: bytes, why: str) -> None:
    with pytest.raises(MalformedKey):
        PublicKey("RSA-2048", modulus)


@pytest.mark.parametrize("bits", [2048, 3072, 4096])
def test_rsa_moduli_within_the_bounds_are_accepted(bits: int) -> None:
    key = PublicKey("RSA-2048", (2**bits - 1).to_bytes(bits // 8, "big"))
    assert key.signature_bytes == bits // 8


def test_an_rsa_key_has_no_multikey() -> None:
    with pytest.raises(MalformedKey):
        PublicKey("RSA-2048", (2**2048 - 1).to_bytes(256, "big")).to_multikey()


def test_an_unknown_kind_of_key_is_refused() -> None:
    with pytest.raises(MalformedKey):
        PublicKey("Ed448", b"\x02" * 57)  # type: ignore[arg-type]


def test_the_thumbprint_example_of_rfc_8037_is_reproduced() -> None:
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
    key = public_key_from_jwk(jwk)
    assert key.thumbprint() == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


def test_equal_keys_are_equal_values_whatever_their_spelling() -> None:
    from_multikey = public_key_from_multikey(P_256_MULTIKEY)
    from_jwk = public_key_from_jwk(from_multikey.to_jwk())
    assert from_multikey == from_jwk
    assert len({from_multikey, from_jwk, public_key_from_multikey(ED25519_MULTIKEYS[0])}) == 2


def test_an_ed25519_signature_of_rfc_8032_verifies() -> None:
    key = PublicKey(
        "Ed25519",
        bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"),
    )
    signature = bytes.fromhex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
    assert key.verify(signature, b"\x72")
    assert not key.verify(signature, b"\x73")
    assert not key.verify(signature, b"")
    for length in (0, 32, 63):
        assert not key.verify(signature[:length], b"\x72")
    assert not key.verify(signature + b"\x00", b"\x72")
    for position in (0, 31, 32, 63):
        spoiled = bytearray(signature)
        spoiled[position] ^= 1
        assert not key.verify(bytes(spoiled), b"\x72")
    group_order = 2**252 + 27742317777372353535851937790883648493
    too_large = int.from_bytes(signature[32:], "little") + group_order
    assert not key.verify(signature[:32] + too_large.to_bytes(32, "little"), b"\x72")


def test_a_p_256_signature_is_exactly_r_and_s() -> None:
    secret = ec.derive_private_key(7, ec.SECP256R1())
    key = PublicKey(
        "P-256", secret.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    )
    der = secret.sign(b"message", ec.ECDSA(SHA256()))
    r, s = decode_dss_signature(der)

    def raw(first: int, second: int, size: int = 32) -> bytes:
        return first.to_bytes(size, "big") + second.to_bytes(size, "big")

    assert key.verify(raw(r, s), b"message")
    assert key.verify(raw(r, ORDER_P_256 - s), b"message"), "high S is standard"
    assert not key.verify(raw(r, s), b"massage")
    assert not key.verify(der, b"message"), "DER"
    assert not key.verify(raw(r, s, 33), b"message"), "two zero bytes more"
    assert not key.verify(raw(r, s, 257), b"message"), "very long"
    assert not key.verify(raw(s, r), b"message")
    assert not key.verify(raw(r, s)[:-1], b"message")
    for bad in ((0, s), (r, 0), (0, 0), (ORDER_P_256, s), (r, ORDER_P_256), (2**256 - 1, s)):
        assert not key.verify(raw(*bad), b"message")
    other_hash = decode_dss_signature(secret.sign(b"message", ec.ECDSA(SHA384())))
    assert not key.verify(raw(*other_hash), b"message")


def test_an_rsa_signature_is_pkcs_1_version_1_5_with_sha_256() -> None:
    secret = rsa.generate_private_key(65537, 2048)
    modulus = secret.public_key().public_numbers().n.to_bytes(256, "big")
    key = PublicKey("RSA-2048", modulus)
    signature = secret.sign(b"message", padding.PKCS1v15(), SHA256())
    assert key.verify(signature, b"message")
    assert not key.verify(b"\x00" + signature, b"message")
    assert not key.verify(signature[:-1], b"message")
    assert not key.verify(bytes(256), b"message")
    assert not key.verify(b"\xff" * 256, b"message")
    assert not key.verify(secret.sign(b"message", padding.PKCS1v15(), SHA384()), b"message")
    assert not key.verify(secret.sign(b"message", padding.PKCS1v15(), SHA1()), b"message")
    pss = padding.PSS(padding.MGF1(SHA256()), 32)
    assert not key.verify(secret.sign(b"message", pss, SHA256()), b"message")


def test_a_key_verifies_nothing_of_another_key() -> None:
    one, other = (PrivateKey.from_seed(bytes([number]) * 32) for number in (1, 2))
    assert one.public_key.verify(one.sign(b"x"), b"x")
    assert not other.public_key.verify(one.sign(b"x"), b"x")


def test_a_multikey_prefix_is_two_bytes() -> None:
    assert multibase_decode(ED25519_MULTIKEYS[0])[:2] == b"\xed\x01"
    assert multibase_decode(P_256_MULTIKEY)[:2] == b"\x80\x24"
    assert multibase_decode(P_384_MULTIKEY)[:2] == b"\x81\x24"


def test_a_key_can_be_sent_to_another_process() -> None:
    for key in (PrivateKey.generate("P-256"), PrivateKey.from_seed(b"\x01" * 32)):
        sent = pickle.loads(pickle.dumps(key.public_key))
        assert sent == key.public_key
        assert sent.verify(key.sign(b"x"), b"x")


def test_a_private_key_cannot_be_pickled() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(PrivateKey.from_seed(b"\x01" * 32))


# --- keys that stay loaded --------------------------------------------------------------------


def test_a_key_that_was_read_before_is_the_same_value() -> None:
    first, again = (public_key_from_multikey(ED25519_MULTIKEYS[0]) for _ in range(2))
    assert first == again
    assert first != public_key_from_multikey(ED25519_MULTIKEYS[1])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "z",
        ED25519_MULTIKEYS[0][1:],
        ED25519_MULTIKEYS[0] + "1",
        ED25519_MULTIKEYS[0][:-1] + "0",
        multibase_encode(b"\xed\x01" + bytes(32), "z"),
        multibase_encode(b"\x80\x24\x02" + b"\xff" * 32, "z"),
    ],
)
def test_a_refused_key_is_refused_every_time(text: str) -> None:
    public_key_from_multikey(ED25519_MULTIKEYS[0])
    for _ in range(3):
        with pytest.raises(MalformedKey):
            public_key_from_multikey(text)


def test_material_of_one_kind_is_not_taken_for_another() -> None:
    material = public_key_from_multikey(P_256_MULTIKEY).material
    for algorithm in ("Ed25519", "P-384", "P-521", "RSA-2048"):
        with pytest.raises(MalformedKey):
            PublicKey(algorithm, material)
    assert PublicKey("P-256", material).algorithm == "P-256"


def test_a_key_that_was_pushed_out_is_read_again() -> None:
    texts = [spoil(p_256_material(number)) for number in range(1, KEPT_KEYS + 10)]
    keys = [public_key_from_multikey(text) for text in texts]
    assert [key.to_multikey() for key in keys] == texts
    assert public_key_from_multikey(texts[0]) == keys[0]
