"""The status check: has the issuer revoked or suspended the credential?"""

from badgeservice.openbadges.verification.status_check.check import check_status

__all__ = ["check_status"]
