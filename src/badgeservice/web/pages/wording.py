"""What the pages say, in Dutch and English: one catalogue per language, with the same keys."""

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Literal, get_args

from markupsafe import Markup, escape

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


def _read(language: Language) -> Mapping[str, str]:
    place = files(__package__).joinpath("locale", f"{language}.json")
    sections: Mapping[str, Mapping[str, str]] = json.loads(place.read_text(encoding="utf-8"))
    return {
        f"{section}.{name}": text
        for section, texts in sections.items()
        for name, text in texts.items()
    }


CATALOGUES: Mapping[Language, Mapping[str, str]] = {name: _read(name) for name in LANGUAGES}


def say(language: Language, key: str, **values: object) -> Markup:
    """The text behind ``key`` with its ``{places}`` filled in and escaped.

    A key that is in no catalogue is our mistake: ``KeyError``.
    """
    return escape(CATALOGUES[language][key]).format(**values)


def language_of(path: str) -> Language:
    """The language of the page at ``path``: English below ``/en``, Dutch elsewhere."""
    return "en" if path == "/en" or path.startswith("/en/") else "nl"


def in_language(path: str, language: Language) -> str:
    """The address of the same page in another language."""
    dutch = path.removeprefix("/en") or "/" if language_of(path) == "en" else path
    if language == "nl":
        return dutch
    return "/en" if dutch == "/" else f"/en{dutch}"
