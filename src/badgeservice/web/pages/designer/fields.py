"""A design as the fields of a form, and back: what somebody typed survives every answer."""

import re
from collections.abc import Iterator

from badgeservice.journeys.designing.design import LEVEL_ROWS, Design, Fault, School
from badgeservice.journeys.designing.judging import MOST_LEVELS
from badgeservice.journeys.issuing.publish_achievement import DraftLevel
from badgeservice.openbadges.art import BadgeArt
from badgeservice.web.people.forms import Fields

_SKILL = re.compile(r"skill-([0-9A-F]{10})")
_SCHOOL = ("parts", "hours", "nlqf", "eqf", "participation", "assessment")
# Of a group of radio buttons the first one is where a fault leads to.
_PLACES = {
    "level_name": "level-{}-name",
    "level_text": "level-{}-text",
    "skills": "query",
    "kind": "kind-1",
    "language": "language-1",
    "shape": "shape-1",
    "colour": "colour-1",
    "accent": "accent-1",
    "pictogram": "pictogram-1",
    "form": "design",
}


def read_design(form: Fields) -> Design:
    """The design in a form; a field that is not there is empty."""
    return Design(
        name=_text(form, "name"),
        about=_text(form, "about"),
        criteria=_text(form, "criteria"),
        levels=tuple(_read_levels(form)),
        skills=tuple(found[1] for name in form if (found := _SKILL.fullmatch(name))),
        kind=_text(form, "kind"),
        language=_text(form, "language"),
        art=BadgeArt(
            shape=_text(form, "shape"),
            colour=_text(form, "colour"),
            accent=_text(form, "accent"),
            pictogram=_text(form, "pictogram"),
            ring_text=_text(form, "ring"),
        ),
        school=School(**{name: _text(form, name) for name in _SCHOOL}),
        shared_id=_text(form, "shared"),
    )


def fields_of(design: Design) -> list[tuple[str, str]]:
    """Every field of a design by name, so that a page without fields carries it along."""
    art, school = design.art, design.school
    levels = [
        pair
        for number, one in enumerate(design.levels, start=1)
        for pair in (
            (f"level-{number}-name", one.name),
            (f"level-{number}-text", one.description),
        )
    ]
    return [
        ("name", design.name),
        ("about", design.about),
        ("criteria", design.criteria),
        *levels,
        *((f"skill-{code}", "1") for code in design.skills),
        ("kind", design.kind),
        ("language", design.language),
        ("shape", art.shape),
        ("colour", art.colour),
        ("accent", art.accent),
        ("pictogram", art.pictogram),
        ("ring", art.ring_text),
        *((name, getattr(school, name)) for name in _SCHOOL),
        ("shared", design.shared_id),
    ]


def level_rows(design: Design) -> list[DraftLevel]:
    """The steps to show: what is there, and empty rows up to three."""
    missing = LEVEL_ROWS - len(design.levels)
    return [*design.levels, *([DraftLevel("", "")] * missing)]


def place_of(fault: Fault) -> str:
    """The id of the field that a fault is about."""
    return _PLACES.get(fault.field, fault.field).format(fault.number)


def _read_levels(form: Fields) -> Iterator[DraftLevel]:
    # One more than may be, so that too many are told and not passed over.
    for number in range(1, MOST_LEVELS + 2):
        names = (f"level-{number}-name", f"level-{number}-text")
        if not form.keys() & set(names):
            return
        yield DraftLevel(*(_text(form, name) for name in names))


def _text(form: Fields, name: str) -> str:
    # A browser sends each new line as two characters (HTML, form submission).
    return form.get(name, "").replace("\r\n", "\n").replace("\r", "\n")
