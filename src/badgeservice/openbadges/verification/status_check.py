"""The status check: has the issuer revoked or suspended the credential?"""

from dataclasses import dataclass, field
from datetime import datetime

from badgeservice.document import JsonObject
from badgeservice.errors import MalformedEncoding, MalformedInput, Refusal, TooLarge
from badgeservice.openbadges.status_list import DEFAULT_LENGTH, StatusBits, read_index
from badgeservice.openbadges.verification.claims import check_time, find_claim_faults
from badgeservice.openbadges.verification.materials import (
    Controller,
    KnownStatus,
    Materials,
    Published,
    Unreachable,
)
from badgeservice.openbadges.verification.needs import status_entries
from badgeservice.openbadges.verification.policy import COMPATIBLE, Policy
from badgeservice.openbadges.verification.proof_check import check_proof
from badgeservice.openbadges.verification.report import Check, Outcome
from badgeservice.openbadges.verification.submission import Submission, as_list, unwrap
from badgeservice.proofs.strict_json import JsonLimits

# The encoded bits are one long string.
_LIST_LIMITS = JsonLimits(max_bytes=1_048_576, max_string=1_048_576)
_BIT_CODES = {"revocation": "status.revoked", "suspension": "status.suspended"}


def check_status(
    submission: Submission, materials: Materials, *, now: datetime, policy: Policy
) -> Check:
    """Read every status entry (Bitstring Status List 1.0 section 3.2).

    Trouble with the list is unknown, never "not revoked" and never "revoked". Each list is
    verified once, however many entries point to it.
    """
    if "credentialStatus" not in submission.credential:
        return Check("status", Outcome.NOT_APPLICABLE, "status.none")
    entries = status_entries(submission.credential)
    if not entries or len(entries) > policy.max_status_entries:
        return Check("status", Outcome.UNKNOWN, "status.unsupported")
    reader = _Reader(submission.issuer_id, materials, now, policy)
    checks = [reader.check_entry(entry) for entry in entries]
    for wanted in (Outcome.FAIL, Outcome.UNKNOWN):
        for check in checks:
            if check.outcome is wanted:
                return check
    return checks[0]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the entries of one credential; ``verified`` keeps what each list came to."""

    issuer_id: str | None
    materials: Materials
    now: datetime
    policy: Policy
    verified: dict[str, Submission | str] = field(default_factory=dict)

    def check_entry(self, entry: JsonObject) -> Check:
        """One status entry, from the register or from its list."""
        purpose, url = entry.get("statusPurpose"), entry.get("statusListCredential")
        if not isinstance(purpose, str) or not isinstance(url, str) or not _is_readable(entry):
            return Check("status", Outcome.UNKNOWN, "status.unsupported")
        try:
            position, _ = read_index(entry.get("statusListIndex"))
        except MalformedInput:
            return Check("status", Outcome.UNKNOWN, "status.range")
        source = self.materials.status_lists.get(url, Unreachable("status.unreachable"))
        if isinstance(source, Unreachable):
            return Check("status", Outcome.UNKNOWN, source.code)
        if isinstance(source, KnownStatus):
            return _as_check(_known_code(source, position, purpose, self.issuer_id), 0)
        listed = self._verified_list(url, source)
        if isinstance(listed, str):
            return _as_check(listed, source.age_seconds)
        subject = listed.credential["credentialSubject"]
        return _as_check(_bit_code(subject, position, purpose), source.age_seconds)

    def _verified_list(self, url: str, source: Published) -> Submission | str:
        if url not in self.verified:
            self.verified[url] = self._verify_list(url, source)
        return self.verified[url]

    def _verify_list(self, url: str, source: Published) -> Submission | str:
        """The list as its issuer signed it, or the code of the first rule it breaks."""
        try:
            listed = unwrap(source.body, _LIST_LIMITS)
        except Refusal:
            return "status.list_invalid"
        fault = _list_fault(listed, url, self.issuer_id, self.now, self.policy)
        if fault:
            return fault
        controller = self.materials.controllers.get(str(listed.issuer_id))
        proof = check_proof(
            listed.credential,
            listed.token,
            issuer_id=listed.issuer_id,
            controller=controller if isinstance(controller, Controller) else None,
            now=self.now,
            policy=self.policy,
        )
        return listed if proof.outcome is Outcome.PASS else "status.list_invalid"


def _is_readable(entry: JsonObject) -> bool:
    return (
        "BitstringStatusListEntry" in as_list(entry.get("type"))
        and entry.get("statusPurpose") in _BIT_CODES
        and entry.get("statusSize", 1) == 1
    )


def _known_code(known: KnownStatus, position: int, purpose: str, issuer_id: str | None) -> str:
    if known.issuer_did != issuer_id or known.purpose != purpose:
        return "status.list_invalid"
    if position >= known.length:
        return "status.range"
    return _BIT_CODES[purpose] if position in known.revoked else "status.ok"


def _bit_code(subject: JsonObject, position: int, purpose: str) -> str:
    if purpose not in as_list(subject.get("statusPurpose")):
        return "status.list_invalid"
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
    listed: Submission, url: str, issuer_id: str | None, now: datetime, policy: Policy
) -> str | None:
    """The first rule the list breaks, except its proof (security: H10, H11)."""
    credential = listed.credential
    subject = credential.get("credentialSubject")
    if "BitstringStatusListCredential" not in as_list(credential.get("type")):
        return "status.list_invalid"
    if not isinstance(subject, dict) or "BitstringStatusList" not in as_list(subject.get("type")):
        return "status.list_invalid"
    if not isinstance(subject.get("encodedList"), str):
        return "status.list_invalid"
    if credential.get("id", url) != url or listed.issuer_id != issuer_id:
        return "status.list_invalid"
    claims = find_claim_faults(listed, COMPATIBLE)
    if any(fault.code == "data.claim_mismatch" for fault in claims):
        return "status.list_invalid"
    return _time_fault(listed, now, policy)


def _time_fault(listed: Submission, now: datetime, policy: Policy) -> str | None:
    code = check_time(listed, now=now, policy=policy).code
    faults = {"time.ok": None, "time.expired": "status.list_expired"}
    return faults.get(code, "status.list_invalid")


def _as_check(code: str, age_seconds: int) -> Check:
    outcome = Outcome.UNKNOWN
    if code == "status.ok":
        outcome = Outcome.PASS
    elif code in _BIT_CODES.values():
        outcome = Outcome.FAIL
    return Check("status", outcome, code, age_seconds=age_seconds)
