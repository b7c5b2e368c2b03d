"""Revoking: the bit goes up for good, the list follows at once, and nobody reads the reason."""

import json

import pytest

from badgeservice.errors import NotFound
from badgeservice.journeys.issuing.issue import Issued
from badgeservice.journeys.issuing.revoke import revoke
from badgeservice.journeys.keyring import Keyring
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.publishing.status_lists import current_status_list
from badgeservice.journeys.verifying.verify import verify
from badgeservice.openbadges.award import AwardState
from badgeservice.openbadges.issuer import Issuer
from badgeservice.openbadges.status_list import StatusBits
from badgeservice.openbadges.verification import Verdict
from factories import an_achievement, an_award, an_issuer, caller_of, the_city


def _an_award(parts: Parts) -> tuple[Issuer, Issued]:
    club = an_issuer(parts)
    return club, an_award(parts, an_achievement(parts, club))


def _published_bits(parts: Parts, list_id: str) -> StatusBits:
    document = json.loads(current_status_list(parts, list_id).document)
    return StatusBits.decode(document["credentialSubject"]["encodedList"])


@pytest.mark.parametrize("who", ["city", "other club"])
def test_nobody_but_the_issuer_can_revoke(parts: Parts, who: str) -> None:
    club, issued = _an_award(parts)
    other = an_issuer(parts, "vv-elders", name="VV Elders")
    caller = the_city() if who == "city" else caller_of(other)
    with pytest.raises(NotFound):
        revoke(parts, caller, club.did, issued.award.award_id, "x")
    with pytest.raises(NotFound):
        revoke(parts, caller_of(other), other.did, issued.award.award_id, "x")
    assert verify(parts, issued.credential.document).verdict is Verdict.VALID


def test_a_revoked_badge_is_invalid_in_every_form_from_that_moment(parts: Parts) -> None:
    club, issued = _an_award(parts)
    revoked = revoke(parts, caller_of(club), club.did, issued.award.award_id, "Vergissing")
    assert revoked.state is AwardState.REVOKED
    for form in (issued.credential.document, str(issued.credential.token).encode()):
        report = verify(parts, form)
        assert report.verdict is Verdict.INVALID
        assert report.leading_code == "status.revoked"


def test_the_published_list_shows_exactly_that_bit(parts: Parts) -> None:
    club, issued = _an_award(parts)
    other = an_award(parts, an_achievement(parts, club), key="other")
    revoke(parts, caller_of(club), club.did, issued.award.award_id, "Vergissing")
    bits = _published_bits(parts, issued.award.status_list_id)
    assert bits.is_set(issued.award.status_position)
    assert not bits.is_set(other.award.status_position)


def test_the_reason_is_told_to_nobody(parts: Parts) -> None:
    club, issued = _an_award(parts)
    revoke(parts, caller_of(club), club.did, issued.award.award_id, "Ruzie met de trainer")
    assert b"Ruzie" not in current_status_list(parts, issued.award.status_list_id).document


def test_revoking_twice_changes_nothing_more(parts: Parts) -> None:
    club, issued = _an_award(parts)
    revoke(parts, caller_of(club), club.did, issued.award.award_id, "x")
    first = current_status_list(parts, issued.award.status_list_id)
    revoke(parts, caller_of(club), club.did, issued.award.award_id, "x")
    assert current_status_list(parts, issued.award.status_list_id) == first


def test_without_keys_the_revocation_is_kept_all_the_same(parts: Parts) -> None:
    club, issued = _an_award(parts)
    locked = Parts(
        **{
            name: getattr(parts, name)
            for name in (
                "database",
                "fetch",
                "now",
                "new_uuid",
                "random_bytes",
                "addresses",
                "rules",
            )
        },
        keyring=Keyring(None),
    )
    revoke(locked, caller_of(club), club.did, issued.award.award_id, "x")
    assert verify(parts, issued.credential.document).verdict is Verdict.INVALID
    bits = _published_bits(parts, issued.award.status_list_id)
    assert bits.is_set(issued.award.status_position)


def test_an_unknown_award_is_not_found(parts: Parts) -> None:
    club = an_issuer(parts)
    with pytest.raises(NotFound):
        revoke(parts, caller_of(club), club.did, "nothing", "x")
