"""Knows the keys of the service: public ones of strangers, private ones of ours, DIDs of keys."""

from badgeservice.proofs.keys.algorithms import AlgorithmName
from badgeservice.proofs.keys.did_jwk import did_jwk_document, public_key_from_did_jwk
from badgeservice.proofs.keys.did_key import (
    DidKeyFault,
    did_key_document,
    find_did_key_fault,
    public_key_from_did_key,
)
from badgeservice.proofs.keys.jwk import public_key_from_jwk
from badgeservice.proofs.keys.private_key import PrivateKey, Signer
from badgeservice.proofs.keys.public_key import PublicKey, public_key_from_multikey

__all__ = [
    "AlgorithmName",
    "DidKeyFault",
    "PrivateKey",
    "PublicKey",
    "Signer",
    "did_jwk_document",
    "did_key_document",
    "find_did_key_fault",
    "public_key_from_did_jwk",
    "public_key_from_did_key",
    "public_key_from_jwk",
    "public_key_from_multikey",
]
