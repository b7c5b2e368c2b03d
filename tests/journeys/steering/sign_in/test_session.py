"""A session is over in time, on signing out, and with the last role; rights end at once."""

from datetime import timedelta

import pytest

from badgeservice.journeys.steering.memberships import end_membership
from badgeservice.journeys.steering.sign_in.session import (
    find_person,
    sign_out,
    sign_out_everywhere,
)
from badgeservice.journeys.steering.tidy_people import tidy_people
from factories import an_issuer, the_city
from people.signing_in import ELS, PIET, a_person, every_text, invite_to, sign_in

DAYS_30 = timedelta(days=30)


@pytest.mark.parametrize("secret", [None, "", "x", "s" * 43, "é" * 43, "a" * 10_000])
def test_a_session_nobody_began_is_nobodys(town, secret: str | None) -> None:
    invite_to(town.parts, ELS)
    sign_in(town.parts, town.postbox, ELS)
    assert find_person(town.parts, secret) is None


def test_the_id_of_a_session_is_in_no_row(town) -> None:
    invite_to(town.parts, ELS)
    secret = sign_in(town.parts, town.postbox, ELS)
    assert find_person(town.parts, secret) is not None
    assert secret not in every_text(town.parts)


def test_a_session_that_is_not_used_is_over_after_twelve_hours(town) -> None:
    invite_to(town.parts, ELS)
    secret = sign_in(town.parts, town.postbox, ELS)
    town.clock.move_on(timedelta(hours=12))
    assert find_person(town.parts, secret) is None


def test_a_session_that_is_used_lasts_thirty_days_and_no_longer(town) -> None:
    invite_to(town.parts, ELS)
    secret = sign_in(town.parts, town.postbox, ELS)
    began = town.clock.moment
    while town.clock.moment + timedelta(hours=11) < began + DAYS_30:
        town.clock.move_on(timedelta(hours=11))
        assert find_person(town.parts, secret) is not None
    town.clock.moment = began + DAYS_30
    assert find_person(town.parts, secret) is None


def test_signing_out_ends_this_session_alone(town) -> None:
    invite_to(town.parts, ELS)
    here, there = (sign_in(town.parts, town.postbox, ELS) for _ in range(2))
    person = find_person(town.parts, here)
    assert person is not None
    sign_out(town.parts, person)
    assert find_person(town.parts, here) is None
    assert find_person(town.parts, there) is not None


def test_signing_out_everywhere_ends_every_session_of_this_person_alone(town) -> None:
    invite_to(town.parts, ELS)
    invite_to(town.parts, PIET)
    mine = [sign_in(town.parts, town.postbox, ELS) for _ in range(3)]
    theirs = sign_in(town.parts, town.postbox, PIET)
    person = find_person(town.parts, mine[0])
    assert person is not None
    assert sign_out_everywhere(town.parts, person) == 3
    assert [find_person(town.parts, one) for one in mine] == [None] * 3
    assert find_person(town.parts, theirs) is not None


def test_a_role_that_was_ended_is_gone_with_the_next_request(town) -> None:
    club = an_issuer(town.parts, keys=())
    invite_to(town.parts, ELS)
    invite_to(town.parts, ELS, club.did)
    secret = sign_in(town.parts, town.postbox, ELS)
    person = find_person(town.parts, secret)
    assert person is not None
    (at_club,) = [one for one in person.memberships if one.issuer_did == club.did]
    end_membership(town.parts, the_city(), at_club.membership_id)
    after = find_person(town.parts, secret)
    assert after is not None
    assert after.role_at(club.did) is None
    assert after.is_city_manager


def test_with_the_last_role_every_session_ends(town) -> None:
    person = a_person(town.parts, town.postbox)
    secret = sign_in(town.parts, town.postbox, ELS)
    end_membership(town.parts, the_city(), person.memberships[0].membership_id)
    assert find_person(town.parts, secret) is None
    with town.parts.database.open_store(read_only=True) as store:
        assert store.sessions.by_hash(person.session_hash) is None
    # A new invitation does not bring an old session back.
    invite_to(town.parts, ELS)
    assert find_person(town.parts, secret) is None


def test_what_is_over_is_deleted_just_after_the_line_and_not_before(town) -> None:
    invite_to(town.parts, ELS)
    sign_in(town.parts, town.postbox, ELS)
    town.clock.move_on(timedelta(hours=12))
    assert tidy_people(town.parts).sessions == 0
    town.clock.move_on(timedelta(seconds=1))
    assert tidy_people(town.parts).sessions == 1


def test_requests_are_deleted_a_day_after_they_were_over(town) -> None:
    invite_to(town.parts, ELS)
    sign_in(town.parts, town.postbox, ELS)
    town.clock.move_on(timedelta(days=1, seconds=600))
    assert tidy_people(town.parts).requests == 0
    town.clock.move_on(timedelta(seconds=1))
    assert tidy_people(town.parts).requests == 1


def test_an_address_without_a_role_is_forgotten(town) -> None:
    person = a_person(town.parts, town.postbox)
    end_membership(town.parts, the_city(), person.memberships[0].membership_id)
    town.clock.move_on(DAYS_30)
    assert tidy_people(town.parts).addresses == 0
    town.clock.move_on(timedelta(seconds=1))
    tidied = tidy_people(town.parts)
    assert tidied.addresses == 1
    assert ELS not in every_text(town.parts)


def test_an_address_with_a_role_or_an_invitation_is_not_forgotten(town) -> None:
    a_person(town.parts, town.postbox)
    town.clock.move_on(timedelta(days=300))
    invite_to(town.parts, PIET)
    assert tidy_people(town.parts).addresses == 0
    assert find_person(town.parts, sign_in(town.parts, town.postbox, ELS)) is not None
    assert find_person(town.parts, sign_in(town.parts, town.postbox, PIET)) is not None


def test_somebody_who_was_forgotten_can_be_invited_again(town) -> None:
    person = a_person(town.parts, town.postbox)
    end_membership(town.parts, the_city(), person.memberships[0].membership_id)
    town.clock.move_on(timedelta(days=31))
    tidy_people(town.parts)
    again = a_person(town.parts, town.postbox)
    assert again.account_id != person.account_id
