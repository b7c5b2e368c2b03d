"""Embedded proofs, whole: from bytes to bytes, and from bytes to a verdict on the proof."""

from dataclasses import dataclass

from badgeservice.proofs.data_integrity import ProofOutcome, add_proof, verify_proof
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import read_document, write_json
from benchmarks.peers.worker import JsonObject, Operation, Operations
from benchmarks.supply import read_moment


@dataclass(frozen=True, slots=True)
class OurSide:
    """One issuer with its loaded key."""

    signer: PrivateKey
    method: str
    cryptosuite: str

    def issue(self, unsigned_raw: bytes) -> bytes:
        """From the bytes of an unsigned credential to the bytes of a signed one."""
        unsigned = read_document(unsigned_raw).value
        signed = add_proof(
            unsigned,
            signer=self.signer,
            verification_method=self.method,
            created=read_moment(unsigned["validFrom"]),
            cryptosuite=self.cryptosuite,
        )
        return write_json(signed)

    def verify(self, signed_raw: bytes) -> None:
        """From the bytes of a signed credential to a verdict on its proof."""
        document = read_document(signed_raw).value
        proof = document.pop("proof")
        outcome = verify_proof(document, proof, self.signer.public_key)
        if outcome is not ProofOutcome.VERIFIED:
            raise ValueError(f"our own credential did not verify: {outcome}")


def prepare(task: JsonObject) -> Operations:
    """Both directions."""
    multikey = task["multikey"]
    signer = PrivateKey.from_secret_multikey(multikey["secretKeyMultibase"])
    side = OurSide(signer, multikey["id"], task["cryptosuite"])
    return {"issue": Operation(side.issue), "verify": Operation(side.verify)}
