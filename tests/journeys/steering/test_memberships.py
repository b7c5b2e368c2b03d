"""Who may invite whom, what an invitation becomes, and how a role ends."""

from dataclasses import replace
from datetime import timedelta

import pytest

from badgeservice.errors import Conflict, InvalidRequest, NotAllowed, NotFound
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.memberships import (
    end_membership,
    invite,
    people_at,
    withdraw,
)
from badgeservice.journeys.steering.persons import Person, PersonRole
from badgeservice.journeys.steering.post import send_mails
from badgeservice.journeys.steering.sign_in.ask import ask
from badgeservice.journeys.steering.sign_in.session import find_person
from factories import an_issuer, caller_of, the_city
from people.signing_in import ELS, PIET, STRANGER, a_person, invite_to, sign_in, with_postbox

OWNER, ISSUER, HELPER = PersonRole.OWNER, PersonRole.ISSUER, PersonRole.HELPER
MANAGER = PersonRole.CITY_MANAGER


class Town:
    """A city with two organisations, and somebody in every role."""

    def __init__(self, parts: Parts) -> None:
        self.parts, self.postbox = with_postbox(parts)
        self.club = an_issuer(self.parts, keys=())
        self.school = an_issuer(self.parts, "kw1c", keys=(), name="KW1C")
        self.manager = self.person("stad@oss.example")
        self.owner = self.person("voorzitter@club.example", self.club.did)
        self.issuer = self.person("trainer@club.example", self.club.did, ISSUER)
        self.helper = self.person("kantine@club.example", self.club.did, HELPER)

    def person(
        self, address: str, did: str | None = None, role: PersonRole | None = None
    ) -> Person:
        return a_person(self.parts, self.postbox, address, did, role)


@pytest.fixture
def town(parts: Parts) -> Town:
    return Town(parts)


def test_nobody_below_an_owner_invites_anybody(town: Town) -> None:
    for actor in (town.issuer, town.helper):
        for role in (OWNER, ISSUER, HELPER):
            with pytest.raises(NotAllowed):
                invite(town.parts, actor, STRANGER, town.club.did, role)


def test_at_an_organisation_of_others_there_is_nothing_to_do(town: Town) -> None:
    for actor in (town.owner, town.issuer, town.helper):
        with pytest.raises(NotFound):
            invite(town.parts, actor, STRANGER, town.school.did, OWNER)
        with pytest.raises(NotFound):
            people_at(town.parts, actor, town.school.did)


def test_no_such_organisation_and_that_of_others_are_told_alike(town: Town) -> None:
    told = []
    for did in (town.school.did, "did:web:badges.example:issuers:nobody"):
        with pytest.raises(NotFound) as refusal:
            invite(town.parts, town.owner, STRANGER, did, OWNER)
        told.append((refusal.value.detail, refusal.value.hint))
    assert told[0] == told[1]


def test_an_owner_makes_nobody_a_manager_of_the_city(town: Town) -> None:
    city = town.parts.addresses.city_did
    with pytest.raises(NotFound):
        invite(town.parts, town.owner, STRANGER, city, MANAGER)
    with pytest.raises(InvalidRequest):
        invite(town.parts, town.owner, STRANGER, town.club.did, MANAGER)


@pytest.mark.parametrize("role", [OWNER, ISSUER, HELPER])
def test_at_the_city_there_are_managers_alone(town: Town, role: PersonRole) -> None:
    with pytest.raises(InvalidRequest):
        invite(town.parts, the_city(), STRANGER, town.parts.addresses.city_did, role)


@pytest.mark.parametrize("role", [ISSUER, HELPER])
def test_who_works_for_an_organisation_is_up_to_its_owner(town: Town, role: PersonRole) -> None:
    with pytest.raises(NotAllowed):
        invite(town.parts, town.manager, STRANGER, town.club.did, role)
    invite(town.parts, town.owner, STRANGER, town.club.did, role)


def test_the_api_key_of_an_organisation_invites_nobody(town: Town) -> None:
    with pytest.raises(NotAllowed):
        invite(town.parts, caller_of(town.club), STRANGER, town.club.did, OWNER)
    with pytest.raises(NotAllowed):
        people_at(town.parts, caller_of(town.club), town.club.did)


def test_an_invitation_is_a_mail_without_a_secret(town: Town) -> None:
    invite(town.parts, town.owner, PIET, town.club.did, HELPER)
    send_mails(town.parts)
    (letter,) = town.postbox.to(PIET)
    assert letter.subject == "Je bent uitgenodigd bij SV De Maasboys"
    assert "https://badges.example/sign-in\n" in letter.text
    assert "5 december 2026" in letter.text


