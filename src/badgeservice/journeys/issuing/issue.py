"""Issuing one credential: keep the award, sign, look again, keep what was signed.

Two short transactions (decision 25). The award row and its status position are kept before
anything is signed, so a signature never exists without a row; a crash in between leaves a waiting
award that ``finish_waiting`` signs later under the same ids.
"""

import re
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from badgeservice.errors import (
    Conflict,
    Finding,
    IdempotencyKeyReused,
    InvalidRequest,
    IssuerSuspended,
    NotFound,
    Unavailable,
)
from badgeservice.journeys.audit import audit_line
from badgeservice.journeys.caller import Caller
from badgeservice.journeys.issuing.finish import finish, load_draft
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.award import AchievementVersion, Award, AwardState, KeptCredential
from badgeservice.openbadges.issuer import Issuer
from badgeservice.openbadges.issuing import prepare, unsigned_credential
from badgeservice.openbadges.status_list import DEFAULT_LENGTH, REVOCATION, StatusList
from badgeservice.proofs.strict_json import write_json
from badgeservice.store import Store

_PERMUTATION_KEY_BYTES = 32
IDEMPOTENCY_KEY = re.compile(r"[\x20-\x7e]{1,255}")
_EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class AwardRequest:
    """Who gets which achievement. Name and e-mail stay with us; they never enter the badge.

    ``awarded_at`` is the moment it was earned, by default now. ``idempotency_key`` is 1 to 255
    printable ASCII characters: the same key and request again give the same credential.
    """

    achievement_id: str
    idempotency_key: str
    recipient_name: str | None = None
    recipient_email: str | None = None
    narrative: str | None = None
    awarded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    """The award and its signed credential; ``is_new`` is False for a repeated request."""

    award: Award
    credential: KeptCredential
    is_new: bool


def issue(parts: Parts, caller: Caller, issuer_did: str, request: AwardRequest) -> Issued:
    """Award an achievement to one person and sign the credential.

    Refuses ``NotConformant`` with all findings, ``InvalidRequest`` for a moment before 1900 or
    still to come, ``NotFound`` for an achievement of somebody
    else, ``NoUsableKey``, ``IssuerSuspended``, ``IdempotencyKeyReused`` and ``SelfCheckFailed``;
    in none of these cases is a position used or anything kept half.
    """
    caller.require_issuer(issuer_did)
    _require_sound(parts, request)
    digest = sha256(write_json(_comparable(request))).hexdigest()
    _ensure_status_list(parts, issuer_did)
    try:
        accepted = _accept_once(parts, caller, issuer_did, request, digest)
    except Conflict as conflict:
        if type(conflict) is not Conflict:
            raise
        # The same request came in twice at once: the other one is kept by now.
        accepted = _accept_once(parts, caller, issuer_did, request, digest)
    kept = accepted.kept
    if kept is None:
        with parts.database.open_store(read_only=True) as store:
            draft = load_draft(parts, store, accepted.award)
        kept = finish(parts, draft, actor=caller.name)
    award = replace(accepted.award, state=_state_of(kept))
    return Issued(award=award, credential=kept, is_new=accepted.is_new)


def _state_of(kept: KeptCredential) -> AwardState:
    return AwardState.SIGNED if kept.revoked_at is None else AwardState.REVOKED


@dataclass(frozen=True, slots=True)
class _Accepted:
    award: Award
    kept: KeptCredential | None
    is_new: bool


def _accept_once(
    parts: Parts, caller: Caller, issuer_did: str, request: AwardRequest, digest: str
) -> _Accepted:
    with parts.database.open_store() as store:
        award = store.awards.by_idempotency_key(issuer_did, request.idempotency_key)
        if award is not None:
            if award.request_digest != digest:
                detail = "This idempotency key was used before, for another request."
                raise IdempotencyKeyReused(detail, hint="Use a new key for a new request.")
            kept = store.credentials.by_id(award.credential_id)
            return _Accepted(award, kept, is_new=False)
        award = _accept(parts, store, issuer_did, request, digest)
        load_draft(parts, store, award)
        line = audit_line(parts.now(), caller.name, "award.accepted", award.award_id)
        store.audit.append(line)
    return _Accepted(award, None, is_new=True)


