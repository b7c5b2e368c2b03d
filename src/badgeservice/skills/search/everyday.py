"""Everyday words of sport, volunteering, school and work, and the skills that they come down to.

The table is our own: nothing in it is CompetentNL's, but the codes.
"""

from dataclasses import dataclass
from functools import cache

from badgeservice.skills.catalogue import read_bundled_rows

LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Everyday:
    """Words that say nearly the same, by language, with the nearest skills, the nearest first.

    They are no skills themselves: ``because_nl`` and ``because_en`` say in one sentence what they
    have to do with those skills.
    """

    words: dict[str, tuple[str, ...]]
    codes: tuple[str, ...]
    because_nl: str
    because_en: str


@cache
def everyday_words() -> tuple[Everyday, ...]:
    """The whole table, in the order of the file."""
    return tuple(
        Everyday(
            words={language: _listed(row[f"words_{language}"], "|") for language in LANGUAGES},
            codes=_listed(row["codes"], " "),
            because_nl=row["because_nl"],
            because_en=row["because_en"],
        )
        for row in read_bundled_rows("everyday.csv")
    )


def _listed(text: str, separator: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(separator) if one.strip())
