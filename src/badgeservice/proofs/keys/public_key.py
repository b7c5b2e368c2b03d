"""Knows one public key: what it verifies and its Multikey, JWK and thumbprint spellings."""

import hashlib
import json
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.exceptions import InvalidSignature

from badgeservice.document import JsonObject
from badgeservice.errors import MalformedEncoding, MalformedKey
from badgeservice.proofs.encoding import base64url_encode, multibase_decode, multibase_encode
from badgeservice.proofs.keys.algorithms import KEY_KINDS, AlgorithmName, CheckSignature

# Checking that an Ed25519 key is a point costs more than verifying with it, and the same few
# issuers come back all day. A loaded key takes about 2 KB, so this is 2 MB when it is full. What
# is refused is never kept, and a key that pushes out another one only costs time.
KEPT_KEYS = 1_024


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A checked public key; making one refuses weak and malformed material (``MalformedKey``).

    ``material`` is the canonical form of ``algorithms``: 32 bytes for Ed25519, the compressed
    point of an elliptic curve, the modulus for RSA. Equal keys are equal values. ``RSA-2048``
    stands for 2048 to 4096 bits.
    """

    algorithm: AlgorithmName
    material: bytes
    _check: CheckSignature = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.algorithm not in KEY_KINDS:
            raise MalformedKey("This kind of key is not supported.")
        object.__setattr__(self, "_check", _load(self.algorithm, self.material))

    def __reduce__(self) -> tuple[type["PublicKey"], tuple[AlgorithmName, bytes]]:
        # Into another process goes the material; it is checked again there.
        return PublicKey, (self.algorithm, self.material)

    @property
    def signature_bytes(self) -> int:
        """The one length in bytes that a raw signature of this key has."""
        return KEY_KINDS[self.algorithm].signature_bytes(self.material)

    def verify(self, signature: bytes, data: bytes) -> bool:
        """Tell whether a raw signature of the exact length fits these bytes.

        Ed25519: RFC 8032. P-256, P-384 and P-521: ECDSA with SHA-256, SHA-384 and SHA-512,
        R || S. RSA: PKCS #1 v1.5 with SHA-256.
        """
        if len(signature) != self.signature_bytes:
            return False
        try:
            self._check(signature, data)
        except InvalidSignature:
            return False
        return True

    def to_multikey(self) -> str:
        """Write ``publicKeyMultibase`` (Controlled Identifiers 1.0 section 2.2.2), base58btc.

        Refuses RSA, which has no Multikey in the proof suites we know.
        """
        prefix = KEY_KINDS[self.algorithm].multicodec
        if prefix is None:
            raise MalformedKey(f"A key of kind {self.algorithm} has no Multikey form.")
        return multibase_encode(prefix + self.material, "z")

    def to_jwk(self) -> JsonObject:
        """Write the public members of the JWK (RFC 7517), without ``kid`` and ``alg``."""
        return dict(KEY_KINDS[self.algorithm].jwk(self.material))

    def thumbprint(self) -> str:
        """RFC 7638 thumbprint: base64url of the SHA-256 over the required members."""
        members = json.dumps(self.to_jwk(), sort_keys=True, separators=(",", ":"))
        return base64url_encode(hashlib.sha256(members.encode("ascii")).digest())


@lru_cache(maxsize=KEPT_KEYS)
def _load(algorithm: AlgorithmName, material: bytes) -> CheckSignature:
    return KEY_KINDS[algorithm].load(material)


def public_key_from_multikey(text: str) -> PublicKey:
    """Read ``publicKeyMultibase``: base58btc of a known prefix and the key.

    Refuses other prefixes, base64url, wrong lengths, points off the curve and weak keys.
    """
    return _read_multikey(text)


@lru_cache(maxsize=KEPT_KEYS)
def _read_multikey(text: str) -> PublicKey:
    if not text.startswith("z"):
        raise MalformedKey("A Multikey starts with z, for base58btc.")
    try:
        encoded = multibase_decode(text)
    except MalformedEncoding as error:
        raise MalformedKey("The Multikey is not base58btc.") from error
    algorithm, material = split_multicodec(encoded)
    if algorithm is None:
        raise MalformedKey("The Multikey is of a kind that is not supported.")
    return PublicKey(algorithm, material)


def split_multicodec(encoded: bytes) -> tuple[AlgorithmName | None, bytes]:
    """Take the varint prefix off a key; without a known prefix, None and all the bytes."""
    for name, kind in KEY_KINDS.items():
        if kind.multicodec is not None and encoded.startswith(kind.multicodec):
            return name, encoded.removeprefix(kind.multicodec)
    return None, encoded
