"""Knows how to sign: the ``Signer`` that journeys see and the private key that is one."""

from dataclasses import dataclass
from typing import Protocol

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)

from badgeservice.document import JsonObject
from badgeservice.errors import MalformedKey
from badgeservice.proofs.keys.algorithms import (
    CURVES,
    RSA_EXPONENT,
    RSA_SMALLEST_BITS,
    AlgorithmName,
    compressed_point,
)
from badgeservice.proofs.keys.public_key import PublicKey
from badgeservice.proofs.keys.secret_forms import (
    Secret,
    secret_from_jwk,
    secret_from_multikey,
    secret_from_scalar,
)


class Signer(Protocol):
    """Something that signs with one key and never shows it: a key in memory, an HSM, a KMS."""

    @property
    def algorithm(self) -> AlgorithmName:
        """The kind of key."""

    @property
    def public_key(self) -> PublicKey:
        """The public half."""

    def sign(self, data: bytes) -> bytes:
        """Give the raw signature that ``public_key.verify`` accepts for these bytes."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PrivateKey:
    """A private key in memory; a ``Signer``. Printing it shows the public half alone."""

    public_key: PublicKey
    _secret: Secret

    @property
    def algorithm(self) -> AlgorithmName:
        """The kind of key; ``RSA-2048`` stands for 2048 to 4096 bits."""
        return self.public_key.algorithm

    @classmethod
    def generate(cls, algorithm: AlgorithmName) -> "PrivateKey":
        """Make a fresh key from the randomness of the operating system; refuses unknown kinds."""
        match algorithm:
            case "Ed25519":
                return cls._of(Ed25519PrivateKey.generate())
            case "P-256" | "P-384" | "P-521":
                return cls._of(ec.generate_private_key(CURVES[algorithm].curve))
            case "RSA-2048":
                return cls._of(rsa.generate_private_key(RSA_EXPONENT, RSA_SMALLEST_BITS))
            case _:
                raise MalformedKey("This kind of key is not supported.")

    @classmethod
    def from_seed(cls, seed: bytes) -> "PrivateKey":
        """Make the Ed25519 key of a seed (RFC 8032 section 5.1.5); refuses all but 32 bytes."""
        return cls._of(secret_from_scalar("Ed25519", seed))

    @classmethod
    def from_jwk(cls, jwk: JsonObject) -> "PrivateKey":
        """Read a private JWK; refuses weak keys and a public half that is not its own."""
        secret, stated = secret_from_jwk(jwk)
        key = cls._of(secret)
        if key.public_key != stated:
            raise MalformedKey("The two halves of the JWK do not belong together.")
        return key

    @classmethod
    def from_secret_multikey(cls, text: str) -> "PrivateKey":
        """Read ``secretKeyMultibase`` of Ed25519, P-256 or P-384 (Controlled Identifiers 1.0)."""
        return cls._of(secret_from_multikey(text))

    @classmethod
    def from_pkcs8(cls, encoded: bytes) -> "PrivateKey":
        """Read an unencrypted PKCS #8 key in DER; refuses other kinds and weak keys."""
        try:
            return cls._of(load_der_private_key(encoded, password=None))
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise MalformedKey("The private key is not PKCS #8 of a supported kind.") from error

    def to_pkcs8(self) -> bytes:
        """Write the key as unencrypted PKCS #8 in DER: for ``wrapping`` only, never for a disk."""
        return self._secret.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())

    def sign(self, data: bytes) -> bytes:
        """Sign as ``PublicKey.verify`` reads it; the same bytes give the same signature."""
        secret = self._secret
        if isinstance(secret, Ed25519PrivateKey):
            return secret.sign(data)
        if isinstance(secret, rsa.RSAPrivateKey):
            return secret.sign(data, padding.PKCS1v15(), SHA256())
        return CURVES[self.algorithm].sign(secret, data)

    @classmethod
    def _of(cls, secret: object) -> "PrivateKey":
        match secret:
            case Ed25519PrivateKey():
                return cls(PublicKey("Ed25519", secret.public_key().public_bytes_raw()), secret)
            case ec.EllipticCurvePrivateKey():
                return cls(_ec_public_key(secret), secret)
            case rsa.RSAPrivateKey():
                return cls(_rsa_public_key(secret), secret)
            case _:
                raise MalformedKey("The private key is of a kind that is not supported.")

    def __repr__(self) -> str:
        return f"PrivateKey({self.algorithm}, thumbprint {self.public_key.thumbprint()})"


def _ec_public_key(secret: ec.EllipticCurvePrivateKey) -> PublicKey:
    for curve in CURVES.values():
        if curve.curve.name == secret.curve.name:
            return PublicKey(curve.crv, compressed_point(secret.public_key()))
    raise MalformedKey("The private key is on a curve that is not supported.")


def _rsa_public_key(secret: rsa.RSAPrivateKey) -> PublicKey:
    numbers = secret.public_key().public_numbers()
    if numbers.e != RSA_EXPONENT:
        raise MalformedKey("The RSA exponent is not 65537.")
    return PublicKey("RSA-2048", numbers.n.to_bytes((numbers.n.bit_length() + 7) // 8, "big"))
