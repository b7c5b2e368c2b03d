"""For what the city recognises an organisation, from which day to which day."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from fastapi import APIRouter, Response

from badgeservice.errors import InvalidRequest
from badgeservice.journeys.steering.organisations.overview import read_organisation
from badgeservice.journeys.steering.organisations.recognise import recognise
from badgeservice.journeys.steering.scopes import KIND, SKILL
from badgeservice.openbadges.issuer import Recognition
from badgeservice.openbadges.vocabulary import AchievementType
from badgeservice.web.pages.moments import start_of_day
from badgeservice.web.pages.steering.office import OF_CITY, AtOffice, Filled, Office
from badgeservice.web.people.forms import FormFields

router = APIRouter(include_in_schema=False)
# The kinds that organisations here award; the others can be had over the API.
KINDS = (
    AchievementType.BADGE,
    AchievementType.MICRO_CREDENTIAL,
    AchievementType.COURSE,
    AchievementType.CERTIFICATE,
    AchievementType.COMMUNITY_SERVICE,
)
_LAST_YEAR = 9000
_TICKED = "yes"


@router.get(f"{OF_CITY}/recognition")
def get_recognition(office: AtOffice) -> Response:
    """The form, filled in with what holds now or will."""
    overview = read_organisation(office.parts, office.person, office.issuer.did)
    return _page(office, Filled(_values_of(overview.coming or overview.recognition)))


@router.post(f"{OF_CITY}/recognition")
def post_recognition(office: AtOffice, fields: FormFields) -> Response:
    """Recognise it like this from that day; it takes the place of what would hold."""
    faults: dict[str, str] = {}
    since = _day(fields, "since", faults)
    last = _day(fields, "until", faults)
    words = _words(fields)
    if fields.get("what") == "some" and not words:
        faults["what"] = "scope_empty"
    elif fields.get("what") not in ("all", "some"):
        faults["what"] = "scope_choice"
    if faults:
        return _page(office, Filled(fields, faults), status=400)
    begins, now = start_of_day(since).astimezone(UTC) if since else None, office.parts.now()
    # Today is now: the day began already.
    is_today = begins is not None and begins <= now < begins + timedelta(days=1)
    try:
        recognise(
            office.parts,
            office.person,
            office.issuer.did,
            words if fields.get("what") == "some" else (),
            since=None if is_today else begins,
            until=_end_of(last) if last else None,
        )
    except InvalidRequest as refusal:
        faults = office.faults(refusal, scope="what")
        return _page(office, Filled(fields, faults), status=400)
    return office.go(office.base, "recognised")


def _page(office: Office, form: Filled, status: int = 200) -> Response:
    shelved = office.parts.skills.take(office.parts.database, office.parts.now())
    skills = sorted(shelved.catalogue.skills.values(), key=lambda one: one.label.lower())
    ticked = {name for name in form.values if name.startswith((SKILL, KIND))}
    usual = [kind.value for kind in KINDS]
    chosen = {name.removeprefix(KIND) for name in ticked if name.startswith(KIND)}
    kinds = [(kind, True) for kind in usual]
    kinds += [(kind, False) for kind in sorted(chosen.difference(usual))]
    return office.show(
        "steering/recognition.html",
        status=status,
        form=form,
        skills=skills,
        kinds=kinds,
        ticked=ticked,
    )


def _words(fields: Mapping[str, str]) -> list[str]:
    """The words of a scope: the names of the boxes that were ticked."""
    return [name for name in fields if name.startswith((SKILL, KIND)) and fields[name] == _TICKED]


def _values_of(recognition: Recognition | None) -> dict[str, str]:
    if recognition is None:
        return {"what": "all"}
    values = dict.fromkeys(recognition.scope, _TICKED)
    values["what"] = "some" if recognition.scope else "all"
    if recognition.until:
        last = recognition.until - timedelta(microseconds=1)
        values["until"] = last.astimezone(start_of_day(last.date()).tzinfo).date().isoformat()
    return values


def _day(fields: Mapping[str, str], name: str, faults: dict[str, str]) -> date | None:
    """A day as a browser sends it (HTML, date state); what is none becomes a fault."""
    told = fields.get(name, "").strip()
    if not told:
        return None
    try:
        day = date.fromisoformat(told)
    except ValueError:
        day = None
    if day is None or not 2000 <= day.year <= _LAST_YEAR or len(told) != len("2026-11-21"):
        faults[name] = "day"
        return None
    return day


def _end_of(day: date) -> datetime:
    """The instant after a day: the day itself counts."""
    return start_of_day(day + timedelta(days=1)).astimezone(UTC)
