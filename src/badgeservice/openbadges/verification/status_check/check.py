"""Every status entry of a credential, taken together."""

from collections.abc import Sequence
from datetime import datetime

from badgeservice.document import JsonObject
from badgeservice.openbadges.verification.materials import Materials, Published, Unreachable
from badgeservice.openbadges.verification.needs import status_entries
from badgeservice.openbadges.verification.policy import Policy
from badgeservice.openbadges.verification.report import Check, Outcome
from badgeservice.openbadges.verification.status_check.bitstring import BitstringReader
from badgeservice.openbadges.verification.status_check.entry import EntryStatus
from badgeservice.openbadges.verification.status_check.legacy_status import revocation_code
from badgeservice.openbadges.verification.submission import Submission, as_list
from badgeservice.openbadges.vocabulary import BITSTRING_ENTRY_TYPE, REVOCATION_LIST_TYPE

_ORDER = (Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS)


def check_status(
    submission: Submission, materials: Materials, *, now: datetime, policy: Policy
) -> Check:
    """Read every status entry (Bitstring Status List 1.0 section 3.2; OB 3.0 section 9.1).

    Trouble with a list is unknown, never "not revoked" and never "revoked". Of several entries
    the worst counts; those that only tell something (``refresh``, ``message``) are reported and
    change nothing. ``findings`` of a check that passed are warnings.
    """
    credential = submission.credential
    if "credentialStatus" not in credential:
        return Check("status", Outcome.NOT_APPLICABLE, "status.none")
    entries = status_entries(credential)
    are_objects = len(entries) == len(as_list(credential["credentialStatus"]))
    if not entries or not are_objects or len(entries) > policy.max_status_entries:
        return Check("status", Outcome.UNKNOWN, "status.unsupported")
    reader = BitstringReader(submission.issuer_id, materials, now, policy)
    read = [
        _read(entry, pointer, submission, materials, reader)
        for entry, pointer in _with_pointers(credential["credentialStatus"])
    ]
    return _combine(read)


def _with_pointers(status: object) -> list[tuple[JsonObject, str]]:
    if isinstance(status, dict):
        return [(status, "/credentialStatus")]
    return [
        (entry, f"/credentialStatus/{at}")
        for at, entry in enumerate(as_list(status))
        if isinstance(entry, dict)
    ]


def _read(
    entry: JsonObject,
    pointer: str,
    submission: Submission,
    materials: Materials,
    reader: BitstringReader,
) -> EntryStatus:
    kinds = as_list(entry.get("type"))
    if BITSTRING_ENTRY_TYPE in kinds:
        return reader.read(entry, pointer)
    if REVOCATION_LIST_TYPE in kinds:
        return _read_legacy(entry, submission, materials, reader.policy)
    kind = next((one for one in kinds if isinstance(one, str)), "")
    return EntryStatus(kind, None, "status.unsupported")


def _read_legacy(
    entry: JsonObject, submission: Submission, materials: Materials, policy: Policy
) -> EntryStatus:
    url = entry.get("id")
    if not isinstance(url, str) or not url.startswith("https://"):
        return EntryStatus(REVOCATION_LIST_TYPE, None, "status.unsupported")
    source = materials.status_lists.get(url, Unreachable("status.unreachable"))
    if isinstance(source, Unreachable):
        return EntryStatus(REVOCATION_LIST_TYPE, None, source.code)
    if not isinstance(source, Published):
        # A list that we publish ourselves is never of this kind.
        return EntryStatus(REVOCATION_LIST_TYPE, None, "status.list_invalid")
    code = revocation_code(
        source.body,
        url=url,
        credential_id=submission.credential.get("id"),
        issuer_id=submission.issuer_id,
        limits=policy.list_limits,
    )
    return EntryStatus(REVOCATION_LIST_TYPE, None, code, age_seconds=source.age_seconds)


def _combine(read: Sequence[EntryStatus]) -> Check:
    findings = tuple(finding for one in read for finding in one.findings)
    details: JsonObject = {"entries": [one.to_json() for one in read]}
    standing = [one for one in read if not one.is_noted]
    if not standing:
        return Check(
            "status",
            Outcome.NOT_APPLICABLE,
            "status.none",
            details=details,
            findings=findings,
        )
    worst = min(standing, key=lambda one: _ORDER.index(one.outcome))
    age = worst.age_seconds
    if worst.outcome is Outcome.PASS:
        # All of them are relied on, so the oldest source counts.
        age = max(one.age_seconds or 0 for one in standing)
    return Check("status", worst.outcome, worst.code, age, details, findings)
