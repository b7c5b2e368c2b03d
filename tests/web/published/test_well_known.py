"""security.txt and robots.txt."""

from datetime import datetime, timedelta

import pytest

from badgeservice.app import create_app
from badgeservice.journeys.parts import Parts
from factories import FixedClock, a_service
from served import Site, client_of


def fields(parts: Parts) -> dict[str, list[str]]:
    answer = client_of(create_app(parts)).get("/.well-known/security.txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    told: dict[str, list[str]] = {}
    for line in answer.text.splitlines():
        name, _, value = line.partition(": ")
        told.setdefault(name, []).append(value)
    return told


@pytest.mark.parametrize("days", [0, 1, 200, 3_650])
def test_it_never_expires_within_a_month_nor_after_a_year(days: int) -> None:
    clock = FixedClock()
    clock.move_on(timedelta(days=days))
    (expires,) = fields(a_service(clock=clock))["Expires"]
    left = datetime.fromisoformat(expires) - clock()
    assert timedelta(days=30) < left < timedelta(days=365)


def test_it_has_the_fields_of_rfc_9116() -> None:
    told = fields(a_service())
    assert told["Contact"] == ["mailto:badges@oss.example", "https://badges.example/security"]
    assert told["Canonical"] == ["https://badges.example/.well-known/security.txt"]
    assert told["Preferred-Languages"] == ["nl, en"]
    assert len(told["Expires"]) == 1


def test_without_a_city_there_is_still_a_contact() -> None:
    assert fields(a_service(has_city=False))["Contact"] == ["https://badges.example/security"]


def test_search_engines_are_kept_out_of_the_api(standing: Site) -> None:
    assert "Disallow: /v1/" in standing.client.get("/robots.txt").text.splitlines()
