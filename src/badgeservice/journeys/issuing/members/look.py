"""Looking at a list of people: what is in it, and what its columns seem to mean."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from badgeservice.journeys.issuing.members.citizen_numbers import refuse_citizen_numbers
from badgeservice.journeys.issuing.members.dates import DateOrder, find_order, read_date
from badgeservice.journeys.issuing.members.forms.decoding import decode, is_workbook
from badgeservice.journeys.issuing.members.forms.pasted import read_pasted
from badgeservice.journeys.issuing.members.forms.separated import read_separated
from badgeservice.journeys.issuing.members.forms.workbook import read_workbook
from badgeservice.journeys.issuing.members.guessing import (
    find_header,
    guess_by_values,
    holds_private_values,
)
from badgeservice.journeys.issuing.members.meanings import (
    NAMES,
    Meaning,
    guess_meanings,
    is_private,
)
from badgeservice.journeys.issuing.members.names import tidy
from badgeservice.journeys.issuing.members.sheet import (
    DEFAULT_LIMITS,
    Column,
    Form,
    Limits,
    Line,
    Sheet,
    Table,
)
from badgeservice.journeys.issuing.members.wording import Remark, remark, too_large, unreadable

DATES: Final = frozenset({Meaning.DATE_OF_BIRTH, Meaning.ACHIEVED_ON})
_EXAMPLES: Final = 3
_LONGEST_EXAMPLE: Final = 24
_LONGEST_HEADER: Final = 100


def look_at(given: bytes | str, limits: Limits = DEFAULT_LIMITS) -> Sheet:
    """Look at a file (CSV or XLSX) or at a text that was pasted.

    Refuses ``MalformedInput`` for what is no list, ``InvalidRequest`` for one with citizen service
    numbers (UAVG article 46), ``TooLarge`` above the limits. Findings have codes ``members.*``.
    """
    table = _read(given, limits)
    if not table.lines:
        raise unreadable("members.empty")
    place = None if table.header else find_header(table.lines)
    header = list(table.header or ()) if place is None else table.lines[place][1]
    body = table.lines if place is None else table.lines[place + 1 :]
    if len(body) > limits.rows:
        raise too_large("members.too-many-rows", limits.rows)
    width = _width(table.form, header, body)
    if width > limits.columns:
        raise too_large("members.too-many-columns", limits.columns)
    refuse_citizen_numbers(header, [cells for _, cells in body], width)
    names = tuple(tidy(cell)[:_LONGEST_HEADER] for cell in header)
    names += ("",) * (width - len(names))
    guessed = guess_meanings(names) if header else guess_by_values(body, width)
    columns = tuple(
        _column(index, name, meaning, body)
        for index, (name, meaning) in enumerate(zip(names, guessed, strict=True))
    )
    return Sheet(
        form=table.form,
        encoding=table.encoding,
        delimiter=table.delimiter,
        name=table.sheet_name,
        other_sheets=table.other_sheets,
        columns=columns,
        warnings=(*_warnings(table, place, columns), *order_questions(columns, body)),
        body=_usable(body, columns),
        header=names if header and not table.header else (),
        serials_from=table.serials_from,
    )


def order_questions(
    columns: Sequence[Column], body: Sequence[tuple[int, Sequence[str]]]
) -> tuple[Remark, ...]:
    """What to ask of columns with dates that can be read in two orders."""
    return tuple(
        remark("members.date-order", column=column.index + 1)
        for column in columns
        if column.meaning in DATES and not find_order(cells_of(body, column.index)).is_sure
    )


def cells_of(body: Sequence[tuple[int, Sequence[str]]], index: int) -> list[str]:
    """The filled cells of a column."""
    return [row[index] for _, row in body if len(row) > index and row[index].strip()]


def _read(given: bytes | str, limits: Limits) -> Table:
    if isinstance(given, str):
        return read_pasted(given, limits)
    if is_workbook(given):
        return read_workbook(given, limits)
    text, encoding = decode(given, limits)
    return read_separated(text, limits, encoding)


def _width(form: Form, header: Sequence[str], body: Sequence[Line]) -> int:
    """How many columns there are: in separated text, a row with more has a mistake in it."""
    widths = [len(cells) for _, cells in body]
    if form is Form.WORKBOOK:
        return max([len(header), *widths])
    return len(header) or Counter(widths).most_common(1)[0][0]


def _column(index: int, header: str, guessed: Meaning | None, body: Sequence[Line]) -> Column:
    cells = cells_of(body, index)
    private = guessed is None and (is_private(header) or holds_private_values(cells))
    return Column(
        index=index,
        header=header,
        meaning=guessed,
        examples=() if private else _examples(cells, guessed),
        filled=len(cells),
        is_private=private,
        date_order=find_order(cells).order if guessed in DATES else None,
    )


def _examples(cells: Sequence[str], meaning: Meaning | None) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for cell in cells:
        found[_example(cell, meaning)] = None
        if len(found) == _EXAMPLES:
            break
    return tuple(found)


def _example(cell: str, meaning: Meaning | None) -> str:
    text = tidy(cell[: 4 * _LONGEST_EXAMPLE])
    may_be_birth = meaning is Meaning.DATE_OF_BIRTH or (
        meaning is None and read_date(text, DateOrder.DAY_FIRST) is not None
    )
    if may_be_birth:
        text = "".join("•" if sign.isdigit() else sign for sign in text)
    return text if len(text) <= _LONGEST_EXAMPLE else f"{text[: _LONGEST_EXAMPLE - 1]}…"


def _usable(
    body: Sequence[Line], columns: Sequence[Column]
) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The rows without what is private; of cells beside the columns, only that there are some."""
    private = {column.index for column in columns if column.is_private}
    rows = []
    for number, cells in body:
        kept = cells[: len(columns)]
        if private:
            kept = ["" if at in private else cell for at, cell in enumerate(kept)]
        if any(cell and not cell.isspace() for cell in cells[len(columns) :]):
            kept = [*kept, *("" for _ in range(len(columns) - len(kept))), "…"]
        rows.append((number, tuple(kept)))
    return tuple(rows)


def _warnings(table: Table, place: int | None, columns: Sequence[Column]) -> tuple[Remark, ...]:
    found = []
    if place is None and not table.header:
        found.append(remark("members.no-header"))
    if place:
        found.append(remark("members.lines-above", row=table.lines[place][0]))
    if table.other_sheets:
        found.append(remark("members.other-sheets", used=table.sheet_name))
    if not NAMES & {column.meaning for column in columns}:
        found.append(remark("members.no-name-column"))
    return tuple(found)
