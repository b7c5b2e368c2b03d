"""One statement of a source: what it says, that it is none of ours, or why it cannot be taken."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from badgeservice.skills.addresses import (
    KNOWLEDGE_PREFIX,
    OCCUPATION_PREFIX,
    SKILL_PREFIX,
    is_code,
)
from badgeservice.skills.release.vocabulary import (
    CLASSES,
    CODES,
    CURRENT,
    LINKS,
    MATCHES,
    PREDICATES,
    TEXTS,
    Kind,
    Word,
)

MAX_LABEL = 500
MAX_DEFINITION = 10_000
MAX_NOTATION = 60
MAX_IRI = 500

# How the three kinds of URI with a code are written, and the letter they get in a fact.
_PREFIXES = ((SKILL_PREFIX, "s"), (KNOWLEDGE_PREFIX, "k"), (OCCUPATION_PREFIX, "o"))
LETTERS = {Kind.SKILL: "s", Kind.KNOWLEDGE: "k", Kind.OCCUPATION: "o"}
_NEARLY = re.compile(
    r"(?:https?://)?(?:www\.)?linkeddata\.competentnl\.nl/+(?:uwv/+)?(?:id/+)?"
    r"(human[-_]?capabilit(?:y|ies)|knowledge[-_]?areas?|occupations?)(?:[/#]([^/#?]*)/?)?",
    re.IGNORECASE,
)
_IRI = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:[/?#][^\s<>\"{}|\\^`\x00-\x1f\x7f]*)?")
# Marks that turn the direction of a text around: a label could read as another one.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Fact(NamedTuple):
    """``word`` of ``subject`` is ``value``.

    Things are ``s``, ``k`` or ``o`` and a code, ``<`` and an IRI, or ``_`` and a name that holds
    within one source. ``language`` is ``nl`` or nothing.
    """

    word: str
    subject: str
    value: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """The object of a statement. ``language`` is that of a literal, else nothing."""

    text: str
    is_thing: bool
    language: str = ""


class Unfit(Exception):
    """A statement about CompetentNL that is wrong. ``message`` never repeats what was sent."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def judge_statement(subject: str, predicate: str, term: Term) -> Fact | None:
    """The fact in a statement, or None for one that is not about CompetentNL.

    ``subject`` is an IRI, or a blank node as ``_:name``. Refuses with ``Unfit`` a URI that is
    nearly one of CompetentNL, and texts that are too long or hold characters nobody sees.
    """
    word = PREDICATES.get(predicate)
    if word is None:
        return None
    thing = subject if subject.startswith("_") else name_thing(subject, word is not Word.XL_TEXT)
    if not thing:
        return None
    if word in TEXTS:
        if term.is_thing or not _is_ours(term.language):
            return None
        limit = MAX_DEFINITION if word is Word.DEFINITION else MAX_LABEL
        language = "nl" if term.language else ""
        return Fact(word, thing, clean_text(term.text, limit), language)
    if word is Word.NOTATION or word in CODES:
        if term.is_thing:
            return None
        return Fact(word, thing, clean_text(term.text, MAX_NOTATION))
    return _judge_link(word, thing, term) if term.is_thing else None


def _judge_link(word: Word, thing: str, term: Term) -> Fact | None:
    """A statement that leads to another thing."""
    if word is Word.TYPE:
        return _judge_type(thing, term.text)
    if word is Word.STATUS:
        return Fact(word, thing, "current" if term.text == CURRENT else "other")
    if word in (Word.XL_LABEL, Word.XL_ALT_LABEL):
        node = term.text if term.text.startswith("_") else name_thing(term.text, False)
        return Fact(word, thing, node) if node else None
    if word in MATCHES:
        if not is_address(term.text):
            raise Unfit("skills.match", "Use an absolute address that starts with https: or http:.")
        return Fact(word, thing, term.text)
    target = "" if term.text.startswith("_") else name_thing(term.text)
    if not target:
        return None
    # Also languages and the like are prescribed; those are no skills.
    fits = target[0] in "sk" if word in LINKS else target[0] in "sko" and target[0] == thing[0]
    return Fact(word, thing, target) if fits else None


def _judge_type(thing: str, name: str) -> Fact | None:
    found = CLASSES.get(name)
    if found is None:
        return None
    kind, norm_kind = found
    if thing[0] != LETTERS.get(kind, "<"):
        raise Unfit("skills.uri", f"A thing of this type ({kind}) has another kind of URI.")
    return Fact(Word.TYPE, thing, kind if norm_kind is None else f"{kind}:{norm_kind}")


def _is_ours(language: str) -> bool:
    return language == "" or language.lower().split("-", 1)[0] == "nl"


@lru_cache(maxsize=50_000)
def name_thing(iri: str, is_concept: bool = True) -> str:
    """The short name of a thing, empty when it has no web address.

    Refuses with ``Unfit`` a URI that is nearly one of CompetentNL. ``is_concept`` is false for
    what only carries a label, which may be called anything.
    """
    for prefix, letter in _PREFIXES:
        if iri.startswith(prefix) and is_code(iri[len(prefix) :]):
            return letter + iri[len(prefix) :]
    if is_concept and (nearly := _NEARLY.fullmatch(iri)):
        raise Unfit("skills.uri", _tell_right(nearly[1].lower(), nearly[2] or ""))
    return "<" + iri if is_address(iri) else ""


def _tell_right(name: str, code: str) -> str:
    prefix, _ = _PREFIXES["hko".index(name[0])]
    if is_code(code.upper()):
        return f"This is nearly a URI of CompetentNL; it is written {prefix}{code.upper()}."
    return (
        "This is nearly a URI of CompetentNL; it is written"
        f" {prefix} and ten hexadecimal digits, with capitals."
    )


def is_address(iri: str) -> bool:
    """Whether this is an absolute web address of at most ``MAX_IRI`` characters."""
    return len(iri) <= MAX_IRI and _IRI.fullmatch(iri) is not None


def clean_text(text: str, limit: int) -> str:
    """The text on one line, composed (NFC), without marks of no width.

    Refuses with ``Unfit`` other control characters, marks that turn the direction around, and a
    text that is empty or longer than ``limit`` characters.
    """
    if len(text) > 2 * limit:
        raise Unfit("skills.text", f"Use at most {limit} characters.")
    if not text.isascii() or not text.isprintable():
        text = _without_unseen(text)
    text = " ".join(text.split())
    if not 1 <= len(text) <= limit:
        raise Unfit("skills.text", f"Use 1 to {limit} characters.")
    return text


def _without_unseen(text: str) -> str:
    kept = []
    for character in unicodedata.normalize("NFC", text):
        category = unicodedata.category(character)
        is_wrong = category == "Cc" and character not in "\t\n\r"
        if is_wrong or category in ("Cs", "Co", "Cn") or character in _TURNING:
            raise Unfit("skills.text", "Leave out control characters.")
        if category != "Cf":
            kept.append(character)
    return "".join(kept)
