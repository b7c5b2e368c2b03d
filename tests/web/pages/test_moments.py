"""Moments as people here read them."""

from datetime import UTC, datetime

import pytest

from badgeservice.web.pages.moments import day_text, moment_text


@pytest.mark.parametrize(
    ("moment", "dutch"),
    [
        (datetime(2026, 11, 21, 12, 0, tzinfo=UTC), "21 november 2026, 13:00"),
        (datetime(2026, 7, 1, 12, 5, tzinfo=UTC), "1 juli 2026, 14:05"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "1 januari 2027, 00:30"),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "29 maart 2026, 01:59"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "29 maart 2026, 03:00"),
    ],
)
def test_a_moment_is_told_in_dutch_time(moment: datetime, dutch: str) -> None:
    assert moment_text(moment, "nl") == dutch


def test_a_day_is_told_in_both_languages() -> None:
    moment = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
    assert day_text(moment, "nl") == "5 maart 2026"
    assert day_text(moment, "en") == "5 March 2026"
