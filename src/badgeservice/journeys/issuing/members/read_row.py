"""One row of a list: who is on it, and what is wrong or odd about it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from badgeservice.journeys.issuing.members.citizen_numbers import mentions_citizen_number
from badgeservice.journeys.issuing.members.dates import (
    AgeBand,
    DateOrder,
    age_band,
    may_be_born,
    read_date,
)
from badgeservice.journeys.issuing.members.meanings import Meaning
from badgeservice.journeys.issuing.members.names import (
    doubts_about,
    has_odd_signs,
    join_name,
    straighten,
    tidy,
)
from badgeservice.journeys.issuing.members.rows import Member, Row
from badgeservice.journeys.issuing.members.wording import Outcome, Remark, outcome_of, remark
from badgeservice.openbadges.plain_text import is_mail_address

_LONGEST: Final = {
    Meaning.FULL_NAME: 200,
    Meaning.EMAIL: 254,
    Meaning.MEMBER_NUMBER: 64,
    Meaning.TEAM: 100,
    Meaning.LEVEL: 100,
    Meaning.NARRATIVE: 2_000,
}
_BROKEN_CELL: Final = re.compile(
    r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|VERW!|N/B|NAAM\?|WAARDE!|DEEL/0!|GETAL!|LEEG!|#+)"
)
_CUT_NUMBER: Final = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_MISTYPED: Final = re.compile(
    r"@(?:g(?:ma|ami|mia|mai)l?\.(?:com?|nl)|gmail\.(?:con|cm|co|comm|nl)|hot(?:mial|mai|amil)\.\w+"
    r"|hotmail\.(?:con|cm|co)|outl?o+k?l?\.con|(?:zigo|ziggoo|zigg0)\.nl|.+\.(?:con|nll|ln))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """Which columns to read for each meaning, in order, and how to read what is a date.

    ``on`` is the day on which ages count; without it no date of birth is looked at.
    """

    places: Mapping[Meaning, tuple[int, ...]]
    orders: Mapping[int, DateOrder]
    width: int
    header: tuple[str, ...]
    serials_from: int
    on: date | None


def read_row(number: int, cells: Sequence[str], plan: Plan) -> Row:
    """What becomes of one row, seen by itself; a refused row has every reason and no member."""
    if any(cell and not cell.isspace() for cell in cells[plan.width :]):
        return _refused(number, "member.too-many-cells")
    if _is_header(cells, plan):
        return _refused(number, "member.header-again")
    texts = {meaning: _text(cells, plan, meaning) for meaning in plan.places}
    given = texts.get(Meaning.GIVEN_NAME) or texts.get(Meaning.INITIALS, "")
    texts[Meaning.FULL_NAME] = full_name = _full_name(given, texts)
    achieved_on = _date(cells, plan, Meaning.ACHIEVED_ON)
    reasons = tuple(_refusals(texts, achieved_on, plan))
    if reasons:
        return _refused(number, *reasons)
    band, next_on, odd_age = _age(cells, plan)
    codes = (*_doubts(texts), *odd_age)
    second = texts.get(Meaning.SECOND_EMAIL, "")
    member = Member(
        row_number=number,
        member_number=texts.get(Meaning.MEMBER_NUMBER) or None,
        given_name=given or full_name.split(" ", 1)[0],
        full_name=full_name,
        email=texts.get(Meaning.EMAIL) or None,
        second_email=second if _is_address(second) else None,
        age_band=band,
        next_age_band_on=next_on,
        achieved_on=achieved_on,
        team=texts.get(Meaning.TEAM) or None,
        narrative=texts.get(Meaning.NARRATIVE) or None,
        level=texts.get(Meaning.LEVEL) or None,
    )
    return Row(number, member, _heaviest_first(codes))


def _refused(number: int, *codes: str) -> Row:
    return Row(number, None, tuple(map(remark, codes)))


def _heaviest_first(codes: Sequence[str]) -> tuple[Remark, ...]:
    said = [remark(code) for code in dict.fromkeys(codes)]
    return tuple(sorted(said, key=lambda one: outcome_of(one) is Outcome.GOOD))


def _is_header(cells: Sequence[str], plan: Plan) -> bool:
    named = [(at, plan.header[at]) for places in plan.places.values() for at in places]
    named = [(at, name) for at, name in named if name]
    return bool(named) and all(
        at < len(cells) and cells[at][:200].strip().casefold() == name.casefold()
        for at, name in named
    )


def _text(cells: Sequence[str], plan: Plan, meaning: Meaning) -> str:
    """The first filled cell with this meaning, in the order of the plan."""
    # Enough to see that it is too long: a workbook can say one long text in every cell.
    most = 2 * _LONGEST.get(meaning, 200) + 100
    for at in plan.places.get(meaning, ()):
        if at < len(cells) and (text := tidy(cells[at][:most])):
            return text
    return ""


def _full_name(given: str, texts: Mapping[Meaning, str]) -> str:
    family = straighten(texts.get(Meaning.FAMILY_NAME, ""))
    whole = straighten(texts.get(Meaning.FULL_NAME, ""))
    infix = texts.get(Meaning.INFIX, "")
    if not family and whole:
        return whole if given in whole else join_name(given, infix, whole)
    return join_name(given, infix, family)


def _date(cells: Sequence[str], plan: Plan, meaning: Meaning) -> date | None:
    for at in plan.places.get(meaning, ()):
        if at < len(cells) and cells[at].strip():
            return read_date(cells[at][:100], plan.orders[at], plan.serials_from)
    return None


def _refusals(texts: Mapping[Meaning, str], achieved_on: date | None, plan: Plan) -> Iterator[str]:
    filled = [text for text in texts.values() if text]
    if not texts[Meaning.FULL_NAME]:
        yield "member.no-name"
    email, number = texts.get(Meaning.EMAIL, ""), texts.get(Meaning.MEMBER_NUMBER, "")
    if any(len(texts.get(meaning, "")) > most for meaning, most in _LONGEST.items()):
        yield "member.too-long"
        return
    if any(map(_BROKEN_CELL.fullmatch, filled)):
        yield "member.broken-cell"
    elif email and not _is_address(email):
        yield "member.email"
    if any(map(has_odd_signs, filled)):
        yield "member.odd-signs"
    if _CUT_NUMBER.fullmatch(number):
        yield "member.number-cut"
    if texts.get(Meaning.ACHIEVED_ON) and achieved_on is None:
        yield "member.achieved-on"
    if achieved_on is not None and plan.on is not None and achieved_on > plan.on:
        yield "member.achieved-later"


def _doubts(texts: Mapping[Meaning, str]) -> Iterator[str]:
    yield from doubts_about(texts[Meaning.FULL_NAME])
    if _MISTYPED.search(texts.get(Meaning.EMAIL, "")):
        yield "member.email-typo"
    second = texts.get(Meaning.SECOND_EMAIL, "")
    if second and not _is_address(second):
        yield "member.second-email"
    free = (Meaning.NARRATIVE, Meaning.TEAM, Meaning.LEVEL, Meaning.FULL_NAME)
    if any(mentions_citizen_number(texts.get(meaning, "")) for meaning in free):
        yield "member.bsn-in-text"


def _age(cells: Sequence[str], plan: Plan) -> tuple[AgeBand | None, date | None, tuple[str, ...]]:
    """The age band, its next change and what to say of it; the date of birth goes no further."""
    if plan.on is None or Meaning.DATE_OF_BIRTH not in plan.places:
        return None, None, ()
    born = _date(cells, plan, Meaning.DATE_OF_BIRTH)
    if born is None:
        is_filled = bool(_text(cells, plan, Meaning.DATE_OF_BIRTH))
        return None, None, ("member.birth-date" if is_filled else "member.age-unknown",)
    if not may_be_born(born, plan.on):
        return None, None, ("member.birth-odd",)
    band, next_on = age_band(born, plan.on)
    return band, next_on, ("member.under-16",) if band is AgeBand.UNDER_16 else ()


def _is_address(text: str) -> bool:
    return len(text) <= _LONGEST[Meaning.EMAIL] and is_mail_address(text)
