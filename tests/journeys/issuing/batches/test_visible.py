"""What others than the issuer see of an award: nothing, until it was released."""

from datetime import timedelta

import pytest

from badgeservice.errors import NotFound
from badgeservice.journeys.issuing.batches.visible import visible_award
from badgeservice.journeys.issuing.read_award import read_award
from badgeservice.journeys.issuing.read_credential import read_credential
from badgeservice.journeys.parts import Parts
from badgeservice.store import BatchState
from factories import an_award, an_issuer, caller_of, the_city
from journeys.batches import lines_of
from journeys.considered import UNDO, a_desk


def test_what_does_not_exist_and_what_is_held_back_are_told_alike(parts: Parts) -> None:
    desk = a_desk(parts)
    award = desk.kept(desk.signed())[0][0]
    told = []
    for credential_id in (award.credential_id, "urn:uuid:nothing"):
        with pytest.raises(NotFound) as refused:
            visible_award(desk.parts, credential_id)
        told.append(refused.value.detail)
    assert told[0] == told[1]


def test_its_issuer_reads_what_is_held_back_and_nobody_else_does(parts: Parts) -> None:
    desk = a_desk(parts)
    other = an_issuer(desk.parts, "vv-elders", name="VV Elders")
    award, credential = desk.kept(desk.signed())[0]
    assert credential is not None
    assert read_award(desk.parts, desk.actor, award.award_id).credential == credential
    file = read_credential(desk.parts, desk.actor, award.credential_id)
    assert file.body == credential.document
    for actor in (caller_of(other), the_city()):
        for read, key in ((read_award, award.award_id), (read_credential, award.credential_id)):
            with pytest.raises(NotFound):
                read(desk.parts, actor, key)


def test_who_looks_after_its_time_sees_it_without_any_worker(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.signed()
    award = desk.kept(batch)[0][0]
    desk.clock.move_on(UNDO - timedelta(microseconds=1))
    with pytest.raises(NotFound):
        visible_award(desk.parts, award.credential_id)
    desk.clock.move_on(timedelta(microseconds=1))
    assert visible_award(desk.parts, award.credential_id).visible_from == desk.clock()
    with desk.parts.database.open_store(read_only=True) as store:
        found = store.batches.by_id(batch.batch_id)
    assert found is not None
    assert found.state is BatchState.RELEASED
    assert len(lines_of(desk.parts, "batch.released")) == 1


def test_an_award_outside_any_such_batch_is_seen_at_once(parts: Parts) -> None:
    desk = a_desk(parts)
    award = an_award(desk.parts, desk.achievement).award
    assert award.visible_from is None
    assert visible_award(desk.parts, award.credential_id).award_id == award.award_id
