"""What an issuer writes before it is an achievement."""

from dataclasses import dataclass

from badgeservice.openbadges.art import BadgeArt
from badgeservice.skills.education import Education


@dataclass(frozen=True, slots=True)
class DraftLevel:
    """One level of an achievement: what it is called, and what somebody then shows."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Origin:
    """The shared badge that an achievement was made from: its URL, its language, its edition."""

    url: str
    language: str
    version: str


@dataclass(frozen=True, slots=True)
class AchievementDraft:
    """What an issuer writes.

    ``criteria`` is Markdown; ``skills`` are CompetentNL codes or URIs; ``levels`` go from low to
    high, and belong to the issuer: CompetentNL has no scale.
    """

    name: str
    description: str
    criteria: str
    skills: tuple[str, ...]
    art: BadgeArt
    achievement_type: str = "Badge"
    language: str = "nl"
    tags: tuple[str, ...] = ()
    levels: tuple[DraftLevel, ...] = ()
    education: Education | None = None
    origin: Origin | None = None
