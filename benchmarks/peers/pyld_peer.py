"""PyLD straight: our proof code, with the canonical form that PyLD makes by itself.

Its contexts are tagged ``static``, so that it keeps them processed between calls, which is the
fastest it can be. It does not refuse a term that no context defines.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from pyld import jsonld

from badgeservice.proofs.encoding import multibase_decode, multibase_encode
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import read_document, write_json
from benchmarks.peers.worker import JsonObject, Operation, Operations, serve

Canonicalise = Callable[[JsonObject], str]


def prepare(task: JsonObject) -> Operations:
    """Both directions of ``eddsa-rdfc-2022``; it knows no other suite."""
    if task["cryptosuite"] != "eddsa-rdfc-2022":
        return {}
    signer = PrivateKey.from_secret_multikey(task["multikey"]["secretKeyMultibase"])
    public, method = signer.public_key, task["multikey"]["id"]
    canonicalise = _canonicaliser(task["contexts"])

    def issue(unsigned_raw: bytes) -> bytes:
        unsigned = read_document(unsigned_raw).value
        options = {
            "type": "DataIntegrityProof",
            "created": unsigned["validFrom"],
            "verificationMethod": method,
            "cryptosuite": "eddsa-rdfc-2022",
            "proofPurpose": "assertionMethod",
        }
        signature = signer.sign(_hash_both(canonicalise, options, unsigned))
        proof = {**options, "proofValue": multibase_encode(signature, "z")}
        return write_json({**unsigned, "proof": proof})

    def verify(signed_raw: bytes) -> None:
        document = read_document(signed_raw).value
        options = document.pop("proof")
        signature = multibase_decode(options.pop("proofValue"))
        if not public.verify(signature, _hash_both(canonicalise, options, document)):
            raise ValueError("the credential did not verify")

    return {"issue": Operation(issue), "verify": Operation(verify)}


def _canonicaliser(contexts: JsonObject) -> Canonicalise:
    def load(url: str, _options: object) -> JsonObject:
        document = contexts[url]
        return {"contextUrl": None, "documentUrl": url, "document": document, "tag": "static"}

    settings: dict[str, Any] = {
        "algorithm": "URDNA2015",
        "format": "application/n-quads",
        "documentLoader": load,
    }

    def canonicalise(document: JsonObject) -> str:
        text: str = jsonld.normalize(document, settings)
        return text

    return canonicalise


def _hash_both(canonicalise: Canonicalise, options: JsonObject, document: JsonObject) -> bytes:
    configuration = {**options, "@context": document["@context"]}
    return b"".join(
        hashlib.sha256(canonicalise(part).encode()).digest() for part in (configuration, document)
    )


if __name__ == "__main__":
    serve({"embedded": prepare})
