"""What a search finds, and why it was found."""

from dataclasses import dataclass
from enum import StrEnum

from badgeservice.skills.concepts import Occupation, Skill


class Reason(StrEnum):
    """Why something was found; pages and the API tell it in words."""

    LABEL = "label"
    SYNONYM = "synonym"
    GLOSS = "gloss"
    DEFINITION = "definition"
    EVERYDAY = "everyday"
    FORMER_LABEL = "former_label"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Found:
    """A skill that was found. ``matched`` is the text that answered to the query.

    ``because_nl`` and ``because_en`` are filled for an everyday word that is no skill itself.
    """

    skill: Skill
    reason: Reason
    matched: str
    score: float
    because_nl: str = ""
    because_en: str = ""


@dataclass(frozen=True, slots=True)
class FoundOccupation:
    """An occupation that was found."""

    occupation: Occupation
    matched: str
    score: float


@dataclass(frozen=True, slots=True)
class Results:
    """Best first. ``is_everyday``: the query is no skill itself, and the nearest ones are told."""

    found: tuple[Found, ...]
    is_everyday: bool = False
