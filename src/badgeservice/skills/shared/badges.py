"""What a shared badge is: a ready-made achievement that any club may give as it is, or adapt.

A club tells what it saw. None of these is a qualification of a sport union (KSS) or a test of one,
and their levels belong to whoever gives the badge: CompetentNL has no scale.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """Who mostly earns it."""

    MEMBER = "member"
    VOLUNTEER = "volunteer"
    EVERYONE = "everyone"


class Theme(StrEnum):
    """What it is about, to put badges in order on a page."""

    TOGETHER = "together"
    LEADING = "leading"
    TEACHING = "teaching"
    FAIRNESS = "fairness"
    ORGANISING = "organising"
    CARE = "care"
    ATTITUDE = "attitude"
    RUNNING_THE_CLUB = "running-the-club"


@dataclass(frozen=True, slots=True)
class SharedArt:
    """The choices that the art is drawn from, by their names in ``openbadges.art``.

    The text around it is the name of the badge.
    """

    shape: str
    colour: str
    accent: str
    pictogram: str


@dataclass(frozen=True, slots=True)
class SharedLevel:
    """One level: its name, and what others see somebody do."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class SharedText:
    """A shared badge in one language.

    ``criteria`` is Markdown: who saw it, and a list of what was seen. ``levels`` go from low to
    high. ``evidence`` advises whoever gives the badge. ``words`` are for finding it only.
    """

    name: str
    description: str
    criteria: str
    levels: tuple[SharedLevel, ...]
    evidence: str
    tags: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedBadge:
    """One shared badge. ``shared_id`` never changes; ``skills`` are codes, the main one first.

    ``achievement_type`` is a term of Open Badges 3.0; ``texts`` has every language of the
    catalogue.
    """

    shared_id: str
    audience: Audience
    theme: Theme
    skills: tuple[str, ...]
    achievement_type: str
    art: SharedArt
    texts: Mapping[str, SharedText]


@dataclass(frozen=True, slots=True)
class SharedCatalogue:
    """All shared badges by id, in the order in which they are shown, and which edition it is."""

    version: str
    languages: tuple[str, ...]
    badges: Mapping[str, SharedBadge]
