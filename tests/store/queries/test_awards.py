"""Awards: kept once, seen by their own issuer, never without a status entry."""

from typing import Any

import pytest

from badgeservice.errors import Conflict, NotFound
from badgeservice.openbadges.award import AwardState
from badgeservice.store import BrokenRule, Database
from store.kept import CITY, CLUB, HOUR, NOON, an_achievement, an_award, an_id, keep_award


@pytest.fixture
def awarded(filled: Database) -> Database:
    with filled.open_store() as store:
        keep_award(store, an_award())
    return filled


def test_an_award_comes_out_as_it_went_in(awarded: Database) -> None:
    award = an_award()
    with awarded.open_store(read_only=True) as store:
        assert store.awards.by_id(CLUB, award.award_id) == award
        assert store.awards.by_idempotency_key(CLUB, award.idempotency_key) == award
        assert store.awards.by_credential_id(award.credential_id) == award


def test_an_award_is_not_there_for_another_issuer(awarded: Database) -> None:
    with awarded.open_store(read_only=True) as store:
        assert store.awards.by_id(CITY, an_award().award_id) is None
        assert store.awards.by_idempotency_key(CITY, "request-1") is None


def test_an_unknown_award_is_none(awarded: Database) -> None:
    with awarded.open_store(read_only=True) as store:
        assert store.awards.by_id(CLUB, an_id(9)) is None
        assert store.awards.by_idempotency_key(CLUB, "REQUEST-1") is None
        assert store.awards.by_credential_id("urn:uuid:none") is None


@pytest.mark.parametrize(
    "same", ["award_id", "credential_id", "idempotency_key", "status_position"]
)
def test_what_must_be_unique_is_refused_the_second_time(awarded: Database, same: str) -> None:
    told: dict[str, Any] = {same: getattr(an_award(), same)}
    with awarded.open_store() as store:
        store.status_lists.add_entry("list-1", 2, "urn:uuid:entry-2")
    with pytest.raises(Conflict, match="award is there"), awarded.open_store() as store:
        store.awards.add(an_award(2, **told))
    with awarded.open_store(read_only=True) as store:
        assert store.awards.waiting(10) == (an_award(),)


def test_two_issuers_may_use_the_same_idempotency_key(awarded: Database) -> None:
    achievement = an_achievement(achievement_id=an_id(2, kind=1), issuer_did=CITY)
    award = an_award(
        2,
        issuer_did=CITY,
        achievement_id=achievement.achievement_id,
        idempotency_key="request-1",
    )
    with awarded.open_store() as store:
        store.achievements.add_version(achievement)
        keep_award(store, award)
    with awarded.open_store(read_only=True) as store:
        assert store.awards.by_idempotency_key(CITY, "request-1") == award
        assert store.awards.by_idempotency_key(CLUB, "request-1") == an_award()


def test_an_award_for_another_issuers_achievement_is_not_kept(filled: Database) -> None:
    with pytest.raises(BrokenRule, match=r"(?i)foreign ?key"), filled.open_store() as store:
        keep_award(store, an_award(issuer_did=CITY))


def test_an_award_for_a_version_that_does_not_exist_is_not_kept(filled: Database) -> None:
    with pytest.raises(BrokenRule, match=r"(?i)foreign ?key"), filled.open_store() as store:
        keep_award(store, an_award(achievement_version=2))


def test_an_award_without_a_status_entry_is_not_kept(filled: Database) -> None:
    with pytest.raises(BrokenRule, match=r"(?i)foreign ?key"), filled.open_store() as store:
        store.awards.add(an_award())
    with filled.open_store(read_only=True) as store:
        assert store.awards.waiting(1) == ()


def test_the_status_entry_may_come_after_the_award(filled: Database) -> None:
    award = an_award()
    with filled.open_store() as store:
        store.awards.add(award)
        store.status_lists.add_entry("list-1", award.status_position, award.credential_id)
    with filled.open_store(read_only=True) as store:
        assert store.awards.waiting(1) == (award,)


def test_many_awards_are_kept_at_once_or_not_at_all(filled: Database) -> None:
    several = [an_award(number) for number in range(1, 51)]
    with filled.open_store() as store:
        store.status_lists.add_entries(
            "list-1", {award.status_position: award.credential_id for award in several}
        )
        store.awards.add_all(several)
        store.awards.add_all([])
    with pytest.raises(Conflict), filled.open_store() as store:
        store.awards.add_all([an_award(51), an_award(52, idempotency_key="request-1")])
    with filled.open_store(read_only=True) as store:
        assert len(store.awards.waiting(1_000)) == 50


