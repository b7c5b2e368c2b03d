"""Status lists: our own from the register, those of others over the door, and how new they were."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from badgeservice.errors import Refusal, Unavailable
from badgeservice.journeys.parts import Parts
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


def own_list(
    parts: Parts, list_id: str, url: str, submission: Submission
) -> KnownStatus | Unreachable:
    """What the register knows of the positions that a credential has on a list of ours."""
    positions = set()
    for entry in status_entries(submission.credential):
        if entry.get("statusListCredential") == url:
            with suppress(Refusal):  # decide() tells a malformed index by itself
                positions.add(read_index(entry.get("statusListIndex"))[0])
    with parts.database.open_store(read_only=True) as store:
        listed = store.status_lists.by_id(list_id)
        if listed is None:
            return Unreachable("status.list_invalid")
        revoked = positions.intersection(store.status_lists.revoked_positions(list_id))
    return KnownStatus(
        issuer_did=listed.issuer_did,
        purpose=listed.purpose,
        length=listed.length,
        revoked=frozenset(revoked),
    )


def fetch_list(
    parts: Parts, purse: Purse, url: str, *, fresh: bool = False
) -> Published | Unreachable:
    """The list of another issuer, with the latest ``validFrom`` ever seen at its address.

    A kept copy that is older than that is asked for again: another process of ours has seen a
    newer one meanwhile.
    """
    with parts.database.open_store(read_only=True) as store:
        seen = store.list_marks.of([url]).get(url)
    limits = parts.rules.list_limits
    if not purse.spend():
        return Unreachable("budget.exceeded")
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


def _is_outdated_copy(fetched: Fetched, seen: datetime | None, limits: JsonLimits) -> bool:
    if seen is None or (fetched.age_seconds == 0 and not fetched.is_stale):
        return False
    listed = _read(fetched.body, limits)
    told = None if listed is None else listed.credential.get("validFrom")
    try:
        return not isinstance(told, str) or read_instant(told) < seen
    except ValueError:
        return True


def _read(body: bytes, limits: JsonLimits) -> Submission | None:
    try:
        return unwrap(body, limits)
    except Refusal:
        return None
