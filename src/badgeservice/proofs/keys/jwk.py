"""Knows how to read a public JSON Web Key (RFC 7517, RFC 7518 section 6, RFC 8037)."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from badgeservice.document import JsonObject
from badgeservice.errors import MalformedEncoding, MalformedKey
from badgeservice.proofs.encoding import base64url_decode
from badgeservice.proofs.keys.algorithms import CURVES, RSA_EXPONENT
from badgeservice.proofs.keys.public_key import KEPT_KEYS, PublicKey

# RFC 7518 sections 6.2.2, 6.3.2 and 6.4.1. Whoever publishes one of these has lost the key.
PRIVATE_MEMBERS = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"})

_ALGORITHMS_OF: Mapping[str, frozenset[str]] = {
    # RFC 9864 renames EdDSA to Ed25519; keys in the wild carry either.
    "Ed25519": frozenset({"EdDSA", "Ed25519"}),
    "P-256": frozenset({"ES256"}),
    "P-384": frozenset({"ES384"}),
    "P-521": frozenset({"ES512"}),
    "RSA-2048": frozenset({"RS256"}),
}


def public_key_from_jwk(jwk: JsonObject) -> PublicKey:
    """Read a public JWK that may verify signatures.

    Refuses private members, other ``kty`` or ``crv``, values that are not exact base64url of the
    exact length, weak keys, and an ``alg``, ``use`` or ``key_ops`` that does not fit the key.
    Certificate members are not looked at, and unknown members say nothing (RFC 7517 section 4).
    """
    if PRIVATE_MEMBERS & jwk.keys():
        raise MalformedKey("The JWK holds private members; treat this key as lost.")
    read = _READERS.get(_text(jwk, "kty"))
    if read is None:
        raise MalformedKey("The JWK is of a kind that is not supported.")
    key = read(jwk)
    _check_algorithm(jwk, key)
    _check_use(jwk)
    if "kid" in jwk:
        _text(jwk, "kid")
    return key


def _read_okp(jwk: JsonObject) -> PublicKey:
    if _text(jwk, "crv") != "Ed25519":
        raise MalformedKey("The JWK is on a curve that is not supported.")
    return PublicKey("Ed25519", jwk_bytes(jwk, "x"))


def _read_ec(jwk: JsonObject) -> PublicKey:
    crv = _text(jwk, "crv")
    if crv not in CURVES:
        raise MalformedKey("The JWK is on a curve that is not supported.")
    return _ec_key(crv, jwk_bytes(jwk, "x"), jwk_bytes(jwk, "y"))


@lru_cache(maxsize=KEPT_KEYS)
def _ec_key(crv: str, x: bytes, y: bytes) -> PublicKey:
    curve = CURVES[crv]
    return PublicKey(curve.crv, curve.compress(x, y))


def _read_rsa(jwk: JsonObject) -> PublicKey:
    exponent = jwk_bytes(jwk, "e")
    if exponent != RSA_EXPONENT.to_bytes(3, "big"):
        raise MalformedKey("The RSA exponent is not 65537.")
    return PublicKey("RSA-2048", jwk_bytes(jwk, "n"))


_READERS: Mapping[str, Callable[[JsonObject], PublicKey]] = {
    "OKP": _read_okp,
    "EC": _read_ec,
    "RSA": _read_rsa,
}


def _check_algorithm(jwk: JsonObject, key: PublicKey) -> None:
    if "alg" in jwk and _text(jwk, "alg") not in _ALGORITHMS_OF[key.algorithm]:
        raise MalformedKey("The JWK is meant for another algorithm than we use with this key.")


def _check_use(jwk: JsonObject) -> None:
    if "use" in jwk and _text(jwk, "use") != "sig":
        raise MalformedKey("The JWK is not meant for signatures.")
    if "key_ops" not in jwk:
        return
    operations = jwk["key_ops"]
    if not isinstance(operations, list) or any(not isinstance(item, str) for item in operations):
        raise MalformedKey("The key_ops of the JWK is not a list of texts.")
    if "verify" not in operations or len(set(operations)) != len(operations):
        raise MalformedKey("The JWK may not verify signatures, or lists an operation twice.")


def _text(jwk: JsonObject, member: str) -> str:
    value = jwk.get(member)
    if not isinstance(value, str) or not value:
        raise MalformedKey(f"The JWK member {member} is missing or not a text.")
    return value


def jwk_bytes(jwk: JsonObject, member: str) -> bytes:
    """Read one member; refuses what is not exact base64url without padding."""
    try:
        return base64url_decode(_text(jwk, member))
    except MalformedEncoding as error:
        raise MalformedKey(f"The JWK member {member} is not exact base64url.") from error
