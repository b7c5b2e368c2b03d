"""Text with a separator between its cells: ``;``, ``,`` or tab, quoted as spreadsheets do."""

import csv
import re
from collections.abc import Sequence
from io import StringIO
from itertools import islice
from typing import Final

from badgeservice.journeys.issuing.members.meanings import guess_meanings
from badgeservice.journeys.issuing.members.sheet import Form, Limits, Line, Table
from badgeservice.journeys.issuing.members.wording import too_large, unreadable

DELIMITERS: Final = ";,\t"
_SEPARATOR_LINE: Final = re.compile(r'\A"?sep=([;,\t])"?[;,\t]*(?:\r\n|\r|\n)', re.IGNORECASE)
_FIRST_LINES: Final = 10
_LONGEST_HEADER: Final = 20_000
_EMPTY_ONES: Final = 20
"""So many times more cells than columns may be in a row, as long as the rest is empty."""


def read_separated(text: str, limits: Limits, encoding: str | None = None) -> Table:
    """The rows of a separated text; one ``sep=`` line of Excel is not a row.

    Refuses ``MalformedInput`` for a quotation mark that is never closed, ``TooLarge`` above the
    limits. A line end in quotes does not end a row.
    """
    stated = _SEPARATOR_LINE.match(text)
    text = text[stated.end() :] if stated else text
    delimiter = stated[1] if stated else find_delimiter(text)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[Line] = []
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell and not cell.isspace() for cell in cells):
                if len(cells) > limits.columns * _EMPTY_ONES:
                    raise too_large("members.too-many-columns", limits.columns)
                lines.append((number, cells))
                if len(lines) > limits.rows + _FIRST_LINES:
                    raise too_large("members.too-many-rows", limits.rows)
    except csv.Error as fault:
        raise unreadable("members.quotes", line=reader.line_num) from fault
    return Table(Form.SEPARATED, lines, encoding=encoding, delimiter=delimiter)


def find_delimiter(text: str) -> str:
    """The separator by which the first lines hold most names of columns, else the first line's."""
    first_lines = list(islice(StringIO(text.lstrip("\r\n"), newline=None), _FIRST_LINES))
    first_line = first_lines[0] if first_lines else ""

    def known(delimiter: str) -> tuple[int, int]:
        hits = (_known_headers(line[:_LONGEST_HEADER].split(delimiter)) for line in first_lines)
        return max(hits, default=0), first_line.count(delimiter)

    return max(DELIMITERS, key=known)


def _known_headers(cells: Sequence[str]) -> int:
    return sum(meaning is not None for meaning in guess_meanings(cells))