def test_waiting_awards_come_oldest_first_and_no_more_than_asked(filled: Database) -> None:
    with filled.open_store() as store:
        for number in (1, 2, 3, 4):
            keep_award(store, an_award(number, awarded_at=NOON - number * HOUR))
        store.awards.mark_signed(CLUB, an_award(4).award_id)
        store.awards.mark_revoked(CLUB, an_award(2).award_id)
    with filled.open_store(read_only=True) as store:
        assert [award.status_position for award in store.awards.waiting(10)] == [3, 1]
        assert [award.status_position for award in store.awards.waiting(1)] == [3]


def test_an_award_is_signed_and_then_revoked(awarded: Database) -> None:
    award = an_award()
    for mark, state in (("signed", AwardState.SIGNED), ("revoked", AwardState.REVOKED)):
        with awarded.open_store() as store:
            getattr(store.awards, f"mark_{mark}")(CLUB, award.award_id)
        with awarded.open_store(read_only=True) as store:
            assert store.awards.by_id(CLUB, award.award_id) == an_award(state=state)


def test_an_award_is_not_signed_twice(awarded: Database) -> None:
    with awarded.open_store() as store:
        store.awards.mark_signed(CLUB, an_award().award_id)
    with pytest.raises(Conflict, match="not waiting"), awarded.open_store() as store:
        store.awards.mark_signed(CLUB, an_award().award_id)


def test_a_revoked_award_is_not_signed_any_more(awarded: Database) -> None:
    with awarded.open_store() as store:
        store.awards.mark_revoked(CLUB, an_award().award_id)
        store.awards.mark_revoked(CLUB, an_award().award_id)
    with pytest.raises(Conflict), awarded.open_store() as store:
        store.awards.mark_signed(CLUB, an_award().award_id)


@pytest.mark.parametrize("mark", ["mark_signed", "mark_revoked"])
def test_another_issuer_cannot_change_an_award(awarded: Database, mark: str) -> None:
    with pytest.raises(NotFound), awarded.open_store() as store:
        getattr(store.awards, mark)(CITY, an_award().award_id)
    with awarded.open_store(read_only=True) as store:
        assert store.awards.waiting(10) == (an_award(),)


# --- many at once -------------------------------------------------------------------------------


def keep_batch(database: Database, name: str, numbers: range, **told: Any) -> list[Any]:
    several = [
        an_award(number, idempotency_key=f"batch\t{name}\t{row:06}", **told)
        for row, number in enumerate(numbers)
    ]
    with database.open_store() as store:
        # Written back to front: the order is that of the keys.
        for award in reversed(several):
            keep_award(store, award)
    return several


def keys(name: str, count: int = 1_000_000) -> tuple[str, str]:
    return f"batch\t{name}\t000000", f"batch\t{name}\t{count - 1:06}"


def test_awards_from_one_key_to_another_come_in_the_order_of_their_keys(filled: Database) -> None:
    first = keep_batch(filled, "a0", range(1, 13))
    second = keep_batch(filled, "a1", range(21, 24))
    keep_batch(filled, "A0", range(31, 34))
    with filled.open_store() as store:
        for number, key in enumerate(["batch a0 000001", "batch\ta0\t00000a", "batcha0000002"]):
            keep_award(store, an_award(41 + number, idempotency_key=key))
    with filled.open_store(read_only=True) as store:
        found = store.awards.by_idempotency_keys(CLUB, *keys("a0"))
        assert [award for award in found if award.status_position < 40] == first
        assert store.awards.by_idempotency_keys(CLUB, *keys("a1")) == tuple(second)
        assert store.awards.by_idempotency_keys(CLUB, *keys("a0", 2)) == tuple(first[:2])
        assert store.awards.by_idempotency_keys(CLUB, *keys("a2")) == ()
        assert store.awards.by_idempotency_keys(CITY, *keys("a0")) == ()


def test_those_that_were_accepted_are_marked_and_the_others_left(filled: Database) -> None:
    several = keep_batch(filled, "a0", range(1, 7))
    with filled.open_store() as store:
        store.awards.mark_signed(CLUB, several[0].award_id)
        store.awards.mark_revoked(CLUB, several[1].award_id)
    with filled.open_store() as store:
        ids = [award.award_id for award in several[:5]]
        assert store.awards.mark_all_signed(CLUB, [*ids, "none"]) == set(ids[2:])
        assert store.awards.mark_all_signed(CLUB, ids) == frozenset()
        assert store.awards.mark_all_signed(CLUB, []) == frozenset()
    with filled.open_store(read_only=True) as store:
        found = store.awards.by_idempotency_keys(CLUB, *keys("a0"))
    signed, revoked, accepted = AwardState.SIGNED, AwardState.REVOKED, AwardState.ACCEPTED
    assert [award.state for award in found] == [signed, revoked, *[signed] * 3, accepted]


def test_another_issuer_marks_none(awarded: Database) -> None:
    with awarded.open_store() as store:
        assert store.awards.mark_all_signed(CITY, [an_award().award_id]) == frozenset()
    with awarded.open_store(read_only=True) as store:
        assert store.awards.waiting(10) == (an_award(),)
