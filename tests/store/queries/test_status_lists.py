"""Status lists: a position is given out once, a bit only goes up, a publication only forward."""

from contextlib import suppress

import pytest

from badgeservice.errors import Conflict, NotFound
from badgeservice.openbadges.status_list import DEFAULT_LENGTH, position_for
from badgeservice.store import BrokenRule, Database, ListState
from store.kept import (
    CITY,
    CLUB,
    HOUR,
    LIST,
    NOON,
    SCHOOL,
    a_published_list,
    a_status_list,
)

KEY = a_status_list().permutation_key


def test_a_list_comes_out_as_it_went_in(filled: Database) -> None:
    with filled.open_store(read_only=True) as store:
        assert store.status_lists.current(CITY, "revocation") == a_status_list()
        assert store.status_lists.by_id(LIST) == a_status_list()


def test_there_is_no_list_for_another_issuer_or_purpose(filled: Database) -> None:
    with filled.open_store(read_only=True) as store:
        assert store.status_lists.current(CLUB, "revocation") is None
        assert store.status_lists.current(CITY, "suspension") is None
        assert store.status_lists.by_id("list-2") is None


def test_positions_follow_the_keyed_order_of_the_counter(filled: Database) -> None:
    with filled.open_store() as store:
        first = store.status_lists.reserve_positions(a_status_list(), 3)
    with filled.open_store() as store:
        second = store.status_lists.reserve_positions(a_status_list(), 2)
        assert store.status_lists.by_id(LIST) == a_status_list(next_counter=5)
    assert first + second == tuple(position_for(counter, KEY) for counter in range(5))


def test_a_reservation_that_is_undone_is_given_again(filled: Database) -> None:
    with suppress(LookupError), filled.open_store() as store:
        undone = store.status_lists.reserve_positions(a_status_list(), 1)
        raise LookupError
    with filled.open_store() as store:
        assert store.status_lists.reserve_positions(a_status_list(), 1) == undone


def test_a_list_that_runs_full_gives_what_it_has_and_then_nothing(filled: Database) -> None:
    nearly = a_status_list(issuer_did=CLUB, list_id="list-2", next_counter=DEFAULT_LENGTH - 2)
    with filled.open_store() as store:
        store.status_lists.add(nearly)
    with filled.open_store() as store:
        taken = store.status_lists.reserve_positions(nearly, 5)
        assert store.status_lists.reserve_positions(nearly, 1) == ()
    last = range(DEFAULT_LENGTH - 2, DEFAULT_LENGTH)
    assert taken == tuple(position_for(counter, KEY) for counter in last)
    with filled.open_store() as store:
        full = store.status_lists.by_id("list-2")
        assert full is not None
        assert full.is_full
        assert full.next_counter == DEFAULT_LENGTH
        assert store.status_lists.current(CLUB, "revocation") is None


def test_a_new_list_starts_only_when_the_last_one_is_full(filled: Database) -> None:
    second = a_status_list(list_id="list-2")
    with pytest.raises(Conflict), filled.open_store() as store:
        store.status_lists.add(second)
    with filled.open_store() as store:
        store.status_lists.skip(LIST, DEFAULT_LENGTH)
        store.status_lists.add(second)
    with filled.open_store(read_only=True) as store:
        assert store.status_lists.current(CITY, "revocation") == second


def test_a_list_id_is_used_once(filled: Database) -> None:
    with pytest.raises(Conflict, match="status list is there"), filled.open_store() as store:
        store.status_lists.add(a_status_list(issuer_did=CLUB))


@pytest.mark.parametrize(
    "told", [{"purpose": "message"}, {"length": 0}, {"next_counter": -1}, {"issuer_did": SCHOOL}]
)
def test_a_list_that_makes_no_sense_is_not_kept(filled: Database, told: dict[str, object]) -> None:
    with pytest.raises(BrokenRule), filled.open_store() as store:
        store.status_lists.add(a_status_list(list_id="list-2", **{"issuer_did": CLUB, **told}))


@pytest.mark.parametrize("count", [0, -1])
def test_a_counter_never_goes_back(filled: Database, count: int) -> None:
    with pytest.raises(ValueError, match="at least one"), filled.open_store() as store:
        store.status_lists.reserve_positions(a_status_list(), count)
    with pytest.raises(ValueError, match="never goes back"), filled.open_store() as store:
        store.status_lists.skip(LIST, count)


def test_a_block_is_skipped_after_a_restore(filled: Database) -> None:
    with filled.open_store() as store:
        store.status_lists.skip(LIST, 1_000)
        (position,) = store.status_lists.reserve_positions(a_status_list(), 1)
    assert position == position_for(1_000, KEY)
    with pytest.raises(NotFound), filled.open_store() as store:
        store.status_lists.skip("list-2", 1)


