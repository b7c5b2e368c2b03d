"""Moments and dates as credentials write them: XSD dateTimeStamp and XSD date, read exactly."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction
from typing import Final

# For JSON Schema too, hence the ^ and $; read here with fullmatch, because the $ of Python alone
# would let a line feed follow.
_DAY: Final = (
    r"(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})"
    r"-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
)
DATE_PATTERN: Final = f"^{_DAY}$"
DATE_TIME_STAMP_PATTERN: Final = (
    f"^{_DAY}"
    r"T(?:([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])(\.[0-9]{1,30})?|24:00:00(?:\.0{1,30})?)"
    r"(Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)$"
)

_STAMP: Final = re.compile(DATE_TIME_STAMP_PATTERN)
# What Python reads itself in a fraction of the time; where it refuses, the rules below say so.
_PLAIN_STAMP: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}"
    r"(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])"
)
_DATE: Final = re.compile(DATE_PATTERN)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_NO_STAMP: Final = "not an XSD dateTimeStamp between the years 1 and 9999"
_NO_DATE: Final = "not a date of the form YYYY-MM-DD"


def read_instant(text: str) -> datetime:
    """Read an XSD dateTimeStamp (VCDM 2.0 section 4.9) as a moment in UTC.

    ``24:00:00`` is midnight at the end of that day; digits beyond the microsecond are cut off
    (``exact_seconds`` keeps them). The few hours around the years 1 and 9999 that Python cannot
    express in UTC come back in their own offset: still exact and still comparable. Refuses with
    ``ValueError`` what is not a dateTimeStamp: no zone, an impossible date, a leap second,
    lower-case letters, offsets beyond 14 hours, years outside 1 to 9999, over 30 decimals.
    """
    local, digits = _read_local(text)
    moment = local.replace(microsecond=int(digits[:6].ljust(6, "0"))) if digits else local
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment


def exact_seconds(text: str) -> Fraction:
    """Seconds from 1970-01-01T00:00:00Z to an XSD dateTimeStamp, with every decimal.

    Refuses with ``ValueError`` what ``read_instant`` refuses.
    """
    local, digits = _read_local(text)
    whole = (local - _EPOCH) // timedelta(seconds=1)
    return whole + (Fraction(int(digits), 10 ** len(digits)) if digits else Fraction(0))


def read_date(text: str) -> date:
    """Read an XSD date without zone, ``YYYY-MM-DD``; refuses anything else with ``ValueError``."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(_NO_DATE)
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError as cause:  # a day that month does not have
        raise ValueError(_NO_DATE) from cause


def _read_local(text: str) -> tuple[datetime, str]:
    """The moment in its own offset, in whole seconds, and the decimals of the second."""
    if _PLAIN_STAMP.fullmatch(text):
        with suppress(ValueError):
            return datetime.fromisoformat(text), ""
    match = _STAMP.fullmatch(text)
    if match is None:
        raise ValueError(_NO_STAMP)
    year, month, day, hour, minute, second, decimals, zone = match.groups()
    try:
        midnight = datetime(int(year), int(month), int(day), tzinfo=_read_zone(zone))
        if hour is None:
            return midnight + timedelta(days=1), ""
    except (ValueError, OverflowError) as cause:
        raise ValueError(_NO_STAMP) from cause
    clock = midnight.replace(hour=int(hour), minute=int(minute), second=int(second))
    return clock, decimals[1:] if decimals else ""


def _read_zone(zone: str) -> timezone:
    if zone == "Z":
        return UTC
    minutes = int(zone[1:3]) * 60 + int(zone[4:])
    return timezone(timedelta(minutes=-minutes if zone[0] == "-" else minutes))
