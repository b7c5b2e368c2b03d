"""Knows did:key: an identifier that is itself the public key (did:key method, section 3)."""

from enum import StrEnum

from badgeservice.document import JsonObject
from badgeservice.errors import MalformedEncoding, MalformedKey
from badgeservice.proofs.encoding import multibase_decode
from badgeservice.proofs.keys.algorithms import KEY_KINDS
from badgeservice.proofs.keys.public_key import (
    PublicKey,
    public_key_from_multikey,
    split_multicodec,
)

_METHOD = "did:key:"


class DidKeyFault(StrEnum):
    """Why a did:key has no document, in the words of the method (section 3.1)."""

    INVALID_DID = "invalidDid"
    INVALID_PUBLIC_KEY = "invalidPublicKey"
    INVALID_PUBLIC_KEY_LENGTH = "invalidPublicKeyLength"
    UNSUPPORTED_PUBLIC_KEY_TYPE = "unsupportedPublicKeyType"


def public_key_from_did_key(did: str) -> PublicKey:
    """Read the key out of a bare ``did:key:z…``; refuses fragments, paths and weak keys.

    A version in front of the key is refused as well: nothing but version 1 was ever defined.
    """
    if not did.startswith(_METHOD):
        raise MalformedKey("The identifier is not a did:key.")
    return public_key_from_multikey(did.removeprefix(_METHOD))


def find_did_key_fault(did: str) -> DidKeyFault | None:
    """Tell a resolver why ``did_key_document`` refuses an identifier; None if it does not."""
    if not did.startswith(_METHOD + "z"):
        return DidKeyFault.INVALID_DID
    try:
        encoded = multibase_decode(did.removeprefix(_METHOD))
    except MalformedEncoding:
        return DidKeyFault.INVALID_DID
    algorithm, material = split_multicodec(encoded)
    if not encoded or algorithm is None:
        return DidKeyFault.UNSUPPORTED_PUBLIC_KEY_TYPE if encoded else DidKeyFault.INVALID_DID
    if len(material) != KEY_KINDS[algorithm].material_bytes:
        return DidKeyFault.INVALID_PUBLIC_KEY_LENGTH
    try:
        PublicKey(algorithm, material)
    except MalformedKey:
        return DidKeyFault.INVALID_PUBLIC_KEY
    return None


def did_key_document(did: str) -> JsonObject:
    """Write the controller document of a did:key: one Multikey, for every way of signing.

    Without a key for encryption, whose derivation the method leaves to choice. Refuses what
    ``public_key_from_did_key`` refuses; ``find_did_key_fault`` tells why.
    """
    multikey = public_key_from_did_key(did).to_multikey()
    method = f"{did}#{multikey}"
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "verificationMethod": [
            {
                "id": method,
                "type": "Multikey",
                "controller": did,
                "publicKeyMultibase": multikey,
            }
        ],
        "authentication": [method],
        "assertionMethod": [method],
        "capabilityInvocation": [method],
        "capabilityDelegation": [method],
    }
