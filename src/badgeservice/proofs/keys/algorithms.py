"""Knows the kinds of key we use: how their bytes look, how they verify, how a JWK spells them.

One row per kind. A key is kept as its shortest canonical bytes: the 32 bytes of Ed25519, the
compressed point of an elliptic curve, the modulus of RSA (its exponent is always 65537).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512, HashAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from badgeservice.errors import MalformedKey
from badgeservice.proofs.encoding import base64url_encode
from badgeservice.proofs.keys import edwards

AlgorithmName = Literal["Ed25519", "P-256", "P-384", "P-521", "RSA-2048"]

RSA_EXPONENT = 65_537
RSA_SMALLEST_BITS = 2_048
RSA_LARGEST_BITS = 4_096

# Takes a signature of the exact length and the signed bytes; raises InvalidSignature.
CheckSignature = Callable[[bytes, bytes], None]


class KeyKind(Protocol):
    """What every row of ``KEY_KINDS`` can tell about its keys."""

    @property
    def multicodec(self) -> bytes | None:
        """The varint prefix in a Multikey, or None where no Multikey form is in use."""

    @property
    def material_bytes(self) -> int | None:
        """The exact length of the material, or None where keys differ in length."""

    def load(self, material: bytes) -> CheckSignature:
        """Check the key and give the function that checks its signatures."""

    def signature_bytes(self, material: bytes) -> int:
        """The exact length of a raw signature."""

    def jwk(self, material: bytes) -> dict[str, str]:
        """The required public members of the JWK (RFC 7638 section 3.2)."""


@dataclass(frozen=True, slots=True)
class _Ed25519:
    multicodec: bytes | None = b"\xed\x01"
    material_bytes: int | None = edwards.KEY_BYTES

    def load(self, material: bytes) -> CheckSignature:
        edwards.check_point(material)
        return Ed25519PublicKey.from_public_bytes(material).verify

    def signature_bytes(self, material: bytes) -> int:
        return 64

    def jwk(self, material: bytes) -> dict[str, str]:
        return {"kty": "OKP", "crv": "Ed25519", "x": base64url_encode(material)}


@dataclass(frozen=True, slots=True)
class EllipticCurve:
    """ECDSA on a NIST curve; raw signatures are R || S (RFC 7518 section 3.4).

    High S is accepted, as the standard says: a signature is no name for anything here, ids come
    from the credential id or its canonical form, so a second spelling gains an attacker nothing.
    """

    crv: AlgorithmName
    curve: ec.EllipticCurve
    hash_algorithm: HashAlgorithm
    coordinate_bytes: int
    multicodec: bytes | None
    _checking: ec.ECDSA = field(init=False, repr=False, compare=False)
    _signing: ec.ECDSA = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_checking", ec.ECDSA(self.hash_algorithm))
        # The nonce of RFC 6979, so that a bad source of randomness cannot leak the key.
        deterministic = ec.ECDSA(self.hash_algorithm, deterministic_signing=True)
        object.__setattr__(self, "_signing", deterministic)

    @property
    def material_bytes(self) -> int | None:
        """The compressed point: a coordinate behind one byte."""
        return 1 + self.coordinate_bytes

    def load(self, material: bytes) -> CheckSignature:
        """Refuses all but a compressed point on the curve; infinity has no compressed form."""
        public_key = self._point(material)
        size = self.coordinate_bytes

        def check(signature: bytes, data: bytes) -> None:
            r = int.from_bytes(signature[:size], "big")
            s = int.from_bytes(signature[size:], "big")
            public_key.verify(encode_dss_signature(r, s), data, self._checking)

        return check

    def sign(self, secret: ec.EllipticCurvePrivateKey, data: bytes) -> bytes:
        """Sign with the nonce of RFC 6979: the same bytes give the same signature."""
        r, s = decode_dss_signature(secret.sign(data, self._signing))
        size = self.coordinate_bytes
        return r.to_bytes(size, "big") + s.to_bytes(size, "big")

    def signature_bytes(self, material: bytes) -> int:
        """R and S, each as long as a coordinate."""
        return 2 * self.coordinate_bytes

    def jwk(self, material: bytes) -> dict[str, str]:
        """RFC 7518 section 6.2.1: both coordinates at full length."""
        numbers = self._point(material).public_numbers()
        x = numbers.x.to_bytes(self.coordinate_bytes, "big")
        y = numbers.y.to_bytes(self.coordinate_bytes, "big")
        return {"kty": "EC", "crv": self.crv, "x": base64url_encode(x), "y": base64url_encode(y)}

    def compress(self, x: bytes, y: bytes) -> bytes:
        """Make the compressed point of two coordinates; refuses a point off the curve."""
        if len(x) != self.coordinate_bytes or len(y) != self.coordinate_bytes:
            raise MalformedKey(f"A {self.crv} coordinate has {self.coordinate_bytes} bytes.")
        return compressed_point(self._read(b"\x04" + x + y))

    def _point(self, material: bytes) -> ec.EllipticCurvePublicKey:
        if len(material) != 1 + self.coordinate_bytes or material[:1] not in (b"\x02", b"\x03"):
            raise MalformedKey(f"The {self.crv} key is not one compressed point.")
        return self._read(material)

    def _read(self, encoded: bytes) -> ec.EllipticCurvePublicKey:
        try:
            return ec.EllipticCurvePublicKey.from_encoded_point(self.curve, encoded)
        except ValueError as error:
            raise MalformedKey(f"The key is not a point of the curve {self.crv}.") from error


@dataclass(frozen=True, slots=True)
class _Rsa:
    """RSA with PKCS #1 v1.5 and SHA-256, the RS256 of RFC 7518 section 3.3."""

    multicodec: bytes | None = None
    material_bytes: int | None = None

    def load(self, material: bytes) -> CheckSignature:
        modulus = int.from_bytes(material, "big")
        if material[:1] in (b"", b"\x00"):
            raise MalformedKey("The RSA modulus starts with a zero byte or is empty.")
        if not RSA_SMALLEST_BITS <= modulus.bit_length() <= RSA_LARGEST_BITS:
            raise MalformedKey(
                f"An RSA modulus has {RSA_SMALLEST_BITS} to {RSA_LARGEST_BITS} bits."
            )
        if modulus % 2 == 0:
            raise MalformedKey("The RSA modulus is even.")
        public_key = rsa.RSAPublicNumbers(RSA_EXPONENT, modulus).public_key()

        def check(signature: bytes, data: bytes) -> None:
            public_key.verify(signature, data, padding.PKCS1v15(), SHA256())

        return check

    def signature_bytes(self, material: bytes) -> int:
        return len(material)

    def jwk(self, material: bytes) -> dict[str, str]:
        return {"kty": "RSA", "e": "AQAB", "n": base64url_encode(material)}


def compressed_point(public_key: ec.EllipticCurvePublicKey) -> bytes:
    """SEC 1 section 2.3.3: the x coordinate behind one byte for the parity of y."""
    return public_key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)


_CURVES = (
    EllipticCurve("P-256", ec.SECP256R1(), SHA256(), 32, b"\x80\x24"),
    EllipticCurve("P-384", ec.SECP384R1(), SHA384(), 48, b"\x81\x24"),
    # For JOSE alone (ES512): no proof suite takes it.
    EllipticCurve("P-521", ec.SECP521R1(), SHA512(), 66, b"\x82\x24"),
)
CURVES: Mapping[str, EllipticCurve] = {curve.crv: curve for curve in _CURVES}

KEY_KINDS: Mapping[AlgorithmName, KeyKind] = {
    "Ed25519": _Ed25519(),
    **{curve.crv: curve for curve in _CURVES},
    "RSA-2048": _Rsa(),
}
