"""What a role lets somebody do: default nothing, and nothing at other organisations."""

from datetime import UTC, datetime

import pytest

from badgeservice.errors import NotAllowed, NotFound
from badgeservice.journeys.caller import Role
from badgeservice.journeys.steering.persons import (
    MAY_AWARD,
    MAY_MAKE_BADGES,
    MAY_MANAGE_PEOPLE,
    Membership,
    Person,
    PersonRole,
    normalised_address,
)

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
CLUB, SCHOOL = "did:web:x:issuers:club", "did:web:x:issuers:school"


def person(*roles: tuple[str, PersonRole]) -> Person:
    memberships = tuple(
        Membership(f"m-{did}", "a-1", did, role, NOW, "key:city") for did, role in roles
    )
    return Person("a-1", "els@oss.example", memberships, b"h", NOW)


@pytest.mark.parametrize("roles", [MAY_AWARD, MAY_MAKE_BADGES, MAY_MANAGE_PEOPLE])
def test_without_a_role_there_is_nothing(roles: tuple[PersonRole, ...]) -> None:
    for nobody in (person(), person((SCHOOL, PersonRole.OWNER))):
        with pytest.raises(NotFound):
            nobody.require_role(CLUB, roles)


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (PersonRole.HELPER, {MAY_AWARD}),
        (PersonRole.ISSUER, {MAY_AWARD, MAY_MAKE_BADGES}),
        (PersonRole.OWNER, {MAY_AWARD, MAY_MAKE_BADGES, MAY_MANAGE_PEOPLE}),
        (PersonRole.CITY_MANAGER, set()),
    ],
)
def test_each_role_lets_do_so_much_and_no_more(role: PersonRole, allowed: set[object]) -> None:
    somebody = person((CLUB, role))
    for roles in (MAY_AWARD, MAY_MAKE_BADGES, MAY_MANAGE_PEOPLE):
        if roles in allowed:
            somebody.require_role(CLUB, roles)
        else:
            with pytest.raises(NotAllowed):
                somebody.require_role(CLUB, roles)


@pytest.mark.parametrize("role", [PersonRole.OWNER, PersonRole.ISSUER, PersonRole.HELPER])
def test_only_a_manager_acts_for_the_city(role: PersonRole) -> None:
    with pytest.raises(NotAllowed):
        person((CLUB, role)).as_city()
    caller = person(("did:web:x", PersonRole.CITY_MANAGER)).as_city()
    assert (caller.role, caller.issuer_did, caller.name) == (Role.CITY, None, "person:a-1")


def test_acting_for_an_organisation_is_acting_for_that_one_alone() -> None:
    with pytest.raises(NotAllowed):
        person((CLUB, PersonRole.HELPER)).as_issuer(CLUB)
    caller = person((CLUB, PersonRole.ISSUER)).as_issuer(CLUB)
    assert (caller.role, caller.issuer_did) == (Role.ISSUER, CLUB)
    with pytest.raises(NotFound):
        caller.require_issuer(SCHOOL)
    with pytest.raises(NotFound):
        person((CLUB, PersonRole.OWNER)).as_issuer(SCHOOL)


def test_an_address_is_never_the_name_of_somebody() -> None:
    assert "@" not in person().name
    assert normalised_address(" Els@OSS.example\t") == "els@oss.example"
