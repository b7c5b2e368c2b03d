"""Showing what was confirmed: once, whole, and not a moment too early."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from badgeservice.journeys.issuing.batches.confirming import sign_batch
from badgeservice.journeys.issuing.batches.releasing import release_if_due
from badgeservice.journeys.issuing.batches.undoing import undo, undo_row
from badgeservice.journeys.issuing.revoke import revoke
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.organisations.suspend import (
    end_organisation,
    resume,
    suspend,
)
from badgeservice.openbadges.award import HELD_BACK, Award
from badgeservice.store import Batch, BatchState, Store
from factories import the_city
from journeys.batches import lines_of
from journeys.considered import UNDO, a_desk


def test_nothing_is_shown_before_its_time(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.signed()
    desk.clock.move_on(UNDO - timedelta(microseconds=1))
    assert release_if_due(desk.parts, batch.batch_id) == batch
    assert {award.visible_from for award, _ in desk.kept(batch)} == {HELD_BACK}


def test_nothing_is_shown_while_any_of_it_waits_to_be_signed(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.confirmed()
    desk.clock.move_on(UNDO * 2)
    assert release_if_due(desk.parts, batch.batch_id) == batch
    sign_batch(desk.parts, batch.batch_id)
    released = release_if_due(desk.parts, batch.batch_id)
    assert released is not None
    assert released.state is BatchState.RELEASED


def test_what_a_suspended_issuer_held_back_is_shown_once_that_is_lifted(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.signed()
    suspend(desk.parts, the_city(), desk.club.did, "Iemand anders had de sleutel.")
    desk.clock.move_on(UNDO * 2)
    assert release_if_due(desk.parts, batch.batch_id) == batch
    assert {award.visible_from for award, _ in desk.kept(batch)} == {HELD_BACK}
    assert lines_of(desk.parts, "batch.released") == []
    resume(desk.parts, the_city(), desk.club.did)
    release_if_due(desk.parts, batch.batch_id)
    assert desk.states(batch) == ["released"] * 3


def test_what_an_ended_organisation_held_back_is_never_shown(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.signed()
    end_organisation(desk.parts, the_city(), desk.club.did, "De club stopt.")
    desk.clock.move_on(timedelta(days=400))
    assert release_if_due(desk.parts, batch.batch_id) == batch
    assert {award.visible_from for award, _ in desk.kept(batch)} == {HELD_BACK}


def test_a_batch_that_is_not_there_or_not_confirmed_is_not_released(parts: Parts) -> None:
    desk = a_desk(parts)
    assert release_if_due(desk.parts, "nothing") is None
    for batch in (desk.draft(), desk.previewed(key="list-2")):
        desk.clock.move_on(UNDO * 2)
        assert release_if_due(desk.parts, batch.batch_id) == batch
    assert lines_of(desk.parts, "batch.released") == []


def test_at_its_time_all_of_it_is_shown_from_then_on(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.signed()
    desk.clock.move_on(UNDO)
    release_if_due(desk.parts, batch.batch_id)
    shown_at = desk.clock()
    desk.clock.move_on(UNDO)
    release_if_due(desk.parts, batch.batch_id)
    assert {award.visible_from for award, _ in desk.kept(batch)} == {shown_at}
    assert len(lines_of(desk.parts, "batch.released")) == 1


def test_who_is_told_are_those_who_keep_it_and_only_once(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.signed(4)
    undo_row(desk.parts, desk.actor, batch.batch_id, 1)
    award = desk.kept(batch)[1][0]
    revoke(desk.parts, desk.actor, desk.club.did, award.award_id, "Vergissing.")
    told: list[str | None] = []

    def note(_parts: Parts, _store: Store, _batch: Batch, awards: tuple[Award, ...]) -> None:
        told.extend(award.recipient_email for award in awards)

    desk.clock.move_on(UNDO)
    with ThreadPoolExecutor(5) as pool:
        asked = [
            pool.submit(release_if_due, desk.parts, batch.batch_id, on_release=note)
            for _ in range(5)
        ]
        assert {one.result().state for one in asked} == {BatchState.RELEASED}
    assert told == ["persoon3@prive.example", "persoon4@prive.example"]


def test_when_telling_fails_nothing_is_shown(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.signed()
    desk.clock.move_on(UNDO)

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        release_if_due(desk.parts, batch.batch_id, on_release=fail)
    assert {award.visible_from for award, _ in desk.kept(batch)} == {HELD_BACK}


def test_releasing_mails_nobody_while_there_is_nothing_to_claim(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.signed()
    desk.clock.move_on(UNDO)
    release_if_due(desk.parts, batch.batch_id)
    with desk.parts.database.open_store(read_only=True) as store:
        assert store.mails.all() == ()


def test_releasing_and_undoing_at_the_edge_end_as_one_of_the_two(parts: Parts) -> None:
    desk = a_desk(parts)
    for number in range(5):
        batch = desk.signed(4, key=f"list-{number}")
        if number % 2:
            desk.clock.move_on(UNDO)
        with ThreadPoolExecutor(4) as pool:
            asked = [
                pool.submit(release_if_due, desk.parts, batch.batch_id),
                pool.submit(undo, desk.parts, desk.actor, batch.batch_id),
                pool.submit(release_if_due, desk.parts, batch.batch_id),
            ]
            undone = asked[1].exception() is None
        assert undone is (number % 2 == 0)
        assert set(desk.states(batch)) == ({"undone"} if undone else {"released"})
        if not undone:
            # So that the same people are good again in the next list.
            for award, _ in desk.kept(batch):
                revoke(desk.parts, desk.actor, desk.club.did, award.award_id, "Voor de proef.")
