"""One organisation as the city sees it: how it stands, and suspending, resuming or ending it."""

from collections.abc import Callable
from datetime import timedelta

from fastapi import APIRouter, Response

from badgeservice.errors import InvalidRequest
from badgeservice.journeys.steering.organisations.overview import read_organisation, signs
from badgeservice.journeys.steering.organisations.recognise import end_recognition
from badgeservice.journeys.steering.organisations.record import read_record
from badgeservice.journeys.steering.organisations.suspend import (
    end_organisation,
    resume,
    suspend,
)
from badgeservice.web.pages.moments import day_text
from badgeservice.web.pages.steering.office import OF_CITY, AtOffice, Filled, Office
from badgeservice.web.pages.steering.record import acts_of
from badgeservice.web.people.forms import FormFields

router = APIRouter(include_in_schema=False)
_SHOWN_LINES = 5


@router.get(OF_CITY)
def get_organisation(office: AtOffice) -> Response:
    """Everything about it on one page, each with a way to change it."""
    did = office.issuer.did
    overview = read_organisation(office.parts, office.person, did)
    record = read_record(office.parts, office.person, issuer_did=did, limit=_SHOWN_LINES)
    return office.show(
        "steering/organisation.html",
        overview=overview,
        live_keys=[key for key in overview.keys if signs(key)],
        live_api_keys=[key for key in overview.api_keys if key.ended_at is None],
        record=record,
        acts=acts_of(record.lines),
        last_day=lambda end: day_text(end - timedelta(microseconds=1), office.language),
    )


@router.get(f"{OF_CITY}/recognition/end")
def get_end_recognition(office: AtOffice) -> Response:
    """Ask once more."""
    return _ask(office, "end_recognition")


@router.post(f"{OF_CITY}/recognition/end")
def post_end_recognition(office: AtOffice) -> Response:
    """Recognise it no more."""
    end_recognition(office.parts, office.person, office.issuer.did)
    return office.go(office.base, "recognition_ended")


@router.get(f"{OF_CITY}/suspension")
def get_suspend(office: AtOffice) -> Response:
    """Ask why, and once more."""
    return _ask(office, "suspend", has_reason=True)


@router.post(f"{OF_CITY}/suspension")
def post_suspend(office: AtOffice, fields: FormFields) -> Response:
    """Let it sign nothing any more."""
    return _do(office, fields, "suspend", "suspended", suspend)


@router.get(f"{OF_CITY}/suspension/lift")
def get_resume(office: AtOffice) -> Response:
    """Ask once more."""
    return _ask(office, "resume")


@router.post(f"{OF_CITY}/suspension/lift")
def post_resume(office: AtOffice) -> Response:
    """Let it sign again."""
    resume(office.parts, office.person, office.issuer.did)
    return office.go(office.base, "resumed")


@router.get(f"{OF_CITY}/end")
def get_end(office: AtOffice) -> Response:
    """Ask why, and once more."""
    return _ask(office, "end_organisation", has_reason=True)


@router.post(f"{OF_CITY}/end")
def post_end(office: AtOffice, fields: FormFields) -> Response:
    """End everything it can do here."""
    return _do(office, fields, "end_organisation", "organisation_ended", end_organisation)


def _ask(
    office: Office, act: str, *, has_reason: bool = False, form: Filled | None = None
) -> Response:
    return office.show(
        "steering/confirm.html",
        status=400 if form else 200,
        act=act,
        name=office.issuer.name,
        back="",
        has_reason=has_reason,
        form=form or Filled(),
    )


def _do(
    office: Office, fields: FormFields, act: str, said: str, journey: Callable[..., object]
) -> Response:
    try:
        journey(office.parts, office.person, office.issuer.did, fields.get("reason", ""))
    except InvalidRequest as refusal:
        form = Filled(fields, office.faults(refusal))
        return _ask(office, act, has_reason=True, form=form)
    return office.go(office.base, said)
