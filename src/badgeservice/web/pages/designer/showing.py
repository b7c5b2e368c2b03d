"""What the pages of the designer show: choices as cards, skills to tick, and the picture."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urlencode

from markupsafe import Markup

from badgeservice.journeys.designing.design import (
    ACCENTS,
    COLOURS,
    DEFAULT_ART,
    KINDS,
    LANGUAGES,
    SCHOOL_KINDS,
    Design,
)
from badgeservice.journeys.designing.starting import without_text_if_too_long
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.skills.look_up import Page, SkillList, list_skills
from badgeservice.openbadges.art import PICTOGRAMS, BadgeArt, Shape, find_art_faults
from badgeservice.openbadges.art.colours import is_colour
from badgeservice.openbadges.art.shapes import OUTLINES
from badgeservice.openbadges.issuer import Issuer, IssuerKind
from badgeservice.skills.concepts import Layer
from badgeservice.web.pages.achievements import catalogue_of
from badgeservice.web.pages.skills.pictograms import pictogram
from badgeservice.web.pages.skills.showing import SkillCard, skill_card
from badgeservice.web.pages.wording import Language

_FOUND = Page(limit=12)
_SHOWN_FOUND = 6
_OUTLINE = Markup(
    '<svg class="choice-picture" width="48" height="48" viewBox="0 0 512 512"'
    ' aria-hidden="true" focusable="false"><path class="tone-main" d="{}"/></svg>'
)
_SWATCH = Markup(
    '<svg class="swatch" width="48" height="48" viewBox="0 0 48 48" aria-hidden="true"'
    ' focusable="false"><circle cx="24" cy="24" r="22" fill="{}"/></svg>'
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a group of radio buttons; ``key`` names its word, some have a ``picture``."""

    value: str
    key: str
    picture: Markup | None = None


@dataclass(frozen=True, slots=True)
class FoundSkills:
    """What a search found: cards to tick, and for an everyday word why these come nearest."""

    query: str = ""
    cards: tuple[SkillCard, ...] = ()
    is_everyday: bool = False
    because: str = ""


def choices_for(issuer: Issuer, design: Design) -> Mapping[str, list[Choice]]:
    """Every group of radio buttons; a value that is not offered but is there stays a choice."""
    art = design.art
    kinds = KINDS + (SCHOOL_KINDS if issuer.kind is IssuerKind.SCHOOL else ())
    colours = [Choice(value, name, _swatch(value)) for name, value in COLOURS.items()]
    accents = [Choice(value, name, _swatch(value)) for name, value in ACCENTS.items()]
    return {
        "shape": _shapes(),
        "colour": _with_own(colours, art.colour),
        "accent": _with_own(accents, art.accent),
        "pictogram": [Choice(name, name, pictogram(name)) for name in PICTOGRAMS],
        "kind": _with_now([Choice(one, one) for one in kinds], design.kind),
        "language": _with_now([Choice(one, one) for one in LANGUAGES], design.language),
    }


def chosen_skills(parts: Parts, design: Design, language: Language) -> list[SkillCard]:
    """The skills of a design in their order; one that is gone is told by its code."""
    catalogue = catalogue_of(parts)
    cards = []
    for code in design.skills:
        skill = catalogue.find_any_skill(code)
        if skill is None:
            cards.append(SkillCard(code, code, "", False, "", pictogram("warning")))
        else:
            cards.append(skill_card(skill, language))
    return cards


def find_skills(parts: Parts, query: str, design: Design, language: Language) -> FoundSkills:
    """The skills to tick for these words, without those that were chosen already."""
    wanted = query.strip()[: parts.rules.max_query_length]
    if not wanted:
        return FoundSkills()
    listed = list_skills(parts, wanted, _FOUND)
    fitting = [one.skill for one in listed.skills if one.skill.layer is Layer.SPECIFIC]
    cards = (skill_card(one, language) for one in fitting if one.code not in design.skills)
    return FoundSkills(
        query=wanted,
        cards=tuple(cards)[:_SHOWN_FOUND],
        is_everyday=listed.is_everyday,
        because=_reason(listed, language),
    )


def picture_address(issuer: Issuer, art: BadgeArt) -> str:
    """Where the art of a design is drawn; what cannot be drawn is shown as something that can."""
    faults = {one.pointer.removeprefix("/") for one in find_art_faults(art)}
    if "ringText" in faults:
        art = replace(art, ring_text="")
        faults = {one.pointer.removeprefix("/") for one in find_art_faults(art)}
    drawn = replace(art, **{name: getattr(DEFAULT_ART, name) for name in faults})
    drawn = without_text_if_too_long(drawn)
    told = {
        "shape": drawn.shape,
        "colour": drawn.colour,
        "accent": drawn.accent,
        "pictogram": drawn.pictogram,
        "ring": drawn.ring_text,
    }
    return f"/desk/{issuer.slug}/badges/preview.png?{urlencode(told)}"


def _with_own(choices: list[Choice], value: str) -> list[Choice]:
    """Beside the palette the colour that a badge has already."""
    if not is_colour(value) or value in {one.value for one in choices}:
        return choices
    return [*choices, Choice(value, "now", _swatch(value))]


def _with_now(choices: list[Choice], value: str) -> list[Choice]:
    is_there = not value or value in {one.value for one in choices}
    return choices if is_there else [*choices, Choice(value, "now")]


def _swatch(colour: str) -> Markup:
    return _SWATCH.format(colour)


@cache
def _shapes() -> list[Choice]:
    return [Choice(one.value, one.value, _OUTLINE.format(OUTLINES[one].path)) for one in Shape]


def _reason(listed: SkillList, language: Language) -> str:
    best: Iterable[str] = (
        (one.found.because_nl if language == "nl" else one.found.because_en)
        for one in listed.skills[:1]
        if listed.is_everyday and one.found
    )
    return next(iter(best), "")
