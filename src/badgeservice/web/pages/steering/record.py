"""What happened: everywhere for the city, at the own organisation for its owner."""

from typing import get_args

from fastapi import APIRouter, Response

from badgeservice.errors import NotFound
from badgeservice.journeys.steering.admit_issuer import find_issuer, list_issuers
from badgeservice.journeys.steering.organisations.record import (
    Group,
    RecordLine,
    check_record,
    read_record,
)
from badgeservice.web.pages.steering.office import CITY, OF_OWNER, AtOffice, CityDesk, Desk
from badgeservice.web.pages.wording import CATALOGUES

router = APIRouter(include_in_schema=False)
GROUPS: tuple[Group, ...] = get_args(Group)
_LONGEST_NUMBER = 15


@router.get(f"{CITY}/record")
def get_record(desk: CityDesk) -> Response:
    """Everything, or what concerns one organisation, by kind; fifty at a time."""
    slug = desk.request.query_params.get("organisation", "")
    try:
        did = find_issuer(desk.parts, slug).did if slug else None
    except NotFound:
        slug, did = "", None
    group, before = _group(desk), _before(desk)
    found = read_record(desk.parts, desk.person, issuer_did=did, group=group, before=before)
    return desk.page(
        "steering/record.html",
        record=found,
        acts=acts_of(found.lines),
        groups=GROUPS,
        group=group or "",
        organisations=list_issuers(desk.parts),
        organisation=slug,
        is_first=before is None,
    )


@router.get(f"{CITY}/record/check")
def get_check(desk: CityDesk) -> Response:
    """Whether the lines are still as they were written; looking changes nothing."""
    checked = check_record(desk.parts, desk.person)
    return desk.page("steering/record_checked.html", checked=checked)


@router.get(f"{OF_OWNER}/record")
def get_own_record(office: AtOffice) -> Response:
    """What happened at the own organisation."""
    group, before = _group(office), _before(office)
    found = read_record(
        office.parts, office.person, issuer_did=office.issuer.did, group=group, before=before
    )
    return office.show(
        "steering/own_record.html",
        record=found,
        acts=acts_of(found.lines),
        groups=[one for one in GROUPS if one != "skills"],
        group=group or "",
        is_first=before is None,
    )


def acts_of(lines: tuple[RecordLine, ...]) -> list[str]:
    """For each line the word that the catalogue has for what was done."""
    words = [one.kept.line.action.replace(".", "_").replace("-", "_") for one in lines]
    return [word if f"steering.act_{word}" in CATALOGUES["nl"] else "other" for word in words]


def _group(desk: Desk) -> Group | None:
    told = desk.request.query_params.get("group", "")
    return next((group for group in GROUPS if group == told), None)


def _before(desk: Desk) -> int | None:
    told = desk.request.query_params.get("before", "")
    is_number = told.isascii() and told.isdigit() and len(told) <= _LONGEST_NUMBER
    return int(told) if is_number else None
