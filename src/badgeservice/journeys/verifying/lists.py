"""Status lists: our own from the register, those of others over the door, and how new they were."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from badgeservice.errors import Refusal, Unavailable
from badgeservice.journeys.own_facts import OwnList
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.verifying.plan import Plan
from badgeservice.journeys.verifying.purse import Purse
from badgeservice.openbadges.instants import read_instant
from badgeservice.openbadges.status_list import read_index
from badgeservice.openbadges.verification import (
    Check,
    KnownStatus,
    Materials,
    Published,
    Report,
    Submission,
    Unreachable,
    unwrap,
)
from badgeservice.openbadges.verification.needs import status_entries
from badgeservice.outside.fetch import CannotFetch, Fetched, Kind
from badgeservice.proofs.strict_json import JsonLimits

_ACCEPT = "application/vc, application/vc+ld+json, application/vc+jwt, application/json;q=0.9"


def known_list(listed: OwnList | None, url: str, plan: Plan) -> KnownStatus | Unreachable:
    """What the register knows of the positions that the credentials of a plan have on a list."""
    if listed is None:
        return Unreachable("status.list_invalid")
    positions = set()
    for submission, _ in plan.judged:
        for entry in status_entries(submission.credential):
            if entry.get("statusListCredential") == url:
                with suppress(Refusal):  # decide() tells a malformed index by itself
                    positions.add(read_index(entry.get("statusListIndex"))[0])
    return listed.known(positions)


def fetch_list(
    parts: Parts, purse: Purse, url: str, seen: datetime | None, *, fresh: bool = False
) -> Published | Unreachable:
    """The list of another issuer, with the latest ``validFrom`` ever ``seen`` at its address.

    The first fetch is paid. A kept copy that is older than what was seen is asked for again:
    another process of ours has seen a newer one meanwhile.
    """
    limits = parts.rules.list_limits
    try:
        fetched = parts.fetch(url, accept=_ACCEPT, kind="status", fresh=fresh)
    except CannotFetch:
        return Unreachable("status.unreachable")
    for kind, is_fresh in _STRICTER:
        if not _is_outdated_copy(fetched, seen, limits) or not purse.spend():
            break
        with suppress(CannotFetch):
            fetched = parts.fetch(url, accept=_ACCEPT, kind=kind, fresh=is_fresh)
    return Published(fetched.body, fetched.age_seconds, fetched.is_stale, seen)


# What is asked for freshly may still be a minute old; what is "other" is never kept at all.
_STRICTER: tuple[tuple[Kind, bool], ...] = (("status", True), ("other", True))


def token_in(
    source: Published | KnownStatus | Unreachable, limits: JsonLimits
) -> Submission | None:
    """The list as a submission when it is a token, which may want keys that JSON does not."""
    if not isinstance(source, Published) or source.body.lstrip()[:1] in (b"{", b"["):
        return None
    return _read(source.body, limits)


def remember_lists(parts: Parts, materials: Materials, report: Report) -> None:
    """Raise the mark of every list that was verified and is newer than it (H10).

    When the database cannot be written now, the mark stays as it was.
    """
    if not any(isinstance(one, Published) for one in materials.status_lists.values()):
        return
    newer = {
        url: moment
        for url, moment in _verified_lists(report).items()
        if _is_newer(moment, materials.status_lists.get(url))
    }
    if not newer:
        return
    with suppress(Unavailable), parts.database.open_store() as store:
        for url, moment in sorted(newer.items()):
            store.list_marks.raise_to(url, moment)


@dataclass(frozen=True, slots=True)
class _Listed:
    url: str
    valid_from: datetime


def _verified_lists(report: Report) -> dict[str, datetime]:
    """The lists of others whose proof and dates were found right, by what the checks tell."""
    reports = [report, *(one.report for one in report.endorsements if one.report is not None)]
    found: dict[str, datetime] = {}
    for check in (check for one in reports for check in one.checks):
        for listed in _lists_of(check):
            found[listed.url] = max(listed.valid_from, found.get(listed.url, listed.valid_from))
    return found


def _lists_of(check: Check) -> list[_Listed]:
    if check.check_id != "status":
        return []
    return [
        _Listed(entry["list"], read_instant(entry["listValidFrom"]))
        for entry in check.details.get("entries", [])
        if "listValidFrom" in entry
    ]


def _is_newer(moment: datetime, source: Published | KnownStatus | Unreachable | None) -> bool:
    if not isinstance(source, Published):
        return False
    return source.seen_valid_from is None or moment > source.seen_valid_from


def is_older(body: bytes, seen: datetime | None, limits: JsonLimits) -> bool:
    """Whether a list says that it begins before what was seen at its address."""
    if seen is None:
        return False
    listed = _read(body, limits)
    told = None if listed is None else listed.credential.get("validFrom")
    try:
        return not isinstance(told, str) or read_instant(told) < seen
    except ValueError:
        return True


def _is_outdated_copy(fetched: Fetched, seen: datetime | None, limits: JsonLimits) -> bool:
    is_copy = fetched.age_seconds != 0 or fetched.is_stale
    return is_copy and is_older(fetched.body, seen, limits)


def _read(body: bytes, limits: JsonLimits) -> Submission | None:
    try:
        return unwrap(body, limits)
    except Refusal:
        return None
