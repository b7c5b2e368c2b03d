"""The word that a code leads to when it decides, or that it decides nothing."""

from typing import Final, Literal

from badgeservice.openbadges.verification.sentences.advice import is_indeterminate
from badgeservice.openbadges.verification.sentences.warnings import warning_codes

Word = Literal["pass", "no effect", "warning", "indeterminate", "invalid"]
WORDS: Final[tuple[Word, ...]] = ("invalid", "indeterminate", "warning", "no effect", "pass")

_WARNINGS: Final = frozenset(
    {
        "data.legacy_version",
        "did.stale",
        "proof.legacy_suite",
        "refresh.available",
        "refresh.failed",
        "refresh.other_credential",
        "status.index_not_string",
        "status.stale",
    }
)
_WITHOUT_EFFECT: Final = ("check.", "endorsement.", "refresh.")


def word_of(code: str) -> Word:
    """The word a code leads to when it decides; a warning or a code without effect never does."""
    if code in _WARNINGS or code in warning_codes():
        return "warning"
    if code.endswith(".ok"):
        return "pass"
    if code == "status.none" or code.startswith(_WITHOUT_EFFECT):
        return "no effect"
    return "indeterminate" if is_indeterminate(code) else "invalid"
