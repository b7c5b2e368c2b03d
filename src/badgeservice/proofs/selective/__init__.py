"""Selective disclosure, ``ecdsa-sd-2023``: an issuer signs, a holder derives, a verifier checks.

Every statement that may be left out is signed by itself (Data Integrity ECDSA Cryptosuites 1.0,
sections 3.4 to 3.6). Numbers of sections in these modules are of that Recommendation.
"""

from badgeservice.proofs.selective.base_proof import create_base_proof
from badgeservice.proofs.selective.derive import derive_proof
from badgeservice.proofs.selective.pointers import (
    check_pointers,
    mandatory_pointers_for,
    read_pointer,
    select,
)
from badgeservice.proofs.selective.verify import verify_derived_proof

__all__ = [
    "check_pointers",
    "create_base_proof",
    "derive_proof",
    "mandatory_pointers_for",
    "read_pointer",
    "select",
    "verify_derived_proof",
]
