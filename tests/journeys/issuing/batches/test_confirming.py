"""Confirming a list: once, whole, of the version that was seen, and seen by nobody yet."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from badgeservice.errors import (
    Conflict,
    IssuerSuspended,
    KeyEncryptionKeyMissing,
    NotConformant,
    NotFound,
    NoUsableKey,
)
from badgeservice.journeys.issuing.batches.confirming import Confirmed, confirm, sign_batch
from badgeservice.journeys.issuing.batches.drafting import cancel, choose, preview
from badgeservice.journeys.issuing.batches.judging import ALREADY_AWARDED
from badgeservice.journeys.issuing.batches.undoing import undo
from badgeservice.journeys.keyring import Keyring
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.verifying.verify import verify
from badgeservice.openbadges.award import HELD_BACK, AwardState
from badgeservice.openbadges.verification import Verdict
from badgeservice.store import BatchState
from factories import an_achievement, an_issuer, caller_of, the_city
from journeys.batches import lines_of, positions_used, waiting
from journeys.considered import UNDO, Desk, a_desk, people


def assert_nothing_is_awarded(desk: Desk) -> None:
    assert waiting(desk.parts) == ()
    assert positions_used(desk.parts, desk.club.did) == 0
    assert lines_of(desk.parts, "batch.confirmed") == []


# --- who may not, and when not ----------------------------------------------------------------


def test_nobody_else_confirms_a_batch_or_learns_that_it_is_there(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.previewed()
    other = an_issuer(desk.parts, "vv-elders", name="VV Elders")
    for actor in (caller_of(other), the_city()):
        with pytest.raises(NotFound) as there:
            confirm(desk.parts, actor, batch.batch_id)
        with pytest.raises(NotFound) as nowhere:
            confirm(desk.parts, actor, "nothing")
        assert there.value.detail == nowhere.value.detail
    assert_nothing_is_awarded(desk)


def test_what_nobody_looked_at_is_not_confirmed(parts: Parts) -> None:
    desk = a_desk(parts)
    with pytest.raises(Conflict):
        confirm(desk.parts, desk.actor, desk.draft().batch_id)
    assert_nothing_is_awarded(desk)


def test_what_was_cancelled_or_undone_is_not_confirmed(parts: Parts) -> None:
    desk = a_desk(parts)
    cancelled = desk.previewed()
    cancel(desk.parts, desk.actor, cancelled.batch_id)
    undone = desk.confirmed(key="list-2")
    undo(desk.parts, desk.actor, undone.batch_id)
    for batch in (cancelled, undone):
        with pytest.raises(Conflict):
            confirm(desk.parts, desk.actor, batch.batch_id)


def test_a_batch_with_nobody_to_award_is_not_confirmed(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.previewed(people(2, age_band="under_16"))
    with pytest.raises(Conflict):
        confirm(desk.parts, desk.actor, batch.batch_id)
    assert_nothing_is_awarded(desk)


def test_a_suspended_issuer_confirms_nothing(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.previewed()
    with desk.parts.database.open_store() as store:
        store.issuers.set_suspended(desk.club.did, desk.parts.now())
    with pytest.raises(IssuerSuspended):
        confirm(desk.parts, desk.actor, batch.batch_id)
    assert_nothing_is_awarded(desk)


def test_without_a_key_to_sign_with_nothing_is_kept(parts: Parts) -> None:
    desk = a_desk(parts)
    keyless = an_issuer(desk.parts, "vv-elders", name="VV Elders", keys=())
    bare = replace(desk, club=keyless, achievement=an_achievement(desk.parts, keyless))
    with pytest.raises(NoUsableKey):
        bare.confirmed()
    batch = desk.previewed()
    locked = replace(desk.parts, keyring=Keyring(None))
    with pytest.raises(KeyEncryptionKeyMissing):
        confirm(locked, desk.actor, batch.batch_id)
    assert_nothing_is_awarded(desk)


def test_an_achievement_that_cannot_be_signed_is_refused_whole(parts: Parts) -> None:
    desk = a_desk(parts)
    spoiled = replace(desk.achievement, version=2, body={**desk.achievement.body, "criteria": {}})
    with desk.parts.database.open_store() as store:
        store.achievements.add_version(spoiled)
    with pytest.raises(NotConformant):
        desk.confirmed()
    assert_nothing_is_awarded(desk)


# --- what comes of it -------------------------------------------------------------------------


def test_the_good_rows_are_awarded_and_the_others_are_not(parts: Parts) -> None:
    desk = a_desk(parts)
    rows = people(6)
    rows[1] = replace(rows[1], email="geen adres")
    rows[2] = replace(rows[2], age_band="under_16")
    rows[3] = replace(rows[3], age_band="under_16")
    batch = desk.previewed(rows)
    choose(desk.parts, desk.actor, batch.batch_id, 4, is_included=True)
    choose(desk.parts, desk.actor, batch.batch_id, 6, is_included=False)
    confirm(desk.parts, desk.actor, batch.batch_id)
    left_out = "left_out"
    assert desk.states(batch) == [
        "accepted",
        left_out,
        left_out,
        "accepted",
        "accepted",
        left_out,
    ]
    assert sign_batch(desk.parts, batch.batch_id) == 3
    assert [one.recipient_name for one, _ in desk.kept(batch)] == [
        "Persoon 1",
        "Persoon 4",
        "Persoon 5",
    ]


def test_every_credential_is_sound_and_seen_by_nobody_yet(parts: Parts) -> None:
    desk = a_desk(parts)
    moment = datetime(2026, 6, 1, tzinfo=UTC)
    batch = desk.signed(people(3, narrative="Goed gedaan.", awarded_at=moment))
    assert (batch.state, batch.release_at) == (BatchState.CONFIRMED, desk.clock() + UNDO)
    for award, credential in desk.kept(batch):
        assert award.visible_from == HELD_BACK
        assert award.state is AwardState.SIGNED
        assert (award.narrative, award.awarded_at) == ("Goed gedaan.", moment)
        assert credential is not None
        for form in (credential.document, str(credential.token).encode()):
            assert verify(desk.parts, form).verdict is Verdict.VALID
    assert len(lines_of(desk.parts, "batch.confirmed")) == 1


def test_the_version_that_was_seen_is_the_one_that_is_awarded(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.previewed()
    newer = replace(desk.achievement, version=2, body={**desk.achievement.body, "name": "Anders"})
    with desk.parts.database.open_store() as store:
        store.achievements.add_version(newer)
    confirm(desk.parts, desk.actor, batch.batch_id)
    sign_batch(desk.parts, batch.batch_id)
    for award, credential in desk.kept(batch):
        assert award.achievement_version == 1
        assert credential is not None
        assert b"Anders" not in credential.document


def test_a_preview_after_an_edit_shows_and_awards_the_newer_version(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.previewed()
    newer = replace(desk.achievement, version=2)
    with desk.parts.database.open_store() as store:
        store.achievements.add_version(newer)
    assert preview(desk.parts, desk.actor, batch.batch_id).achievement_version == 2
    confirm(desk.parts, desk.actor, batch.batch_id)
    assert {award.achievement_version for award, _ in desk.kept(batch)} == {2}


def test_who_got_it_since_the_preview_is_left_out_and_told(parts: Parts) -> None:
    desk = a_desk(parts)
    first, second = desk.previewed(2), desk.previewed(people(3), key="list-2")
    confirm(desk.parts, desk.actor, first.batch_id)
    confirm(desk.parts, desk.actor, second.batch_id)
    assert desk.states(second) == ["left_out", "left_out", "accepted"]
    assert [codes for _, _, codes in desk.judged(second)] == [
        (ALREADY_AWARDED,),
        (ALREADY_AWARDED,),
        (),
    ]


def test_confirming_again_changes_nothing(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.signed()
    before = desk.kept(batch)
    desk.clock.move_on(UNDO / 2)
    again = confirm(desk.parts, desk.actor, batch.batch_id)
    assert again == Confirmed(batch, is_new=False)
    assert sign_batch(desk.parts, batch.batch_id) == 0
    assert desk.kept(batch) == before


def test_ten_who_confirm_at_once_have_one_effect(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.previewed(5)
    with ThreadPoolExecutor(10) as pool:
        asked = [pool.submit(confirm, desk.parts, desk.actor, batch.batch_id) for _ in range(10)]
        told = [one.result() for one in asked]
    assert sorted(one.is_new for one in told) == [False] * 9 + [True]
    assert len(waiting(desk.parts)) == 5
    assert positions_used(desk.parts, desk.club.did) == 5


def test_two_lists_with_the_same_people_confirmed_at_once_award_them_once(parts: Parts) -> None:
    desk = a_desk(parts)
    lists = [desk.previewed(4, key=f"list-{number}") for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(confirm, desk.parts, desk.actor, one.batch_id) for one in lists]
        refused = [one.exception() for one in asked]
    assert [type(one) for one in refused if one is not None] == [Conflict] * 3
    assert len(waiting(desk.parts)) == 4


def test_two_who_sign_at_once_sign_each_award_once(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.confirmed(20)
    with ThreadPoolExecutor(3) as pool:
        for one in [pool.submit(sign_batch, desk.parts, batch.batch_id) for _ in range(3)]:
            one.result()
    assert desk.states(batch) == ["signed"] * 20
    signed = [one.line.detail["awards"] for one in lines_of(desk.parts, "credentials.issued")]
    assert sum(signed) == 20
