"""How the catalogue of shared badges is kept: facts and texts in TOML, read strictly, once."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from badgeservice.skills.addresses import is_code
from badgeservice.skills.shared.badges import (
    Audience,
    SharedArt,
    SharedBadge,
    SharedCatalogue,
    SharedLevel,
    SharedText,
    Theme,
)

LANGUAGES = ("nl", "en")
"""Languages of the catalogue, the usual one first."""

_LEVELS = 3
_MOST_SKILLS = 4
_ID = re.compile(r"[a-z]+(-[a-z]+)*")
_ART = ("shape", "colour", "accent", "pictogram")
_LINES = ("name", "description", "seen", "evidence")
_LISTS = ("did", "levels", "tags", "words")

Table = Mapping[str, Any]


class UnsoundCatalogue(ValueError):
    """A file of the catalogue is not as it should be: a mistake of ours, told where it is."""


@cache
def shared_catalogue() -> SharedCatalogue:
    """The shared badges that come with the service."""
    folder = files(__package__)
    kept = {
        name: folder.joinpath(f"{name}.toml").read_text(encoding="utf-8")
        for name in ("badges", *LANGUAGES)
    }
    return read_shared_catalogue(kept.pop("badges"), kept)


def read_shared_catalogue(facts: str, texts: Mapping[str, str]) -> SharedCatalogue:
    """A catalogue from the facts and from the texts by language, all in TOML.

    Refuses with ``UnsoundCatalogue`` everything that is missing, unknown or of another shape: a
    badge that is only half translated is never offered.
    """
    tables = dict(_read_toml(facts, "facts"))
    version = _line(tables.pop("version", None), "facts/version")
    languages = {language: dict(_read_toml(text, language)) for language, text in texts.items()}
    names = {
        language: _lines(kept.pop("level_names", None), f"{language}/level_names")
        for language, kept in languages.items()
    }
    for language, kept in languages.items():
        _require(kept.keys() == tables.keys(), language, "has other badges than the facts")
    badges = {}
    for shared_id, table in tables.items():
        found = {
            language: _read_text(kept[shared_id], names[language], f"{language}/{shared_id}")
            for language, kept in languages.items()
        }
        badges[shared_id] = _read_badge(shared_id, table, found)
    return SharedCatalogue(version, tuple(languages), badges)


def _read_badge(shared_id: str, table: Any, texts: Mapping[str, SharedText]) -> SharedBadge:
    _require(_ID.fullmatch(shared_id) is not None, shared_id, "is no id in kebab-case")
    members = ("audience", "theme", "skills", "achievement_type", "art")
    _require_members(table, members, shared_id)
    skills = _lines(table["skills"], f"{shared_id}/skills")
    is_sound = len(skills) <= _MOST_SKILLS and len(set(skills)) == len(skills)
    _require(is_sound and all(map(is_code, skills)), f"{shared_id}/skills", "are no 1 to 4 codes")
    _require_members(table["art"], _ART, f"{shared_id}/art")
    art = {name: _line(table["art"][name], f"{shared_id}/art/{name}") for name in _ART}
    _require(table["audience"] in set(Audience), f"{shared_id}/audience", "is not known")
    _require(table["theme"] in set(Theme), f"{shared_id}/theme", "is not known")
    return SharedBadge(
        shared_id=shared_id,
        audience=Audience(table["audience"]),
        theme=Theme(table["theme"]),
        skills=skills,
        achievement_type=_line(table["achievement_type"], f"{shared_id}/achievement_type"),
        art=SharedArt(**art),
        texts=texts,
    )


def _read_text(table: Any, level_names: Sequence[str], place: str) -> SharedText:
    _require_members(table, (*_LINES, *_LISTS), place)
    lines = {name: _line(table[name], f"{place}/{name}") for name in _LINES}
    lists = {name: _lines(table[name], f"{place}/{name}") for name in _LISTS}
    is_whole = len(level_names) == len(lists["levels"]) == _LEVELS
    _require(is_whole, f"{place}/levels", "are not three")
    listed = "\n".join(f"- {one}" for one in lists["did"])
    return SharedText(
        name=lines["name"],
        description=lines["description"],
        criteria=f"{lines['seen']}\n\n{listed}",
        levels=tuple(map(SharedLevel, level_names, lists["levels"])),
        evidence=lines["evidence"],
        tags=lists["tags"],
        words=lists["words"],
    )


def _read_toml(text: str, place: str) -> Table:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise UnsoundCatalogue(f"{place} is no TOML: {fault}") from fault


def _require_members(table: Any, names: Sequence[str], place: str) -> None:
    is_whole = isinstance(table, dict) and table.keys() == set(names)
    _require(is_whole, place, f"has to have exactly {', '.join(names)}")


def _line(value: Any, place: str) -> str:
    is_line = isinstance(value, str) and bool(value) and " ".join(value.split()) == value
    _require(is_line, place, "is no line of text")
    return str(value)


def _lines(value: Any, place: str) -> tuple[str, ...]:
    is_list = isinstance(value, list) and bool(value)
    _require(is_list, place, "is no list of lines")
    return tuple(_line(one, f"{place}/{index}") for index, one in enumerate(value))


def _require(is_so: bool, place: str, message: str) -> None:
    if not is_so:
        raise UnsoundCatalogue(f"{place} {message}")
