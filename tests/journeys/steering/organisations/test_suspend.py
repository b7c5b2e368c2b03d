"""Suspending and ending: the right to sign is gone at once, for people and for API keys."""

import pytest

from badgeservice.errors import (
    InvalidRequest,
    IssuerSuspended,
    NotAllowed,
    NotFound,
    NotSignedIn,
)
from badgeservice.journeys.caller import Caller, identify
from badgeservice.journeys.issuing.batch import AwardBatch, Recipient
from badgeservice.journeys.issuing.issue import AwardRequest, issue
from badgeservice.journeys.issuing.issue_many import issue_many
from badgeservice.journeys.issuing.revoke import revoke
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.publishing.issuers import read_issuer
from badgeservice.journeys.steering.admit_issuer import find_issuer
from badgeservice.journeys.steering.organisations.overview import State, read_organisation
from badgeservice.journeys.steering.organisations.record import read_record
from badgeservice.journeys.steering.organisations.suspend import (
    Ended,
    end_organisation,
    resume,
    suspend,
)
from badgeservice.journeys.steering.persons import PersonRole
from badgeservice.journeys.steering.sign_in.session import find_person
from badgeservice.openbadges.award import AchievementVersion
from badgeservice.openbadges.issuer import Issuer
from factories import an_achievement, an_api_key, an_award, an_issuer, caller_of, the_city
from people.signing_in import PIET, STRANGER, a_person, invite_to, sign_in, with_postbox

WHY = "Er klopt iets niet."


@pytest.fixture
def club(parts: Parts) -> Issuer:
    return an_issuer(parts)


@pytest.fixture
def badge(parts: Parts, club: Issuer) -> AchievementVersion:
    return an_achievement(parts, club)


def actions(parts: Parts, issuer: Issuer) -> list[str]:
    lines = read_record(parts, the_city(), issuer_did=issuer.did, group="organisations").lines
    return [one.kept.line.action for one in lines]


def try_to_issue(parts: Parts, caller: Caller, badge: AchievementVersion, key: str) -> None:
    request = AwardRequest(achievement_id=badge.achievement_id, idempotency_key=key)
    issue(parts, caller, badge.issuer_did, request)


def test_only_the_city_suspends_resumes_and_ends(parts: Parts, club: Issuer) -> None:
    parts, postbox = with_postbox(parts)
    owner = a_person(parts, postbox, PIET, club.did)
    for actor in (owner, caller_of(club)):
        with pytest.raises(NotAllowed):
            suspend(parts, actor, club.did, WHY)
        with pytest.raises(NotAllowed):
            resume(parts, actor, club.did)
        with pytest.raises(NotAllowed):
            end_organisation(parts, actor, club.did, WHY)
    assert find_issuer(parts, club.slug) == club


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501, "a\u202eb", "a\x00"])
def test_without_a_sound_reason_nothing_is_done(parts: Parts, club: Issuer, reason: str) -> None:
    for act in (suspend, end_organisation):
        with pytest.raises(InvalidRequest) as refused:
            act(parts, the_city(), club.did, reason)
        assert [one.pointer for one in refused.value.findings] == ["/reason"]
    assert find_issuer(parts, club.slug) == club


def test_the_city_itself_and_nobody_cannot_be_suspended_or_ended(parts: Parts) -> None:
    for act in (suspend, end_organisation):
        with pytest.raises(InvalidRequest):
            act(parts, the_city(), parts.addresses.city_did, WHY)
        with pytest.raises(NotFound):
            act(parts, the_city(), "did:web:nobody.example", WHY)


def test_a_suspended_organisation_signs_nothing_by_person_or_key(
    parts: Parts, club: Issuer, badge: AchievementVersion
) -> None:
    parts, postbox = with_postbox(parts)
    person = a_person(parts, postbox, PIET, club.did)
    key = identify(parts, an_api_key(parts, club))
    issued = an_award(parts, badge)
    assert suspend(parts, the_city(), club.did, WHY)
    batch = AwardBatch(badge.achievement_id, "batch-1", [Recipient("Jan")])
    for number, caller in enumerate((person.as_issuer(club.did), key)):
        with pytest.raises(IssuerSuspended):
            try_to_issue(parts, caller, badge, f"after-{number}")
        with pytest.raises(IssuerSuspended):
            issue_many(parts, caller, club.did, batch)
    # What was wrong must still be revocable.
    revoke(parts, key, club.did, issued.award.award_id, WHY)
    assert resume(parts, the_city(), club.did)
    try_to_issue(parts, key, badge, "again")


def test_suspending_and_resuming_again_change_nothing(parts: Parts, club: Issuer) -> None:
    assert [suspend(parts, the_city(), club.did, WHY) for _ in range(2)] == [True, False]
    since = find_issuer(parts, club.slug).suspended_at
    assert since is not None
    assert [resume(parts, the_city(), club.did) for _ in range(2)] == [True, False]
    assert actions(parts, club) == ["issuer.resumed", "issuer.suspended", "issuer.admitted"]


def test_ending_takes_away_every_right_and_leaves_what_was_given(
    parts: Parts, club: Issuer, badge: AchievementVersion
) -> None:
    parts, postbox = with_postbox(parts)
    invite_to(parts, PIET, club.did)
    session = sign_in(parts, postbox, PIET)
    invite_to(parts, STRANGER, club.did, PersonRole.HELPER)
    secret = an_api_key(parts, club)
    issued = an_award(parts, badge)
    assert end_organisation(parts, the_city(), club.did, WHY) == Ended(1, 1, 1, 2)
    assert find_person(parts, session) is None
    with pytest.raises(NotSignedIn):
        identify(parts, secret)
    with pytest.raises(IssuerSuspended):
        try_to_issue(parts, caller_of(club), badge, "after")
    public = read_issuer(parts, club.slug)
    assert public.recognition is None
    # Retired and not revoked: what they signed is still valid.
    assert [key.revoked_at for key in public.keys] == [None, None]
    assert issued.credential.document
    assert read_organisation(parts, the_city(), club.did).state is State.ENDED
    assert end_organisation(parts, the_city(), club.did, WHY) is None
    assert actions(parts, club) == ["issuer.ended", "issuer.admitted"]
