"""Citizen service numbers (BSN), which may not come in at all (UAVG article 46)."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from badgeservice.errors import Finding, InvalidRequest
from badgeservice.journeys.issuing.members.meanings import plain_header
from badgeservice.journeys.issuing.members.wording import remark, told

_HINT: Final = "Take this column out of the list. You may not use these numbers for badges."
# Where a word begins or ends: clubsnaam is no such number, and filosofie neither.
_HEADER: Final = re.compile(
    r"(?<![^\W\d_])bsn|bsn(?![^\W\d_])|bsnn(?:umme|umbe)?r"
    r"|burgerservice|citizenservicen|(?<!filo)sofi(?![ae])"
)
_SHARE: Final = 0.75
_SPACES: Final = re.compile(r"[\s.]")
_IN_TEXT: Final = re.compile(r"(?<![\d.])\d{3}[ .]?\d{2,3}[ .]?\d{3,4}(?![\d.]\d|\d)")
_WEIGHTS: Final = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_MOST_SIGNS: Final = 24


def refuse_citizen_numbers(
    header: Sequence[str], rows: Sequence[Sequence[str]], width: int
) -> None:
    """Refuses ``InvalidRequest`` for a column named for them, or one that is mostly full of them.

    Mostly: at least two cells and three quarters of the filled ones pass the eleven test.
    ``width`` is the number of columns.
    """
    findings = []
    for index in range(width):
        name = header[index] if index < len(header) else ""
        if _is_named_for_them(name) or holds_them(row[index] for row in rows if len(row) > index):
            message = told(remark("members.bsn")).en
            findings.append(Finding("members.bsn", f"/columns/{index}", message))
    if findings:
        detail = "The list holds citizen service numbers (BSN), and nothing of it was kept."
        raise InvalidRequest(detail, hint=_HINT, findings=findings)


def mentions_citizen_number(text: str) -> bool:
    """Whether nine digits in a text pass the eleven test: it may be one, and may be chance."""
    return any(passes_eleven_test(found, shortest=9) for found in _IN_TEXT.findall(text))


def passes_eleven_test(cell: str, shortest: int = 8) -> bool:
    """Nine digits whose weighed sum divides by eleven; with 8, a leading zero may be lost."""
    if len(cell) > _MOST_SIGNS:
        return False
    digits = _SPACES.sub("", cell)
    if not digits.isascii() or not digits.isdigit() or not shortest <= len(digits) <= 9:
        return False
    figures = [int(digit) for digit in digits.zfill(9)]
    weighed = sum(weight * figure for weight, figure in zip(_WEIGHTS, figures, strict=True))
    return any(figures) and weighed % 11 == 0


def holds_them(cells: Iterable[str]) -> bool:
    """Whether cells are mostly such numbers: two at least, and three quarters of the filled."""
    filled = [cell for cell in cells if cell and not cell.isspace()]
    passing = sum(map(passes_eleven_test, filled))
    return passing > 1 and passing >= _SHARE * len(filled)


def _is_named_for_them(header: str) -> bool:
    return any(map(_HEADER.search, (header.casefold(), plain_header(header))))
