"""A fetch that remembers: what it gives from memory, and what it never does."""

import pytest

from badgeservice.outside.cache import CachingFetch
from badgeservice.outside.fetch import CannotFetch
from outside.kept_copies import (
    DAY,
    DID_URL,
    HOUR,
    MINUTE,
    URL,
    Host,
    a_document,
    a_list,
    remembering,
    trouble_of,
)


@pytest.fixture
def host() -> Host:
    return Host()


@pytest.fixture
def fetch(host: Host) -> CachingFetch:
    return remembering(host)


# --- fresh ------------------------------------------------------------------------------------


def test_a_list_is_fetched_once_while_it_is_fresh(host: Host, fetch: CachingFetch) -> None:
    first = a_list(fetch)
    host.seconds += 299
    again = a_list(fetch)
    assert host.asked == [URL]
    assert (first.age_seconds, again.age_seconds) == (0, 299)
    assert again.body == first.body
    assert not again.is_stale


def test_a_list_is_fetched_anew_when_its_time_is_over(host: Host, fetch: CachingFetch) -> None:
    first = a_list(fetch)
    host.seconds += 300
    again = a_list(fetch)
    assert again.body != first.body
    assert again.age_seconds == 0


@pytest.mark.parametrize(
    "other", [f"{URL}/", f"{URL}?", f"{URL}?x=1", f"{URL}#x", URL.upper(), URL.replace("1", "2")]
)
def test_a_copy_is_only_for_the_exact_address(host: Host, fetch: CachingFetch, other: str) -> None:
    a_list(fetch)
    a_list(fetch, other)
    assert host.asked == [URL, other]


def test_a_list_never_passes_for_a_key_document(host: Host, fetch: CachingFetch) -> None:
    a_list(fetch, DID_URL)
    a_document(fetch)
    assert host.asked == [DID_URL, DID_URL]


def test_anything_else_is_never_kept(host: Host, fetch: CachingFetch) -> None:
    for _ in range(3):
        fetch(URL, accept="application/vc")
    assert len(host.asked) == 3
    host.trouble = "unreachable"
    with pytest.raises(CannotFetch):
        fetch(URL, accept="application/vc")


def test_who_asks_for_a_fresh_one_gets_nothing_over_a_minute_old(
    host: Host, fetch: CachingFetch
) -> None:
    a_list(fetch)
    host.seconds += MINUTE
    assert a_list(fetch, fresh=True).age_seconds == MINUTE
    host.seconds += 1
    assert a_list(fetch, fresh=True).age_seconds == 0
    assert len(host.asked) == 2


def test_what_was_fetched_freshly_serves_the_others_too(host: Host, fetch: CachingFetch) -> None:
    a_list(fetch)
    host.seconds += 100
    newer = a_list(fetch, fresh=True)
    host.seconds += 10
    assert a_list(fetch).body == newer.body


# --- stale ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "trouble",
    [
        "unreachable",
        "too-slow",
        "unknown-host",
        "status-500",
        "status-503",
        "status-429",
        "host-resting",
        "too-busy",
    ],
)
def test_an_earlier_list_stands_in_for_a_host_that_is_down(
    host: Host, fetch: CachingFetch, trouble: str
) -> None:
    first = a_list(fetch)
    host.seconds += HOUR
    host.trouble = trouble
    stale = a_list(fetch)
    assert stale.is_stale
    assert stale.age_seconds == HOUR
    assert stale.body == first.body


@pytest.mark.parametrize(
    "trouble",
    [
        "tls",
        "status-404",
        "status-410",
        "status-403",
        "too-large",
        "too-many-redirects",
        "redirect-to-another-host",
        "address-not-public",
        "content-encoding",
        "url",
    ],
)
def test_nothing_stands_in_when_the_host_says_otherwise_or_may_be_another(
    host: Host, fetch: CachingFetch, trouble: str
) -> None:
    a_list(fetch)
    host.seconds += HOUR
    host.trouble = trouble
    assert trouble_of(fetch) == trouble


def test_nothing_stands_in_for_who_asks_for_a_fresh_one(host: Host, fetch: CachingFetch) -> None:
    a_list(fetch)
    host.seconds += 120
    host.trouble = "unreachable"
    assert trouble_of(fetch, fresh=True) == "unreachable"
    assert a_list(fetch).age_seconds == 120


def test_an_earlier_list_stands_in_for_a_day_and_no_longer(host: Host, fetch: CachingFetch) -> None:
    a_list(fetch)
    host.trouble = "unreachable"
    host.seconds += DAY - 1
    assert a_list(fetch).is_stale
    host.seconds += 1
    assert trouble_of(fetch) == "unreachable"


def test_an_earlier_list_never_stands_in_past_its_own_end(host: Host, fetch: CachingFetch) -> None:
    host.more = b', "validUntil": "2026-11-21T14:00:00Z"'
    a_list(fetch)
    host.trouble = "unreachable"
    host.seconds += 2 * HOUR - 1
    assert a_list(fetch).is_stale
    host.seconds += 1
    assert trouble_of(fetch) == "unreachable"


def test_an_earlier_key_document_stands_in_for_an_hour_and_no_longer(
    host: Host, fetch: CachingFetch
) -> None:
    a_document(fetch)
    host.trouble = "unreachable"
    host.seconds += 300 + HOUR - 1
    assert a_document(fetch).is_stale
    host.seconds += 1
    with pytest.raises(CannotFetch):
        a_document(fetch)


def test_a_host_that_is_up_again_is_asked_again(host: Host, fetch: CachingFetch) -> None:
    a_list(fetch)
    host.seconds += HOUR
    host.trouble = "unreachable"
    a_list(fetch)
    host.trouble = None
    host.seconds += 30
    assert not a_list(fetch).is_stale
