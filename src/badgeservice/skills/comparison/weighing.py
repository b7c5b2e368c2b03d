"""How much an asked skill tells: the fewer jobs ask it, the more (inverse document frequency).

Some skills are asked by 99 % of all occupations. They are told, but they must not drown what makes
a job different from the next one.
"""

from collections.abc import Iterable
from enum import StrEnum
from math import log

from badgeservice.skills.catalogue import Catalogue
from badgeservice.skills.comparison.asked import STRONGEST_FIRST, Asked, Importance

# Asked by this part of all occupations, or more.
_EVERYWHERE = 0.9
_OFTEN = 0.25
_EVEN = 1.0
_FACTORS = {
    Importance.ESSENTIAL: 3.0,
    Importance.IMPORTANT: 2.0,
    Importance.SOMEWHAT: 1.0,
    # Nobody said that it matters less.
    Importance.UNSTATED: 2.0,
}


class Rarity(StrEnum):
    """How many jobs ask a skill, in words; nothing is known while no occupations are."""

    EVERYWHERE = "everywhere"
    OFTEN = "often"
    FEW = "few"
    UNKNOWN = "unknown"


def rarity_of(catalogue: Catalogue, code: str) -> Rarity:
    """How many of all occupations ask this skill: at least 90 %, at least 25 %, or fewer."""
    if not catalogue.shares:
        return Rarity.UNKNOWN
    share = catalogue.shares.get(code, 0.0)
    if share >= _EVERYWHERE:
        return Rarity.EVERYWHERE
    return Rarity.OFTEN if share >= _OFTEN else Rarity.FEW


def weight_of(catalogue: Catalogue, code: str, importance: Importance) -> float:
    """The importance times ``log((1 + N) / (1 + n))``, where n of N occupations ask the skill.

    Even but for the importance while no occupations are known.
    """
    return _FACTORS[importance] * _rarity_weight(catalogue, code)


def told_in_order(catalogue: Catalogue, asked: Iterable[Asked]) -> tuple[Asked, ...]:
    """What is asked, what matters most first and within that what tells jobs apart."""
    return tuple(
        sorted(
            asked,
            key=lambda one: (
                STRONGEST_FIRST.index(one.importance),
                -weight_of(catalogue, one.skill.code, one.importance),
                one.skill.label,
                one.skill.code,
            ),
        )
    )


def _rarity_weight(catalogue: Catalogue, code: str) -> float:
    if not catalogue.shares:
        return _EVEN
    total = len(catalogue.occupations)
    return log((1 + total) / (1 + catalogue.shares.get(code, 0.0) * total))
