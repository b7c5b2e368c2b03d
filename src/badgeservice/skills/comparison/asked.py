"""What a job asks: skills and knowledge areas, and how much each of them matters."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from badgeservice.skills.catalogue import Catalogue
from badgeservice.skills.concepts import KnowledgeArea, Occupation, Requirements, Skill


class Importance(StrEnum):
    """How much it matters (``…HATEssential/Important/Somewhat``), or that nobody said."""

    ESSENTIAL = "essential"
    IMPORTANT = "important"
    SOMEWHAT = "somewhat"
    UNSTATED = "unstated"


STRONGEST_FIRST = tuple(Importance)


@dataclass(frozen=True, slots=True)
class Asked:
    """A skill that is asked."""

    skill: Skill
    importance: Importance = Importance.UNSTATED


@dataclass(frozen=True, slots=True)
class AskedKnowledge:
    """A knowledge area that is asked; badges do not show those here."""

    area: KnowledgeArea
    importance: Importance


def skills_asked_by(catalogue: Catalogue, occupation: Occupation) -> tuple[Asked, ...]:
    """The skills that an occupation asks, strongest first.

    One that the catalogue does not know keeps its place, with its code for a name.
    """
    return tuple(
        Asked(catalogue.find_any_skill(code) or Skill(code, code), importance)
        for code, importance in _by_importance(occupation.skills)
    )


def knowledge_asked_by(catalogue: Catalogue, occupation: Occupation) -> tuple[AskedKnowledge, ...]:
    """The knowledge areas that an occupation asks, strongest first and then by name."""
    found = [
        AskedKnowledge(catalogue.knowledge.get(code) or KnowledgeArea(code, code), importance)
        for code, importance in _by_importance(occupation.knowledge)
    ]
    return tuple(sorted(found, key=_place_of))


def once_each(asked: tuple[Asked, ...]) -> tuple[Asked, ...]:
    """Each skill once, as strongly as it is asked anywhere."""
    strongest: dict[str, Asked] = {}
    for one in sorted(asked, key=lambda one: STRONGEST_FIRST.index(one.importance)):
        strongest.setdefault(one.skill.code, one)
    return tuple(strongest.values())


def _by_importance(asked: Requirements) -> Iterator[tuple[str, Importance]]:
    seen: set[str] = set()
    for importance, codes in (
        (Importance.ESSENTIAL, asked.essential),
        (Importance.IMPORTANT, asked.important),
        (Importance.SOMEWHAT, asked.somewhat),
    ):
        for code in codes:
            if code not in seen:
                seen.add(code)
                yield code, importance


def _place_of(one: AskedKnowledge) -> tuple[int, str, str]:
    return STRONGEST_FIRST.index(one.importance), one.area.label, one.area.code
