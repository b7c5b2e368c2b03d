"""Dates and times as the published schemas mean them (RFC 3339), written apart from the product."""

import re
from datetime import date, datetime

from jsonschema import FormatChecker

FORMATS = FormatChecker(formats=[])
_SHAPE = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d):(\d\d)(\.\d+)?(?:[Zz]|[+-](\d\d):(\d\d))", re.ASCII
)


@FORMATS.checks("date", raises=ValueError)
def is_full_date(value: object) -> bool:
    """RFC 3339 full-date; only texts are judged."""
    return not isinstance(value, str) or (bool(date.fromisoformat(value)) and len(value) == 10)


@FORMATS.checks("date-time", raises=ValueError)
def is_date_time(value: object) -> bool:
    """RFC 3339 date-time; a leap second is one, 24:00 is not, and an offset must be there."""
    if not isinstance(value, str):
        return True
    match = _SHAPE.fullmatch(value)
    if match is None:
        return False
    day, clock, second, _, hours, minutes = match.groups(default="0")
    datetime.fromisoformat(f"{day}T{clock}:{min(int(second), 59):02}+00:00")
    return int(second) <= 60 and int(hours) < 24 and int(minutes) < 60
