"""Retiring, revoking and ending keys: who may not, and what becomes of badges."""

import pytest

from badgeservice.errors import InvalidRequest, NotAllowed, NotFound, NotSignedIn, NoUsableKey
from badgeservice.journeys.caller import Caller, Role, identify
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.publishing.issuers import read_issuer
from badgeservice.journeys.steering.organisations.api_keys import (
    list_api_keys,
    list_every_api_key,
    make_issuer_api_key,
)
from badgeservice.journeys.steering.organisations.end_keys import (
    end_any_api_key,
    end_api_key,
    retire_key,
    revoke_key,
)
from badgeservice.journeys.steering.organisations.record import read_record
from badgeservice.journeys.steering.persons import PersonRole
from badgeservice.journeys.verifying.verify import verify
from badgeservice.openbadges.issuer import Issuer
from factories import an_achievement, an_api_key, an_award, an_issuer, caller_of, the_city
from people.signing_in import PIET, a_person, with_postbox

WHY = "Gestolen laptop."


def key_of(parts: Parts, issuer: Issuer, algorithm: str = "Ed25519") -> str:
    keys = read_issuer(parts, issuer.slug).keys
    return next(key.key_id for key in keys if key.algorithm == algorithm)


def actions(parts: Parts, issuer: Issuer) -> list[str]:
    lines = read_record(parts, the_city(), issuer_did=issuer.did, group="keys").lines
    return [one.kept.line.action for one in lines]


def test_only_the_city_ends_signing_keys(parts: Parts) -> None:
    parts, postbox = with_postbox(parts)
    club = an_issuer(parts)
    owner, key_id = a_person(parts, postbox, PIET, club.did), key_of(parts, club)
    for actor in (owner, caller_of(club)):
        with pytest.raises(NotAllowed):
            retire_key(parts, actor, club.did, key_id)
        with pytest.raises(NotAllowed):
            revoke_key(parts, actor, club.did, key_id, WHY)


def test_a_key_of_another_organisation_is_not_found(parts: Parts) -> None:
    club, school = an_issuer(parts), an_issuer(parts, "kw1c")
    for key_id in (key_of(parts, school), "geen-sleutel"):
        with pytest.raises(NotFound):
            retire_key(parts, the_city(), club.did, key_id)
        with pytest.raises(NotFound):
            revoke_key(parts, the_city(), club.did, key_id, WHY)


def test_a_key_is_not_revoked_without_a_reason(parts: Parts) -> None:
    club = an_issuer(parts)
    with pytest.raises(InvalidRequest):
        revoke_key(parts, the_city(), club.did, key_of(parts, club), " ")
    assert actions(parts, club) == ["key.made", "key.made"]


def test_what_a_retired_key_signed_stays_valid_and_it_signs_no_more(parts: Parts) -> None:
    club = an_issuer(parts)
    badge, key_id = an_achievement(parts, club), key_of(parts, club)
    issued = an_award(parts, badge)
    assert [retire_key(parts, the_city(), club.did, key_id) for _ in range(2)] == [True, False]
    assert verify(parts, issued.credential.document).verdict.value == "valid"
    with pytest.raises(NoUsableKey):
        an_award(parts, badge, key="after")
    assert actions(parts, club)[0] == "key.retired"


def test_nothing_that_a_revoked_key_signed_is_valid(parts: Parts) -> None:
    club = an_issuer(parts)
    issued, key_id = an_award(parts, an_achievement(parts, club)), key_of(parts, club)
    done = [revoke_key(parts, the_city(), club.did, key_id, WHY) for _ in range(2)]
    assert done == [True, False]
    assert verify(parts, issued.credential.document).verdict.value == "invalid"
    assert not retire_key(parts, the_city(), club.did, key_id)
    assert actions(parts, club) == ["key.revoked", "key.made", "key.made"]


def test_api_keys_are_for_the_city_and_the_owner(parts: Parts) -> None:
    parts, postbox = with_postbox(parts)
    club, school = an_issuer(parts, keys=()), an_issuer(parts, "kw1c", keys=())
    owner = a_person(parts, postbox, PIET, school.did)
    trainer = a_person(parts, postbox, "t@club.example", club.did, PersonRole.ISSUER)
    made = make_issuer_api_key(parts, the_city(), club.did, "Leden")
    for actor, refusal in (
        (owner, NotFound),
        (trainer, NotAllowed),
        (Caller("key:x", Role.ISSUER, club.did), NotAllowed),
    ):
        with pytest.raises(refusal):
            make_issuer_api_key(parts, actor, club.did, "Nog een")
        with pytest.raises(refusal):
            list_api_keys(parts, actor, club.did)
        with pytest.raises(refusal):
            end_api_key(parts, actor, club.did, made.key_id)
    with pytest.raises(NotFound):
        end_api_key(parts, owner, school.did, made.key_id)
    with pytest.raises(NotAllowed):
        end_any_api_key(parts, caller_of(club), made.key_id)
    with pytest.raises(NotAllowed):
        list_every_api_key(parts, owner)


def test_an_owner_makes_and_ends_a_key_that_acts_for_the_organisation(parts: Parts) -> None:
    parts, postbox = with_postbox(parts)
    club = an_issuer(parts, keys=())
    owner = a_person(parts, postbox, PIET, club.did)
    made = make_issuer_api_key(parts, owner, club.did, "  Leden  lijst ")
    assert identify(parts, made.secret).issuer_did == club.did
    assert [key.label for key in list_api_keys(parts, owner, club.did)] == ["Leden lijst"]
    done = [end_api_key(parts, owner, club.did, made.key_id) for _ in range(2)]
    assert done == [True, False]
    with pytest.raises(NotSignedIn):
        identify(parts, made.secret)
    assert actions(parts, club) == ["api-key.ended", "api-key.made"]


@pytest.mark.parametrize("label", ["", "  ", "x" * 101, "a\x00b", "a\u202eb"])
def test_a_label_that_says_nothing_is_refused(parts: Parts, label: str) -> None:
    club = an_issuer(parts, keys=())
    with pytest.raises(InvalidRequest):
        make_issuer_api_key(parts, the_city(), club.did, label)


def test_the_city_key_is_ended_by_its_id(parts: Parts) -> None:
    an_api_key(parts)
    (key,) = list_every_api_key(parts, the_city())
    assert [end_any_api_key(parts, the_city(), key.key_id) for _ in range(2)] == [True, False]
    with pytest.raises(NotFound):
        end_any_api_key(parts, the_city(), "geen-sleutel")
