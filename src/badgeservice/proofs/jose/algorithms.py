"""Knows which JWS algorithm goes with which key: one each, whatever a header says."""

from collections.abc import Mapping

from badgeservice.proofs.keys import PublicKey, Signer

# RFC 7518 section 3.1 and RFC 8037 section 3.1. The algorithm belongs to the key, never to the
# token.
_ALGORITHM_OF_KEY: Mapping[str, str] = {
    "RSA-2048": "RS256",
    "P-256": "ES256",
    "P-384": "ES384",
    "P-521": "ES512",
    "Ed25519": "EdDSA",
}

# RFC 9864 section 2.2 gives EdDSA with this curve a name of its own. It is read, not written: too
# few readers know it yet.
_FULLY_SPECIFIED: Mapping[str, str] = {"Ed25519": "EdDSA"}

# ES512 is for whoever asks for it: no certification of badges knows it.
DEFAULT_ALGORITHMS = frozenset({"RS256", "ES256", "ES384", "EdDSA"})
ALL_ALGORITHMS = DEFAULT_ALGORITHMS | {"ES512"}


def algorithm_of(key: PublicKey | Signer) -> str | None:
    """Give the ``alg`` that this key signs with, or None for a key that signs no tokens."""
    return _ALGORITHM_OF_KEY.get(key.algorithm)


def plain_algorithm(alg: object) -> str | None:
    """Give the ``alg`` of a header under the name that we write; None for what is no text."""
    if not isinstance(alg, str):
        return None
    return _FULLY_SPECIFIED.get(alg, alg)
