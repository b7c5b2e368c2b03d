"""What every code means in Dutch and English at B1 level, and what to do about it."""

from badgeservice.openbadges.verification.sentences.advice import (
    advice,
    is_indeterminate,
    summary,
)
from badgeservice.openbadges.verification.sentences.codes import codes, of
from badgeservice.openbadges.verification.sentences.warnings import (
    concerns_reader,
    has_sentences,
    of_warning,
    warning_codes,
)
from badgeservice.openbadges.verification.sentences.words import WORDS, Word, word_of

__all__ = [
    "WORDS",
    "Word",
    "advice",
    "codes",
    "concerns_reader",
    "has_sentences",
    "is_indeterminate",
    "of",
    "of_warning",
    "summary",
    "warning_codes",
    "word_of",
]
