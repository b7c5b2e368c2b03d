"""What 44 skills look like at a club, at school or as a volunteer: our own words, at B1 level.

The sentences, the levels and the themes are this project's own. They are never CompetentNL's,
and whoever shows the levels says so: see ``levels_note``.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from badgeservice.skills.addresses import SKILL_PREFIX
from badgeservice.skills.catalogue import bundled_catalogue

LEVELS = 3


@dataclass(frozen=True, slots=True)
class Told:
    """The same in Dutch and in English."""

    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class PlainSkill:
    """One skill of the catalogue in plain words.

    ``levels`` is what somebody else can see you do: with help or in a known situation, on your
    own, and helping others or when it is hard. ``theme`` is a key of ``THEMES``; ``pictogram``
    is a name of our badge art.
    """

    code: str
    sentence: Told
    levels: tuple[Told, Told, Told]
    theme: str
    pictogram: str


@dataclass(frozen=True, slots=True)
class PlainTexts:
    """All that ``plain.json`` says; ``skills`` by code."""

    levels_note: Told
    skills: Mapping[str, PlainSkill]


THEMES: Mapping[str, Told] = MappingProxyType(
    {
        "team": Told("Samen een team", "Being a team"),
        "leiden": Told("Anderen leiden", "Leading others"),
        "trainen": Told("Uitleggen en trainen", "Explaining and coaching"),
        "organiseren": Told("Plannen en regelen", "Planning and arranging"),
        "communiceren": Told("Praten en luisteren", "Talking and listening"),
        "conflict": Told("Eerlijk zijn en kiezen", "Being fair and choosing"),
        "zorg": Told("Zorgen voor anderen", "Caring for others"),
        "houding": Told("Zo doe je mee", "How you take part"),
        "leren": Told("Leren en groeien", "Learning and growing"),
        "veiligheid": Told("Veilig houden", "Keeping it safe"),
        "beheer": Told("Zorgen dat het klopt", "Keeping things in order"),
    }
)
"""Our themes, in the order to show them."""


def plain_skill(code_or_uri: str) -> PlainSkill | None:
    """A skill in plain words by code or URI, or None: most skills have no plain words."""
    return plain_skills().get(code_or_uri.removeprefix(SKILL_PREFIX))


def plain_skills() -> Mapping[str, PlainSkill]:
    """Every skill that has plain words, by code, in the order of the themes."""
    return _bundled_texts().skills


def levels_note() -> Told:
    """The sentence that belongs beside every level that is shown: they are ours."""
    return _bundled_texts().levels_note


def read_plain_texts(text: str) -> PlainTexts:
    """Read the form of ``plain.json``, strictly.

    Refuses with ``ValueError`` that says where: a wrong shape, a name that comes twice or is not
    known, an empty text, a code or label that is not of the catalogue, an unknown theme.
    """
    whole = _take(_read_json(text), {"levels_note", "skills"}, "the file")
    skills = whole["skills"]
    if not isinstance(skills, dict) or not skills:
        raise ValueError("skills: expected an object with skills by code")
    return PlainTexts(
        levels_note=_read_told(whole["levels_note"], "levels_note"),
        skills=MappingProxyType({code: _read_skill(code, one) for code, one in skills.items()}),
    )


@cache
def _bundled_texts() -> PlainTexts:
    file = files(__package__).joinpath("bundled", "plain.json")
    return read_plain_texts(file.read_text(encoding="utf-8"))


def _read_json(text: str) -> object:
    try:
        found: object = json.loads(text, object_pairs_hook=_refuse_doubles)
    except RecursionError as error:
        raise ValueError("the file: nested too deeply") from error
    return found


def _refuse_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(f"a name comes twice among {sorted(name for name, _ in pairs)}")
    return found


def _read_skill(code: str, value: object) -> PlainSkill:
    names = {"label", "theme", "pictogram", "sentence", "levels"}
    skill = _take(value, names, code)
    known = bundled_catalogue().skills.get(code)
    # The label is there for who reads the file; it also catches a code on the wrong skill.
    if known is None or known.label != skill["label"]:
        raise ValueError(f"{code}: this code and label are not a skill of the catalogue")
    theme = _read_text(skill["theme"], f"{code}.theme")
    if theme not in THEMES:
        raise ValueError(f"{code}.theme: not one of our themes")
    return PlainSkill(
        code=code,
        sentence=_read_told(skill["sentence"], f"{code}.sentence"),
        levels=_read_levels(skill["levels"], f"{code}.levels"),
        theme=theme,
        pictogram=_read_text(skill["pictogram"], f"{code}.pictogram"),
    )


def _read_levels(value: object, where: str) -> tuple[Told, Told, Told]:
    if not isinstance(value, list) or len(value) != LEVELS:
        raise ValueError(f"{where}: expected a list of {LEVELS} levels")
    first, second, third = (_read_told(one, f"{where}[{n}]") for n, one in enumerate(value))
    return first, second, third


def _read_told(value: object, where: str) -> Told:
    both = _take(value, {"nl", "en"}, where)
    return Told(_read_text(both["nl"], f"{where}.nl"), _read_text(both["en"], f"{where}.en"))


def _read_text(value: object, where: str) -> str:
    if not isinstance(value, str) or not value or value != " ".join(value.split()):
        raise ValueError(f"{where}: expected a text, without spaces around it or double ones")
    return value


def _take(value: object, names: set[str], where: str) -> dict[str, object]:
    if not isinstance(value, dict) or set(value) != names:
        raise ValueError(f"{where}: expected an object with exactly {', '.join(sorted(names))}")
    return value
