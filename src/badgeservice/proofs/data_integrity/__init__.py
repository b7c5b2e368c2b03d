"""Knows embedded proofs (W3C Data Integrity 1.0): making one, verifying one, suite by suite.

A proof covers the canonical form of the document and of its own options. Who may sign, until when
and for whom is for the caller: ``expires``, ``domain`` and ``challenge`` are covered by the
signature and must have the right shape, but nothing here compares them with a clock or a request.
"""

from badgeservice.proofs.data_integrity.chains import earlier_proofs
from badgeservice.proofs.data_integrity.making import add_proof, create_proof
from badgeservice.proofs.data_integrity.series import Series
from badgeservice.proofs.data_integrity.suites import (
    ECDSA_JCS_2019,
    ECDSA_RDFC_2019,
    ECDSA_SD_2023,
    ED25519_SIGNATURE_2020,
    EDDSA_2022,
    EDDSA_JCS_2022,
    EDDSA_RDFC_2022,
    is_known_suite,
    signs_whole_json,
)
from badgeservice.proofs.data_integrity.transformations import Contexts
from badgeservice.proofs.data_integrity.verifying import (
    document_digest,
    verified_document,
    verify_proof,
)
from badgeservice.proofs.proof_shape import PROOF_TYPE, ProofOutcome, is_date_time_stamp

__all__ = [
    "ECDSA_JCS_2019",
    "ECDSA_RDFC_2019",
    "ECDSA_SD_2023",
    "ED25519_SIGNATURE_2020",
    "EDDSA_2022",
    "EDDSA_JCS_2022",
    "EDDSA_RDFC_2022",
    "PROOF_TYPE",
    "Contexts",
    "ProofOutcome",
    "Series",
    "add_proof",
    "create_proof",
    "document_digest",
    "earlier_proofs",
    "is_date_time_stamp",
    "is_known_suite",
    "signs_whole_json",
    "verified_document",
    "verify_proof",
]
