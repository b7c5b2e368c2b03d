"""XSD dateTimeStamp and date: what is read, to which moment, and what is refused."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.openbadges.instants import exact_seconds, read_date, read_instant


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-01T10:00:00Z", "2026-03-01T10:00:00+00:00"),
        ("2026-03-01T10:00:00+01:00", "2026-03-01T09:00:00+00:00"),
        ("2026-03-01T10:00:00-08:00", "2026-03-01T18:00:00+00:00"),
        ("2026-03-01T10:00:00+14:00", "2026-02-28T20:00:00+00:00"),
        ("2026-03-01T10:00:00-14:00", "2026-03-02T00:00:00+00:00"),
        ("2026-03-01T10:00:00-00:00", "2026-03-01T10:00:00+00:00"),
        ("2026-03-01T10:00:00+05:45", "2026-03-01T04:15:00+00:00"),
        ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00+00:00"),
        ("2000-02-29T00:00:00Z", "2000-02-29T00:00:00+00:00"),
        ("2026-12-31T24:00:00Z", "2027-01-01T00:00:00+00:00"),
        ("2024-02-28T24:00:00.000+01:00", "2024-02-28T23:00:00+00:00"),
        ("2026-03-01T10:00:00.5Z", "2026-03-01T10:00:00.500000+00:00"),
        ("2026-03-01T10:00:00.000001Z", "2026-03-01T10:00:00.000001+00:00"),
        ("2026-03-01T10:00:00.9999999Z", "2026-03-01T10:00:00.999999+00:00"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00+00:00"),
        ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999+00:00"),
    ],
)
def test_a_date_time_stamp_is_read_as_a_moment_in_utc(text: str, moment: str) -> None:
    assert read_instant(text).isoformat() == moment
    assert read_instant(text).utcoffset() == timedelta(0)


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_the_ends_of_the_calendar_keep_their_offset_and_can_be_compared(text: str) -> None:
    moment = read_instant(text)
    assert moment.isoformat() == text
    first, last = read_instant("0001-01-01T00:00:00Z"), read_instant("9999-12-31T23:59:59Z")
    assert moment < first or moment > last


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-03-01",
        "2026-03-01T10:00:00",
        "2026-03-01T10:00Z",
        "2026-03-01T10Z",
        "2026-03-01 10:00:00Z",
        "2026-03-01t10:00:00Z",
        "2026-03-01T10:00:00z",
        "2026-3-1T10:00:00Z",
        "20260301T100000Z",
        "2026-W09-7T10:00:00Z",
        "2026-060T10:00:00Z",
        "03/04/2009",
        "1700000000",
        "2026-13-01T10:00:00Z",
        "2026-00-01T10:00:00Z",
        "2026-02-29T10:00:00Z",
        "1900-02-29T10:00:00Z",
        "2026-04-31T10:00:00Z",
        "2026-03-00T10:00:00Z",
        "2026-03-01T24:00:01Z",
        "2026-03-01T24:00:00.1Z",
        "2026-03-01T25:00:00Z",
        "2026-03-01T10:60:00Z",
        "2016-12-31T23:59:60Z",
        "2026-03-01T10:00:00.Z",
        "2026-03-01T10:00:00,5Z",
        "2026-03-01T10:00:00+1:00",
        "2026-03-01T10:00:00+0100",
        "2026-03-01T10:00:00+01",
        "2026-03-01T10:00:00+14:01",
        "2026-03-01T10:00:00+15:00",
        "2026-03-01T10:00:00+01:60",
        "2026-03-01T10:00:00 +01:00",
        "2026-03-01T10:00:00Z ",
        "2026-03-01T10:00:00Z\n",
        " 2026-03-01T10:00:00Z",
        "٢٠٢٦-03-01T10:00:00Z",
        "0000-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z",
        "10000-01-01T00:00:00Z",
        "9999-12-31T24:00:00Z",
        "9999-12-31T24:00:00+14:00",
        "2026-03-01T10:00:00." + "1" * 31 + "Z",
    ],
)
def test_what_is_no_date_time_stamp_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="dateTimeStamp"):
        read_instant(text)
    with pytest.raises(ValueError, match="dateTimeStamp"):
        exact_seconds(text)


def test_seconds_are_exact_to_the_last_decimal() -> None:
    assert exact_seconds("1970-01-01T00:00:00Z") == 0
    assert exact_seconds("1970-01-01T00:00:00.1234567Z") == Fraction(1234567, 10**7)
    assert exact_seconds("1969-12-31T23:59:59.75Z") == Fraction(-1, 4)
    assert exact_seconds("1970-01-01T00:00:00." + "0" * 29 + "1Z") == Fraction(1, 10**30)
    assert exact_seconds("0001-01-01T00:00:00+14:00") == -62135596800 - 14 * 3600
    assert exact_seconds("9999-12-31T23:59:59-14:00") == 253402300799 + 14 * 3600


@settings(deadline=None, max_examples=200)
@given(
    st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 12, 31)),  # noqa: DTZ001
    st.integers(-14 * 60, 14 * 60),
)
def test_every_moment_survives_being_written_in_any_offset(
    naive: datetime, offset_minutes: int
) -> None:
    moment = naive.replace(tzinfo=UTC)
    local = moment + timedelta(minutes=offset_minutes)
    sign, rest = ("-", -offset_minutes) if offset_minutes < 0 else ("+", offset_minutes)
    text = f"{local.replace(tzinfo=None).isoformat()}{sign}{rest // 60:02}:{rest % 60:02}"
    assert read_instant(text) == moment
    microseconds = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    assert exact_seconds(text) == Fraction(microseconds, 10**6)


@pytest.mark.parametrize("text", ["2010-02-28", "2024-02-29", "0001-01-01", "9999-12-31"])
def test_a_date_is_read(text: str) -> None:
    assert read_date(text) == date.fromisoformat(text)


@pytest.mark.parametrize(
    "text",
    [
        "2010-02-29",
        "2010-2-28",
        "20100228",
        "2010-02-28Z",
        "2010-W08-7",
        "28-02-2010",
        "",
        "0000-01-01",
        "2010-02-28\n",
        "2010-02-28T00:00:00Z",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="date"):
        read_date(text)
