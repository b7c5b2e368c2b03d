"""The words for facts about education, written below the criteria and read back from there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from badgeservice.skills.education.facts import Assessment, Participation

Words = Literal["nl", "en"]


@dataclass(frozen=True, slots=True)
class Names:
    """The line above the list, what stands before each colon, and the word for a level."""

    above: str
    study_load: str
    participation: str
    assessment: str
    level: str


NAMES: Final[Mapping[Words, Names]] = {
    "nl": Names(
        "Over de opleiding:", "Studielast", "Hoe je meedeed", "Hoe je het liet zien", "niveau"
    ),
    "en": Names(
        "About the course:", "Study load", "How you took part", "How you showed it", "level"
    ),
}
HOURS: Final[Mapping[Words, str]] = {"nl": "{} uur", "en": "{} hours"}
RELATIONS: Final[Mapping[Words, str]] = {
    "nl": "De badge hoort bij dit deel van een opleiding. De badge is geen diploma.",
    "en": "The badge goes with this part of a course. The badge is no diploma.",
}
LEVELS: Final[Mapping[Words, str]] = {
    "nl": "De uitgever zegt dat dit niveau erbij hoort. De badge is geen diploma.",
    "en": "The issuer says that this level goes with it. The badge is no diploma.",
}
PARTICIPATIONS: Final[Mapping[Words, Mapping[Participation, str]]] = {
    "nl": {
        Participation.ONLINE: "online",
        Participation.ONSITE_OR_BLENDED: "op school, soms online",
        Participation.VOLUNTEERING: "als vrijwilliger",
        Participation.WORK_EXPERIENCE: "op het werk of op stage",
        Participation.PERSONALIZED: "op je eigen manier",
    },
    "en": {
        Participation.ONLINE: "online",
        Participation.ONSITE_OR_BLENDED: "at school, sometimes online",
        Participation.VOLUNTEERING: "as a volunteer",
        Participation.WORK_EXPERIENCE: "at work or in a placement",
        Participation.PERSONALIZED: "in your own way",
    },
}
ASSESSMENTS: Final[Mapping[Words, Mapping[Assessment, str]]] = {
    "nl": {
        Assessment.TESTING: "met een toets",
        Assessment.APPLICATION: "door het te doen",
        Assessment.PORTFOLIO: "met een map vol werk",
        Assessment.PRIOR_LEARNING: "met wat je al kon",
    },
    "en": {
        Assessment.TESTING: "with a test",
        Assessment.APPLICATION: "by doing it",
        Assessment.PORTFOLIO: "with a folder of work",
        Assessment.PRIOR_LEARNING: "with what you could do already",
    },
}


def words_for(language: str) -> Words:
    """Dutch for Dutch, English for every other language."""
    return "nl" if language.partition("-")[0].casefold() == "nl" else "en"
