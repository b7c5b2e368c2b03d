"""Sessions: found by the hash of their id, and gone when they are ended."""

from datetime import timedelta

import pytest

from badgeservice.errors import Conflict
from badgeservice.store import BrokenRule, Database
from store.kept import HOUR

HASH = b"h" * 32


def test_a_session_comes_out_as_it_went_in(peopled: Database, valid) -> None:
    with peopled.open_store() as store:
        store.sessions.add(valid.session())
        assert store.sessions.by_hash(HASH) == valid.session()


@pytest.mark.parametrize("wrong", [b"", b"h" * 31, b"g" * 32])
def test_another_hash_finds_no_session(peopled: Database, valid, wrong: bytes) -> None:
    with peopled.open_store() as store:
        store.sessions.add(valid.session())
        assert store.sessions.by_hash(wrong) is None


def test_two_sessions_never_share_an_id(peopled: Database, valid) -> None:
    with peopled.open_store() as store:
        store.sessions.add(valid.session())
    with pytest.raises(Conflict, match="session is there"), peopled.open_store() as store:
        store.sessions.add(valid.session(account_id="a-2"))


@pytest.mark.parametrize(
    "told", [{"session_hash": b"secret"}, {"account_id": "nobody"}], ids=["hash", "account"]
)
def test_a_session_in_another_shape_or_of_nobody_is_not_kept(
    peopled: Database, valid, told
) -> None:
    with pytest.raises(BrokenRule), peopled.open_store() as store:
        store.sessions.add(valid.session(**told))


def test_the_moment_it_was_seen_never_goes_back(peopled: Database, valid) -> None:
    with peopled.open_store() as store:
        store.sessions.add(valid.session())
        store.sessions.see(HASH, valid.now + HOUR)
        store.sessions.see(HASH, valid.now)
        assert store.sessions.by_hash(HASH) == valid.session(seen_at=valid.now + HOUR)


def test_ending_one_session_leaves_the_others(peopled: Database, valid) -> None:
    other = valid.session(session_hash=b"o" * 32)
    with peopled.open_store() as store:
        store.sessions.add(valid.session())
        store.sessions.add(other)
        store.sessions.end(HASH)
        store.sessions.end(HASH)
        assert store.sessions.by_hash(HASH) is None
        assert store.sessions.by_hash(b"o" * 32) == other


def test_ending_all_of_a_person_leaves_those_of_others(peopled: Database, valid) -> None:
    theirs = valid.session(session_hash=b"t" * 32, account_id="a-2")
    with peopled.open_store() as store:
        for letter in (b"1", b"2"):
            store.sessions.add(valid.session(session_hash=letter * 32))
        store.sessions.add(theirs)
        assert store.sessions.end_all_of("a-1") == 2
        assert store.sessions.by_hash(b"t" * 32) == theirs


def test_a_second_factor_is_noted_on_a_session_that_is_there(peopled: Database, valid) -> None:
    with peopled.open_store() as store:
        assert not store.sessions.step_up(HASH, valid.now)
        store.sessions.add(valid.session())
        assert store.sessions.step_up(HASH, valid.now)
        assert store.sessions.by_hash(HASH) == valid.session(step_up_at=valid.now)


def test_what_is_over_or_unused_is_dropped_and_nothing_else(peopled: Database, valid) -> None:
    now, second = valid.now, timedelta(seconds=1)
    with peopled.open_store() as store:
        store.sessions.add(valid.session(session_hash=b"1" * 32, ends_at=now))
        store.sessions.add(valid.session(session_hash=b"2" * 32, seen_at=now - HOUR))
        store.sessions.add(valid.session(session_hash=b"3" * 32))
        assert store.sessions.drop(over=now, unseen=now - HOUR) == 0
        assert store.sessions.drop(over=now + second, unseen=now - HOUR + second) == 2
        assert store.sessions.by_hash(b"3" * 32) is not None
