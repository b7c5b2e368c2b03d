"""Private keys: made, stored, signing, and never shown."""

import copy

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed448, rsa, x25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from badgeservice.errors import MalformedKey
from badgeservice.proofs.keys import AlgorithmName, PrivateKey, PublicKey, Signer

ALGORITHMS: tuple[AlgorithmName, ...] = ("Ed25519", "P-256", "P-384", "P-521", "RSA-2048")


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_fresh_key_signs_what_its_public_half_verifies(algorithm: AlgorithmName) -> None:
    signer: Signer = PrivateKey.generate(algorithm)
    assert signer.algorithm == signer.public_key.algorithm == algorithm
    signature = signer.sign(b"message")
    assert len(signature) == signer.public_key.signature_bytes
    assert signer.public_key.verify(signature, b"message")
    assert not signer.public_key.verify(signature, b"massage")


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_two_fresh_keys_differ(algorithm: AlgorithmName) -> None:
    assert PrivateKey.generate(algorithm).public_key != PrivateKey.generate(algorithm).public_key


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_key_survives_pkcs_8(algorithm: AlgorithmName) -> None:
    key = PrivateKey.generate(algorithm)
    again = PrivateKey.from_pkcs8(key.to_pkcs8())
    assert again.public_key == key.public_key
    assert key.public_key.verify(again.sign(b"x"), b"x")


def test_the_first_seed_of_rfc_8032_gives_its_public_key_and_signature() -> None:
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    key = PrivateKey.from_seed(seed)
    expected = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert key.public_key.material.hex() == expected
    assert key.sign(b"").hex().startswith("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e0")


def test_every_p_256_signature_has_64_bytes() -> None:
    # About one in 128 has an R or S that DER would write shorter.
    key = PrivateKey.generate("P-256")
    assert {len(key.sign(number.to_bytes(2, "big"))) for number in range(600)} == {64}


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_printing_a_key_shows_nothing_secret(algorithm: AlgorithmName) -> None:
    key = PrivateKey.generate(algorithm)
    for text in (repr(key), str(key), f"{key}", repr([key]), repr({"key": key})):
        assert key.public_key.thumbprint() in text
        assert key.to_pkcs8().hex() not in text
        assert "_secret" not in text


def test_private_keys_are_compared_by_their_public_halves_alone() -> None:
    one, other = PrivateKey.from_seed(b"\x01" * 32), PrivateKey.from_seed(b"\x01" * 32)
    assert one.public_key == other.public_key
    assert one != other


def test_a_key_cannot_be_changed() -> None:
    key = PrivateKey.from_seed(b"\x01" * 32)
    with pytest.raises(AttributeError):
        key.public_key = PrivateKey.from_seed(b"\x02" * 32).public_key  # type: ignore[misc]
    assert copy.copy(key).public_key == key.public_key


@pytest.mark.parametrize("length", [0, 1, 31, 33, 64])
def test_a_seed_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(MalformedKey):
        PrivateKey.from_seed(bytes(length))


@pytest.mark.parametrize("algorithm", ["", "ed25519", "p-384", "RSA-1024", "HS256", "none"])
def test_an_unknown_kind_of_key_is_not_made(algorithm: str) -> None:
    with pytest.raises(MalformedKey):
        PrivateKey.generate(algorithm)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "secret",
    [
        ec.generate_private_key(ec.BrainpoolP384R1()),
        ec.generate_private_key(ec.SECP256K1()),
        ed448.Ed448PrivateKey.generate(),
        x25519.X25519PrivateKey.generate(),
        rsa.generate_private_key(65537, 1024),
        rsa.generate_private_key(3, 2048),
    ],
    ids=["brainpool", "secp256k1", "Ed448", "X25519", "RSA 1024", "RSA exponent 3"],
)
def test_a_stored_key_of_another_kind_is_refused(secret: rsa.RSAPrivateKey) -> None:
    encoded = secret.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    with pytest.raises(MalformedKey):
        PrivateKey.from_pkcs8(encoded)


def test_what_is_no_unencrypted_pkcs_8_is_refused() -> None:
    secret = ec.generate_private_key(ec.SECP256R1())
    good = secret.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    pem = secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    locked = secret.private_bytes(
        Encoding.DER, PrivateFormat.PKCS8, BestAvailableEncryption(b"password")
    )
    public = secret.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    for encoded in (b"", b"\x30", b"not a key", pem, locked, public, good[:-1], bytes(200)):
        with pytest.raises(MalformedKey):
            PrivateKey.from_pkcs8(encoded)


def test_a_signer_needs_no_more_than_its_three_members() -> None:
    class FarAway:
        """Stands for a key in an HSM."""

        algorithm: AlgorithmName = "Ed25519"

        def __init__(self) -> None:
            self._key = PrivateKey.from_seed(b"\x07" * 32)

        @property
        def public_key(self) -> PublicKey:
            return self._key.public_key

        def sign(self, data: bytes) -> bytes:
            return self._key.sign(data)

    signer: Signer = FarAway()
    assert signer.public_key.verify(signer.sign(b"x"), b"x")
