"""How long a copy may be kept, by what it is and what it says of itself."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from badgeservice.outside.answers import Fetched
from badgeservice.outside.keeping import Window, allowed_age, window_of
from badgeservice.proofs.strict_json import write_json
from simulator import Simulator

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
DAY = 86_400


def a_list(max_age: int | None = None, *, subject: Any = None, **changes: Any) -> Fetched:
    listed: dict[str, Any] = {
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "credentialSubject": {"type": "BitstringStatusList"} if subject is None else subject,
    } | changes
    return Fetched(write_json(listed), "application/vc", max_age_seconds=max_age)


def ttl(milliseconds: Any) -> dict[str, Any]:
    return {"ttl": milliseconds}


def at(seconds: float) -> str:
    return (NOW + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.mark.parametrize(
    ("fetched", "fresh"),
    [
        (a_list(), 300),
        (a_list(600), 600),
        (a_list(0), 60),
        (a_list(1), 60),
        (a_list(DAY), 3_600),
        (a_list(subject=ttl(600_000)), 600),
        (a_list(subject=ttl(1)), 60),
        (a_list(subject=ttl(10**12)), 3_600),
        (a_list(subject=ttl(-5)), 60),
        (a_list(subject=ttl("600000")), 300),
        (a_list(subject=ttl(True)), 300),
        (a_list(900, subject=ttl(600_000)), 600),
        (a_list(400, subject=ttl(600_000)), 400),
        (a_list(validUntil=at(500)), 500),
        (a_list(900, subject=ttl(600_000), validUntil=at(500)), 500),
        (a_list(validUntil=at(20)), 20),
        (a_list(validUntil=at(-20)), 60),
        (a_list(validUntil="someday"), 300),
        (a_list(subject=[]), 300),
        (a_list(subject="x"), 300),
    ],
)
def test_a_list_is_fresh_for_the_least_that_anything_says(fetched: Fetched, fresh: int) -> None:
    assert window_of("status", fetched, NOW).fresh_seconds == fresh


def test_a_list_is_usable_for_a_day_and_never_past_its_end() -> None:
    window = window_of("status", a_list(validUntil=at(7_200)), NOW)
    assert window == Window(3_600, DAY, NOW + timedelta(hours=2))


def test_a_list_in_a_token_says_the_same_of_itself() -> None:
    token = Simulator().sign_token(credentialSubject={"ttl": 600_000, "id": "urn:x"})
    assert window_of("status", Fetched(token.encode(), ""), NOW).fresh_seconds == 600


def test_a_plain_list_is_kept_as_its_host_says() -> None:
    fetched = Fetched(b'{"revokedCredential": []}', "", max_age_seconds=1_000)
    assert window_of("status", fetched, NOW) == Window(1_000, DAY)


@pytest.mark.parametrize("body", [b"", b"<html>", b"{", b'{"a":1,"a":2}', b"\xff", b"a.b.c"])
def test_what_is_no_list_is_soon_asked_for_again_and_never_stands_in(body: bytes) -> None:
    assert window_of("status", Fetched(body, ""), NOW) == Window(60, 60)


@pytest.mark.parametrize(
    ("max_age", "fresh"), [(None, 300), (0, 60), (59, 60), (600, 600), (DAY, 3_600)]
)
def test_a_key_document_is_fresh_for_minutes_and_usable_an_hour_longer(
    max_age: int | None, fresh: int
) -> None:
    fetched = Fetched(b" {}", "", max_age_seconds=max_age)
    assert window_of("did", fetched, NOW) == Window(fresh, fresh + 3_600)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"null"])
def test_a_page_instead_of_a_key_document_is_soon_asked_for_again(body: bytes) -> None:
    fetched = Fetched(body, "", max_age_seconds=3_600)
    assert window_of("did", fetched, NOW) == Window(60, 60)


def test_anything_else_is_never_kept() -> None:
    assert window_of("other", a_list(3_600), NOW) == Window(0, 0)


@pytest.mark.parametrize(
    ("cache_control", "age", "seconds"),
    [
        (None, None, None),
        ("", None, None),
        ("public", None, None),
        ("max-age=300", None, 300),
        ("public, max-age=300", None, 300),
        ("MAX-AGE=300", None, 300),
        ('max-age="300"', None, 300),
        (" max-age=300 , must-revalidate", None, 300),
        ("max-age=300, s-maxage=60", None, 60),
        ("max-age=300, max-age=10", None, 10),
        ("max-age=300", "100", 200),
        ("max-age=300", "400", 0),
        ("max-age=300", "soon", 300),
        ("max-age=300, no-store", None, 0),
        ("no-cache", None, 0),
        ("no-cache=Set-Cookie", None, 0),
        ("max-age=-1", None, None),
        ("max-age=1e9", None, None),
        ("max-age=٣", None, None),
        ("max-age", None, None),
        ("max-age=" + "9" * 400, None, None),
    ],
)
def test_the_age_that_a_host_allows(
    cache_control: str | None, age: str | None, seconds: int | None
) -> None:
    assert allowed_age(cache_control, age) == seconds
