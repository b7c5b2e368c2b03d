"""What a comparison says: three lists of skills, and for each of them which badges and why."""

from dataclasses import dataclass
from enum import StrEnum

from badgeservice.skills.comparison.asked import AskedKnowledge, Importance
from badgeservice.skills.comparison.held import Badge
from badgeservice.skills.comparison.weighing import Rarity
from badgeservice.skills.concepts import Occupation, Release, Skill


class Reason(StrEnum):
    """Why a skill is in its list, the most telling first; the package says what each means."""

    SHOWN = "shown"
    SAME_IN_ESCO = "same_in_esco"
    EXPIRED = "expired"
    UNCHECKED = "unchecked"
    WITHDRAWN = "withdrawn"
    CLOSE = "close"
    NARROWER = "narrower"
    BROADER = "broader"
    SAME_GROUP = "same_group"
    UNKNOWN_ISSUER = "unknown_issuer"
    UNPROVED = "unproved"
    NOT_SHOWN = "not_shown"


MOST_TELLING_FIRST = tuple(Reason)
COVERING = frozenset({Reason.SHOWN, Reason.SAME_IN_ESCO})


@dataclass(frozen=True, slots=True)
class Proof:
    """A badge behind an asked skill. ``through`` is what it shows: a label, or a URI of ESCO."""

    badge: Badge
    reason: Reason
    through: str


@dataclass(frozen=True, slots=True)
class Item:
    """An asked skill with its proofs, best first; ``reason`` is that of the best one.

    ``weight`` is about the skill, never about a person; it orders a list and is told in words.
    """

    skill: Skill
    importance: Importance
    reason: Reason
    proofs: tuple[Proof, ...]
    rarity: Rarity
    weight: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every asked skill in exactly one list. ``occupation`` is None for a list of somebody's own.

    ``knowledge`` holds what is asked and cannot be shown by badges here.
    """

    release: Release
    occupation: Occupation | None
    covered: tuple[Item, ...]
    partly: tuple[Item, ...]
    missing: tuple[Item, ...]
    knowledge: tuple[AskedKnowledge, ...]
    knows_occupations: bool
