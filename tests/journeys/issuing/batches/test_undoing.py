"""Undoing: everything comes back while nobody has seen it, and never after."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from badgeservice.errors import Conflict, NotFound
from badgeservice.journeys.issuing.batches.confirming import confirm, sign_batch
from badgeservice.journeys.issuing.batches.drafting import cancel, preview
from badgeservice.journeys.issuing.batches.releasing import release_if_due
from badgeservice.journeys.issuing.batches.undoing import undo, undo_row
from badgeservice.journeys.issuing.batches.visible import visible_award
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.organisations.suspend import suspend
from badgeservice.journeys.verifying.verify import verify
from badgeservice.openbadges.award import AwardState
from badgeservice.openbadges.verification import Verdict
from badgeservice.store import Batch, BatchState
from factories import an_issuer, caller_of, the_city
from journeys.batches import lines_of, positions_used, waiting
from journeys.considered import UNDO, Desk, a_desk, people

MOMENT = timedelta(microseconds=1)


def assert_all_is_taken_back(desk: Desk, batch: Batch, count: int) -> None:
    """No award lives, no signed form is valid, and nobody ever sees any of them."""
    kept = desk.kept(batch)
    assert len(kept) == count
    assert desk.states(batch) == ["undone"] * count
    with desk.parts.database.open_store(read_only=True) as store:
        bits = set(store.status_lists.revoked_positions(kept[0][0].status_list_id))
    for award, credential in kept:
        assert award.state is AwardState.REVOKED
        assert award.status_position in bits
        if credential is not None:
            assert credential.revoked_at is not None
            for form in (credential.document, str(credential.token).encode()):
                assert verify(desk.parts, form).verdict is Verdict.INVALID
        with pytest.raises(NotFound):
            visible_award(desk.parts, award.credential_id)


def test_nobody_else_undoes_a_batch(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.signed()
    other = an_issuer(desk.parts, "vv-elders", name="VV Elders")
    for actor in (caller_of(other), the_city()):
        with pytest.raises(NotFound):
            undo(desk.parts, actor, batch.batch_id)
        with pytest.raises(NotFound):
            undo_row(desk.parts, actor, batch.batch_id, 1)
    assert desk.states(batch) == ["signed"] * 3


def test_what_was_never_confirmed_cannot_be_undone(parts: Parts) -> None:
    desk = a_desk(parts)
    previewed = desk.previewed()
    cancelled = desk.previewed(key="list-2")
    cancel(desk.parts, desk.actor, cancelled.batch_id)
    for batch in (previewed, cancelled):
        with pytest.raises(Conflict):
            undo(desk.parts, desk.actor, batch.batch_id)


@pytest.mark.parametrize("after", [timedelta(0), UNDO / 2, UNDO - MOMENT])
def test_a_signed_batch_is_undone_until_the_last_moment(parts: Parts, after: timedelta) -> None:
    desk = a_desk(parts)
    batch = desk.signed()
    desk.clock.move_on(after)
    assert undo(desk.parts, desk.actor, batch.batch_id).state is BatchState.UNDONE
    desk.clock.move_on(timedelta(days=1))
    release_if_due(desk.parts, batch.batch_id)
    assert_all_is_taken_back(desk, batch, 3)
    line = lines_of(desk.parts, "batch.undone")[0].line
    assert (line.subject, line.detail["awards"]) == (batch.batch_id, 3)


def test_a_suspended_issuer_takes_back_what_is_held_back_also_after_its_time(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.signed()
    suspend(desk.parts, the_city(), desk.club.did, "Iemand anders had de sleutel.")
    desk.clock.move_on(UNDO * 2)
    assert undo(desk.parts, desk.actor, batch.batch_id).state is BatchState.UNDONE
    assert_all_is_taken_back(desk, batch, 3)


@pytest.mark.parametrize("after", [UNDO, UNDO + MOMENT, timedelta(days=400)])
def test_at_the_end_of_the_time_it_is_too_late(parts: Parts, after: timedelta) -> None:
    desk = a_desk(parts)
    batch = desk.signed()
    desk.clock.move_on(after)
    with pytest.raises(Conflict):
        undo(desk.parts, desk.actor, batch.batch_id)
    with pytest.raises(Conflict):
        undo_row(desk.parts, desk.actor, batch.batch_id, 1)
    assert desk.states(batch) == ["signed"] * 3
    release_if_due(desk.parts, batch.batch_id)
    with pytest.raises(Conflict):
        undo(desk.parts, desk.actor, batch.batch_id)
    for award, _ in desk.kept(batch):
        assert visible_award(desk.parts, award.credential_id).state is AwardState.SIGNED


def test_what_nobody_could_see_yet_is_undone_however_late(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.confirmed()
    desk.clock.move_on(timedelta(days=2))
    undo(desk.parts, desk.actor, batch.batch_id)
    assert_all_is_taken_back(desk, batch, 3)


def test_what_was_undone_is_never_signed(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.confirmed()
    undo(desk.parts, desk.actor, batch.batch_id)
    assert sign_batch(desk.parts, batch.batch_id) == 0
    assert waiting(desk.parts) == ()
    assert [credential for _, credential in desk.kept(batch)] == [None] * 3


def test_undoing_again_changes_nothing(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.signed()
    first = undo(desk.parts, desk.actor, batch.batch_id)
    before = desk.kept(batch)
    desk.clock.move_on(UNDO * 2)
    assert undo(desk.parts, desk.actor, batch.batch_id) == first
    assert desk.kept(batch) == before
    assert len(lines_of(desk.parts, "batch.undone")) == 1


def test_undone_positions_are_never_given_to_others(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.signed()
    undo(desk.parts, desk.actor, batch.batch_id)
    second = desk.signed(key="list-2")
    taken = {award.status_position for award, _ in desk.kept(batch)}
    assert taken.isdisjoint(award.status_position for award, _ in desk.kept(second))
    assert positions_used(desk.parts, desk.club.did) == 6


def test_after_undoing_the_same_people_are_good_again(parts: Parts) -> None:
    desk = a_desk(parts)
    undo(desk.parts, desk.actor, desk.signed().batch_id)
    again = desk.previewed(key="list-2")
    assert [outcome for _, outcome, _ in desk.judged(again)] == ["good"] * 3


# --- one row ----------------------------------------------------------------------------------


@pytest.mark.parametrize("row_number", [0, 2, 9])
def test_a_row_without_an_award_cannot_be_undone(parts: Parts, row_number: int) -> None:
    desk = a_desk(parts)
    rows = people(3)
    rows[1] = people(2, age_band="under_16")[1]
    batch = desk.signed(rows)
    with pytest.raises(NotFound):
        undo_row(desk.parts, desk.actor, batch.batch_id, row_number)


def test_one_row_is_taken_back_for_good_and_the_others_go_on(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.signed()
    for _ in range(2):
        undo_row(desk.parts, desk.actor, batch.batch_id, 2)
    desk.clock.move_on(UNDO)
    release_if_due(desk.parts, batch.batch_id)
    assert desk.states(batch) == ["released", "undone", "released"]
    (first, _), (second, credential), _ = desk.kept(batch)
    assert visible_award(desk.parts, first.credential_id) == first
    with pytest.raises(NotFound):
        visible_award(desk.parts, second.credential_id)
    assert credential is not None
    assert verify(desk.parts, credential.document).verdict is Verdict.INVALID
    assert len(lines_of(desk.parts, "award.undone")) == 1


# --- at once ----------------------------------------------------------------------------------


def test_undoing_and_signing_at_once_leave_nothing_valid(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.confirmed(30)
    with ThreadPoolExecutor(3) as pool:
        asked = [
            pool.submit(sign_batch, desk.parts, batch.batch_id),
            pool.submit(undo, desk.parts, desk.actor, batch.batch_id),
            pool.submit(sign_batch, desk.parts, batch.batch_id),
        ]
        for one in asked:
            # Signing may find that all of it was taken back meanwhile.
            assert isinstance(one.exception(), Conflict | None)
    assert_all_is_taken_back(desk, batch, 30)


def test_confirming_and_undoing_at_once_end_as_one_of_the_two(parts: Parts) -> None:
    desk = a_desk(parts)
    for number in range(4):
        preview(desk.parts, desk.actor, desk.draft(2, key=f"list-{number}").batch_id)
    with desk.parts.database.open_store(read_only=True) as store:
        batches = store.batches.in_state([BatchState.PREVIEWED])
    with ThreadPoolExecutor(4) as pool:
        for batch in batches:
            asked = [
                pool.submit(confirm, desk.parts, desk.actor, batch.batch_id),
                pool.submit(undo, desk.parts, desk.actor, batch.batch_id),
                pool.submit(undo, desk.parts, desk.actor, batch.batch_id),
            ]
            assert all(isinstance(one.exception(), Conflict | None) for one in asked)
            undo(desk.parts, desk.actor, batch.batch_id)
            assert_all_is_taken_back(desk, batch, 2)
