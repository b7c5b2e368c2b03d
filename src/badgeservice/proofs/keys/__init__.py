"""Knows the keys of the service: public ones of strangers, private ones of ours, and did:key."""

from badgeservice.proofs.keys.algorithms import AlgorithmName
from badgeservice.proofs.keys.did_key import did_key_document, public_key_from_did_key
from badgeservice.proofs.keys.jwk import public_key_from_jwk
from badgeservice.proofs.keys.private_key import PrivateKey, Signer
from badgeservice.proofs.keys.public_key import PublicKey, public_key_from_multikey

__all__ = [
    "AlgorithmName",
    "PrivateKey",
    "PublicKey",
    "Signer",
    "did_key_document",
    "public_key_from_did_key",
    "public_key_from_jwk",
    "public_key_from_multikey",
]
