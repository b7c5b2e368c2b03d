"""What the worker does: sign what waits, show what is due, forget what is over."""

from dataclasses import replace
from datetime import timedelta

from badgeservice.errors import IssuerSuspended, Refusal
from badgeservice.journeys.issuing.batches.confirming import sign_batch
from badgeservice.journeys.issuing.batches.rounds import (
    BatchRound,
    finish_batch,
    tidy_batches,
    work_on_batches,
)
from badgeservice.journeys.issuing.finish import finish_waiting
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.award import HELD_BACK
from badgeservice.store import BatchState
from factories import an_achievement, an_issuer
from journeys.considered import UNDO, a_desk


def test_a_round_without_batches_does_nothing(parts: Parts) -> None:
    assert work_on_batches(parts) == BatchRound(0, 0)
    assert tidy_batches(parts) == 0


def test_a_round_signs_what_waits_and_shows_it_in_its_time(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.confirmed()
    assert work_on_batches(desk.parts) == BatchRound(signed=3, released=0)
    desk.clock.move_on(UNDO)
    assert work_on_batches(desk.parts) == BatchRound(signed=0, released=1)
    assert work_on_batches(desk.parts) == BatchRound(0, 0)
    assert desk.states(batch) == ["released"] * 3


def test_one_batch_that_is_refused_does_not_stop_the_others(parts: Parts) -> None:
    desk = a_desk(parts)
    other = an_issuer(desk.parts, "vv-elders", name="VV Elders")
    theirs = replace(desk, club=other, achievement=an_achievement(desk.parts, other))
    stopped, going = desk.confirmed(), theirs.confirmed()
    with desk.parts.database.open_store() as store:
        store.issuers.set_suspended(desk.club.did, desk.parts.now())
    told: list[tuple[str, type[Refusal]]] = []
    worked = work_on_batches(desk.parts, on_refusal=lambda one, why: told.append((one, type(why))))
    assert told == [(stopped.batch_id, IssuerSuspended)]
    assert worked.signed == 3
    assert theirs.states(going) == ["signed"] * 3
    assert isinstance(finish_batch(desk.parts, stopped.batch_id, actor_name="x"), IssuerSuspended)


def test_what_is_signed_one_by_one_stays_held_back(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.confirmed()
    assert finish_waiting(desk.parts) == 3
    assert {award.visible_from for award, _ in desk.kept(batch)} == {HELD_BACK}


def test_without_time_to_undo_it_is_shown_as_soon_as_it_is_signed(parts: Parts) -> None:
    desk = a_desk(replace(parts, rules=replace(parts.rules, undo_minutes=0)))
    batch = desk.confirmed()
    assert finish_batch(desk.parts, batch.batch_id, actor_name="key:club") is None
    assert desk.states(batch) == ["released"] * 3


def test_a_preview_that_nobody_confirms_is_cancelled_with_its_people(parts: Parts) -> None:
    desk = a_desk(parts)
    forgotten, drafted = desk.previewed(), desk.draft(key="list-2")
    confirmed = desk.signed(key="list-3")
    desk.clock.move_on(timedelta(days=14))
    tidy_batches(desk.parts)
    assert desk.states(forgotten) == ["proposed"] * 3
    desk.clock.move_on(timedelta(seconds=1))
    tidy_batches(desk.parts)
    assert desk.told(forgotten) == desk.told(drafted) == []
    assert desk.states(confirmed) == ["signed"] * 3
    with desk.parts.database.open_store(read_only=True) as store:
        left = store.batches.in_state(list(BatchState))
    assert sorted(one.state.value for one in left) == ["cancelled", "cancelled", "confirmed"]


def test_people_are_taken_out_of_what_is_long_over_and_are_known_again_all_the_same(
    parts: Parts,
) -> None:
    desk = a_desk(parts)
    batch = desk.confirmed()
    sign_batch(desk.parts, batch.batch_id)
    desk.clock.move_on(UNDO)
    work_on_batches(desk.parts)
    desk.clock.move_on(timedelta(days=90))
    assert tidy_batches(desk.parts) == 0
    desk.clock.move_on(timedelta(seconds=1))
    assert tidy_batches(desk.parts) == 3
    rows = [one.row for one in desk.told(batch)]
    assert {(one.name, one.email, one.member_number) for one in rows} == {(None, None, None)}
    assert desk.states(batch) == ["released"] * 3
    assert [outcome for _, outcome, _ in desk.judged(desk.previewed(key="list-2"))] == [
        "doubtful"
    ] * 3
