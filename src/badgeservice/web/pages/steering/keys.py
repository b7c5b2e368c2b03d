"""The keys with which an organisation signs: made, retired and revoked by the city, on purpose."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from badgeservice.errors import InvalidRequest, NotFound
from badgeservice.journeys.steering.make_keys import KEY_ALGORITHMS, make_signing_key
from badgeservice.journeys.steering.organisations.end_keys import retire_key, revoke_key
from badgeservice.journeys.steering.organisations.overview import read_organisation, signs
from badgeservice.journeys.steering.persons import NOT_YOURS
from badgeservice.openbadges.issuer import IssuerKey
from badgeservice.web.pages.steering.office import OF_CITY, AtOffice, Filled, Office
from badgeservice.web.people.forms import FormFields

router = APIRouter(include_in_schema=False)
KeyId = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,60}$")]
_KEYS = f"{OF_CITY}/keys"


@router.get(_KEYS)
def get_keys(office: AtOffice) -> Response:
    """The keys and what each is good for now."""
    return _page(office, Filled({"algorithm": "Ed25519"}))


@router.post(_KEYS)
def post_key(office: AtOffice, fields: FormFields) -> Response:
    """Make a key; the older one of its kind stops signing."""
    algorithm = next((one for one in KEY_ALGORITHMS if one == fields.get("algorithm")), None)
    if algorithm is None:
        return _page(office, Filled(fields, {"algorithm": "key_algorithm"}), status=400)
    caller = office.person.as_city()
    make_signing_key(office.parts, caller, office.issuer.did, algorithm)
    return office.go(f"{office.base}/keys", "key_made")


@router.get(f"{_KEYS}/{{key_id}}/retire")
def get_retire(office: AtOffice, key_id: KeyId) -> Response:
    """Ask once more."""
    return _ask(office, "retire_key", key_id)


@router.post(f"{_KEYS}/{{key_id}}/retire")
def post_retire(office: AtOffice, key_id: KeyId) -> Response:
    """Sign nothing more with it."""
    retire_key(office.parts, office.person, office.issuer.did, key_id)
    return office.go(f"{office.base}/keys", "key_retired")


@router.get(f"{_KEYS}/{{key_id}}/revoke")
def get_revoke(office: AtOffice, key_id: KeyId) -> Response:
    """Ask why, and once more."""
    return _ask(office, "revoke_key", key_id, has_reason=True)


@router.post(f"{_KEYS}/{{key_id}}/revoke")
def post_revoke(office: AtOffice, key_id: KeyId, fields: FormFields) -> Response:
    """Distrust it: nothing it signed is valid any more."""
    reason = fields.get("reason", "")
    try:
        revoke_key(office.parts, office.person, office.issuer.did, key_id, reason)
    except InvalidRequest as refusal:
        form = Filled(fields, office.faults(refusal))
        return _ask(office, "revoke_key", key_id, has_reason=True, form=form)
    return office.go(f"{office.base}/keys", "key_revoked")


def _page(office: Office, form: Filled, status: int = 200) -> Response:
    keys = tuple(reversed(_keys(office)))
    return office.show(
        "steering/keys.html",
        status=status,
        keys=keys,
        live=[key.key_id for key in keys if signs(key)],
        algorithms=KEY_ALGORITHMS,
        form=form,
    )


def _ask(
    office: Office,
    act: str,
    key_id: str,
    *,
    has_reason: bool = False,
    form: Filled | None = None,
) -> Response:
    if not any(key.key_id == key_id and key.revoked_at is None for key in _keys(office)):
        raise NotFound(NOT_YOURS)
    return office.show(
        "steering/confirm.html",
        status=400 if form else 200,
        act=act,
        name=key_id,
        back="keys",
        has_reason=has_reason,
        form=form or Filled(),
    )


def _keys(office: Office) -> tuple[IssuerKey, ...]:
    return read_organisation(office.parts, office.person, office.issuer.did).keys
