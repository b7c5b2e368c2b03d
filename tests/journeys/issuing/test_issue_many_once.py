"""The same batch again, and several at once: one effect, one answer."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from badgeservice.errors import IdempotencyKeyReused
from badgeservice.journeys.issuing.revoke import revoke
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.award import AwardState
from factories import an_achievement, an_award, an_issuer, caller_of
from journeys.batches import a_batch, give, kept, lines_of, positions_used


def test_the_same_batch_again_changes_nothing(parts: Parts) -> None:
    club = an_issuer(parts)
    batch = a_batch(an_achievement(parts, club))
    first = give(parts, club, batch)
    before = kept(parts, first)
    again = give(parts, club, batch)
    assert again == replace(first, is_new=False)
    assert kept(parts, again) == before
    assert positions_used(parts, club.did) == 3


@pytest.mark.parametrize("change", ["name", "email", "narrative", "awarded_at", "order", "fewer"])
def test_the_same_key_for_another_batch_is_refused(parts: Parts, change: str) -> None:
    club = an_issuer(parts)
    batch = a_batch(an_achievement(parts, club))
    give(parts, club, batch)
    first, *rest = batch.recipients
    if change == "order":
        people = [*rest, first]
    elif change == "fewer":
        people = rest
    else:
        value = datetime(2026, 6, 1, tzinfo=UTC) if change == "awarded_at" else "Iets anders"
        people = [replace(first, **{change: value}), *rest]
    with pytest.raises(IdempotencyKeyReused):
        give(parts, club, replace(batch, recipients=people))
    assert positions_used(parts, club.did) == 3


def test_a_batch_and_an_award_may_have_the_same_key(parts: Parts) -> None:
    club = an_issuer(parts)
    achievement = an_achievement(parts, club)
    single = an_award(parts, achievement, key="one-key").award
    given = give(parts, club, a_batch(achievement, key="one-key"))
    assert given.is_new
    assert single.award_id not in {one.award_id for one in given.awards}


def test_the_same_batch_many_times_at_once_has_one_effect(parts: Parts) -> None:
    club = an_issuer(parts)
    batch = a_batch(an_achievement(parts, club), 12)
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: give(parts, club, batch), range(6)))
    assert len({answer.awards for answer in answers}) == 1
    assert [answer.is_new for answer in answers].count(True) == 1
    assert positions_used(parts, club.did) == 12
    assert len(lines_of(parts, "awards.accepted")) == 1
    assert sum(one.line.detail["awards"] for one in lines_of(parts, "credentials.issued")) == 12


def test_other_batches_at_once_share_one_list_and_no_position(parts: Parts) -> None:
    club = an_issuer(parts)
    achievement = an_achievement(parts, club)
    with ThreadPoolExecutor(6) as pool:
        given = list(
            pool.map(lambda n: give(parts, club, a_batch(achievement, 5, key=f"k{n}")), range(6))
        )
    awards = [award for one in given for award, _ in kept(parts, one)]
    assert len({award.status_list_id for award in awards}) == 1
    assert len({award.status_position for award in awards}) == 30


def test_what_was_revoked_is_told_as_revoked(parts: Parts) -> None:
    club = an_issuer(parts)
    batch = a_batch(an_achievement(parts, club))
    first = give(parts, club, batch)
    revoke(parts, caller_of(club), club.did, first.awards[1].award_id, "Vergissing")
    states = [one.state for one in give(parts, club, batch).awards]
    assert states == [AwardState.SIGNED, AwardState.REVOKED, AwardState.SIGNED]
