"""Counting: exact windows, by the clock that is handed in, in bounded memory."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from badgeservice.web.rates import Counter, Rate
from factories import FixedClock

MINUTE, DAY = Rate(3, 60), Rate(5, 86_400)


def a_counter(clock: FixedClock, *rates: Rate, max_names: int = 1_000) -> Counter:
    return Counter(rates or (MINUTE,), now=clock, max_names=max_names)


def counted(counter: Counter, name: str, times: int) -> list[int]:
    return [counter.count(name) for _ in range(times)]


def test_what_is_too_much_is_told_with_the_seconds_that_are_left() -> None:
    clock = FixedClock()
    counter = a_counter(clock)
    assert counted(counter, "a", 4) == [0, 0, 0, 60]
    clock.move_on(timedelta(seconds=10.5))
    assert counter.count("a") == 50


@pytest.mark.parametrize(
    ("later", "expected"), [(59.0, 1), (59.999, 1), (60.0, 0), (61.0, 0), (90_000.0, 0)]
)
def test_the_window_passes_with_the_clock(later: float, expected: int) -> None:
    clock = FixedClock()
    counter = a_counter(clock)
    counted(counter, "a", 3)
    clock.move_on(timedelta(seconds=later))
    assert counter.count("a") == expected


@pytest.mark.parametrize("times", [2, 3, 4, 1_000])
def test_several_at_once_are_counted_together_or_not_at_all(times: int) -> None:
    counter = a_counter(FixedClock())
    assert counted(counter, "a", 2) == [0, 0]
    assert counter.count("a", times) == 60
    assert counter.count("a") == 0
    assert counter.count("a") == 60


def test_several_at_once_count_as_many() -> None:
    counter = a_counter(FixedClock(), MINUTE, DAY)
    assert counter.count("a", 3) == 0
    assert counter.count("a") == 60


def test_several_that_one_window_refuses_are_counted_in_none() -> None:
    clock = FixedClock()
    counter = a_counter(clock, Rate(9, 60), Rate(3, 3_600))
    assert counter.count("a", 4) == 3_600
    assert counter.count("a", 3) == 0


@pytest.mark.parametrize("times", [0, -1])
def test_none_finds_room_always_and_takes_none(times: int) -> None:
    counter = a_counter(FixedClock())
    counted(counter, "a", 3)
    assert counter.count("a", times) == 0
    assert counter.count("a") == 60


@pytest.mark.parametrize(
    ("rates", "most"),
    [((MINUTE, DAY), 3), ((Rate(9, 60), DAY), 5), ((Rate(0, 60), DAY), 5), ((Rate(0, 60),), None)],
)
def test_the_most_that_ever_fits_is_known(rates: tuple[Rate, ...], most: int | None) -> None:
    assert a_counter(FixedClock(), *rates).most == most


def test_another_name_is_not_affected() -> None:
    counter = a_counter(FixedClock())
    assert counted(counter, "a", 4)[-1] == 60
    assert counter.count("b") == 0


def test_asking_again_does_not_make_the_wait_longer() -> None:
    clock = FixedClock()
    counter = a_counter(clock)
    counted(counter, "a", 40)
    clock.move_on(timedelta(seconds=60))
    assert counted(counter, "a", 4) == [0, 0, 0, 60]


def test_the_window_of_a_day_holds_when_every_minute_is_within_bounds() -> None:
    clock = FixedClock()
    counter = a_counter(clock, MINUTE, DAY)
    assert counted(counter, "a", 3) == [0, 0, 0]
    clock.move_on(timedelta(seconds=60))
    assert counted(counter, "a", 3) == [0, 0, 86_340]
    clock.move_on(timedelta(seconds=86_340))
    assert counter.count("a") == 0


def test_what_the_minute_refuses_is_not_counted_for_the_day() -> None:
    clock = FixedClock()
    counter = a_counter(clock, MINUTE, DAY)
    counted(counter, "a", 100)
    clock.move_on(timedelta(seconds=60))
    assert counted(counter, "a", 2) == [0, 0]


def test_of_two_full_windows_the_longer_wait_is_told() -> None:
    counter = a_counter(FixedClock(), Rate(2, 60), Rate(2, 3_600))
    assert counted(counter, "a", 3)[-1] == 3_600


@pytest.mark.parametrize("rates", [(Rate(0, 60),), (Rate(0, 60), Rate(0, 86_400))])
def test_nought_is_no_limit_and_nothing_is_remembered(rates: tuple[Rate, ...]) -> None:
    counter = a_counter(FixedClock(), *rates)
    assert set(counted(counter, "a", 1_000)) == {0}
    assert len(counter) == 0


def test_one_of_two_windows_may_have_no_limit() -> None:
    counter = a_counter(FixedClock(), Rate(0, 60), DAY)
    assert counted(counter, "a", 6) == [0, 0, 0, 0, 0, 86_400]


def test_no_more_names_are_remembered_than_may_be_and_the_oldest_goes_first() -> None:
    counter = a_counter(FixedClock(), max_names=100)
    counted(counter, "first", 3)
    for number in range(99):
        counter.count(str(number))
    assert counter.count("first") == 60
    counter.count("one more")
    assert len(counter) == 100
    assert counter.count("first") == 0
    assert len(counter) == 100


def test_a_name_is_forgotten_when_its_windows_are_over_and_somebody_asks() -> None:
    clock = FixedClock()
    counter = a_counter(clock, MINUTE, DAY)
    counted(counter, "a", 2)
    clock.move_on(timedelta(seconds=61))
    counter.count("b")
    assert len(counter) == 2
    clock.move_on(timedelta(days=1))
    counter.count("c")
    assert len(counter) == 1


def test_a_name_that_began_a_new_window_is_not_forgotten_with_the_old_ones() -> None:
    clock = FixedClock()
    counter = a_counter(clock)
    counter.count("a")
    clock.move_on(timedelta(seconds=30))
    counter.count("b")
    clock.move_on(timedelta(seconds=30))
    counted(counter, "a", 3)
    clock.move_on(timedelta(seconds=30))
    assert counter.count("a") == 30
    assert len(counter) == 1


@pytest.mark.parametrize(("back", "expected"), [(1, 60), (59, 60), (60, 0), (86_400, 0)])
def test_a_clock_that_is_set_back_locks_nobody_out_and_lets_nobody_through(
    back: int, expected: int
) -> None:
    clock = FixedClock()
    counter = a_counter(clock)
    counted(counter, "a", 3)
    clock.move_on(-timedelta(seconds=back))
    assert counter.count("a") == expected


def test_many_at_once_are_counted_exactly() -> None:
    counter = a_counter(FixedClock(), Rate(250, 60))
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: counter.count("a"), range(1_000)))
    assert waits.count(0) == 250
