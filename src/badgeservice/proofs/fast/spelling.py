"""Knows how a leaf becomes the end of a line: a literal, or an IRI in its brackets."""

import re
from math import isfinite
from typing import Any, Final

from badgeservice.proofs.fast.declined import Declined
from badgeservice.proofs.fast.scopes import BOOLEAN, END, NUMBER, PLAIN_SCHEMES, TEXT, Scope, Term
from badgeservice.proofs.jsonld.literals import spell_number
from badgeservice.proofs.jsonld.screen import is_usual_language
from badgeservice.proofs.nquads import (
    ESCAPES,
    IRI_CHARACTERS,
    NO_IRI_CHARACTER,
    XSD,
    is_absolute_iri,
)
from badgeservice.proofs.strict_json import MAX_INTEGER

PLAIN_BEGINNINGS: Final = tuple(f"{scheme}:" for scheme in PLAIN_SCHEMES)

_PLAIN_IRI: Final = re.compile(f"(?:{'|'.join(PLAIN_SCHEMES)}):{IRI_CHARACTERS}")
_FORBIDDEN: Final = re.compile(NO_IRI_CHARACTER)
_is_plain: Final = _PLAIN_IRI.fullmatch
_LANGUAGE_OBJECT: Final = {"@value", "@language"}
_BOOLEAN: Final = f'"^^<{XSD}boolean>{END}'


def is_plain_iri(value: str) -> bool:
    """Tell whether this is an absolute IRI of a scheme that no context gives a meaning."""
    return _PLAIN_IRI.fullmatch(value) is not None


def has_forbidden(text: str) -> bool:
    """Tell whether a character is in it that no IRI holds."""
    return _FORBIDDEN.search(text) is not None


def spell_iri_of(scope: Scope, value: Any) -> str:
    """Spell an absolute IRI that is written in full; declines anything else."""
    if type(value) is not str:
        raise Declined("iri")
    if not _is_plain(value):
        # PyLD would write out what begins with a prefix of the context.
        scheme, _, rest = value.partition(":")
        mapping = scope.active["mappings"].get(scheme)
        if not is_absolute_iri(value) or (mapping is not None and not rest.startswith("//")):
            raise Declined("iri")
    return f"<{value}>"


def escape(text: str) -> str:
    """Escape what canonical N-Quads escapes; nearly every text comes back as it is."""
    # Not printable are all control characters, and some that need no escape.
    if text.isprintable() and '"' not in text and "\\" not in text:
        return text
    return text.translate(ESCAPES)


def spell_leaf(term: Term, value: Any) -> str:
    """Spell the line of a literal from its predicate on; declines what is signed otherwise."""
    kind = type(value)
    if kind is str:
        if term.kind != TEXT:
            raise Declined("value")
        return f"{term.opening}{escape(value)}{term.closing}"
    if kind is dict:
        return _spell_language(term, value)
    is_untyped = term.kind == TEXT and term.datatype is None
    if kind is bool:
        if not is_untyped and term.kind != BOOLEAN:
            raise Declined("value")
        closing = _BOOLEAN if is_untyped else term.closing
        return f"{term.opening}{'true' if value else 'false'}{closing}"
    if (kind is not int and kind is not float) or not (is_untyped or term.kind == NUMBER):
        raise Declined("null" if value is None else "value")
    return _spell_number(term, value, is_untyped)


def _spell_number(term: Term, number: int | float, is_untyped: bool) -> str:
    fits = abs(number) <= MAX_INTEGER if isinstance(number, int) else isfinite(number)
    if not fits:
        raise Declined("number")
    text, own_type = spell_number(number, term.datatype)
    if float(text) != number:
        raise Declined("number")
    return (
        f'{term.opening}{text}"^^<{own_type}>{END}'
        if is_untyped
        else (f"{term.opening}{text}{term.closing}")
    )


def _spell_language(term: Term, value: dict[str, Any]) -> str:
    """A text with its language, which stands alone whatever type the member has."""
    if value.keys() != _LANGUAGE_OBJECT or not is_usual_language(value["@language"]):
        raise Declined("value object")
    text = value["@value"]
    if type(text) is not str:
        raise Declined("value object")
    return f'{term.predicate}"{escape(text)}"@{value["@language"].lower()}{END}'
