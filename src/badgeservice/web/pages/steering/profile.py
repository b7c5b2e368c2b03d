"""What is public about an organisation, and the keys with which other systems act for it."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from badgeservice.errors import Conflict, InvalidRequest, NotFound
from badgeservice.journeys.steering.organisations.api_keys import (
    list_api_keys,
    make_issuer_api_key,
)
from badgeservice.journeys.steering.organisations.end_keys import end_api_key
from badgeservice.journeys.steering.organisations.profile import ProfileChange, change_profile
from badgeservice.journeys.steering.persons import NOT_YOURS
from badgeservice.web.api.requests import UUID_PATTERN
from badgeservice.web.pages.steering.city import with_scheme
from badgeservice.web.pages.steering.office import OF_CITY, OF_OWNER, AtOffice, Filled, Office
from badgeservice.web.people.forms import FormFields

router = APIRouter(include_in_schema=False)
KeyId = Annotated[str, Path(pattern=UUID_PATTERN)]
_NOT_KEPT = {"Cache-Control": "no-store"}


@router.get(f"{OF_CITY}/profile")
@router.get(f"{OF_OWNER}/profile")
def get_profile(office: AtOffice) -> Response:
    """The form with what is public now."""
    issuer = office.issuer
    form = Filled(
        {
            "name": issuer.name,
            "url": issuer.url,
            "email": issuer.email or "",
            "description": issuer.description or "",
        }
    )
    return office.show("steering/profile.html", form=form)


@router.post(f"{OF_CITY}/profile")
@router.post(f"{OF_OWNER}/profile")
def post_profile(office: AtOffice, fields: FormFields) -> Response:
    """Keep what was filled in."""
    change = ProfileChange(
        name=fields.get("name", ""),
        url=with_scheme(fields.get("url", "")),
        email=fields.get("email", ""),
        description=fields.get("description", ""),
    )
    try:
        change_profile(office.parts, office.person, office.issuer.did, change)
    except InvalidRequest as refusal:
        form = Filled(fields, office.faults(refusal))
        return office.show("steering/profile.html", status=400, form=form)
    back = office.base if office.is_city else f"{office.base}/profile"
    return office.go(back, "profile_kept")


@router.get(f"{OF_CITY}/api-keys")
@router.get(f"{OF_OWNER}/api-keys")
def get_api_keys(office: AtOffice) -> Response:
    """Which keys there are, and the form for a new one."""
    return _api_keys(office, Filled())


@router.post(f"{OF_CITY}/api-keys")
@router.post(f"{OF_OWNER}/api-keys")
def post_api_key(office: AtOffice, fields: FormFields) -> Response:
    """Make a key and show it this once, in the answer itself: it is kept nowhere to show later.

    When the form is sent again the label is in use, so a reload makes no second key.
    """
    did, label = office.issuer.did, fields.get("label", "")
    try:
        made = make_issuer_api_key(office.parts, office.person, did, label)
    except (InvalidRequest, Conflict) as refusal:
        return _api_keys(office, Filled(fields, office.faults(refusal)), status=400)
    return office.show(
        "steering/api_key_made.html", headers=_NOT_KEPT, secret=made.secret, label=label.strip()
    )


@router.get(f"{OF_CITY}/api-keys/{{api_key_id}}/end")
@router.get(f"{OF_OWNER}/api-keys/{{api_key_id}}/end")
def get_end_api_key(office: AtOffice, api_key_id: KeyId) -> Response:
    """Ask once more."""
    labels = {
        key.key_id: key.label
        for key in list_api_keys(office.parts, office.person, office.issuer.did)
        if key.ended_at is None
    }
    if api_key_id not in labels:
        raise NotFound(NOT_YOURS)
    return office.show(
        "steering/confirm.html",
        act="end_api_key",
        name=labels[api_key_id],
        back="api-keys",
        form=Filled(),
    )


@router.post(f"{OF_CITY}/api-keys/{{api_key_id}}/end")
@router.post(f"{OF_OWNER}/api-keys/{{api_key_id}}/end")
def post_end_api_key(office: AtOffice, api_key_id: KeyId) -> Response:
    """End the key at once."""
    end_api_key(office.parts, office.person, office.issuer.did, api_key_id)
    return office.go(f"{office.base}/api-keys", "api_key_ended")


def _api_keys(office: Office, form: Filled, status: int = 200) -> Response:
    keys = list_api_keys(office.parts, office.person, office.issuer.did)
    live = [key for key in keys if key.ended_at is None]
    return office.show("steering/api_keys.html", status=status, keys=live, form=form)
