"""Knows how a private key is written outside PKCS #8: as a JSON Web Key and as a Multikey."""

from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from badgeservice.document import JsonObject
from badgeservice.errors import MalformedEncoding, MalformedKey
from badgeservice.proofs.encoding import multibase_decode
from badgeservice.proofs.keys.algorithms import CURVES, RSA_EXPONENT, AlgorithmName
from badgeservice.proofs.keys.jwk import PRIVATE_MEMBERS, jwk_bytes, public_key_from_jwk
from badgeservice.proofs.keys.public_key import PublicKey

Secret = Ed25519PrivateKey | ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

_SEED_BYTES = 32

# The varint prefixes of ed25519-priv, p256-priv and p384-priv in the multicodec table.
_MULTICODECS: Mapping[bytes, AlgorithmName] = {
    b"\x80\x26": "Ed25519",
    b"\x86\x26": "P-256",
    b"\x87\x26": "P-384",
}


def secret_from_jwk(jwk: JsonObject) -> tuple[Secret, PublicKey]:
    """Read a private JWK (RFC 7518 section 6, RFC 8037) and the public half that it states.

    Refuses what ``public_key_from_jwk`` refuses of the public half, a missing or unfit private
    member, more than two primes, and a ``key_ops`` without ``sign``. That both halves belong
    together is for the caller to check.
    """
    public_part = {
        name: value
        for name, value in jwk.items()
        if name not in PRIVATE_MEMBERS and name != "key_ops"
    }
    public_key = public_key_from_jwk(public_part)
    _check_may_sign(jwk)
    try:
        if public_key.algorithm == "RSA-2048":
            return _rsa_secret(jwk), public_key
        return secret_from_scalar(public_key.algorithm, jwk_bytes(jwk, "d")), public_key
    except ValueError as error:
        raise MalformedKey("The private part of the JWK is no key of this kind.") from error


def secret_from_multikey(text: str) -> Secret:
    """Read ``secretKeyMultibase``: base58btc of a known prefix and the secret.

    Refuses other prefixes, other lengths and scalars outside the order of the curve.
    """
    if not text.startswith("z"):
        raise MalformedKey("A Multikey starts with z, for base58btc.")
    try:
        encoded = multibase_decode(text)
    except MalformedEncoding as error:
        raise MalformedKey("The Multikey is not base58btc.") from error
    algorithm = _MULTICODECS.get(encoded[:2])
    if algorithm is None:
        raise MalformedKey("The Multikey is no private key of a kind that is supported.")
    return secret_from_scalar(algorithm, encoded[2:])


def secret_from_scalar(algorithm: AlgorithmName, scalar: bytes) -> Secret:
    """Make a key of its secret bytes, at full length: an Ed25519 seed or the scalar of a curve.

    Refuses zero, scalars outside the order of the curve, and RSA, which has no such form.
    """
    if algorithm == "Ed25519":
        if len(scalar) != _SEED_BYTES:
            raise MalformedKey("An Ed25519 seed has exactly 32 bytes.")
        return Ed25519PrivateKey.from_private_bytes(scalar)
    curve = CURVES.get(algorithm)
    if curve is None:
        raise MalformedKey("A key of this kind has no single secret number.")
    if len(scalar) != curve.coordinate_bytes:
        raise MalformedKey(f"A {curve.crv} secret has exactly {curve.coordinate_bytes} bytes.")
    try:
        return ec.derive_private_key(int.from_bytes(scalar, "big"), curve.curve)
    except ValueError as error:
        raise MalformedKey(f"The secret is outside the order of the curve {curve.crv}.") from error


def _check_may_sign(jwk: JsonObject) -> None:
    if "key_ops" not in jwk:
        return
    operations = jwk["key_ops"]
    if not isinstance(operations, list) or any(not isinstance(item, str) for item in operations):
        raise MalformedKey("The key_ops of the JWK is not a list of texts.")
    if "sign" not in operations or len(set(operations)) != len(operations):
        raise MalformedKey("The JWK may not sign, or lists an operation twice.")


def _rsa_secret(jwk: JsonObject) -> rsa.RSAPrivateKey:
    if "oth" in jwk:
        raise MalformedKey("An RSA key with more than two primes is not supported.")
    d, p, q, dmp1, dmq1, iqmp, n = (
        int.from_bytes(jwk_bytes(jwk, name), "big")
        for name in ("d", "p", "q", "dp", "dq", "qi", "n")
    )
    public = rsa.RSAPublicNumbers(RSA_EXPONENT, n)
    return rsa.RSAPrivateNumbers(p, q, d, dmp1, dmq1, iqmp, public).private_key()
