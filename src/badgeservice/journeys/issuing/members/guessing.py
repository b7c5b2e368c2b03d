"""What the columns of a list without headers seem to hold, and which rows are headers at all."""

import re
from collections.abc import Sequence
from typing import Final

from badgeservice.journeys.issuing.members.dates import DateOrder, read_date
from badgeservice.journeys.issuing.members.meanings import NAMES, Meaning, guess_meanings
from badgeservice.journeys.issuing.members.sheet import Line

_FIRST_LINES: Final = 10
_MOST: Final = 0.75
_LOOKED_AT: Final = 50
_ADDRESS: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NAME: Final = re.compile(r"[^\W\d_]+(?:[ .,'’-]+[^\W\d_]+)*\.?")
_INFIX: Final = re.compile(
    r"(?:van|von|de|den|der|het|ten|ter|te|la|le|el|al|da|di|du|op|in|'t|’t|d'|v\.?d\.?)"
    r"(?: (?:de|den|der|het|'t|’t|la))?",
    re.IGNORECASE,
)
_PRIVATE: Final = re.compile(
    r"[A-Z]{2}\d{2} ?[A-Z]{4}[ \d]{10,14}"  # a bank account
    r"|(?:\+|00)\d{2}[ -]?(?:\(0\))?[\d -]{8,12}|0\d{1,3}[ -]?\d{6,8}|06[ -]?[\d -]{8,11}"
    r"|\d{4} ?[A-Z]{2}"  # a postal code
)


def find_header(lines: Sequence[Line]) -> int | None:
    """Which of the first rows names the columns: with a column of names, else with any we know.

    None when no row does and the first one looks like a person.
    """
    heads = [guess_meanings(cells) for _, cells in lines[:_FIRST_LINES]]
    for place, found in enumerate(heads):
        if NAMES & {*found}:
            return place
    for place, found in enumerate(heads):
        known = sum(one is not None for one in found)
        if known > 1 or (known and not place):
            return place
    return None if _is_person(lines) else 0


def guess_by_values(lines: Sequence[Line], width: int) -> tuple[Meaning | None, ...]:
    """The meaning of columns without header, by what stands in them; names may be wrong."""
    found: list[Meaning | None] = [None] * width
    names: list[int] = []
    for index in range(width):
        cells = _filled(lines, index)
        if _mostly(cells, _ADDRESS):
            found[index] = _next(found, Meaning.EMAIL, Meaning.SECOND_EMAIL)
        elif cells and all(read_date(cell, DateOrder.DAY_FIRST) for cell in cells):
            found[index] = _next(found, Meaning.DATE_OF_BIRTH)
        elif cells and _mostly(cells, _NAME) and len(names) < 3:
            names.append(index)
        elif _is_numbering(cells):
            found[index] = _next(found, Meaning.MEMBER_NUMBER)
    for index, meaning in zip(names, _name_parts(lines, names), strict=False):
        found[index] = meaning
    return tuple(found)


def holds_private_values(cells: Sequence[str]) -> bool:
    """Whether most cells are bank accounts, telephone numbers or postal codes."""
    return _mostly(cells[:_LOOKED_AT], _PRIVATE)


def _is_person(lines: Sequence[Line]) -> bool:
    """Whether the first row is of the same kind as the others: an address, a date, or names."""
    if not lines:
        return False
    first = [cell.strip() for cell in lines[0][1]]
    if any(_ADDRESS.fullmatch(cell) or read_date(cell, DateOrder.DAY_FIRST) for cell in first):
        return True
    guessed = guess_by_values(lines, len(first))
    named = [index for index, meaning in enumerate(guessed) if meaning in NAMES]
    return bool(named) and all(
        cell[:1].isupper() for index in named for cell in _filled(lines, index)
    )


def _name_parts(lines: Sequence[Line], names: Sequence[int]) -> tuple[Meaning, ...]:
    if len(names) == 1:
        return (Meaning.FULL_NAME,)
    if len(names) > 2 and _mostly(_filled(lines, names[1]), _INFIX):
        return (Meaning.GIVEN_NAME, Meaning.INFIX, Meaning.FAMILY_NAME)
    return (Meaning.GIVEN_NAME, Meaning.FAMILY_NAME)


def _next(found: Sequence[Meaning | None], *meanings: Meaning) -> Meaning | None:
    return next((meaning for meaning in meanings if meaning not in found), None)


def _is_numbering(cells: Sequence[str]) -> bool:
    numbered = sum(any(sign.isdigit() for sign in cell) for cell in cells)
    return len({*cells}) == len(cells) and numbered >= max(1, _MOST * len(cells))


def _mostly(cells: Sequence[str], shape: re.Pattern[str]) -> bool:
    fitting = sum(shape.fullmatch(cell[:100].strip()) is not None for cell in cells)
    return fitting >= max(1, _MOST * len(cells))


def _filled(lines: Sequence[Line], index: int) -> list[str]:
    cells = (row[index].strip() for _, row in lines[:_LOOKED_AT] if len(row) > index)
    return [cell for cell in cells if cell]
