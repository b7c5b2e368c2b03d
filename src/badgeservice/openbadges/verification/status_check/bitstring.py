"""Bitstring Status List 1.0: from an entry to its bit, over a list that is verified itself."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from badgeservice.document import JsonObject
from badgeservice.errors import Finding, MalformedEncoding, MalformedInput, Refusal, TooLarge
from badgeservice.openbadges.instants import read_instant
from badgeservice.openbadges.status_list import DEFAULT_LENGTH, StatusBits, read_index
from badgeservice.openbadges.verification.claims import check_time, find_claim_faults
from badgeservice.openbadges.verification.materials import (
    KnownStatus,
    Materials,
    Published,
    Unreachable,
)
from badgeservice.openbadges.verification.policy import VC_API, Policy
from badgeservice.openbadges.verification.proof_check import check_proof
from badgeservice.openbadges.verification.report import Outcome
from badgeservice.openbadges.verification.status_check.entry import (
    BIT_CODES,
    NOTED_PURPOSES,
    EntryStatus,
    VerifiedList,
)
from badgeservice.openbadges.verification.submission import Submission, as_list, unwrap
from badgeservice.openbadges.vocabulary import BITSTRING_ENTRY_TYPE, CREDENTIALS_V2

_SET_CODES = {**BIT_CODES, **dict.fromkeys(NOTED_PURPOSES, "status.ok")}
_NOT_GATHERED = Unreachable("status.unreachable")


@dataclass(frozen=True, slots=True)
class _Bits:
    """A list that passed every rule: its bits, what they are for, and since when it holds."""

    bits: StatusBits
    purposes: tuple[object, ...]
    valid_from: datetime | None


@dataclass(frozen=True, slots=True)
class _Read:
    """What a list says of one position, and the list where it was verified here."""

    code: str
    is_set: bool | None = None
    verified: VerifiedList | None = None


@dataclass(frozen=True, slots=True)
class BitstringReader:
    """Reads the entries of one credential; each list is verified once, however many point to it."""

    issuer_id: str | None
    materials: Materials
    now: datetime
    policy: Policy
    verified: dict[str, _Bits | str] = field(default_factory=dict)

    def read(self, entry: JsonObject, pointer: str) -> EntryStatus:
        """One BitstringStatusListEntry, from our own register or from its list."""
        purpose, url = entry.get("statusPurpose"), entry.get("statusListCredential")
        told = purpose if isinstance(purpose, str) else None
        if told not in _SET_CODES or not isinstance(url, str) or not _has_size_one(entry):
            return EntryStatus(BITSTRING_ENTRY_TYPE, told, "status.unsupported")
        try:
            position, is_number = read_index(entry.get("statusListIndex"))
        except MalformedInput:
            return EntryStatus(BITSTRING_ENTRY_TYPE, told, "status.range")
        source = self.materials.status_lists.get(url, _NOT_GATHERED)
        if isinstance(source, Unreachable):
            return EntryStatus(BITSTRING_ENTRY_TYPE, told, source.code)
        if isinstance(source, KnownStatus):
            read, is_stale = _known(told, source, position, self.issuer_id), False
        else:
            read, is_stale = self._listed(told, url, source, position), source.is_stale
        return EntryStatus(
            kind=BITSTRING_ENTRY_TYPE,
            purpose=told,
            code=read.code,
            is_set=read.is_set,
            age_seconds=0 if isinstance(source, KnownStatus) else source.age_seconds,
            verified=read.verified,
            findings=_findings(told, read, pointer, is_number, is_stale),
        )

    def _listed(self, purpose: str, url: str, source: Published, position: int) -> _Read:
        if url not in self.verified:
            self.verified[url] = self._verify(url, source)
        listed = self.verified[url]
        if isinstance(listed, str):
            return _Read(listed)
        if purpose not in listed.purposes:
            return _Read("status.list_invalid")
        verified = VerifiedList(url, listed.valid_from)
        if position >= listed.bits.length:
            return _Read("status.range", verified=verified)
        return _bit(purpose, listed.bits.is_set(position), verified)

    def _verify(self, url: str, source: Published) -> _Bits | str:
        """The list as its issuer signed it, or the code of the first rule it breaks."""
        try:
            listed = unwrap(source.body, self.policy.list_limits)
        except Refusal:
            return "status.list_invalid"
        if not _is_list_of(listed, url, self.issuer_id):
            return "status.list_invalid"
        begins, fault = _period(listed, self.now, self.policy)
        if fault is None and _is_older(begins, source.seen_valid_from):
            fault = "status.rollback"
        fault = fault or self._proof_fault(listed)
        return fault or self._bits_of(listed.credential["credentialSubject"], begins)

    def _bits_of(self, subject: JsonObject, begins: datetime | None) -> _Bits | str:
        most = self.policy.max_inflated_list_bytes
        try:
            bits = StatusBits.decode(subject["encodedList"], max_bytes=most)
        except (MalformedEncoding, TooLarge):
            return "status.list_invalid"
        if bits.length < DEFAULT_LENGTH:
            return "status.too_short"
        return _Bits(bits, tuple(as_list(subject.get("statusPurpose"))), begins)

    def _proof_fault(self, listed: Submission) -> str | None:
        proof = check_proof(
            listed.credential,
            listed.token,
            issuer_id=listed.issuer_id,
            controller=self.materials.controllers.get(str(listed.issuer_id)),
            now=self.now,
            policy=self.policy,
            others=self.materials.controllers,
            jwks=self.materials.jwks,
        )
        codes = {Outcome.PASS: None, Outcome.UNKNOWN: "status.unreachable"}
        return codes.get(proof.outcome, "status.list_invalid")


def _has_size_one(entry: JsonObject) -> bool:
    size = entry.get("statusSize", 1)
    return type(size) is int and size == 1


def _known(purpose: str, known: KnownStatus, position: int, issuer_id: str | None) -> _Read:
    if known.issuer_did != issuer_id or known.purpose != purpose:
        return _Read("status.list_invalid")
    if position >= known.length:
        return _Read("status.range")
    return _bit(purpose, position in known.revoked)


def _bit(purpose: str, is_set: bool, verified: VerifiedList | None = None) -> _Read:
    return _Read(_SET_CODES[purpose] if is_set else "status.ok", is_set, verified)


def _findings(
    purpose: str, read: _Read, pointer: str, is_number: bool, is_stale: bool
) -> tuple[Finding, ...]:
    found = []
    if is_number:
        sentence = "The status list index must be a text (T-10)."
        found.append(Finding("status.index_not_string", f"{pointer}/statusListIndex", sentence))
    if is_stale and read.code == "status.ok":
        sentence = "The host of the status list did not answer; an earlier copy was used."
        found.append(Finding("status.stale", pointer, sentence))
    if purpose == "refresh" and read.is_set:
        found.append(Finding("refresh.available", pointer, "There is a newer version of it."))
    return tuple(found)


def _is_list_of(listed: Submission, url: str, issuer_id: str | None) -> bool:
    """Whether it is a status list of this issuer at this address (security: H11)."""
    credential = listed.credential
    subject = credential.get("credentialSubject")
    claims = find_claim_faults(listed, VC_API)
    return (
        CREDENTIALS_V2 in as_list(credential.get("@context"))[:1]
        and "BitstringStatusListCredential" in as_list(credential.get("type"))
        and isinstance(subject, dict)
        and "BitstringStatusList" in as_list(subject.get("type"))
        and isinstance(subject.get("encodedList"), str)
        and credential.get("id", url) == url
        and listed.issuer_id is not None
        and listed.issuer_id == issuer_id
        # A list that is itself on a list would lead on without end.
        and "credentialStatus" not in credential
        and not any(fault.code == "data.claim_mismatch" for fault in claims)
    )


def _period(
    listed: Submission, now: datetime, policy: Policy
) -> tuple[datetime | None, str | None]:
    """Since when the list says what it says, and what is wrong with its dates (H10)."""
    code = check_time(listed, now=now, policy=policy).code
    if code != "time.ok":
        return None, "status.list_expired" if code == "time.expired" else "status.list_invalid"
    begins = _begins(listed)
    has_end = "validUntil" in listed.credential or (
        listed.token is not None and "exp" in listed.claims
    )
    if not has_end and (begins is None or now - begins > policy.max_list_age):
        # Without an end it could be served for ever, however many were revoked since.
        return begins, "status.list_expired"
    return begins, None


def _begins(listed: Submission) -> datetime | None:
    """``validFrom``, or in a token ``nbf`` alone; ``check_time`` has read them already."""
    told = listed.credential.get("validFrom")
    if isinstance(told, str):
        return read_instant(told)
    claimed = listed.claims.get("nbf") if listed.token is not None else None
    if isinstance(claimed, bool) or not isinstance(claimed, int | float):
        return None
    try:
        return datetime.fromtimestamp(int(claimed), UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _is_older(begins: datetime | None, seen: datetime | None) -> bool:
    return seen is not None and (begins is None or begins < seen)
