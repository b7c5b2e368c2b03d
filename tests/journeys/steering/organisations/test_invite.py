"""Inviting an organisation: all of it, or nothing and every fault."""

from dataclasses import replace

import pytest

from badgeservice.errors import Conflict, InvalidRequest, NotAllowed
from badgeservice.journeys.keyring import Keyring
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.publishing.issuers import read_issuer
from badgeservice.journeys.steering.admit_issuer import Admission, find_issuer, list_issuers
from badgeservice.journeys.steering.organisations.invite import invite_organisation
from badgeservice.journeys.steering.organisations.overview import (
    State,
    list_organisations,
    read_organisation,
)
from badgeservice.journeys.steering.persons import PersonRole
from badgeservice.journeys.steering.post import send_mails
from badgeservice.openbadges.issuer import IssuerKind
from factories import an_issuer, caller_of, the_city
from people.signing_in import ELS, PIET, a_person, with_postbox

CLUB = Admission("ijsclub", "IJsclub Oss", IssuerKind.SPORT_CLUB, "https://ijsclub.example")


def test_only_the_city_invites_and_lists(parts: Parts) -> None:
    parts, postbox = with_postbox(parts)
    club = an_issuer(parts, keys=())
    for actor in (caller_of(club), a_person(parts, postbox, PIET, club.did)):
        with pytest.raises(NotAllowed):
            invite_organisation(parts, actor, CLUB, PIET, makes_key=True)
        with pytest.raises(NotAllowed):
            list_organisations(parts, actor)
    assert len(list_issuers(parts)) == 2


def test_every_fault_is_told_and_nothing_is_kept(parts: Parts) -> None:
    wrong = replace(CLUB, name=" ", slug="city", scope=("alles",))
    with pytest.raises(InvalidRequest) as refused:
        invite_organisation(parts, the_city(), wrong, "geen adres", makes_key=True)
    pointers = {one.pointer for one in refused.value.findings}
    assert pointers == {"/slug", "/name", "/scope/0", "/owner"}
    assert len(list_issuers(parts)) == 1


def test_a_name_that_is_taken_invites_nobody(parts: Parts) -> None:
    parts, postbox = with_postbox(parts)
    an_issuer(parts, "ijsclub", keys=())
    with pytest.raises(Conflict) as refused:
        invite_organisation(parts, the_city(), CLUB, PIET, makes_key=True)
    assert [one.pointer for one in refused.value.findings] == ["/slug"]
    send_mails(parts)
    assert postbox.letters == []


@pytest.mark.parametrize("makes_key", [True, False])
def test_it_is_admitted_its_owner_gets_a_mail_and_a_key_only_if_asked(
    parts: Parts, makes_key: bool
) -> None:
    parts, postbox = with_postbox(parts)
    manager = a_person(parts, postbox, ELS)
    invited = invite_organisation(parts, manager, CLUB, PIET, makes_key=makes_key)
    assert invited.has_key is makes_key
    assert len(read_issuer(parts, "ijsclub").keys) == int(makes_key)
    send_mails(parts)
    assert "IJsclub Oss" in postbox.to(PIET)[-1].subject
    overview = read_organisation(parts, manager, find_issuer(parts, "ijsclub").did)
    assert (overview.people, overview.invited) == (0, 1)
    assert overview.state is (State.RECOGNISED if makes_key else State.WITHOUT_KEY)


def test_where_no_key_can_be_kept_the_rest_is_done(parts: Parts) -> None:
    without = replace(parts, keyring=Keyring(None))
    assert not invite_organisation(without, the_city(), CLUB, PIET, makes_key=True).has_key
    assert read_issuer(parts, "ijsclub").keys == ()


def test_the_owner_sees_the_own_organisation(parts: Parts) -> None:
    parts, postbox = with_postbox(parts)
    club = an_issuer(parts, is_recognised=False)
    owner = a_person(parts, postbox, PIET, club.did)
    assert read_organisation(parts, owner, club.did).state is State.ADMITTED
    helper = a_person(parts, postbox, "h@club.example", club.did, PersonRole.HELPER)
    with pytest.raises(NotAllowed):
        read_organisation(parts, helper, club.did)
