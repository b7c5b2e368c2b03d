"""The proof check: is every signature right, and is one of them the issuer's own?"""

from badgeservice.openbadges.verification.proof_check.binding import is_controller_document
from badgeservice.openbadges.verification.proof_check.check import (
    canonicalisation_code,
    check_proof,
)
from badgeservice.openbadges.verification.proof_check.hidden import hides_what_is_judged

__all__ = ["canonicalisation_code", "check_proof", "hides_what_is_judged", "is_controller_document"]
