"""What keeps a design from being a badge, and what could be better; all of it at once."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from badgeservice.journeys.designing.design import (
    KINDS,
    LANGUAGES,
    SCHOOL_KINDS,
    Advice,
    Design,
    Fault,
)
from badgeservice.journeys.designing.schooling import read_school
from badgeservice.openbadges.art import BadgeArt, find_art_faults
from badgeservice.openbadges.art.alphabet import spell
from badgeservice.openbadges.art.colours import contrast, is_colour
from badgeservice.openbadges.award import AchievementVersion
from badgeservice.openbadges.plain_text import LAYOUT, has_unseen
from badgeservice.skills.catalogue import Catalogue
from badgeservice.skills.concepts import Layer
from badgeservice.skills.shared import SharedBadge, shared_catalogue

LONGEST = {"name": 200, "about": 2_000, "criteria": 10_000, "level_name": 200, "level_text": 2_000}
"""Most characters in a field."""

MOST_SKILLS = 50
MOST_LEVELS = 10
_LINES = ("name", "level_name")
_MOST_MARKS = 4
_MOST_WORDS = 20
"""Of a sentence that people who read with difficulty still follow; our own rule."""

# Below this the second colour, which is moved to 3 to 1 when it is drawn, looks like another one.
_LEAST_CONTRAST = 2.0
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n+")


def find_faults(catalogue: Catalogue, design: Design, kept: Design | None) -> tuple[Fault, ...]:
    """Everything that is wrong; empty when the badge can be made.

    ``kept`` is the badge as it is now: a kind or language that it has already may stay.
    """
    return (
        *_find_text_faults("name", design.name),
        *_find_text_faults("about", design.about),
        *_find_text_faults("criteria", design.criteria),
        *_find_level_faults(design),
        *_find_skill_faults(catalogue, design),
        *_find_choice_faults(design, kept),
        *_find_drawing_faults(design.art),
        *read_school(design.school).faults,
    )


def find_advice(design: Design, others: Sequence[AchievementVersion]) -> tuple[Advice, ...]:
    """What could be better about a design without faults.

    ``others`` are the badges of the organisation, without the one that is changed.
    """
    return (
        *_advise_on_texts(design),
        *(() if design.skills else (Advice("skills", "no_skill"),)),
        *_advise_on_colours(design.art),
        *_advise_on_name(design, others),
    )


def is_same_name(first: str, second: str) -> bool:
    """Whether people would read these as one name."""
    return _folded(first) == _folded(second)


def _find_text_faults(field: str, text: str, number: int = 0) -> Iterator[Fault]:
    if not text.strip():
        yield Fault(field, "empty", number)
    elif len(text) > LONGEST[field]:
        yield Fault(field, "long", number, LONGEST[field])
    elif has_unseen(text, allowed="" if field in _LINES else LAYOUT) or _is_stacked(text):
        yield Fault(field, "unseen", number)


def _is_stacked(text: str) -> bool:
    """Whether a letter has more accents than any language writes, and so covers its neighbours."""
    marks = 0
    for character in "" if text.isascii() else unicodedata.normalize("NFC", text):
        marks = marks + 1 if unicodedata.category(character).startswith("M") else 0
        if marks > _MOST_MARKS:
            return True
    return False


def _find_level_faults(design: Design) -> Iterator[Fault]:
    if len(design.levels) > MOST_LEVELS:
        yield Fault("level_name", "many", 1, MOST_LEVELS)
    names: set[str] = set()
    for number, level in enumerate(design.levels, start=1):
        if not (level.name.strip() or level.description.strip()):
            continue
        yield from _find_text_faults("level_name", level.name, number)
        yield from _find_text_faults("level_text", level.description, number)
        name = _folded(level.name)
        if name and name in names:
            yield Fault("level_name", "twice", number)
        names.add(name)


def _find_skill_faults(catalogue: Catalogue, design: Design) -> Iterator[Fault]:
    if len(design.skills) > MOST_SKILLS:
        yield Fault("skills", "many", most=MOST_SKILLS)
    for code in design.skills:
        skill = catalogue.find_skill(code)
        if skill is None or skill.layer is not Layer.SPECIFIC:
            yield Fault("skills", "gone")
            return


def _find_choice_faults(design: Design, kept: Design | None) -> Iterator[Fault]:
    kinds = (*KINDS, *SCHOOL_KINDS, *([kept.kind] if kept else []))
    languages = (*LANGUAGES, *([kept.language] if kept else []))
    if design.kind not in kinds and design.kind != _kind_of_shared(design):
        yield Fault("kind", "choice")
    if design.language not in languages:
        yield Fault("language", "choice")
    if design.shared_id and design.shared_id not in shared_catalogue().badges:
        yield Fault("form", "shared")


def _kind_of_shared(design: Design) -> str | None:
    shared = shared_catalogue().badges.get(design.shared_id)
    return shared.achievement_type if shared else None


def _find_drawing_faults(art: BadgeArt) -> Iterator[Fault]:
    for finding in find_art_faults(art):
        field = finding.pointer.removeprefix("/")
        if field == "ringText":
            text = " ".join(art.ring_text.split())
            is_drawable = not has_unseen(art.ring_text, allowed="") and spell(text) is not None
            yield Fault("ring", "ring_long" if is_drawable else "ring_letters")
        else:
            yield Fault(field, "choice")


def _advise_on_texts(design: Design) -> Iterator[Advice]:
    for field, text in (("about", design.about), ("criteria", design.criteria)):
        sentences = _SENTENCE_END.split(text)
        long = next((one for one in sentences if len(one.split()) > _MOST_WORDS), None)
        if long is not None:
            yield Advice(field, "long_sentence", " ".join(long.split()[:6]))


def _advise_on_colours(art: BadgeArt) -> Iterator[Advice]:
    colours = (art.colour, art.accent)
    if all(map(is_colour, colours)) and contrast(*colours) < _LEAST_CONTRAST:
        yield Advice("accent", "alike")


def _advise_on_name(design: Design, others: Sequence[AchievementVersion]) -> Iterator[Advice]:
    if any(is_same_name(str(one.body["name"]), design.name) for one in others):
        yield Advice("name", "duplicate")
    for shared in shared_catalogue().badges.values():
        texts = [one for one in shared.texts.values() if is_same_name(one.name, design.name)]
        if texts and shared.shared_id != design.shared_id:
            yield Advice("name", "shared_name")
            return
        if texts and not _says_the_same(design, shared):
            yield Advice("name", "shared_changed")
            return


def _says_the_same(design: Design, shared: SharedBadge) -> bool:
    """Whether what somebody did and can do is still as the ready-made badge tells it."""
    criteria = {_folded(one.criteria) for one in shared.texts.values()}
    return _folded(design.criteria) in criteria and set(design.skills) == set(shared.skills)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()
