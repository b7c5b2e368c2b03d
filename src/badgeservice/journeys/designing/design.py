"""What a designer fills in, as it was typed; and what may be wrong with it."""

from dataclasses import dataclass, field

from badgeservice.journeys.issuing.publish_achievement import DraftLevel
from badgeservice.openbadges.art import BadgeArt, Shape
from badgeservice.openbadges.vocabulary import AchievementType

COLOURS = {
    "teal": "#0b5c6b",
    "petrol": "#084650",
    "green": "#1b6e3c",
    "olive": "#2f5d1e",
    "indigo": "#3a4a9f",
    "navy": "#14213d",
    "purple": "#5b2a86",
    "plum": "#7a1f5c",
    "red": "#a4161a",
    "rust": "#8a3d00",
    "brown": "#5c4300",
    "black": "#1f2933",
}
"""Grounds by name: white letters on each have 6 to 1 at least."""

ACCENTS = {
    "gold": "#f2b84b",
    "orange": "#f4a259",
    "white": "#ffffff",
    "mint": "#7fd1ae",
    "sky": "#a9d4e4",
    "pink": "#f4b6c2",
}
"""Second colours by name: each has 3 to 1 at least on every ground (WCAG 2.2, 1.4.11)."""

KINDS = ("Badge", "CommunityService", "Course", "Award")
SCHOOL_KINDS = ("MicroCredential",)
"""Kinds of badge that are offered, as terms of Open Badges 3.0; the second ones to schools."""

LANGUAGES = ("nl", "en")
LEVEL_ROWS = 3
"""How many steps a form offers; a badge that has more of them shows them all."""

DEFAULT_ART = BadgeArt(
    Shape.CIRCLE.value, COLOURS["teal"], ACCENTS["gold"], pictogram="star", ring_text=""
)


@dataclass(frozen=True, slots=True)
class School:
    """Facts about education as they were typed.

    ``parts`` has a part of a qualification on each line: crebo, core task or work process, name.
    """

    parts: str = ""
    hours: str = ""
    nlqf: str = ""
    eqf: str = ""
    participation: str = ""
    assessment: str = ""

    def __bool__(self) -> bool:
        return self != School()


@dataclass(frozen=True, slots=True)
class Design:
    """A badge as somebody fills it in. ``levels`` holds empty rows as well.

    ``skills`` are CompetentNL codes, the main one first; ``kind`` is an achievementType of Open
    Badges 3.0; ``shared_id`` is the ready-made badge it began with, if any.
    """

    name: str = ""
    about: str = ""
    criteria: str = ""
    levels: tuple[DraftLevel, ...] = ()
    skills: tuple[str, ...] = ()
    kind: str = AchievementType.BADGE.value
    language: str = "nl"
    art: BadgeArt = DEFAULT_ART
    school: School = field(default_factory=School)
    shared_id: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps a badge from being made: in which field, and why.

    ``number`` is the row or line, from 1; ``most`` the number that was passed. The words for
    ``field`` and ``kind`` are those of the pages.
    """

    field: str
    kind: str
    number: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Advice:
    """What could be better, and does not keep a badge from being made; ``told`` fills it in."""

    field: str
    kind: str
    told: str = ""
