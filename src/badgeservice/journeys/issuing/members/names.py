"""Names as lists write them: how the parts are joined, and what makes a name doubtful."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from badgeservice.openbadges.plain_text import is_unseen

FORMULA_SIGNS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "|")
_ADDRESS: Final = re.compile(r"\S+@\S+\.\S+")
_DIGIT: Final = re.compile(r"\d")
_SIGNS: Final = re.compile(r"[<>{}\[\]\\^~#$%*=_!?:|\"“”„]")
_BROKEN: Final = re.compile("\ufffd|[ÃÂ][\u0080-\u00bf\u2018-\u203a€™œžŸ‰Š‹ŒŽ]|\\w\\?\\w")
_SEVERAL: Final = re.compile(r"[,;/]|\s(?:en|and|&|\+)\s")
_PLACEHOLDERS: Final = frozenset(
    {
        *("nvt", "onbekend", "unknown", "test", "testpersoon", "nn", "nb", "xxx", "xx", "geen"),
        *("vacature", "leeg", "anoniem", "totaal", "aantal", "naam", "subtotaal", "tbd"),
    }
)
_PLACEHOLDER_STARTS: Final = ("totaal ", "totaal:", "aantal ", "aantal:", "subtotaal")
_MOST_MARKS: Final = 4
_MARKS: Final = frozenset({"Mn", "Me"})


def tidy(cell: str) -> str:
    """A cell in one line and in composed letters (NFC), without space around it."""
    text = cell if cell.isascii() else unicodedata.normalize("NFC", cell)
    return " ".join(text.split())


def join_name(given: str, infix: str, family: str) -> str:
    """A name in the order to say it; d' Ancona is written d'Ancona, but 't Hart is 't Hart."""
    space = "" if infix.endswith(("'", "’")) else " "
    return " ".join(f"{given} {infix}{space}{family}".split())


def straighten(name: str) -> str:
    """A name written back to front, as in "Linden, Sanne van der", put in order."""
    last, comma, first = name.partition(",")
    return join_name(first, "", last) if comma else name


def has_odd_signs(text: str) -> bool:
    """Whether a text has signs that nobody sees or that turn the order of reading around.

    Also more than four accents on one letter, and letters of a private font.
    """
    if text.isascii() and text.isprintable():
        return False
    marks = 0
    for sign in text:
        marks = marks + 1 if unicodedata.category(sign) in _MARKS else 0
        if marks > _MOST_MARKS or is_unseen(sign, allowed=""):
            return True
    return False


def doubts_about(name: str) -> Iterator[str]:
    """The codes of what makes a name look wrong; most names have none."""
    plain = re.sub(r"[\W_]", "", name).casefold()
    if _ADDRESS.search(name):
        yield "member.name-is-email"
        return
    if plain in _PLACEHOLDERS or name.casefold().startswith(_PLACEHOLDER_STARTS):
        yield "member.placeholder"
        return
    if name.startswith(FORMULA_SIGNS):
        yield "member.formula"
    letters = sum(sign.isalpha() for sign in name)
    if not letters:
        yield "member.no-letters"
        return
    if letters == 1:
        yield "member.short"
    if letters > 3 and name.isupper():
        yield "member.capitals"
    if name.islower():
        yield "member.small-letters"
    if _BROKEN.search(name):
        yield "member.letters-broken"
    elif _SIGNS.search(name) and not name.startswith(FORMULA_SIGNS):
        yield "member.signs"
    if _DIGIT.search(name):
        yield "member.digits"
    if _SEVERAL.search(name):
        yield "member.several"
