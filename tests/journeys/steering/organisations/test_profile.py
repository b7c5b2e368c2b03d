"""Changing a profile: who may not, what is refused, and what never changes."""

import pytest

from badgeservice.errors import InvalidRequest, NotAllowed, NotFound
from badgeservice.journeys.caller import Caller, Role
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.publishing.issuers import read_issuer
from badgeservice.journeys.steering.admit_issuer import find_issuer
from badgeservice.journeys.steering.organisations.profile import ProfileChange, change_profile
from badgeservice.journeys.steering.organisations.record import read_record
from badgeservice.journeys.steering.persons import PersonRole
from factories import an_achievement, an_award, an_issuer, caller_of, the_city
from people.signing_in import PIET, a_person, with_postbox

CHANGE = ProfileChange("SV Oss", "https://sv.example", " post@sv.example ", " ")


def test_only_the_city_and_the_owner_change_a_profile(parts: Parts) -> None:
    parts, postbox = with_postbox(parts)
    club, school = an_issuer(parts, keys=()), an_issuer(parts, "kw1c", keys=())
    owner = a_person(parts, postbox, PIET, school.did)
    trainer = a_person(parts, postbox, "t@club.example", club.did, PersonRole.ISSUER)
    for actor, refusal in (
        (owner, NotFound),
        (trainer, NotAllowed),
        (caller_of(club), NotAllowed),
        (Caller("key:x", Role.ISSUER), NotAllowed),
    ):
        with pytest.raises(refusal):
            change_profile(parts, actor, club.did, CHANGE)
    assert find_issuer(parts, club.slug) == club
    assert change_profile(parts, owner, school.did, CHANGE).name == "SV Oss"


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        (ProfileChange(" ", "https://sv.example"), "/name"),
        (ProfileChange("x" * 201, "https://sv.example"), "/name"),
        (ProfileChange("S\u202eV", "https://sv.example"), "/name"),
        (ProfileChange("SV", "javascript:alert(1)"), "/url"),
        (ProfileChange("SV", "https://wie:geheim@sv.example"), "/url"),
        (ProfileChange("SV", "https://sv.example/" + "x" * 2_000), "/url"),
        (ProfileChange("SV", "https://sv.example", "geen adres"), "/email"),
        (ProfileChange("SV", "https://sv.example", None, "x" * 2_001), "/description"),
        (ProfileChange("SV", "https://sv.example", None, "a\x00b"), "/description"),
    ],
)
def test_a_profile_that_is_not_sound_is_refused(
    parts: Parts, change: ProfileChange, pointer: str
) -> None:
    club = an_issuer(parts, keys=())
    with pytest.raises(InvalidRequest) as refused:
        change_profile(parts, the_city(), club.did, change)
    assert [one.pointer for one in refused.value.findings] == [pointer]
    assert find_issuer(parts, club.slug) == club


def test_an_organisation_that_is_not_there_is_not_found(parts: Parts) -> None:
    with pytest.raises(NotFound):
        change_profile(parts, the_city(), "did:web:nobody.example", CHANGE)


def test_a_changed_profile_is_published_and_the_did_stays(parts: Parts) -> None:
    club = an_issuer(parts, keys=())
    changed = change_profile(parts, the_city(), club.did, CHANGE)
    assert (changed.did, changed.slug, changed.admitted_at) == (
        club.did,
        club.slug,
        club.admitted_at,
    )
    assert (changed.email, changed.description) == ("post@sv.example", None)
    assert read_issuer(parts, club.slug).issuer == changed


def test_the_same_profile_again_changes_nothing(parts: Parts) -> None:
    club = an_issuer(parts, keys=())
    for _ in range(2):
        change_profile(parts, the_city(), club.did, CHANGE)
    lines = read_record(parts, the_city(), issuer_did=club.did, group="organisations").lines
    actions = [one.kept.line.action for one in lines]
    assert actions == ["issuer.profile_changed", "issuer.admitted"]
    assert lines[0].kept.line.detail["changed"] == ["name", "url", "email", "description"]


def test_a_badge_keeps_the_profile_that_was_signed_in_it(parts: Parts) -> None:
    club = an_issuer(parts)
    issued = an_award(parts, an_achievement(parts, club))
    change_profile(parts, the_city(), club.did, CHANGE)
    assert b"SV De Maasboys" in issued.credential.document


@pytest.mark.parametrize("disguise", ["{}", " {} ", "{}.", "-{}-"])
def test_nobody_takes_the_name_of_another_organisation_or_of_the_city(
    parts: Parts, disguise: str
) -> None:
    parts, postbox = with_postbox(parts)
    club, school = an_issuer(parts, keys=()), an_issuer(parts, "kw1c", keys=())
    owner = a_person(parts, postbox, PIET, school.did)
    for other in (club, read_issuer(parts, None).issuer):
        name = disguise.format(other.name.upper())
        with pytest.raises(InvalidRequest) as refused:
            change_profile(parts, owner, school.did, ProfileChange(name, school.url))
        assert [one.code for one in refused.value.findings] == ["issuer.name_taken"]
    assert find_issuer(parts, school.slug).name == school.name
