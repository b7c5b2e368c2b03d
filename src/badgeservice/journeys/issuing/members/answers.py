"""What became of every row, written as a file for a spreadsheet program, safe to open there."""

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from badgeservice.journeys.issuing.members.names import tidy
from badgeservice.journeys.issuing.members.rows import Row
from badgeservice.journeys.issuing.members.wording import Outcome, told
from badgeservice.openbadges.plain_text import is_unseen
from badgeservice.skills.plain import Told

_HEADER: Final = (
    Told("Rij", "Row"),
    Told("Naam", "Name"),
    Told("Nummer", "Number"),
    Told("Wat nu", "What now"),
    Told("Uitleg", "Reason"),
    Told("Code", "Code"),
)
OUTCOMES: Final = {
    Outcome.GOOD: Told("Goed", "Good"),
    Outcome.DOUBTFUL: Told("Kijk hier nog naar", "Look at this first"),
    Outcome.REFUSED: Told("Kan niet", "Cannot be used"),
}
"""What each outcome is called."""

# A spreadsheet program runs a cell that begins with one of these, also after a space.
_STARTS_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%")
_BOM: Final = "\ufeff"


def write_answers(rows: Iterable[Row], language: Literal["nl", "en"]) -> str:
    """One line for each row: its number, the person, the outcome, the reasons and their codes.

    A refused row is told by its number alone: nothing of what is in it is kept.
    """

    def say(one: Told) -> str:
        return one.nl if language == "nl" else one.en

    lines = [[say(one) for one in _HEADER]]
    for row in rows:
        name = row.member.full_name if row.member else ""
        number = (row.member.member_number if row.member else None) or ""
        reasons = " ".join(say(told(one)) for one in row.remarks)
        codes = " ".join(one.code for one in row.remarks)
        lines.append(
            [str(row.row_number), name, number, say(OUTCOMES[row.outcome]), reasons, codes]
        )
    return write_table(lines)


def write_table(lines: Iterable[Sequence[str]]) -> str:
    """Separated text as Excel opens it in Dutch: a byte order mark, ``;`` and every cell quoted."""
    return _BOM + "".join(";".join(map(_quoted, cells)) + "\r\n" for cells in lines)


def defuse(cell: str) -> str:
    """A cell in one line that no spreadsheet program takes for a formula (OWASP, CSV Injection)."""
    text = tidy("".join(sign for sign in cell if not is_unseen(sign)))
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def _quoted(cell: str) -> str:
    return '"' + defuse(cell).replace('"', '""') + '"'
