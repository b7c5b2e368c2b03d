"""Roles and invitations: one live at a time for a person and an organisation."""

from dataclasses import replace
from datetime import timedelta

import pytest

from badgeservice.errors import Conflict, NotFound
from badgeservice.store import BrokenRule, Database, PersonRole
from store.kept import CITY, CLUB, HOUR, SCHOOL


def test_a_role_comes_out_as_it_went_in(peopled: Database, valid) -> None:
    with peopled.open_store() as store:
        store.memberships.add(valid.membership())
    with peopled.open_store(read_only=True) as store:
        assert store.memberships.by_id("m-1") == valid.membership()
        assert store.memberships.live_of("a-1") == (valid.membership(),)
        assert store.memberships.live_at(CLUB) == (valid.membership(),)
        assert store.memberships.live_of("a-2") == store.memberships.live_at(CITY) == ()


def test_two_roles_at_one_organisation_contradict_each_other(peopled: Database, valid) -> None:
    with peopled.open_store() as store:
        store.memberships.add(valid.membership())
    second = valid.membership(membership_id="m-2", role=PersonRole.HELPER)
    with pytest.raises(Conflict, match="membership is there"), peopled.open_store() as store:
        store.memberships.add(second)
    with peopled.open_store() as store:
        store.memberships.end("m-1", valid.now + HOUR)
        store.memberships.add(second)
        assert store.memberships.live_of("a-1") == (second,)


def test_an_ended_role_stays_to_be_read_and_ends_once(peopled: Database, valid) -> None:
    with peopled.open_store() as store:
        store.memberships.add(valid.membership())
        store.memberships.end("m-1", valid.now + HOUR)
        assert store.memberships.by_id("m-1") == valid.membership(ended_at=valid.now + HOUR)
    for membership_id in ("m-1", "m-2"):
        with pytest.raises(NotFound), peopled.open_store() as store:
            store.memberships.end(membership_id, valid.now + HOUR)


@pytest.mark.parametrize("told", [{"account_id": "nobody"}, {"issuer_did": SCHOOL}])
def test_a_role_of_nobody_or_nowhere_is_not_kept(peopled: Database, valid, told) -> None:
    with pytest.raises(BrokenRule), peopled.open_store() as store:
        store.memberships.add(valid.membership(**told))


def test_a_role_does_not_end_before_it_begins(peopled: Database, valid) -> None:
    with pytest.raises(BrokenRule), peopled.open_store() as store:
        store.memberships.add(valid.membership(ended_at=valid.now - HOUR))


def test_one_invitation_is_open_at_a_time(peopled: Database, valid) -> None:
    with peopled.open_store() as store:
        store.memberships.invite(valid.invitation())
    again = valid.invitation(invitation_id="i-2")
    with pytest.raises(Conflict, match="invitation is there"), peopled.open_store() as store:
        store.memberships.invite(again)
    with peopled.open_store() as store:
        store.memberships.close_for("a-1", CLUB, valid.now)
        store.memberships.invite(again)
        assert store.memberships.open_for("a-1", valid.now) == (again,)
        assert store.memberships.open_at(CLUB, valid.now) == (again,)
        assert store.memberships.invited_since(CLUB, valid.now - HOUR) == 2
        assert store.memberships.invited_since(CLUB, valid.now) == 0


def test_an_invitation_is_closed_once(peopled: Database, valid) -> None:
    with peopled.open_store() as store:
        store.memberships.invite(valid.invitation())
        assert store.memberships.invitation("i-1") == valid.invitation()
        assert [store.memberships.close("i-1", valid.now) for _ in range(2)] == [True, False]
        assert store.memberships.invitation("i-1") is None


def test_an_invitation_is_over_at_its_end(peopled: Database, valid) -> None:
    invitation = valid.invitation()
    with peopled.open_store() as store:
        store.memberships.invite(invitation)
        last = invitation.ends_at - timedelta(microseconds=1)
        assert store.memberships.open_for("a-1", last) == (invitation,)
        assert store.memberships.open_for("a-1", invitation.ends_at) == ()


def test_an_invitation_that_ends_before_it_begins_is_not_kept(peopled: Database, valid) -> None:
    wrong = replace(valid.invitation(), ends_at=valid.now)
    with pytest.raises(BrokenRule), peopled.open_store() as store:
        store.memberships.invite(wrong)
