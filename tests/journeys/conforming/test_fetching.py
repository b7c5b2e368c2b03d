"""The budget of one presentation: so many documents, each fetched once, and not for ever."""

from datetime import timedelta

import pytest

from badgeservice.journeys.conforming.fetching import BudgetedFetch
from badgeservice.journeys.parts import Rules
from badgeservice.outside.fetch import CannotFetch
from factories import FixedClock, SimulatedWeb, a_service

PAGES = {f"https://a.example/{number}": b"{}" for number in range(20)}


def test_no_more_is_fetched_when_the_budget_is_spent() -> None:
    web = SimulatedWeb(dict(PAGES))
    fetch = BudgetedFetch(a_service(web=web, rules=Rules(fetches_per_verification=2)))
    for url in list(PAGES)[:8]:
        assert fetch(url, accept="*/*").body == b"{}"
    with pytest.raises(CannotFetch):
        fetch(list(PAGES)[8], accept="*/*")
    assert len(web.asked) == 8


def test_nothing_is_fetched_when_the_time_is_over() -> None:
    clock, web = FixedClock(), SimulatedWeb(dict(PAGES))
    fetch = BudgetedFetch(a_service(web=web, clock=clock))
    clock.move_on(timedelta(seconds=8))
    with pytest.raises(CannotFetch):
        fetch(next(iter(PAGES)), accept="*/*")
    assert web.asked == []


def test_what_could_not_be_had_is_asked_for_once() -> None:
    web = SimulatedWeb()
    fetch = BudgetedFetch(a_service(web=web))
    for _ in range(3):
        with pytest.raises(CannotFetch):
            fetch("https://gone.example/did.json", accept="*/*")
    assert web.asked == ["https://gone.example/did.json"]


def test_what_was_fetched_is_not_fetched_again_unless_it_must_be_fresh() -> None:
    web = SimulatedWeb(dict(PAGES))
    fetch = BudgetedFetch(a_service(web=web))
    for _ in range(3):
        fetch("https://a.example/1", accept="*/*")
    fetch("https://a.example/1", accept="*/*", fresh=True)
    assert web.asked == ["https://a.example/1"] * 2
