"""Refreshing: a badge that names a place for its newer version is judged by that, once."""

from dataclasses import dataclass
from datetime import datetime

from badgeservice.errors import Refusal
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.verifying.purse import Purse
from badgeservice.openbadges.instants import read_instant
from badgeservice.openbadges.verification import Check, Outcome, Submission, unwrap
from badgeservice.openbadges.verification.submission import as_list
from badgeservice.openbadges.vocabulary import REFRESH_TYPE
from badgeservice.outside.fetch import CannotFetch

_ACCEPT = "application/vc, application/vc+ld+json, application/vc+jwt, application/json;q=0.9"


@dataclass(frozen=True, slots=True)
class NotRefreshed:
    """No newer version to judge; ``code`` says why."""

    code: str


def refresh_url(submission: Submission) -> str | None:
    """Where the newer version is (``refreshService`` of type 1EdTechCredentialRefresh)."""
    for service in as_list(submission.credential.get("refreshService")):
        if isinstance(service, dict) and REFRESH_TYPE in as_list(service.get("type")):
            url = service.get("id")
            if isinstance(url, str):
                return url.partition("#")[0]
    return None


def fetch_newer(parts: Parts, submission: Submission, purse: Purse) -> Submission | NotRefreshed:
    """The newer version of a credential whose proof is right already (OB 3.0 section 9.1 step 3).

    It must be of the same issuer, have the same id and subject, and not begin earlier. Never
    kept: it is somebody's credential.
    """
    url = refresh_url(submission)
    if url is None:
        return NotRefreshed("refresh.none")
    if not purse.spend():
        return NotRefreshed("refresh.failed")
    try:
        body = parts.fetch(url, accept=_ACCEPT, kind="other", fresh=True).body
        newer = unwrap(
            body,
            parts.rules.json_limits(parts.rules.max_verify_bytes),
            max_image_bytes=parts.rules.max_image_bytes,
        )
    except (CannotFetch, Refusal):
        return NotRefreshed("refresh.failed")
    if not _is_same(submission, newer):
        return NotRefreshed("refresh.other_credential")
    return newer if _is_not_older(submission, newer) else NotRefreshed("refresh.failed")


def refresh_check(code: str) -> Check:
    """Tell which version was judged; it never changes the word."""
    if code == "refresh.none":
        return Check("refresh", Outcome.NOT_APPLICABLE, code, details={"judged": "given"})
    judged = "newer" if code == "refresh.done" else "given"
    return Check("refresh", Outcome.NOTE, code, details={"judged": judged})


def _is_same(submission: Submission, newer: Submission) -> bool:
    named = submission.credential.get("id")
    return (
        isinstance(named, str)
        and newer.credential.get("id") == named
        and submission.issuer_id is not None
        and newer.issuer_id == submission.issuer_id
        and _whose(newer) == _whose(submission)
    )


def _whose(submission: Submission) -> list[tuple[object, object]]:
    """Who the subjects are: their ids, and what they are identified by where they have none."""
    subjects = as_list(submission.credential.get("credentialSubject"))
    return [
        (one.get("id"), None if "id" in one else one.get("identifier"))
        for one in subjects
        if isinstance(one, dict)
    ]


def _is_not_older(submission: Submission, newer: Submission) -> bool:
    given, other = _begins(submission), _begins(newer)
    return given is None or (other is not None and other >= given)


def begins_later(submission: Submission, newer: Submission) -> bool:
    """Whether a newer version says that it begins strictly later than the given one."""
    given, other = _begins(submission), _begins(newer)
    return given is not None and other is not None and other > given


def _begins(submission: Submission) -> datetime | None:
    told = submission.credential.get(submission.period[0])
    try:
        return read_instant(told) if isinstance(told, str) else None
    except ValueError:
        return None
