"""Dates in both orders, and the age band with the day it changes."""

from datetime import date

import pytest

from badgeservice.journeys.issuing.members.dates import (
    AgeBand,
    DateOrder,
    OrderFound,
    age_band,
    find_order,
    may_be_born,
    read_date,
)

DAY, MONTH = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST


@pytest.mark.parametrize(
    "cell",
    [
        *("14-03-2009", "14/3/2009", "14.03.2009", "14 03 2009", "2009-03-14", "2009/3/14"),
        *("14 maart 2009", "14-mrt-2009", "14 mrt. 2009", "14-mar-2009", "39886", "39886.75"),
        *("20090314", "2009-03-14T00:00:00", "14-03-2009 00:00", " 14-3-2009 "),
    ],
)
def test_every_way_to_write_a_date_gives_the_same_day(cell: str) -> None:
    assert read_date(cell, DAY) == date(2009, 3, 14)


def test_the_order_counts_only_when_the_year_comes_last() -> None:
    assert read_date("03-04-2009", DAY) == date(2009, 4, 3)
    assert read_date("03-04-2009", MONTH) == date(2009, 3, 4)
    assert read_date("2009-03-04", MONTH) == date(2009, 3, 4)


@pytest.mark.parametrize(
    "cell",
    [
        *("", "x", "14-03-98", "98-03-14", "31-02-2009", "29-02-2009", "0-1-2009", "13-13-2009"),
        *("2009", "14-03", "14-03-2009-1", "14 smurf 2009", "99999", "1204417", "14-03-1650"),
        *("１４-０３-２００９x", "14-03-20091", "²-3-2009", "14-03-2009 morgen"),
    ],
)
def test_what_is_no_date_with_a_whole_year_is_not_guessed(cell: str) -> None:
    assert read_date(cell, DAY) is None


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["14-03-2009", "03-04-2009"], OrderFound(DAY, is_sure=True)),
        (["03-14-2009", "03-04-2009"], OrderFound(MONTH, is_sure=True)),
        (["03-04-2009", "05-06-2009"], OrderFound(DAY, is_sure=False)),
        (["03-03-2009"], OrderFound(DAY, is_sure=True)),
        (["2009-03-04", "39886"], OrderFound(DAY, is_sure=True)),
        (["14-03-2009", "03-14-2009"], OrderFound(DAY, is_sure=True)),
        (["99-04-2009", "03-04-2009"], OrderFound(DAY, is_sure=False)),
        ([], OrderFound(DAY, is_sure=True)),
    ],
)
def test_one_value_above_twelve_decides_the_order_of_a_column(
    cells: list[str], found: OrderFound
) -> None:
    assert find_order(cells) == found


@pytest.mark.parametrize(
    ("born", "on", "band", "next_on"),
    [
        (date(2010, 6, 2), date(2026, 6, 1), AgeBand.UNDER_16, date(2026, 6, 2)),
        (date(2010, 6, 1), date(2026, 6, 1), AgeBand.AGED_16_17, date(2028, 6, 1)),
        (date(2008, 6, 2), date(2026, 6, 1), AgeBand.AGED_16_17, date(2026, 6, 2)),
        (date(2008, 6, 1), date(2026, 6, 1), AgeBand.ADULT, None),
        (date(2012, 2, 29), date(2028, 2, 28), AgeBand.UNDER_16, date(2028, 2, 29)),
        (date(2012, 2, 29), date(2029, 6, 1), AgeBand.AGED_16_17, date(2030, 3, 1)),
    ],
)
def test_the_age_band_changes_on_the_birthday(
    born: date, on: date, band: AgeBand, next_on: date | None
) -> None:
    assert age_band(born, on) == (band, next_on)


def test_nobody_is_born_tomorrow_or_lives_longer_than_120_years() -> None:
    today = date(2026, 6, 1)
    assert may_be_born(today, today)
    assert not may_be_born(date(2026, 6, 2), today)
    assert not may_be_born(date(1905, 12, 31), today)
