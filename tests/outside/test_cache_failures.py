"""A fetch that remembers: failures, room, and several who ask at once."""

import threading
from typing import Any

import pytest

from badgeservice.outside.cache import CachingFetch
from badgeservice.outside.fetch import CannotFetch, Fetched
from outside.kept_copies import DAY, URL, Host, a_list, remembering, trouble_of


@pytest.fixture
def host() -> Host:
    return Host()


@pytest.fixture
def fetch(host: Host) -> CachingFetch:
    return remembering(host)


# --- failures ---------------------------------------------------------------------------------


@pytest.mark.parametrize("trouble", ["unreachable", "status-404", "tls", "too-large"])
def test_what_failed_is_not_asked_again_at_once(
    host: Host, fetch: CachingFetch, trouble: str
) -> None:
    host.trouble = trouble
    assert trouble_of(fetch) == trouble
    host.seconds += 29
    assert trouble_of(fetch) == trouble
    assert len(host.asked) == 1
    host.seconds += 1
    assert trouble_of(fetch) == trouble
    assert len(host.asked) == 2


def test_the_pause_doubles_up_to_ten_minutes(host: Host, fetch: CachingFetch) -> None:
    host.trouble = "unreachable"
    pauses = []
    trouble_of(fetch)
    for _ in range(7):
        begun, asked = host.seconds, len(host.asked)
        while len(host.asked) == asked:
            host.seconds += 1
            trouble_of(fetch)
        pauses.append(host.seconds - begun)
    assert pauses == [30, 60, 120, 240, 480, 600, 600]


def test_an_old_failure_does_not_lengthen_the_pause(host: Host, fetch: CachingFetch) -> None:
    host.trouble = "unreachable"
    trouble_of(fetch)
    host.seconds += DAY
    trouble_of(fetch)
    host.seconds += 30
    trouble_of(fetch)
    assert len(host.asked) == 3


@pytest.mark.parametrize("trouble", ["host-resting", "too-busy"])
def test_what_was_not_asked_at_all_is_no_failure(
    host: Host, fetch: CachingFetch, trouble: str
) -> None:
    host.trouble = trouble
    trouble_of(fetch)
    trouble_of(fetch)
    assert len(host.asked) == 2


def test_the_failure_of_one_address_is_not_that_of_another(host: Host, fetch: CachingFetch) -> None:
    host.trouble = "status-404"
    trouble_of(fetch)
    host.trouble = None
    a_list(fetch, f"{URL}0")
    assert host.asked == [URL, f"{URL}0"]


def test_a_flood_of_failures_is_forgotten_from_the_oldest(host: Host, fetch: CachingFetch) -> None:
    host.trouble = "status-404"
    for number in range(10_010):
        trouble_of(fetch, f"{URL}{number}")
    assert len(fetch._failures) == 10_000


# --- size and company -------------------------------------------------------------------------


def test_what_was_not_asked_for_longest_goes_first(host: Host) -> None:
    host.more = b', "x": "' + b"x" * 9_000 + b'"'
    fetch = remembering(host, max_bytes=32_000)
    for name in ("a", "b", "c", "a", "d"):
        a_list(fetch, f"{URL}{name}")
    host.asked.clear()
    a_list(fetch, f"{URL}a")
    a_list(fetch, f"{URL}b")
    assert host.asked == [f"{URL}b"]


def test_what_is_larger_than_all_room_is_given_and_not_kept(host: Host) -> None:
    host.more = b', "x": "' + b"x" * 9_000 + b'"'
    fetch = remembering(host, max_bytes=5_000)
    assert len(a_list(fetch).body) > 9_000
    a_list(fetch)
    assert len(host.asked) == 2


def test_a_copy_that_is_replaced_counts_once(host: Host) -> None:
    fetch = remembering(host, max_bytes=3_000)
    for _ in range(20):
        a_list(fetch)
        host.seconds += 400
    assert fetch._bytes < 3_000
    assert fetch._bytes == sum(copy.size for copy in fetch._copies.values())


class SlowHost(Host):
    """Answers when it is let go, and tells when it was reached."""

    def __init__(self) -> None:
        super().__init__()
        self.reached, self.go = threading.Event(), threading.Event()

    def __call__(self, url: str, **told: Any) -> Fetched:
        self.reached.set()
        assert self.go.wait(timeout=20)
        return super().__call__(url, **told)


@pytest.mark.parametrize("trouble", [None, "unreachable"])
def test_what_several_ask_for_at_once_is_fetched_once(trouble: str | None) -> None:
    host = SlowHost()
    host.trouble = trouble
    fetch = remembering(host, waits_seconds=20.0)
    found: list[bytes | str] = []

    def ask() -> None:
        try:
            found.append(a_list(fetch).body)
        except CannotFetch as fault:
            found.append(fault.reason)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    assert host.reached.wait(timeout=20)
    host.go.set()
    for thread in threads:
        thread.join(timeout=20)
    assert len(host.asked) == 1
    assert len(found) == 8
    assert len(set(found)) == 1


def test_who_waits_too_long_for_another_is_told_so() -> None:
    host = SlowHost()
    fetch = remembering(host, waits_seconds=0.01)
    thread = threading.Thread(target=a_list, args=(fetch,))
    thread.start()
    assert host.reached.wait(timeout=20)
    assert trouble_of(fetch) == "too-slow"
    host.go.set()
    thread.join(timeout=20)
    assert a_list(fetch).age_seconds == 0


def test_a_mistake_while_fetching_keeps_nobody_waiting_for_ever(host: Host) -> None:
    class Broken(Host):
        def __call__(self, url: str, **told: Any) -> Fetched:
            if not self.asked:
                self.asked.append(url)
                raise ZeroDivisionError
            return super().__call__(url, **told)

    broken = Broken()
    fetch = remembering(broken)
    with pytest.raises(ZeroDivisionError):
        a_list(fetch)
    broken.seconds += 30
    assert a_list(fetch).body
