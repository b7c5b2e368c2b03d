"""The proof check: is every signature right, and is one of them the issuer's own?"""

from badgeservice.openbadges.verification.proof_check.check import (
    canonicalisation_code,
    check_proof,
)

__all__ = ["canonicalisation_code", "check_proof"]
