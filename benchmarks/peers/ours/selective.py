"""Selective disclosure, ``ecdsa-sd-2023``: issuer, holder and verifier, from bytes to bytes."""

import secrets
from dataclasses import dataclass

from badgeservice.proofs.data_integrity import ProofOutcome
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.selective import create_base_proof, derive_proof, verify_derived_proof
from badgeservice.proofs.strict_json import read_document, write_json
from benchmarks.peers.worker import JsonObject, Operation, Operations
from benchmarks.supply import read_moment


@dataclass(frozen=True, slots=True)
class ThreeRoles:
    """One issuer with its loaded key, and what has to be shown."""

    signer: PrivateKey
    method: str
    mandatory: tuple[str, ...]
    chosen: tuple[str, ...]

    def sign(self, unsigned_raw: bytes) -> bytes:
        """The issuer: a base proof."""
        unsigned = read_document(unsigned_raw).value
        proof = create_base_proof(
            unsigned,
            signer=self.signer,
            verification_method=self.method,
            created=read_moment(unsigned["validFrom"]),
            mandatory_pointers=self.mandatory,
            random_bytes=secrets.token_bytes,
        )
        return write_json({**unsigned, "proof": proof})

    def derive(self, signed_raw: bytes) -> bytes:
        """The holder: a derived proof."""
        document = read_document(signed_raw).value
        proof = document.pop("proof")
        return write_json(derive_proof(document, proof, selective_pointers=self.chosen))

    def verify(self, derived_raw: bytes) -> None:
        """The verifier."""
        document = read_document(derived_raw).value
        proof = document.pop("proof")
        outcome = verify_derived_proof(document, proof, self.signer.public_key)
        if outcome is not ProofOutcome.VERIFIED:
            raise ValueError(f"our own derived credential did not verify: {outcome}")


def prepare(task: JsonObject) -> Operations:
    """All three roles."""
    roles = three_roles(task)
    return {
        "base proof": Operation(roles.sign),
        "derive": Operation(roles.derive),
        "verify": Operation(roles.verify),
    }


def three_roles(task: JsonObject) -> ThreeRoles:
    """Load the key of a task."""
    multikey = task["multikey"]
    return ThreeRoles(
        PrivateKey.from_secret_multikey(multikey["secretKeyMultibase"]),
        multikey["id"],
        tuple(task["mandatory"]),
        tuple(task["chosen"]),
    )
