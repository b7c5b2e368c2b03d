"""A list of people that was looked at: its columns and what they seem to mean; and the limits."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from badgeservice.journeys.issuing.members.dates import DateOrder
from badgeservice.journeys.issuing.members.meanings import Meaning
from badgeservice.journeys.issuing.members.wording import Remark

Line = tuple[int, list[str]]
"""A row that is not empty: its number as a spreadsheet shows it, first 1, and its cells."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest list that is read. Sizes in bytes; ``parts`` are the files in a workbook."""

    file_bytes: int = 5 * 1024 * 1024
    rows: int = 20_000
    columns: int = 200
    cell_characters: int = 4_000
    """Of a longer cell in a workbook no more is kept; a row that uses it is refused."""
    parts: int = 500
    part_bytes: int = 64 * 1024 * 1024
    all_parts_bytes: int = 96 * 1024 * 1024
    elements: int = 1_500_000
    """XML elements of all parts of a workbook that are read."""


DEFAULT_LIMITS: Final = Limits()


class Form(StrEnum):
    """How a list came in."""

    SEPARATED = "separated text"
    WORKBOOK = "workbook"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Table:
    """What stands in a file or a pasted text, before anybody says what it means.

    ``header`` is given where the form itself says what the columns are.
    """

    form: Form
    lines: list[Line]
    encoding: str | None = None
    delimiter: str | None = None
    sheet_name: str | None = None
    other_sheets: tuple[str, ...] = ()
    serials_from: int = 0
    header: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header ("" without one), what it seems to mean, and what stands in it.

    Of a private column (an address, a phone, a bank account) nothing is kept but its header, and
    it cannot be chosen. ``examples`` are short; digits of dates of birth are hidden in them.
    """

    index: int
    header: str
    meaning: Meaning | None
    examples: tuple[str, ...] = ()
    filled: int = 0
    is_private: bool = False
    date_order: DateOrder | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person says a column means; for dates, which order they have (None: look)."""

    meaning: Meaning
    date_order: DateOrder | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list that was looked at, with the cells that can be used; nothing shows them by accident.

    It holds dates of birth as they came in, so it is kept no longer than the upload itself.
    """

    form: Form
    encoding: str | None
    delimiter: str | None
    name: str | None
    other_sheets: tuple[str, ...]
    columns: tuple[Column, ...]
    warnings: tuple[Remark, ...]
    body: tuple[tuple[int, tuple[str, ...]], ...] = field(repr=False)
    header: tuple[str, ...] = field(repr=False, default=())
    serials_from: int = 0

    @property
    def row_count(self) -> int:
        """How many rows stand under the header."""
        return len(self.body)