def _require_sound(parts: Parts, request: AwardRequest) -> None:
    findings = []
    if not IDEMPOTENCY_KEY.fullmatch(request.idempotency_key):
        message = "Use 1 to 255 printable ASCII characters."
        findings.append(Finding("award.idempotency_key", "/idempotencyKey", message))
    if request.awarded_at is not None and not may_be_awarded_at(parts, request.awarded_at):
        message = "Use a moment with a time zone, from 1900 until now."
        findings.append(Finding("award.awarded_at", "/awardedAt", message))
    if findings:
        raise InvalidRequest("The award cannot be made as it is.", findings=findings)


def may_be_awarded_at(parts: Parts, moment: datetime) -> bool:
    """Whether a badge may begin then: a moment with a zone, from 1900 until now."""
    # A badge of tomorrow is not valid today, so it would be kept and never be signed.
    latest = parts.now() + timedelta(seconds=parts.rules.clock_skew_seconds)
    return moment.tzinfo is not None and _EARLIEST <= moment <= latest


def _comparable(request: AwardRequest) -> dict[str, str | None]:
    fields = asdict(request)
    moment = fields.pop("awarded_at")
    return {**fields, "awarded_at": moment.isoformat() if moment else None}


def _accept(
    parts: Parts, store: Store, issuer_did: str, request: AwardRequest, digest: str
) -> Award:
    """Reserve a status position and keep the award; all of it is undone when it is refused."""
    issuer, achievement = require_awardable(store, issuer_did, request.achievement_id)
    credential_id = f"urn:uuid:{parts.new_uuid()}"
    list_id, position = _reserve_position(store, issuer_did)
    award = Award(
        award_id=str(parts.new_uuid()),
        issuer_did=issuer_did,
        achievement_id=achievement.achievement_id,
        achievement_version=achievement.version,
        credential_id=credential_id,
        subject_id=f"urn:uuid:{parts.new_uuid()}",
        recipient_name=request.recipient_name,
        recipient_email=request.recipient_email,
        narrative=request.narrative,
        awarded_at=(request.awarded_at or parts.now()).replace(microsecond=0),
        state=AwardState.ACCEPTED,
        status_list_id=list_id,
        status_position=position,
        idempotency_key=request.idempotency_key,
        request_digest=digest,
    )
    prepare(unsigned_credential(award, achievement, issuer, parts.addresses))
    store.awards.add(award)
    store.status_lists.add_entry(list_id, position, credential_id)
    return award


def require_awardable(
    store: Store, issuer_did: str, achievement_id: str
) -> tuple[Issuer, AchievementVersion]:
    """The issuer and the newest version of its achievement, if it may award that now.

    Refuses ``NotFound``, also for an achievement of somebody else, and ``IssuerSuspended``.
    """
    issuer = store.issuers.by_did(issuer_did)
    if issuer is None:
        raise NotFound("There is no such issuer.")
    if issuer.suspended_at is not None:
        raise IssuerSuspended("This issuer is suspended.", hint="Ask the city why.")
    achievement = store.achievements.latest(achievement_id)
    if achievement is None or achievement.issuer_did != issuer_did:
        raise NotFound("There is no such achievement here for you.")
    return issuer, achievement


def _ensure_status_list(parts: Parts, issuer_did: str) -> None:
    """Make the issuer's first list, or a successor of a full one."""
    with parts.database.open_store(read_only=True) as store:
        if store.issuers.by_did(issuer_did) is None:
            raise NotFound("There is no such issuer.")
        if store.status_lists.current(issuer_did, REVOCATION) is not None:
            return
    # Another request may have made one meanwhile; then that is the list.
    with suppress(Conflict), parts.database.open_store() as store:
        store.status_lists.add(fresh_status_list(parts, issuer_did))


def fresh_status_list(parts: Parts, issuer_did: str) -> StatusList:
    """An empty status list, not kept yet."""
    return StatusList(
        list_id=str(parts.new_uuid()),
        issuer_did=issuer_did,
        purpose=REVOCATION,
        length=DEFAULT_LENGTH,
        permutation_key=parts.random_bytes(_PERMUTATION_KEY_BYTES),
        next_counter=0,
    )


def _reserve_position(store: Store, issuer_did: str) -> tuple[str, int]:
    current = store.status_lists.current(issuer_did, REVOCATION)
    positions = store.status_lists.reserve_positions(current, 1) if current else ()
    if current is None or not positions:
        detail = "The status list filled up at this very moment."
        raise Unavailable(detail, hint="Send the request again.")
    return current.list_id, positions[0]
