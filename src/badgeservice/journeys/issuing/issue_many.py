"""Issuing one achievement to many: all of them are accepted at once, then signed part by part.

As for one award (decision 25), every row and its status position is kept before anything is
signed. All rows are accepted in one transaction or none is. Each part that is signed is kept in
a transaction of its own, while the next one is being signed elsewhere. What ends in between leaves
waiting awards: the same batch again, or ``finish_waiting``, signs them under the same ids.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from badgeservice.errors import Conflict, IdempotencyKeyReused, NotFound, Unavailable
from badgeservice.journeys.audit import audit_line
from badgeservice.journeys.caller import Caller
from badgeservice.journeys.issuing.batch import AwardBatch, require_sound
from badgeservice.journeys.issuing.finish import load_draft
from badgeservice.journeys.issuing.finish_many import ELSEWHERE_FROM, finish_many, ids_in_short
from badgeservice.journeys.issuing.issue import fresh_status_list, require_awardable
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.award import AchievementVersion, Award, AwardState
from badgeservice.openbadges.issuing import prepare, unsigned_credential
from badgeservice.openbadges.status_list import REVOCATION
from badgeservice.store import AuditLine, Store

_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class BatchAward:
    """One award of a batch: its ids and where it stands."""

    award_id: str
    credential_id: str
    state: AwardState


@dataclass(frozen=True, slots=True)
class BatchResult:
    """The awards of a batch in the order of its rows; ``is_new`` is False for a repeated batch."""

    batch_id: str
    achievement_id: str
    achievement_version: int
    awards: tuple[BatchAward, ...]
    is_new: bool


def issue_many(parts: Parts, caller: Caller, issuer_did: str, batch: AwardBatch) -> BatchResult:
    """Award an achievement to everybody in a batch and sign all credentials.

    Refuses ``InvalidRequest`` with the faults of all rows, ``NotConformant`` for the achievement,
    ``NotFound``, ``NoUsableKey``, ``IssuerSuspended`` and ``IdempotencyKeyReused``: in none of
    these cases is anything kept. After ``Unavailable`` (and ``SelfCheckFailed``) all awards may be
    there and some not signed; the same batch again goes on where it ended.
    """
    caller.require_issuer(issuer_did)
    require_sound(parts, batch)
    if len(batch.recipients) >= ELSEWHERE_FROM:
        parts.signers.wake()
    accepted = _accept(parts, caller, issuer_did, batch)
    awards = accepted.awards
    waiting = [award for award in awards if award.state is AwardState.ACCEPTED]
    if not waiting:
        return _told(batch.batch_id, awards, is_new=accepted.is_new)
    if finish_many(parts, waiting, actor=caller.name, subject=batch.batch_id):
        return _told(batch.batch_id, awards, is_new=accepted.is_new, are_signed_now=True)
    # Somebody else signed or revoked some of them meanwhile.
    awards = find_batch(parts, issuer_did, batch.batch_id)
    return _told(batch.batch_id, awards, is_new=accepted.is_new)


def read_batch(parts: Parts, caller: Caller, issuer_did: str, batch_id: str) -> BatchResult:
    """A batch of the caller as it stands now; to everybody else there is none (``NotFound``)."""
    caller.require_issuer(issuer_did)
    awards = find_batch(parts, issuer_did, batch_id)
    if not awards:
        raise NotFound("There is no such batch here for you.")
    return _told(batch_id, awards, is_new=False)


def find_batch(parts: Parts, issuer_did: str, batch_id: str) -> tuple[Award, ...]:
    """The awards of a batch of this issuer in the order of their rows; none when there is none."""
    with parts.database.open_store(read_only=True) as store:
        return store.awards.by_idempotency_keys(
            issuer_did, _row_key(batch_id, 0), _row_key(batch_id, 999_999)
        )


def _told(
    batch_id: str, awards: Sequence[Award], *, is_new: bool, are_signed_now: bool = False
) -> BatchResult:
    states = {state: state for state in AwardState}
    if are_signed_now:
        states[AwardState.ACCEPTED] = AwardState.SIGNED
    return BatchResult(
        batch_id=batch_id,
        achievement_id=awards[0].achievement_id,
        achievement_version=awards[0].achievement_version,
        awards=tuple(
            BatchAward(one.award_id, one.credential_id, states[one.state]) for one in awards
        ),
        is_new=is_new,
    )


@dataclass(frozen=True, slots=True)
class _Accepted:
    awards: tuple[Award, ...]
    is_new: bool


def _accept(parts: Parts, caller: Caller, issuer_did: str, batch: AwardBatch) -> _Accepted:
    digest = batch.digest()
    for _ in range(_ATTEMPTS):
        there = find_batch(parts, issuer_did, batch.batch_id)
        if there:
            if there[0].request_digest != digest:
                detail = "This idempotency key was used before, for another batch."
                raise IdempotencyKeyReused(detail, hint="Use a new key for a new batch.")
            return _Accepted(there, is_new=False)
        try:
            return _Accepted(_keep_all(parts, caller, issuer_did, batch, digest), is_new=True)
        except Conflict as conflict:
            # The same batch came in twice at once, or another one made the first status list.
            if type(conflict) is not Conflict:
                raise
    detail = "Others award at this very moment."
    raise Unavailable(detail, hint="Send the request again.")


def _keep_all(
    parts: Parts, caller: Caller, issuer_did: str, batch: AwardBatch, digest: str
) -> tuple[Award, ...]:
    """Reserve the positions and keep the awards; all of it is undone when it is refused."""
    with parts.database.open_store() as store:
        issuer, achievement = require_awardable(store, issuer_did, batch.achievement_id)
        awards = _draw_up(parts, store, achievement, batch, digest)
        load_draft(parts, store, awards[0])
        # Awards with and without a text are the only two shapes; the texts were looked at.
        for one in {bool(award.narrative): award for award in awards}.values():
            prepare(unsigned_credential(one, achievement, issuer, parts.addresses))
        keep_awards(store, awards)
        store.audit.append(_accepted_line(parts, caller, batch, awards))
    return awards


def keep_awards(store: Store, awards: Sequence[Award]) -> None:
    """Keep accepted awards together with the positions on status lists that are theirs."""
    positions: dict[str, dict[int, str]] = {}
    for one in awards:
        entries = positions.setdefault(one.status_list_id, {})
        entries[one.status_position] = one.credential_id
    for list_id, credential_ids in positions.items():
        store.status_lists.add_entries(list_id, credential_ids)
    store.awards.add_all(awards)


def _draw_up(
    parts: Parts, store: Store, achievement: AchievementVersion, batch: AwardBatch, digest: str
) -> tuple[Award, ...]:
    now, new_uuid, batch_id = parts.now(), parts.new_uuid, batch.batch_id
    places = reserve_places(parts, store, achievement.issuer_did, len(batch.recipients))
    return tuple(
        Award(
            award_id=str(new_uuid()),
            issuer_did=achievement.issuer_did,
            achievement_id=achievement.achievement_id,
            achievement_version=achievement.version,
            credential_id=f"urn:uuid:{new_uuid()}",
            subject_id=f"urn:uuid:{new_uuid()}",
            recipient_name=one.name,
            recipient_email=one.email,
            narrative=one.narrative,
            awarded_at=(one.awarded_at or now).replace(microsecond=0),
            state=AwardState.ACCEPTED,
            status_list_id=list_id,
            status_position=position,
            idempotency_key=_row_key(batch_id, number),
            request_digest=digest,
        )
        for number, (one, (list_id, position)) in enumerate(
            zip(batch.recipients, places, strict=True)
        )
    )


def reserve_places(
    parts: Parts, store: Store, issuer_did: str, count: int
) -> list[tuple[str, int]]:
    """As many places as asked: the list that has room, and when it is full, its successor."""
    places: list[tuple[str, int]] = []
    while len(places) < count:
        current = store.status_lists.current(issuer_did, REVOCATION)
        if current is None:
            current = fresh_status_list(parts, issuer_did)
            store.status_lists.add(current)
        positions = store.status_lists.reserve_positions(current, count - len(places))
        places += [(current.list_id, position) for position in positions]
    return places


def _row_key(batch_id: str, number: int) -> str:
    """The idempotency key of one row; with its tabs it is none that a caller may use."""
    return f"batch\t{batch_id}\t{number:06}"


def _accepted_line(
    parts: Parts, caller: Caller, batch: AwardBatch, awards: tuple[Award, ...]
) -> AuditLine:
    line = audit_line(parts.now(), caller.name, "awards.accepted", batch.batch_id)
    return replace(line, detail=ids_in_short(awards))
