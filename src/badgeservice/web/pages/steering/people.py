"""Who works for an organisation: inviting by e-mail, and ending roles and invitations."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from badgeservice.errors import Conflict, InvalidRequest, NotFound
from badgeservice.journeys.steering.memberships import (
    InvitedAt,
    PersonAt,
    end_membership,
    invite,
    people_at,
    withdraw,
)
from badgeservice.journeys.steering.persons import NOT_YOURS, PersonRole
from badgeservice.openbadges.issuer import IssuerKind
from badgeservice.web.api.requests import UUID_PATTERN
from badgeservice.web.pages.steering.office import OF_CITY, OF_OWNER, AtOffice, Filled, Office
from badgeservice.web.people.forms import FormFields

router = APIRouter(include_in_schema=False)
MembershipId = Annotated[str, Path(pattern=UUID_PATTERN)]
_OWN_ROLES = (PersonRole.OWNER, PersonRole.ISSUER, PersonRole.HELPER)


@router.get(f"{OF_CITY}/people")
@router.get(f"{OF_OWNER}/people")
def get_people(office: AtOffice) -> Response:
    """Who has which role, who was invited, and the form to invite somebody."""
    return _page(office, Filled({"role": _roles(office)[-1]}))


@router.post(f"{OF_CITY}/people")
@router.post(f"{OF_OWNER}/people")
def post_people(office: AtOffice, fields: FormFields) -> Response:
    """Invite somebody; a mail goes out."""
    role = next((role for role in _roles(office) if role == fields.get("role")), None)
    if role is None:
        return _page(office, Filled(fields, {"role": "person_role"}), status=400)
    address, did = fields.get("address", ""), office.issuer.did
    language = "en" if fields.get("language") == "en" else "nl"
    try:
        invite(office.parts, office.person, address, did, role, language=language)
    except (InvalidRequest, Conflict) as refusal:
        return _page(office, Filled(fields, office.faults(refusal)), status=400)
    return office.go(f"{office.base}/people", "person_invited", mails=True)


@router.get(f"{OF_CITY}/people/{{membership_id}}/end")
@router.get(f"{OF_OWNER}/people/{{membership_id}}/end")
def get_end_role(office: AtOffice, membership_id: MembershipId) -> Response:
    """Ask once more."""
    found = _person(office, membership_id)
    is_self = found.membership.account_id == office.person.account_id
    return office.show(
        "steering/confirm.html",
        act="end_own_role" if is_self else "end_role",
        name=found.address or "",
        back="people",
        form=Filled(),
    )


@router.post(f"{OF_CITY}/people/{{membership_id}}/end")
@router.post(f"{OF_OWNER}/people/{{membership_id}}/end")
def post_end_role(office: AtOffice, membership_id: MembershipId) -> Response:
    """End the role at once."""
    found = _person(office, membership_id)
    end_membership(office.parts, office.person, membership_id)
    if found.membership.account_id == office.person.account_id:
        # The page about these people is not theirs any more.
        return office.go("/desk")
    return office.go(f"{office.base}/people", "role_ended")


@router.get(f"{OF_CITY}/invitations/{{invitation_id}}/withdraw")
@router.get(f"{OF_OWNER}/invitations/{{invitation_id}}/withdraw")
def get_withdraw(
    office: AtOffice, invitation_id: Annotated[str, Path(pattern=UUID_PATTERN)]
) -> Response:
    """Ask once more."""
    name = _invited(office, invitation_id).address or ""
    return office.show(
        "steering/confirm.html", act="withdraw", name=name, back="people", form=Filled()
    )


@router.post(f"{OF_CITY}/invitations/{{invitation_id}}/withdraw")
@router.post(f"{OF_OWNER}/invitations/{{invitation_id}}/withdraw")
def post_withdraw(
    office: AtOffice, invitation_id: Annotated[str, Path(pattern=UUID_PATTERN)]
) -> Response:
    """Take the invitation back."""
    _invited(office, invitation_id)
    withdraw(office.parts, office.person, invitation_id)
    return office.go(f"{office.base}/people", "withdrawn")


def _page(office: Office, form: Filled, status: int = 200) -> Response:
    people, invited = people_at(office.parts, office.person, office.issuer.did)
    return office.show(
        "steering/people.html",
        status=status,
        people=people,
        invited=invited,
        roles=_roles(office),
        form=form,
    )


def _roles(office: Office) -> tuple[PersonRole, ...]:
    """The roles this person may give here: the city gives the first one."""
    if office.issuer.kind is IssuerKind.CITY:
        return (PersonRole.CITY_MANAGER,)
    return (PersonRole.OWNER,) if office.is_city else _OWN_ROLES


def _person(office: Office, membership_id: str) -> PersonAt:
    """Somebody here; a role at another organisation is told like none."""
    people, _ = people_at(office.parts, office.person, office.issuer.did)
    for one in people:
        if one.membership.membership_id == membership_id:
            return one
    raise NotFound(NOT_YOURS)


def _invited(office: Office, invitation_id: str) -> InvitedAt:
    _, invited = people_at(office.parts, office.person, office.issuer.did)
    for one in invited:
        if one.invitation.invitation_id == invitation_id:
            return one
    raise NotFound(NOT_YOURS)