def test_a_position_and_a_credential_are_each_used_once(filled: Database) -> None:
    with filled.open_store() as store:
        store.status_lists.add_entry(LIST, 7, "urn:uuid:a")
    for position, credential_id in ((7, "urn:uuid:b"), (8, "urn:uuid:a")):
        with pytest.raises(Conflict, match="status entry is there"), filled.open_store() as store:
            store.status_lists.add_entry(LIST, position, credential_id)


def test_many_entries_are_kept_at_once_or_not_at_all(filled: Database) -> None:
    with pytest.raises(Conflict), filled.open_store() as store:
        store.status_lists.add_entries(LIST, {1: "urn:uuid:a", 2: "urn:uuid:a"})
    with filled.open_store() as store:
        store.status_lists.add_entries(LIST, {1: "urn:uuid:a", 2: "urn:uuid:b"})
        store.status_lists.add_entries(LIST, {})


def test_an_entry_of_no_list_or_before_its_start_is_not_kept(filled: Database) -> None:
    for list_id, position in (("list-2", 1), (LIST, -1)):
        with pytest.raises(BrokenRule), filled.open_store() as store:
            store.status_lists.add_entry(list_id, position, "urn:uuid:a")


def test_a_bit_is_set_once_and_every_change_is_a_revision(filled: Database) -> None:
    with filled.open_store() as store:
        assert store.status_lists.state(LIST) == ListState(revision=0, revoked=())
        store.status_lists.add_entries(LIST, {n: f"urn:uuid:{n}" for n in (9, 3, 5)})
        for position in (9, 3, 9):
            store.status_lists.mark_revoked(LIST, position, NOON)
    with filled.open_store(read_only=True) as store:
        assert store.status_lists.state(LIST) == ListState(revision=2, revoked=(3, 9))
        assert store.status_lists.revoked_positions(LIST) == [3, 9]
        assert store.status_lists.revoked_positions("list-2") == []


def test_a_position_that_was_given_to_nobody_cannot_be_revoked(filled: Database) -> None:
    with pytest.raises(NotFound), filled.open_store() as store:
        store.status_lists.mark_revoked(LIST, 1, NOON)
    with pytest.raises(NotFound), filled.open_store() as store:
        store.status_lists.state("list-2")


def test_a_published_list_comes_out_byte_for_byte(filled: Database) -> None:
    with filled.open_store() as store:
        assert store.status_lists.published(LIST) is None
        store.status_lists.publish(a_published_list())
    with filled.open_store(read_only=True) as store:
        assert store.status_lists.published(LIST) == a_published_list()


@pytest.mark.parametrize(("revision", "hours"), [(5, 0), (5, 1), (6, 0), (6, 1)])
def test_a_publication_goes_forward(filled: Database, revision: int, hours: int) -> None:
    newer = a_published_list(revision=revision, valid_from=NOON + hours * HOUR, document=b"new")
    with filled.open_store() as store:
        store.status_lists.publish(a_published_list(revision=5))
        store.status_lists.publish(newer)
    with filled.open_store(read_only=True) as store:
        assert store.status_lists.published(LIST) == newer


@pytest.mark.parametrize(("revision", "hours"), [(4, 0), (4, 1), (5, -1), (6, -1)])
def test_a_publication_never_goes_back(filled: Database, revision: int, hours: int) -> None:
    with filled.open_store() as store:
        store.status_lists.publish(a_published_list(revision=5))
    older = a_published_list(revision=revision, valid_from=NOON + hours * HOUR)
    with pytest.raises(Conflict, match="newer status list"), filled.open_store() as store:
        store.status_lists.publish(older)
    with filled.open_store(read_only=True) as store:
        assert store.status_lists.published(LIST) == a_published_list(revision=5)


def test_a_publication_of_no_list_or_without_any_validity_is_not_kept(filled: Database) -> None:
    for told in ({"list_id": "list-2"}, {"valid_until": NOON}):
        with pytest.raises(BrokenRule), filled.open_store() as store:
            store.status_lists.publish(a_published_list(**told))


def test_a_list_is_due_when_new_when_changed_and_before_it_runs_out(filled: Database) -> None:
    until = a_published_list().valid_until
    with filled.open_store() as store:
        assert store.status_lists.due(NOON) == (a_status_list(),)
        store.status_lists.publish(a_published_list())
        assert store.status_lists.due(until - HOUR) == ()
        assert store.status_lists.due(until) == (a_status_list(),)
        store.status_lists.add_entry(LIST, 1, "urn:uuid:a")
        assert store.status_lists.due(NOON) == ()
        store.status_lists.mark_revoked(LIST, 1, NOON)
        assert store.status_lists.due(NOON) == (a_status_list(),)
        store.status_lists.publish(a_published_list(revision=1))
        assert store.status_lists.due(NOON) == ()
