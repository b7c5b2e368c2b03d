"""Knows did:key: an identifier that is itself the public key (did:key method, section 3)."""

from badgeservice.document import JsonObject
from badgeservice.errors import MalformedKey
from badgeservice.proofs.keys.public_key import PublicKey, public_key_from_multikey

_METHOD = "did:key:"


def public_key_from_did_key(did: str) -> PublicKey:
    """Read the key out of a bare ``did:key:z…``; refuses fragments, paths and weak keys."""
    if not did.startswith(_METHOD):
        raise MalformedKey("The identifier is not a did:key.")
    return public_key_from_multikey(did.removeprefix(_METHOD))


def did_key_document(did: str) -> JsonObject:
    """Write the controller document of a did:key: one Multikey for assertion and authentication.

    Refuses what ``public_key_from_did_key`` refuses.
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
    }
