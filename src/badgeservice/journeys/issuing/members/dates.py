"""Dates as lists have them, in both orders, and the age band that comes of a date of birth."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

_NUMERIC: Final = re.compile(
    r"(\d{1,4}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{1,4})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?",
    re.ASCII | re.IGNORECASE,
)
_COMPACT: Final = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_IN_WORDS: Final = re.compile(r"(\d{1,2})[-. ]+([a-z]+)[-. ]+(\d{4})")
_SERIAL: Final = re.compile(r"[1-7]\d{4}(?:\.\d+)?")
_MONTH_NAMES: Final = (
    *("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
)
_MONTHS: Final = {
    **{name: number for number, name in enumerate(_MONTH_NAMES, start=1)},
    "maa": 3,
    "mar": 3,
    "may": 5,
    "oct": 10,
}
# Day 0 of a serial number: Excel counts a 29 February 1900 that never was.
_EXCEL_ZERO: Final = date(1899, 12, 30)
SERIALS_FROM_1904: Final = 1462
"""How many days later the serial numbers of a workbook with the 1904 calendar begin."""
_OLDEST: Final = 120
_OF_AGE_16: Final = 16
_OF_AGE_18: Final = 18


class AgeBand(StrEnum):
    """All that is kept of a date of birth, with the day it changes."""

    UNDER_16 = "under 16"
    AGED_16_17 = "16-17"
    ADULT = "adult"


class DateOrder(StrEnum):
    """What comes first in a date that ends with its year."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(frozen=True, slots=True)
class OrderFound:
    """The order of the dates of a column; ``is_sure`` says that no other can be meant."""

    order: DateOrder
    is_sure: bool


def find_order(cells: Iterable[str]) -> OrderFound:
    """The order of a column: one value above 12 decides; else the Dutch order, and a question.

    A column with both orders is read in the Dutch one: what does not fit cannot be read.
    """
    day_first = month_first = is_open = False
    for cell in cells:
        found = _NUMERIC.fullmatch(cell.strip())
        if found is None or len(found[3]) != 4 or len(found[1]) > 2:
            continue
        first, second = int(found[1]), int(found[2])
        day_first |= 12 < first <= 31 and second <= 12
        month_first |= 12 < second <= 31 and first <= 12
        is_open |= first != second and max(first, second) <= 12
    if month_first and not day_first:
        return OrderFound(DateOrder.MONTH_FIRST, is_sure=True)
    return OrderFound(DateOrder.DAY_FIRST, is_sure=day_first or not is_open)


def read_date(cell: str, order: DateOrder, serials_from: int = 0) -> date | None:
    """A date, or None for what is not one: day-month-year, year-month-day, in words, a serial.

    A year has four digits: one of two says not which century. ``serials_from``: see above.
    """
    text = cell.strip().lower()
    if found := _NUMERIC.fullmatch(text):
        first, second, third = found[1], found[2], found[3]
        if len(first) == 4 and len(third) <= 2:
            return _date(int(first), int(second), int(third))
        if len(third) != 4 or len(first) > 2:
            return None
        day, month = (first, second) if order is DateOrder.DAY_FIRST else (second, first)
        return _date(int(third), int(month), int(day))
    if found := _COMPACT.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _IN_WORDS.fullmatch(text):
        return _date(int(found[3]), _MONTHS.get(found[2][:3], 0), int(found[1]))
    if _SERIAL.fullmatch(text):
        return _EXCEL_ZERO + timedelta(days=int(float(text)) + serials_from)
    return None


def may_be_born(born: date, on: date) -> bool:
    """Whether somebody of this date of birth can live on a day."""
    return born <= on and on.year - born.year <= _OLDEST


def age_band(born: date, on: date) -> tuple[AgeBand, date | None]:
    """The age band on a day, and the day of the next one; adults have none.

    Who is born on 29 February has a birthday on 1 March in other years.
    """
    if on < (sixteen := _birthday(born, _OF_AGE_16)):
        return AgeBand.UNDER_16, sixteen
    if on < (eighteen := _birthday(born, _OF_AGE_18)):
        return AgeBand.AGED_16_17, eighteen
    return AgeBand.ADULT, None


def _birthday(born: date, age: int) -> date:
    return _date(born.year + age, born.month, born.day) or date(born.year + age, 3, 1)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1800 <= year <= 2200 else None
    except ValueError:
        return None
