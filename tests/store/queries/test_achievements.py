"""Achievements and their versions: each version is kept once, in order, for one issuer."""

from typing import Any

import pytest
from sqlalchemy.exc import StatementError

from badgeservice.errors import Conflict, NotFound
from badgeservice.openbadges.award import AchievementVersion
from badgeservice.store import Database
from store.kept import CITY, CLUB, HOUR, NOON, an_achievement, an_id

FIRST = an_id(1, kind=1)


def test_an_achievement_comes_out_as_it_went_in_with_its_members_in_order(
    database: Database, filled: Database
) -> None:
    with filled.open_store(read_only=True) as store:
        kept = store.achievements.latest(FIRST)
    assert kept == an_achievement()
    assert list(kept.body) == ["type", "name", "criteria"]


@pytest.mark.parametrize("text", ["\x00", "\ud800", "𝕆 \u202e", "1e400"])
def test_any_text_in_a_body_survives(filled: Database, text: str) -> None:
    second = an_achievement(version=2, body={"b": text, "a": 0.1, "c": 2**53 - 1})
    with filled.open_store() as store:
        store.achievements.add_version(second)
    with filled.open_store(read_only=True) as store:
        assert store.achievements.version(FIRST, 2) == second


def test_the_latest_version_is_the_newest_and_old_ones_stay(filled: Database) -> None:
    second = an_achievement(version=2, body={"name": "Teamspeler 2"}, published_at=NOON + HOUR)
    with filled.open_store() as store:
        store.achievements.add_version(second)
    with filled.open_store(read_only=True) as store:
        assert store.achievements.latest(FIRST) == second
        assert store.achievements.version(FIRST, 1) == an_achievement()


def test_an_issuer_sees_the_newest_version_of_its_own_achievements(filled: Database) -> None:
    second = an_achievement(version=2, published_at=NOON + HOUR)
    other = an_achievement(achievement_id=an_id(2, kind=1), published_at=NOON - HOUR)
    with filled.open_store() as store:
        store.achievements.add_version(second)
        store.achievements.add_version(other)
        store.achievements.add_version(
            an_achievement(achievement_id=an_id(3, kind=1), issuer_did=CITY)
        )
    with filled.open_store(read_only=True) as store:
        assert store.achievements.of_issuer(CLUB) == (other, second)


def test_an_unknown_achievement_or_version_is_none(filled: Database) -> None:
    with filled.open_store(read_only=True) as store:
        assert store.achievements.latest(an_id(9, kind=1)) is None
        assert store.achievements.version(FIRST, 2) is None
        assert store.achievements.of_issuer(CITY) == ()


@pytest.mark.parametrize("number", [0, 1, 3, -1])
def test_a_version_out_of_turn_is_refused(filled: Database, number: int) -> None:
    with pytest.raises(Conflict, match="not the next version"), filled.open_store() as store:
        store.achievements.add_version(an_achievement(version=number))


def test_a_first_version_starts_at_one(filled: Database) -> None:
    with pytest.raises(Conflict), filled.open_store() as store:
        store.achievements.add_version(
            an_achievement(achievement_id=an_id(2, kind=1), version=2),
        )


def test_another_issuers_achievement_is_told_like_none(filled: Database) -> None:
    with pytest.raises(NotFound), filled.open_store() as store:
        store.achievements.add_version(an_achievement(version=2, issuer_did=CITY))


def test_a_body_with_a_number_that_json_lacks_is_refused(filled: Database) -> None:
    with pytest.raises(StatementError, match="JSON compliant"), filled.open_store() as store:
        store.achievements.add_version(an_achievement(version=2, body={"a": float("nan")}))


def aligned(url: str, number: int = 1, **changes: Any) -> AchievementVersion:
    """An achievement that names a URL in an alignment."""
    body = {"name": "x", "alignment": [{"targetName": "y", "targetUrl": url}]}
    return an_achievement(**{"achievement_id": an_id(number, kind=1), "body": body} | changes)


@pytest.mark.parametrize(
    ("url", "count"),
    [
        ("https://a.example/S_1%", 1),
        ("https://a.example/SX1%", 0),
        ("https://a.example/S_1", 0),
        ("https://a.example/S_1%%", 0),
        ("%", 0),
        ("", 0),
        ('"', 0),
    ],
)
def test_an_achievement_is_found_by_the_whole_url_of_an_alignment(
    filled: Database, url: str, count: int
) -> None:
    with filled.open_store() as store:
        store.achievements.add_version(aligned("https://a.example/S_1%", 2))
    with filled.open_store(read_only=True) as store:
        assert len(store.achievements.aligned_with(url, limit=10)) == count


def test_a_text_that_looks_like_an_alignment_is_none(filled: Database) -> None:
    member = '"targetUrl":"urn:a"'
    with filled.open_store() as store:
        store.achievements.add_version(aligned("urn:b", 2, body={"name": member, member: member}))
    with filled.open_store(read_only=True) as store:
        assert store.achievements.aligned_with("urn:a", limit=10) == ()


def test_only_newest_versions_of_issuers_that_may_sign_are_found(filled: Database) -> None:
    first, later = aligned("urn:a", 2), aligned("urn:a", 3, published_at=NOON + HOUR)
    with filled.open_store() as store:
        store.achievements.add_version(first)
        store.achievements.add_version(later)
    with filled.open_store(read_only=True) as store:
        assert store.achievements.aligned_with("urn:a", limit=10) == (later, first)
        assert store.achievements.aligned_with("urn:a", limit=1, offset=1) == (first,)
    with filled.open_store() as store:
        store.achievements.add_version(aligned("urn:b", 3, version=2, published_at=NOON + HOUR))
    with filled.open_store(read_only=True) as store:
        assert store.achievements.aligned_with("urn:a", limit=10) == (first,)
    with filled.open_store() as store:
        store.issuers.set_suspended(CLUB, NOON)
    with filled.open_store(read_only=True) as store:
        assert store.achievements.aligned_with("urn:a", limit=10) == ()
