"""The stages of our own side, each as a function without arguments that does it once."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from badgeservice.proofs.canonical import canonicalise
from badgeservice.proofs.data_integrity import ProofOutcome, add_proof, verify_proof
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import read_document, write_json
from benchmarks.stages import Stage
from benchmarks.worker import serve

JsonObject = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OurSide:
    """One credential with everything that its stages start from."""

    signer: PrivateKey
    created: datetime
    method: str
    unsigned_raw: bytes

    def issue(self) -> bytes:
        """From the bytes of an unsigned credential to the bytes of a signed one."""
        unsigned = read_document(self.unsigned_raw).value
        signed = add_proof(
            unsigned,
            signer=self.signer,
            verification_method=self.method,
            created=self.created,
        )
        return write_json(signed)

    def verify(self, signed_raw: bytes) -> None:
        """From the bytes of a signed credential to a verdict on its proof."""
        document = read_document(signed_raw).value
        proof = document.pop("proof")
        outcome = verify_proof(document, proof, self.signer.public_key)
        if outcome is not ProofOutcome.VERIFIED:
            raise ValueError("our own credential did not verify")


def prepare(task: JsonObject) -> Mapping[Stage, Callable[[], object]]:
    """Sign the document once, then hand over every stage on it."""
    signer = PrivateKey.from_seed(bytes.fromhex(task["seed"]))
    side = OurSide(
        signer=signer,
        created=datetime.fromisoformat(task["created"]),
        method=task["verificationMethod"],
        unsigned_raw=json.dumps(task["document"], ensure_ascii=False).encode(),
    )
    signed_raw = side.issue()
    signed = read_document(signed_raw).value
    unsigned, options = _take_apart(signed)
    canonical = (canonicalise(options), canonicalise(unsigned))
    hashes = _hash_both(canonical)
    signature = signer.sign(hashes)
    return {
        "parse": lambda: read_document(signed_raw),
        "canonicalise document": lambda: canonicalise(unsigned),
        "canonicalise proof options": lambda: canonicalise(options),
        "hash": lambda: _hash_both(canonical),
        "sign": lambda: signer.sign(hashes),
        "check signature": lambda: signer.public_key.verify(signature, hashes),
        "serialise": lambda: write_json(signed),
        "issue": side.issue,
        "verify": lambda: side.verify(signed_raw),
    }


def _take_apart(signed: JsonObject) -> tuple[JsonObject, JsonObject]:
    """The two documents that a proof covers: the credential without proof, and its options."""
    unsigned = {name: value for name, value in signed.items() if name != "proof"}
    options = {name: value for name, value in signed["proof"].items() if name != "proofValue"}
    return unsigned, {"@context": unsigned["@context"], **options}


def _hash_both(canonical: tuple[str, str]) -> bytes:
    return b"".join(hashlib.sha256(text.encode()).digest() for text in canonical)


if __name__ == "__main__":
    serve(prepare)
