"""The work that every contestant gets: the same documents, key, contexts and controller."""

from typing import Any

from tests.peers.documents import basic, rich

from badgeservice.proofs.contexts import bundled_contexts
from badgeservice.proofs.keys import PrivateKey

JsonObject = dict[str, Any]

SEED = bytes(range(32))
CREATED = "2025-03-01T10:00:00Z"
ISSUER = "did:web:badges.oss.example:issuers:de-linde"
METHOD = f"{ISSUER}#key-1"
DOCUMENTS = {"basic": basic(ISSUER), "rich": rich(ISSUER)}


def describe(document: str) -> JsonObject:
    """The task for one of ``DOCUMENTS``, ready to be sent to a contestant as JSON."""
    return {
        "document": DOCUMENTS[document],
        "contexts": dict(bundled_contexts()),
        "seed": SEED.hex(),
        "created": CREATED,
        "verificationMethod": METHOD,
        "controller": _controller_document(),
    }


def _controller_document() -> JsonObject:
    public = PrivateKey.from_seed(SEED).public_key
    method = {
        "id": METHOD,
        "type": "Multikey",
        "controller": ISSUER,
        "publicKeyMultibase": public.to_multikey(),
    }
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": ISSUER,
        "verificationMethod": [method],
        "assertionMethod": [METHOD],
    }
