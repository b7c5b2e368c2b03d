"""Keys of the corpus: made from a name, the same in every run, and with signatures that are too.

For tests only: whoever reads a name here knows the key.
"""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import count
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from badgeservice.proofs.encoding import base64url_encode, multibase_encode

_CURVES: dict[str, Any] = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1()}
_HASHES: dict[str, Any] = {"P-256": hashes.SHA256(), "P-384": hashes.SHA384()}
_CODES = {"Ed25519": b"\xed\x01", "P-256": b"\x80\x24", "P-384": b"\x81\x24"}
_ALGORITHMS = {"Ed25519": "EdDSA", "P-256": "ES256", "P-384": "ES384", "RSA": "RS256"}


@dataclass(frozen=True)
class CaseKey:
    """A private key; ``kind`` is Ed25519, P-256, P-384 or RSA."""

    kind: str
    secret: Any

    @property
    def algorithm(self) -> str:
        """The JOSE name of its algorithm."""
        return _ALGORITHMS[self.kind]

    def sign(self, message: bytes) -> bytes:
        """Raw signature; ECDSA draws no chance (RFC 6979) and gives R || S."""
        if self.kind == "Ed25519":
            return bytes(self.secret.sign(message))
        if self.kind == "RSA":
            return bytes(self.secret.sign(message, padding.PKCS1v15(), hashes.SHA256()))
        algorithm = ec.ECDSA(_HASHES[self.kind], deterministic_signing=True)
        r, s = decode_dss_signature(self.secret.sign(message, algorithm))
        size = self._coordinate_bytes
        return r.to_bytes(size, "big") + s.to_bytes(size, "big")

    @property
    def raw(self) -> bytes:
        """The public key as in a Multikey: 32 bytes, or the compressed point."""
        public = self.secret.public_key()
        if self.kind == "Ed25519":
            return bytes(public.public_bytes_raw())
        return bytes(public.public_bytes(Encoding.X962, PublicFormat.CompressedPoint))

    @property
    def multikey(self) -> str:
        """``publicKeyMultibase``."""
        return multibase_encode(_CODES[self.kind] + self.raw, "z")

    @property
    def jwk(self) -> dict[str, str]:
        """The public JWK."""
        if self.kind == "Ed25519":
            return {"kty": "OKP", "crv": "Ed25519", "x": base64url_encode(self.raw)}
        numbers = self.secret.public_key().public_numbers()
        if self.kind == "RSA":
            return {
                "kty": "RSA",
                "e": "AQAB",
                "n": base64url_encode(numbers.n.to_bytes(256, "big")),
            }
        size = self._coordinate_bytes
        x, y = (base64url_encode(one.to_bytes(size, "big")) for one in (numbers.x, numbers.y))
        return {"kty": "EC", "crv": self.kind, "x": x, "y": y}

    @property
    def _coordinate_bytes(self) -> int:
        return (int(self.secret.curve.key_size) + 7) // 8


@cache
def a_key(name: str, kind: str = "Ed25519") -> CaseKey:
    """The key of a name."""
    if kind == "Ed25519":
        return CaseKey(kind, Ed25519PrivateKey.from_private_bytes(_seed(name)))
    if kind == "RSA":
        return CaseKey(kind, _rsa(name))
    scalar = int.from_bytes(_seed(name), "big")
    return CaseKey(kind, ec.derive_private_key(scalar, _CURVES[kind]))


def _seed(name: str) -> bytes:
    return sha256(f"key of the corpus: {name}".encode()).digest()


def _rsa(name: str) -> rsa.RSAPrivateKey:
    p, q = _prime(f"{name} p"), _prime(f"{name} q")
    d = pow(65_537, -1, (p - 1) * (q - 1))
    public = rsa.RSAPublicNumbers(65_537, p * q)
    parts = (rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q), rsa.rsa_crt_iqmp(p, q))
    return rsa.RSAPrivateNumbers(p, q, d, *parts, public).private_key()


def _prime(name: str) -> int:
    """The first 1,024-bit prime above a number made from the name, both top bits set."""
    blocks = b"".join(_seed(f"{name} {number}") for number in range(4))
    start = int.from_bytes(blocks, "big") | 3 << 1_022 | 1
    small = (3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47)
    for candidate in count(start, 2):
        if all(candidate % one for one in small) and pow(2, candidate - 1, candidate) == 1:
            return candidate
    raise AssertionError
