"""The status check: has the issuer revoked or suspended the credential?"""

from datetime import datetime

from badgeservice.document import JsonObject
from badgeservice.errors import MalformedEncoding, MalformedInput, Refusal, TooLarge
from badgeservice.openbadges.instants import read_instant
from badgeservice.openbadges.status_list import DEFAULT_LENGTH, StatusBits, read_index
from badgeservice.openbadges.verification.materials import (
    Controller,
    KnownStatus,
    Materials,
    Published,
    Unreachable,
)
from badgeservice.openbadges.verification.needs import status_entries
from badgeservice.openbadges.verification.policy import Policy
from badgeservice.openbadges.verification.proof_check import check_proof
from badgeservice.openbadges.verification.report import Check, Outcome
from badgeservice.openbadges.verification.submission import Submission, unwrap

_BIT_CODES = {"revocation": "status.revoked", "suspension": "status.suspended"}


def check_status(
    submission: Submission, materials: Materials, *, now: datetime, policy: Policy
) -> Check:
    """Read every status entry (Bitstring Status List 1.0 section 3.2).

    Trouble with the list is unknown, never "not revoked" and never "revoked".
    """
    if "credentialStatus" not in submission.credential:
        return Check("status", Outcome.NOT_APPLICABLE, "status.none")
    entries = status_entries(submission.credential)
    if not entries:
        return Check("status", Outcome.UNKNOWN, "status.unsupported")
    checks = [_check_entry(entry, submission, materials, now, policy) for entry in entries]
    for wanted in (Outcome.FAIL, Outcome.UNKNOWN):
        for check in checks:
            if check.outcome is wanted:
                return check
    return checks[0]


def _check_entry(
    entry: JsonObject, submission: Submission, materials: Materials, now: datetime, policy: Policy
) -> Check:
    purpose, url = entry.get("statusPurpose"), entry.get("statusListCredential")
    if not isinstance(purpose, str) or not isinstance(url, str):
        return Check("status", Outcome.UNKNOWN, "status.unsupported")
    supported = "BitstringStatusListEntry" in _listed(entry.get("type")) and purpose in _BIT_CODES
    if not supported or entry.get("statusSize", 1) != 1:
        return Check("status", Outcome.UNKNOWN, "status.unsupported")
    try:
        position, _ = read_index(entry.get("statusListIndex"))
    except MalformedInput:
        return Check("status", Outcome.UNKNOWN, "status.range")
    source = materials.status_lists.get(url, Unreachable("status.unreachable"))
    if isinstance(source, Unreachable):
        return Check("status", Outcome.UNKNOWN, source.code)
    if isinstance(source, KnownStatus):
        code = _known_code(source, position, purpose, submission.issuer_id)
        return _as_check(code, 0)
    code = _published_code(source, url, position, purpose, submission, materials, now, policy)
    return _as_check(code, source.age_seconds)


def _known_code(known: KnownStatus, position: int, purpose: str, issuer_id: str | None) -> str:
    if known.issuer_did != issuer_id or known.purpose != purpose:
        return "status.list_invalid"
    if position >= known.length:
        return "status.range"
    return _BIT_CODES[purpose] if position in known.revoked else "status.ok"


def _published_code(
    source: Published,
    url: str,
    position: int,
    purpose: str,
    submission: Submission,
    materials: Materials,
    now: datetime,
    policy: Policy,
) -> str:
    try:
        listed = unwrap(source.body)
    except Refusal:
        return "status.list_invalid"
    fault = _list_fault(listed, url, purpose, submission.issuer_id, now, policy)
    if fault:
        return fault
    controller = materials.controllers.get(str(listed.issuer_id))
    proof = check_proof(
        listed.credential,
        listed.token,
        issuer_id=listed.issuer_id,
        controller=controller if isinstance(controller, Controller) else None,
        now=now,
        policy=policy,
    )
    if proof.outcome is not Outcome.PASS:
        return "status.list_invalid"
    return _bit_code(listed.credential["credentialSubject"], position, purpose)


def _bit_code(subject: JsonObject, position: int, purpose: str) -> str:
    try:
        bits = StatusBits.decode(subject["encodedList"])
    except (MalformedEncoding, TooLarge):
        return "status.list_invalid"
    if bits.length < DEFAULT_LENGTH:
        return "status.too_short"
    if position >= bits.length:
        return "status.range"
    return _BIT_CODES[purpose] if bits.is_set(position) else "status.ok"


def _list_fault(
    listed: Submission,
    url: str,
    purpose: str,
    issuer_id: str | None,
    now: datetime,
    policy: Policy,
) -> str | None:
    """The first rule the list breaks, except its proof (security: H10, H11)."""
    credential = listed.credential
    subject = credential.get("credentialSubject")
    if "BitstringStatusListCredential" not in _listed(credential.get("type")):
        return "status.list_invalid"
    if not isinstance(subject, dict) or "BitstringStatusList" not in _listed(subject.get("type")):
        return "status.list_invalid"
    if not isinstance(subject.get("encodedList"), str):
        return "status.list_invalid"
    if purpose not in _listed(subject.get("statusPurpose")):
        return "status.list_invalid"
    if credential.get("id", url) != url or listed.issuer_id != issuer_id:
        return "status.list_invalid"
    return _time_fault(credential, now, policy)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _time_fault(credential: JsonObject, now: datetime, policy: Policy) -> str | None:
    try:
        if read_instant(str(credential.get("validFrom", "0001-01-01T00:00:00Z"))) > (
            now + policy.clock_skew
        ):
            return "status.list_invalid"
        if "validUntil" in credential and (
            read_instant(str(credential["validUntil"])) < now - policy.clock_skew
        ):
            return "status.list_expired"
    except ValueError:
        return "status.list_invalid"
    return None


def _as_check(code: str, age_seconds: int) -> Check:
    outcome = Outcome.UNKNOWN
    if code == "status.ok":
        outcome = Outcome.PASS
    elif code in _BIT_CODES.values():
        outcome = Outcome.FAIL
    return Check("status", outcome, code, age_seconds=age_seconds)
