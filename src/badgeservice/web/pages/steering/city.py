"""The city's start: all organisations, inviting one, and what happened."""

import re
import unicodedata
from collections.abc import Mapping

from fastapi import APIRouter, Response

from badgeservice.errors import Conflict, InvalidRequest
from badgeservice.journeys.steering.admit_issuer import Admission
from badgeservice.journeys.steering.organisations.invite import invite_organisation
from badgeservice.journeys.steering.organisations.overview import list_organisations
from badgeservice.openbadges.issuer import IssuerKind
from badgeservice.web.pages.steering.office import CITY, CityDesk, Filled
from badgeservice.web.people.forms import FormFields

router = APIRouter(include_in_schema=False)
KINDS = tuple(kind for kind in IssuerKind if kind is not IssuerKind.CITY)
_LONGEST_SLUG = 60
_ORDER = "owner name kind url email description slug"
_NO_LETTER = re.compile(r"[^a-z0-9]+")


@router.get(CITY)
def get_city(desk: CityDesk) -> Response:
    """Every organisation and how it stands."""
    found = list_organisations(desk.parts, desk.person)
    return desk.page("steering/city.html", organisations=found)


@router.get(f"{CITY}/invite")
def get_invite(desk: CityDesk) -> Response:
    """The form to invite an organisation."""
    # A key is only ever made on purpose, so that box is empty.
    start = Filled({"kind": "sport_club", "recognised": "yes", "language": desk.language})
    return desk.page("steering/invite.html", form=start, kinds=KINDS)


@router.post(f"{CITY}/invite")
def post_invite(desk: CityDesk, fields: FormFields) -> Response:
    """Admit it, make its key if that was ticked, and mail its owner."""
    try:
        invited = invite_organisation(
            desk.parts,
            desk.person,
            _admission(fields),
            fields.get("owner", ""),
            makes_key=fields.get("key") == "yes",
            language="en" if fields.get("language") == "en" else "nl",
        )
    except (InvalidRequest, Conflict) as refusal:
        form = Filled(fields, _in_order(desk.faults(refusal), fields))
        return desk.page("steering/invite.html", status=400, form=form, kinds=KINDS)
    said = "invited" if invited.has_key else "invited_no_key"
    return desk.go(f"{CITY}/organisations/{invited.issuer.slug}", said, mails=True)


def _in_order(faults: dict[str, str], fields: Mapping[str, str]) -> dict[str, str]:
    """The faults as the form goes; a slug that was to come from the name is no fault of its own."""
    if "name" in faults and not fields.get("slug", "").strip():
        faults.pop("slug", None)
    return {name: faults[name] for name in sorted(faults, key=lambda one: (_ORDER.find(one), one))}


def with_scheme(address: str) -> str:
    """An address of a website as people type it, made whole."""
    address = address.strip()
    return address if not address or "://" in address else f"https://{address}"


def slug_of(name: str) -> str:
    """A name for in addresses, made from the name of an organisation."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return _NO_LETTER.sub("-", plain).strip("-")[:_LONGEST_SLUG].strip("-")


def _admission(fields: Mapping[str, str]) -> Admission:
    """What was filled in; what is no kind of ours becomes the one that nobody may be."""
    name, kind = fields.get("name", ""), fields.get("kind", "")
    return Admission(
        slug=fields.get("slug", "").strip() or slug_of(name),
        name=name,
        kind=IssuerKind(kind) if kind in list(IssuerKind) else IssuerKind.CITY,
        url=with_scheme(fields.get("url", "")),
        email=fields.get("email", "").strip() or None,
        description=fields.get("description", "").strip() or None,
        is_recognised=fields.get("recognised") == "yes",
    )
