"""What was fetched for a batch: once each, for a minute, within bounds."""

from datetime import timedelta

import pytest

from badgeservice.journeys.verifying.shelf import Shelf
from badgeservice.openbadges.verification import JwkSet, Published, Unreachable
from badgeservice.openbadges.verification.materials import Controller
from factories import FixedClock

URL = "https://elsewhere.example/1"
THINGS = [Controller({"id": "x"}, 3), JwkSet((), 3), Published(b"list", 3)]


@pytest.mark.parametrize("found", [*THINGS, Unreachable("did.unreachable")], ids=repr)
def test_what_was_put_is_given_back(found: Controller | JwkSet | Published | Unreachable) -> None:
    shelf = Shelf(FixedClock())
    shelf.put("did", URL, found)
    assert shelf.take("did", URL) == found


def test_what_was_never_put_is_not_there() -> None:
    shelf = Shelf(FixedClock())
    shelf.put("did", URL, THINGS[0])
    assert shelf.take("did", f"{URL}0") is None
    assert shelf.take("jwks", URL) is None


@pytest.mark.parametrize("found", THINGS, ids=repr)
def test_it_grows_older_on_the_shelf(found: Controller | JwkSet | Published) -> None:
    clock = FixedClock()
    shelf = Shelf(clock)
    shelf.put("did", URL, found)
    clock.move_on(timedelta(seconds=59.9))
    taken = shelf.take("did", URL)
    assert taken is not None
    assert not isinstance(taken, Unreachable)
    assert taken.age_seconds == 62


@pytest.mark.parametrize("seconds", [60, 3_600, -1])
def test_after_a_minute_it_is_asked_for_again(seconds: float) -> None:
    clock = FixedClock()
    shelf = Shelf(clock)
    shelf.put("did", URL, Unreachable("did.unreachable"))
    clock.move_on(timedelta(seconds=seconds))
    assert shelf.take("did", URL) is None


def test_strictly_fresh_takes_nothing_that_left_its_host_more_than_a_minute_ago() -> None:
    clock = FixedClock()
    usual, strict = Shelf(clock), Shelf(clock, fresh=True)
    for shelf in (usual, strict):
        shelf.put("did", URL, Controller({}, age_seconds=31))
    clock.move_on(timedelta(seconds=29))
    assert strict.take("did", URL) is not None
    clock.move_on(timedelta(seconds=1))
    assert strict.take("did", URL) is None
    assert usual.take("did", URL) is not None


def test_what_was_not_wanted_longest_goes_first() -> None:
    shelf = Shelf(FixedClock())
    for number in range(256):
        shelf.put("did", str(number), THINGS[0])
    assert shelf.take("did", "0") is not None
    shelf.put("did", "one more", THINGS[0])
    assert shelf.take("did", "0") is not None
    assert shelf.take("did", "1") is None


def test_large_lists_make_room_for_one_another() -> None:
    shelf = Shelf(FixedClock())
    large = Published(bytes(6 * 1_024 * 1_024))
    for number in range(3):
        shelf.put("list", str(number), large)
    kept = [shelf.take("list", str(number)) is not None for number in range(3)]
    assert kept == [False, True, True]
    shelf.drop("list", "1")
    shelf.drop("list", "1")
    shelf.put("list", "3", large)
    assert shelf.take("list", "2") is not None
