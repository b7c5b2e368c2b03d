"""Taking in a list and choosing from it: for its issuer alone, and nothing is awarded by it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from badgeservice.errors import (
    Conflict,
    IdempotencyKeyReused,
    InvalidRequest,
    IssuerSuspended,
    NotAllowed,
    NotFound,
)
from badgeservice.journeys.issuing.batches.asked import RowToAward
from badgeservice.journeys.issuing.batches.confirming import confirm
from badgeservice.journeys.issuing.batches.drafting import (
    cancel,
    choose,
    choose_all,
    draft_batch,
    preview,
)
from badgeservice.journeys.issuing.batches.judging import IS_UNDER_16, TWICE
from badgeservice.journeys.issuing.batches.reading import answers, batches_of, progress, rows
from badgeservice.journeys.issuing.batches.undoing import undo
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.rules import Rules
from badgeservice.journeys.steering.persons import Membership, Person, PersonRole
from badgeservice.store import BatchState, RowOutcome
from factories import NOW, an_issuer, caller_of, the_city
from journeys.batches import lines_of, waiting
from journeys.considered import Desk, a_desk, people


def person_at(did: str, role: PersonRole) -> Person:
    membership = Membership("m1", "a1", did, role, NOW, "person:a0")
    return Person("a1", "els@maasboys.example", (membership,), b"s" * 32, NOW)


def drafted_by(desk: Desk, actor: object, key: str = "list-1") -> object:
    return draft_batch(
        desk.parts,
        actor,  # type: ignore[arg-type]
        desk.club.did,
        desk.achievement.achievement_id,
        people(2),
        idempotency_key=key,
    )


# --- who may not ------------------------------------------------------------------------------


def test_nobody_else_drafts_for_an_issuer(parts: Parts) -> None:
    desk = a_desk(parts)
    other = an_issuer(desk.parts, "vv-elders", name="VV Elders")
    strangers = [caller_of(other), the_city(), person_at(other.did, PersonRole.OWNER)]
    for actor in strangers:
        with pytest.raises(NotFound):
            drafted_by(desk, actor)
    assert batches_of(desk.parts, desk.actor, desk.club.did) == ()


def test_a_helper_only_hands_out(parts: Parts) -> None:
    desk = a_desk(parts)
    helper = person_at(desk.club.did, PersonRole.HELPER)
    with pytest.raises(NotAllowed):
        drafted_by(desk, helper)
    batch = desk.previewed()
    for act in (confirm, undo, cancel, preview, progress, answers):
        with pytest.raises(NotAllowed):
            act(desk.parts, helper, batch.batch_id)
    with pytest.raises(NotAllowed):
        batches_of(desk.parts, helper, desk.club.did)


@pytest.mark.parametrize("role", [PersonRole.OWNER, PersonRole.ISSUER])
def test_an_owner_and_an_issuer_award_a_list_under_their_own_name(
    parts: Parts, role: PersonRole
) -> None:
    desk = a_desk(parts)
    person = person_at(desk.club.did, role)
    drafted_by(desk, person)
    batch = batches_of(desk.parts, person, desk.club.did)[0]
    preview(desk.parts, person, batch.batch_id)
    confirm(desk.parts, person, batch.batch_id)
    assert batch.made_by == "person:a1"
    assert [one.line.actor for one in lines_of(desk.parts, "batch.confirmed")] == ["person:a1"]


def test_a_batch_of_another_issuer_is_told_like_none(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.previewed()
    other = caller_of(an_issuer(desk.parts, "vv-elders", name="VV Elders"))
    for batch_id in (batch.batch_id, "nothing"):
        for act in (preview, cancel, progress, answers, rows):
            with pytest.raises(NotFound):
                act(desk.parts, other, batch_id)
        with pytest.raises(NotFound):
            choose(desk.parts, other, batch_id, 1, is_included=False)
        with pytest.raises(NotFound):
            choose_all(desk.parts, other, batch_id, TWICE, is_included=True)


# --- what cannot be taken in ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ([], "award.recipients"),
        (people(4), "award.recipients"),
        ([RowToAward(0, "A")], "award.row_number"),
        ([RowToAward(1_000_000, "A")], "award.row_number"),
        ([RowToAward(2, "A"), RowToAward(2, "B")], "award.row_number"),
        (
            [
                RowToAward(n, "A", member_number=bsn)
                for n, bsn in ((1, "111222333"), (2, "123456782"))
            ],
            "members.bsn",
        ),
        ([RowToAward(1, "A", refused_as=("Geen code!",))], "award.row_code"),
        ([RowToAward(1, "A", doubted_as=("a b",))], "award.row_code"),
    ],
)
def test_a_list_that_cannot_be_told_row_by_row_is_refused(
    parts: Parts, given: list[RowToAward], code: str
) -> None:
    desk = a_desk(replace(parts, rules=Rules(max_batch_awards=3)))
    with pytest.raises(InvalidRequest) as refused:
        desk.draft(given)
    assert [one.code for one in refused.value.findings] == [code]
    assert batches_of(desk.parts, desk.actor, desk.club.did) == ()


@pytest.mark.parametrize("key", ["", "x" * 256, "tab\tkey", "é"])
def test_an_unsound_idempotency_key_is_refused(parts: Parts, key: str) -> None:
    with pytest.raises(InvalidRequest):
        a_desk(parts).draft(key=key)


def test_a_suspended_issuer_and_an_achievement_of_others_are_refused(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.draft()
    with pytest.raises(NotFound):
        replace(desk, achievement=replace(desk.achievement, achievement_id="x")).draft(key="2")
    with desk.parts.database.open_store() as store:
        store.issuers.set_suspended(desk.club.did, desk.parts.now())
    with pytest.raises(IssuerSuspended):
        desk.draft(key="list-3")
    with pytest.raises(IssuerSuspended):
        preview(desk.parts, desk.actor, batch.batch_id)


def test_the_same_key_for_another_list_is_refused(parts: Parts) -> None:
    desk = a_desk(parts)
    desk.draft(3)
    with pytest.raises(IdempotencyKeyReused):
        desk.draft(2)


def test_the_same_list_again_is_the_same_batch_also_ten_times_at_once(parts: Parts) -> None:
    desk = a_desk(parts)
    with ThreadPoolExecutor(10) as pool:
        asked = [pool.submit(desk.draft, 3) for _ in range(10)]
        assert len({one.result().batch_id for one in asked}) == 1
    assert len(batches_of(desk.parts, desk.actor, desk.club.did)) == 1
    assert len(lines_of(desk.parts, "batch.drafted")) == 1


def test_nothing_is_awarded_by_a_preview(parts: Parts) -> None:
    desk = a_desk(parts)
    desk.previewed()
    assert waiting(desk.parts) == ()
    assert lines_of(desk.parts, "batch.confirmed") == []


# --- choosing ---------------------------------------------------------------------------------


def test_a_refused_row_cannot_be_taken_in_but_may_be_left_out(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.previewed([RowToAward(1, "A"), RowToAward(2)])
    with pytest.raises(Conflict):
        choose(desk.parts, desk.actor, batch.batch_id, 2, is_included=True)
    choose(desk.parts, desk.actor, batch.batch_id, 2, is_included=False)
    with pytest.raises(NotFound):
        choose(desk.parts, desk.actor, batch.batch_id, 3, is_included=True)


def test_nothing_is_chosen_before_the_preview_or_after_it_was_confirmed(parts: Parts) -> None:
    desk = a_desk(parts)
    drafted = desk.draft()
    confirmed = desk.confirmed(key="list-2")
    cancelled = cancel(desk.parts, desk.actor, desk.draft(key="list-3").batch_id)
    for batch in (drafted, confirmed, cancelled):
        with pytest.raises(Conflict):
            choose(desk.parts, desk.actor, batch.batch_id, 1, is_included=False)
        with pytest.raises(Conflict):
            choose_all(desk.parts, desk.actor, batch.batch_id, TWICE, is_included=True)
    for batch in (confirmed, cancelled):
        with pytest.raises(Conflict):
            preview(desk.parts, desk.actor, batch.batch_id)


def test_all_rows_of_one_doubt_alone_are_taken_in_together(parts: Parts) -> None:
    desk = a_desk(parts)
    given = people(4, age_band="under_16")
    given[3] = replace(given[0], row_number=4)
    batch = desk.previewed(given)
    chosen = choose_all(desk.parts, desk.actor, batch.batch_id, IS_UNDER_16, is_included=True)
    # The fourth is doubtful for another reason too, which nobody agreed to.
    assert chosen == 3
    assert desk.states(batch) == ["proposed"] * 3 + ["left_out"]
    assert choose_all(desk.parts, desk.actor, batch.batch_id, "x", is_included=True) == 0


def test_a_choice_stays_when_the_preview_is_made_again(parts: Parts) -> None:
    desk = a_desk(parts)
    given = people(3)
    given[2] = replace(given[2], age_band="under_16")
    batch = desk.previewed(given)
    choose(desk.parts, desk.actor, batch.batch_id, 1, is_included=False)
    choose(desk.parts, desk.actor, batch.batch_id, 3, is_included=True)
    preview(desk.parts, desk.actor, batch.batch_id)
    assert desk.states(batch) == ["left_out", "proposed", "proposed"]


def test_cancelling_forgets_the_people_and_can_be_done_twice(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.previewed()
    for _ in range(2):
        assert cancel(desk.parts, desk.actor, batch.batch_id).state is BatchState.CANCELLED
    assert desk.told(batch) == []
    with pytest.raises(Conflict):
        cancel(desk.parts, desk.actor, desk.confirmed(key="list-2").batch_id)


# --- reading ----------------------------------------------------------------------------------


def test_rows_are_read_page_by_page_and_by_outcome(parts: Parts) -> None:
    desk = a_desk(parts)
    given = [*people(5), RowToAward(9), RowToAward(7)]
    batch = desk.previewed(given)

    def numbers(**wanted: object) -> list[int]:
        told = rows(desk.parts, desk.actor, batch.batch_id, **wanted)  # type: ignore[arg-type]
        return [one.row.row_number for one in told]

    assert numbers(limit=3) == [1, 2, 3]
    assert numbers(after=3, limit=3) == [4, 5, 7]
    assert numbers(after=9) == []
    assert numbers(outcome="refused") == [7, 9]
    assert numbers(outcome="refused", after=7) == [9]
    assert [one.row.row_number for one in desk.told(batch)] == [1, 2, 3, 4, 5, 7, 9]
    counts = progress(desk.parts, desk.actor, batch.batch_id).counts
    assert counts.by_outcome == {RowOutcome.GOOD: 5, RowOutcome.REFUSED: 2}


def test_progress_counts_what_is_signed_and_the_seconds_that_are_left(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.confirmed()
    told = progress(desk.parts, desk.actor, batch.batch_id)
    assert (told.accepted, told.signed, told.undo_seconds) == (3, 0, 900)
    undo(desk.parts, desk.actor, batch.batch_id)
    told = progress(desk.parts, desk.actor, batch.batch_id)
    assert (told.accepted, told.revoked, told.undo_seconds) == (0, 3, 0)
