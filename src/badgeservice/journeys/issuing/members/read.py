"""Reading the people on a list that was looked at: which columns count, and who stands twice."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from badgeservice.errors import Finding, InvalidRequest
from badgeservice.journeys.issuing.members.dates import DateOrder, find_order
from badgeservice.journeys.issuing.members.look import DATES, cells_of, order_questions
from badgeservice.journeys.issuing.members.meanings import (
    NAMES,
    Meaning,
    alias_rank,
    plain_header,
)
from badgeservice.journeys.issuing.members.read_row import Plan, read_row
from badgeservice.journeys.issuing.members.rows import Member, MemberList, Row, identity_of
from badgeservice.journeys.issuing.members.sheet import Choice, Column, Sheet
from badgeservice.journeys.issuing.members.wording import remark, told, unreadable

_ASKED_AGAIN: Final = frozenset({"members.date-order", "members.no-name-column"})
_NAMESAKES: Final = 10
_HINT: Final = "Choose a meaning for columns of this list only."


def read_members(
    sheet: Sheet, choices: Mapping[int, Choice] | None = None, *, on: date | None
) -> MemberList:
    """Everybody on a list, row by row; ``choices`` by column, else what the columns seem to mean.

    ``on`` is the day on which ages count; without it no date of birth is looked at, and a date of
    birth is in nothing that is returned. Refuses ``InvalidRequest`` for choices that do not fit
    and ``MalformedInput`` without a column of names. A row never stops another one.
    """
    chosen = _guessed(sheet) if choices is None else _checked(sheet, choices)
    if not NAMES & {choice.meaning for choice in chosen.values()}:
        raise unreadable("members.no-name-column", "/columns")
    if on is None:
        chosen = {at: one for at, one in chosen.items() if one.meaning is not Meaning.DATE_OF_BIRTH}
    columns = tuple(_as_chosen(column, chosen.get(column.index)) for column in sheet.columns)
    plan = _plan(sheet, chosen, on)
    rows = [read_row(number, cells, plan) for number, cells in sheet.body]
    questions = order_questions(
        [one for one in columns if one.index in chosen and chosen[one.index].date_order is None],
        sheet.body,
    )
    kept = tuple(one for one in sheet.warnings if one.code not in _ASKED_AGAIN)
    return MemberList(tuple(_compared(rows)), columns, (*kept, *questions))


def _guessed(sheet: Sheet) -> dict[int, Choice]:
    seen: set[str] = set()
    for column in sheet.columns:
        name = plain_header(column.header)
        if column.meaning and name and name in seen:
            raise unreadable("members.column-twice", f"/columns/{column.index}")
        seen.add(name)
    return {one.index: Choice(one.meaning) for one in sheet.columns if one.meaning}


def _checked(sheet: Sheet, choices: Mapping[int, Choice]) -> dict[int, Choice]:
    private = {column.index for column in sheet.columns if column.is_private}
    findings = []
    for index in choices:
        code = "members.private-column" if index in private else "members.choices"
        if index in private or not 0 <= index < len(sheet.columns):
            findings.append(Finding(code, f"/columns/{index}", told(remark(code)).en))
    if findings:
        raise InvalidRequest(findings[0].message, hint=_HINT, findings=findings)
    return dict(choices)


def _as_chosen(column: Column, choice: Choice | None) -> Column:
    return replace(column, meaning=choice.meaning if choice else None, examples=())


def _plan(sheet: Sheet, chosen: Mapping[int, Choice], on: date | None) -> Plan:
    places: dict[Meaning, list[int]] = defaultdict(list)
    orders: dict[int, DateOrder] = {}
    for index, choice in sorted(chosen.items()):
        places[choice.meaning].append(index)
        if choice.meaning in DATES:
            orders[index] = choice.date_order or find_order(cells_of(sheet.body, index)).order
    for meaning, found in places.items():
        found.sort(key=lambda at: (alias_rank(sheet.columns[at].header, meaning), at))
    return Plan(
        places={meaning: tuple(found) for meaning, found in places.items()},
        orders=orders,
        width=len(sheet.columns),
        header=sheet.header or ("",) * len(sheet.columns),
        serials_from=sheet.serials_from,
        on=on,
    )


def _compared(rows: Sequence[Row]) -> Iterator[Row]:
    """Each row with what the others say of it: the same person, or the same mailbox."""
    mailboxes = Counter(
        row.member.email.casefold() for row in rows if row.member and row.member.email
    )
    first: dict[tuple[str, ...], Member] = {}
    namesakes: dict[str, list[Member]] = defaultdict(list)
    for row in rows:
        if row.member is None:
            yield row
            continue
        member, doubts, notes = row.member, [], []
        before = first.setdefault(identity_of(member), member)
        known = namesakes[member.full_name.casefold()]
        if before is not member:
            code = "member.twice" if _same_name(before, member) else "member.number-twice"
            doubts.append(remark(code, first=before.row_number))
        elif alike := next((one for one in known if _may_be_one(one, member)), None):
            doubts.append(remark("member.namesake", first=alike.row_number))
        if len(known) < _NAMESAKES:
            known.append(member)
        if member.email and mailboxes[member.email.casefold()] > 1 and before is member:
            notes.append(remark("member.shared-mailbox"))
        same_as = None if before is member else before.row_number
        yield replace(row, remarks=(*doubts, *row.remarks, *notes), same_as=same_as)


def _same_name(one: Member, other: Member) -> bool:
    return one.full_name.casefold() == other.full_name.casefold()


def _may_be_one(one: Member, other: Member) -> bool:
    """Whether two people of one name cannot be told apart by their number or their mailbox."""
    if one.email and other.email:
        return one.email.casefold() == other.email.casefold()
    return not (one.member_number and other.member_number)