def test_an_invitation_is_over_after_fourteen_days(parts: Parts) -> None:
    clock = parts.now
    parts, postbox = with_postbox(parts)
    invite_to(parts, ELS)
    clock.move_on(timedelta(days=14))
    assert send_mails(parts).sent == 0
    assert postbox.letters == []


def test_an_invitation_can_be_taken_back(town: Town) -> None:
    invitation = invite(town.parts, town.owner, PIET, town.club.did, HELPER)
    withdraw(town.parts, town.owner, invitation.invitation_id)
    assert send_mails(town.parts).sent == 0
    with pytest.raises(NotFound):
        withdraw(town.parts, town.owner, invitation.invitation_id)


def test_others_cannot_take_back_an_invitation_nor_end_a_role(town: Town) -> None:
    stranger = town.person("rector@kw1c.example", town.school.did)
    invitation = invite(town.parts, town.owner, PIET, town.club.did, HELPER)
    with pytest.raises(NotFound):
        withdraw(town.parts, stranger, invitation.invitation_id)
    with pytest.raises(NotFound):
        end_membership(town.parts, stranger, town.helper.memberships[0].membership_id)
    for actor in (town.issuer, town.helper):
        with pytest.raises(NotAllowed):
            end_membership(town.parts, actor, town.owner.memberships[0].membership_id)


def test_a_role_ends_once(town: Town) -> None:
    membership_id = town.helper.memberships[0].membership_id
    end_membership(town.parts, town.owner, membership_id)
    for wrong in (membership_id, "nothing"):
        with pytest.raises(NotFound):
            end_membership(town.parts, town.owner, wrong)


def test_nobody_comes_back_by_an_invitation_that_was_open(town: Town) -> None:
    invite(town.parts, town.owner, "kantine@club.example", town.club.did, OWNER)
    end_membership(town.parts, town.owner, town.helper.memberships[0].membership_id)
    before = len(town.postbox.to("kantine@club.example"))
    ask(town.parts, "kantine@club.example", None, "nl")
    assert send_mails(town.parts).sent == 0
    assert len(town.postbox.to("kantine@club.example")) == before


def test_the_city_can_end_any_role(town: Town) -> None:
    end_membership(town.parts, town.manager, town.owner.memberships[0].membership_id)
    people, _ = people_at(town.parts, town.manager, town.club.did)
    assert {one.address for one in people} == {"trainer@club.example", "kantine@club.example"}


def test_inviting_again_takes_the_place_of_what_was_open(town: Town) -> None:
    invite(town.parts, town.owner, PIET, town.club.did, HELPER)
    invite(town.parts, town.owner, PIET, town.club.did, ISSUER)
    _, invited = people_at(town.parts, town.owner, town.club.did)
    assert [(one.address, one.invitation.role) for one in invited] == [(PIET, ISSUER)]
    person = find_person(town.parts, sign_in(town.parts, town.postbox, PIET))
    assert person is not None
    assert person.role_at(town.club.did) is ISSUER


def test_a_new_role_at_the_same_organisation_replaces_the_old_one(town: Town) -> None:
    invite(town.parts, town.owner, "kantine@club.example", town.club.did, OWNER)
    before = find_person(town.parts, sign_in(town.parts, town.postbox, "kantine@club.example"))
    assert before is not None
    assert before.role_at(town.club.did) is OWNER
    assert len(before.memberships) == 1


def test_a_role_somebody_has_is_not_offered_again(town: Town) -> None:
    with pytest.raises(Conflict):
        invite(town.parts, town.owner, "Kantine@Club.example ", town.club.did, HELPER)


def test_an_organisation_cannot_mail_the_whole_world(parts: Parts) -> None:
    parts = replace(parts, rules=replace(parts.rules, invitations_per_day=3))
    town = Town(parts)
    # The owner and the two others were three.
    with pytest.raises(Conflict, match="Too many"):
        invite(town.parts, town.owner, STRANGER, town.club.did, HELPER)
    parts.now.move_on(timedelta(days=1))
    invite(town.parts, town.owner, STRANGER, town.club.did, HELPER)


def test_changes_leave_lines_with_ids_and_never_an_address(town: Town) -> None:
    end_membership(town.parts, town.owner, town.helper.memberships[0].membership_id)
    with town.parts.database.open_store(read_only=True) as store:
        lines = [kept.line for kept in store.audit.lines(limit=1_000)]
    last = lines[-1]
    assert (last.action, last.actor) == ("membership.ended", town.owner.name)
    assert last.subject == town.helper.name
    assert last.detail == {"issuer": town.club.did, "role": "helper"}
    assert "@" not in str(lines)
