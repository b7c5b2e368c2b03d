"""How many may ask at once, and when a failing host is left alone (H25)."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import pytest

from badgeservice.outside.answers import CannotFetch
from badgeservice.outside.turns import Breaker, BreakerLimits, Turns

HOST, OTHER = "issuer.example", "other.example"


@dataclass
class Seconds:
    """A clock that stands still until a test moves it."""

    at: float = 1_000.0

    def __call__(self) -> float:
        return self.at


# --- turns ------------------------------------------------------------------------------------


def test_a_third_fetch_to_one_host_waits_until_its_deadline_and_no_longer() -> None:
    turns = Turns(at_once=20, per_host=2, monotonic=time.monotonic)
    with turns.take(HOST, 0.0), turns.take(HOST, 0.0):
        begun = time.monotonic()
        with pytest.raises(CannotFetch) as refused, turns.take(HOST, begun + 0.05):
            pass
        assert time.monotonic() - begun < 2
    assert refused.value.reason == "too-busy"


def test_a_busy_host_does_not_keep_others_waiting() -> None:
    turns = Turns(at_once=3, per_host=2, monotonic=Seconds())
    with turns.take(HOST, 0.0), turns.take(HOST, 0.0), turns.take(OTHER, 0.0):
        pass


def test_there_is_a_limit_over_all_hosts() -> None:
    turns = Turns(at_once=20, per_host=2, monotonic=Seconds())
    with ExitStack() as taken:
        for number in range(20):
            taken.enter_context(turns.take(f"host{number}.example", 0.0))
        with pytest.raises(CannotFetch), turns.take(OTHER, 0.0):
            pass
    with turns.take(OTHER, 0.0):
        pass


def test_a_turn_is_given_back_when_the_fetch_fails() -> None:
    turns = Turns(at_once=1, per_host=1, monotonic=Seconds())
    for _ in range(3):
        with pytest.raises(CannotFetch, match="unreachable"), turns.take(HOST, 0.0):
            raise CannotFetch("unreachable")


def test_who_waits_goes_on_when_a_turn_comes_free() -> None:
    turns = Turns(at_once=1, per_host=1, monotonic=time.monotonic)
    passed = threading.Event()

    def wait() -> None:
        with turns.take(HOST, time.monotonic() + 20):
            passed.set()

    thread = threading.Thread(target=wait)
    with turns.take(HOST, 0.0):
        thread.start()
        assert not passed.is_set()
    thread.join(timeout=20)
    assert passed.is_set()


# --- the breaker ------------------------------------------------------------------------------


@pytest.fixture
def clock() -> Seconds:
    return Seconds()


@pytest.fixture
def breaker(clock: Seconds) -> Breaker:
    return Breaker(BreakerLimits(), monotonic=clock)


def fail(breaker: Breaker, reason: str = "unreachable", host: str = HOST) -> str:
    """The reason with which one attempt ends, after the host failed like this."""
    with pytest.raises(CannotFetch) as refused, breaker.attempt(host):
        raise CannotFetch(reason)
    return refused.value.reason


def is_resting(breaker: Breaker, host: str = HOST) -> bool:
    """Whether the host is left alone; asks nothing when it is not."""
    try:
        with breaker.attempt(host):
            raise CannotFetch("too-busy")
    except CannotFetch as fault:
        return fault.reason == "host-resting"


@contextmanager
def opened(breaker: Breaker) -> Iterator[Breaker]:
    for _ in range(5):
        fail(breaker)
    yield breaker


def test_a_host_rests_after_five_failures(breaker: Breaker) -> None:
    for _ in range(4):
        fail(breaker)
        assert not is_resting(breaker)
    fail(breaker)
    assert is_resting(breaker)
    assert fail(breaker) == "host-resting"


def test_another_host_is_not_touched_by_it(breaker: Breaker) -> None:
    with opened(breaker):
        assert not is_resting(breaker, OTHER)


def test_failures_that_are_far_apart_do_not_count_together(
    breaker: Breaker, clock: Seconds
) -> None:
    for _ in range(20):
        fail(breaker)
        clock.at += 15.1
    assert not is_resting(breaker)


def test_one_good_answer_forgets_the_failures(breaker: Breaker) -> None:
    for _ in range(4):
        fail(breaker)
    with breaker.attempt(HOST):
        pass
    fail(breaker)
    assert not is_resting(breaker)


@pytest.mark.parametrize(
    "reason",
    ["status-404", "status-500", "too-large", "too-many-redirects", "headers-too-large", "url"],
)
def test_an_odd_document_on_a_sound_host_does_not_shut_the_door_on_it(
    breaker: Breaker, reason: str
) -> None:
    for _ in range(20):
        assert fail(breaker, reason) == reason
    assert not is_resting(breaker)


@pytest.mark.parametrize(
    "reason", ["unknown-host", "unreachable", "too-slow", "tls", "status-502", "status-503"]
)
def test_what_the_host_itself_fails_at_counts(breaker: Breaker, reason: str) -> None:
    for _ in range(5):
        fail(breaker, reason)
    assert is_resting(breaker)


def test_our_own_want_of_room_is_not_the_fault_of_the_host(breaker: Breaker) -> None:
    for _ in range(20):
        fail(breaker, "too-busy")
    assert not is_resting(breaker)


def test_the_rest_doubles_up_to_ten_minutes(breaker: Breaker, clock: Seconds) -> None:
    with opened(breaker):
        rests = []
        for _ in range(7):
            begun = clock.at
            while is_resting(breaker):
                clock.at += 1.0
            rests.append(clock.at - begun)
            fail(breaker)
    assert rests == [30, 60, 120, 240, 480, 600, 600]


def test_after_a_rest_one_tries_and_the_others_wait_for_what_it_finds(
    breaker: Breaker, clock: Seconds
) -> None:
    with opened(breaker):
        clock.at += 30
        with breaker.attempt(HOST):
            assert fail(breaker) == "host-resting"
            assert fail(breaker) == "host-resting"
        assert not is_resting(breaker)


def test_a_try_that_was_never_made_leaves_room_for_the_next(
    breaker: Breaker, clock: Seconds
) -> None:
    with opened(breaker):
        clock.at += 30
        assert fail(breaker, "too-busy") == "too-busy"
        assert not is_resting(breaker)


def test_a_mistake_of_ours_while_trying_leaves_room_for_the_next(
    breaker: Breaker, clock: Seconds
) -> None:
    with opened(breaker):
        clock.at += 30
        with pytest.raises(ZeroDivisionError), breaker.attempt(HOST):
            raise ZeroDivisionError
        assert not is_resting(breaker)


def test_a_host_that_answers_no_while_tried_is_not_down(breaker: Breaker, clock: Seconds) -> None:
    with opened(breaker):
        clock.at += 30
        fail(breaker, "status-404")
        for _ in range(4):
            fail(breaker)
        assert not is_resting(breaker)


def test_a_fetch_that_began_before_the_rest_does_not_lengthen_it(
    breaker: Breaker, clock: Seconds
) -> None:
    with pytest.raises(CannotFetch), breaker.attempt(HOST), opened(breaker):
        raise CannotFetch("too-slow")
    clock.at += 30
    assert not is_resting(breaker)


def test_a_flood_of_names_is_forgotten_from_the_oldest(breaker: Breaker) -> None:
    for number in range(10_050):
        fail(breaker, host=f"host{number}.example")
    assert len(breaker._hosts) == 10_000
