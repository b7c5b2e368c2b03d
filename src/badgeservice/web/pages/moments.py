"""Moments and days as people here read them: Dutch time, the month in words."""

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from badgeservice.web.pages.wording import Language

_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}


def _find_zone() -> tuple[tzinfo, str]:
    try:
        return ZoneInfo("Europe/Amsterdam"), ""
    except ZoneInfoNotFoundError:
        # A machine without a time zone database still tells the right moment, in another zone.
        return UTC, " UTC"


_ZONE, _ZONE_NAME = _find_zone()


def day_text(moment: datetime, language: Language) -> str:
    """The day, such as ``21 november 2026``."""
    local = moment.astimezone(_ZONE)
    return f"{local.day} {_MONTHS[language].split()[local.month - 1]} {local.year}"


def moment_text(moment: datetime, language: Language) -> str:
    """The day and the minute, such as ``21 november 2026, 13:00``."""
    local = moment.astimezone(_ZONE)
    return f"{day_text(moment, language)}, {local.hour:02}:{local.minute:02}{_ZONE_NAME}"


def start_of_day(day: date) -> datetime:
    """The first instant of a day here."""
    return datetime(day.year, day.month, day.day, tzinfo=_ZONE)
