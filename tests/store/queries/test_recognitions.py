"""The trust register: what holds when, and that two recognitions never hold without an end."""

from datetime import timedelta

import pytest

from badgeservice.errors import Conflict, NotFound
from badgeservice.store import BrokenRule, Database
from store.kept import CITY, CLUB, HOUR, NOON, SCHOOL, a_recognition

MOMENT = timedelta(microseconds=1)


def test_a_recognition_comes_out_as_it_went_in(filled: Database) -> None:
    recognition = a_recognition(scope=("sport", "https://skills.example/1D54A21B60"))
    with filled.open_store() as store:
        store.recognitions.add(recognition)
    with filled.open_store(read_only=True) as store:
        assert store.recognitions.of(CLUB, NOON) == recognition


def test_a_recognition_holds_from_its_first_instant_to_just_before_its_last(
    filled: Database,
) -> None:
    recognition = a_recognition(until=NOON + HOUR)
    with filled.open_store() as store:
        store.recognitions.add(recognition)
    with filled.open_store(read_only=True) as store:
        assert store.recognitions.of(CLUB, NOON - MOMENT) is None
        assert store.recognitions.of(CLUB, NOON) == recognition
        assert store.recognitions.of(CLUB, NOON + HOUR - MOMENT) == recognition
        assert store.recognitions.of(CLUB, NOON + HOUR) is None


def test_nobody_is_recognised_by_default(filled: Database) -> None:
    with filled.open_store(read_only=True) as store:
        assert store.recognitions.of(CLUB, NOON) is None


def test_the_recognition_that_began_last_counts(filled: Database) -> None:
    old = a_recognition(since=NOON - HOUR, until=NOON + HOUR)
    with filled.open_store() as store:
        store.recognitions.add(old)
        store.recognitions.add(a_recognition(scope=("sport",)))
    with filled.open_store(read_only=True) as store:
        assert store.recognitions.of(CLUB, NOON - MOMENT) == old
        assert store.recognitions.of(CLUB, NOON) == a_recognition(scope=("sport",))


def test_a_second_recognition_without_an_end_is_refused(filled: Database) -> None:
    with filled.open_store() as store:
        store.recognitions.add(a_recognition())
    with pytest.raises(Conflict), filled.open_store() as store:
        store.recognitions.add(a_recognition(since=NOON + HOUR))


def test_a_second_recognition_from_the_same_instant_is_refused(filled: Database) -> None:
    with filled.open_store() as store:
        store.recognitions.add(a_recognition(until=NOON + HOUR))
    with pytest.raises(Conflict, match="recognition is there"), filled.open_store() as store:
        store.recognitions.add(a_recognition())


def test_a_recognition_that_ends_before_it_begins_is_not_kept(filled: Database) -> None:
    with pytest.raises(BrokenRule, match="ends_after_it_begins"), filled.open_store() as store:
        store.recognitions.add(a_recognition(until=NOON - MOMENT))


def test_a_recognition_ends_and_another_may_begin(filled: Database) -> None:
    with filled.open_store() as store:
        store.recognitions.add(a_recognition())
        store.recognitions.end(CLUB, NOON + HOUR)
        store.recognitions.add(a_recognition(since=NOON + 2 * HOUR))
    with filled.open_store(read_only=True) as store:
        assert store.recognitions.of(CLUB, NOON) == a_recognition(until=NOON + HOUR)
        assert store.recognitions.of(CLUB, NOON + HOUR) is None
        assert store.recognitions.of(CLUB, NOON + 3 * HOUR) is not None


def test_a_recognition_that_has_not_begun_never_holds_once_ended(filled: Database) -> None:
    with filled.open_store() as store:
        store.recognitions.add(a_recognition(since=NOON + HOUR))
        store.recognitions.end(CLUB, NOON)
    with filled.open_store(read_only=True) as store:
        assert store.recognitions.of(CLUB, NOON + 2 * HOUR) is None
        assert store.recognitions.of(CLUB, NOON + HOUR) is None


def test_a_recognition_that_is_not_there_or_has_ended_cannot_be_ended(filled: Database) -> None:
    with filled.open_store() as store:
        store.recognitions.add(a_recognition(until=NOON + HOUR))
    for did in (CLUB, CITY, SCHOOL):
        with pytest.raises(NotFound), filled.open_store() as store:
            store.recognitions.end(did, NOON)
