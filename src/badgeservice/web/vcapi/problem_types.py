"""From our codes to the URLs by which the W3C names problems, where it names them."""

from collections.abc import Mapping
from typing import Final

_DATA_MODEL: Final = "https://www.w3.org/TR/vc-data-model#"
_SECURITY: Final = "https://w3id.org/security#"
_STATUS: Final = "https://www.w3.org/ns/credentials/status-list#"

# VCDM 2.0 section 7.2, Data Integrity 1.0 section 4.7, Bitstring Status List section 3.5.
_BY_CODE: Final[Mapping[str, str]] = {
    "proof.challenge": f"{_SECURITY}INVALID_CHALLENGE_ERROR",
    "proof.domain": f"{_SECURITY}INVALID_DOMAIN_ERROR",
    "proof.key_not_authorised": f"{_SECURITY}INVALID_VERIFICATION_METHOD",
    "status.unreachable": f"{_STATUS}STATUS_RETRIEVAL_ERROR",
    "status.list_invalid": f"{_STATUS}STATUS_VERIFICATION_ERROR",
    "status.list_expired": f"{_STATUS}STATUS_VERIFICATION_ERROR",
    "status.too_short": f"{_STATUS}STATUS_LIST_LENGTH_ERROR",
    "status.range": f"{_DATA_MODEL}RANGE_ERROR",
}
_BY_KIND: Final[Mapping[str, str]] = {
    "proof": f"{_SECURITY}PROOF_VERIFICATION_ERROR",
    "key": f"{_SECURITY}INVALID_VERIFICATION_METHOD",
    "did": f"{_SECURITY}INVALID_VERIFICATION_METHOD",
    "data": f"{_DATA_MODEL}MALFORMED_VALUE_ERROR",
    "vcdm": f"{_DATA_MODEL}MALFORMED_VALUE_ERROR",
    "context": f"{_DATA_MODEL}MALFORMED_VALUE_ERROR",
    "unsigned": f"{_SECURITY}PROOF_TRANSFORMATION_ERROR",
    "canonicalisation": f"{_SECURITY}PROOF_TRANSFORMATION_ERROR",
}


def problem_type(code: str, otherwise: str) -> str:
    """The URL for a code, or ``otherwise`` when the W3C has no name for it."""
    return _BY_CODE.get(code) or _BY_KIND.get(code.partition(".")[0], otherwise)
