"""Confirming a batch: all its awards at once, signed part by part, and shown to nobody yet.

As for one award (decision 25), every award and its status position is kept before anything is
signed, in the transaction that confirms the batch. Signing goes on wherever it ended, under the
same ids, as often as it is broken off.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from badgeservice.errors import Conflict, IssuerSuspended, NotFound, Unavailable
from badgeservice.journeys.audit import audit_line
from badgeservice.journeys.issuing.batches.actors import Actor, find_batch
from badgeservice.journeys.issuing.batches.drafting import digest_for
from badgeservice.journeys.issuing.batches.judging import leave_out_holders
from badgeservice.journeys.issuing.batches.row_awards import awards_of, row_key
from badgeservice.journeys.issuing.finish import load_draft
from badgeservice.journeys.issuing.finish_many import ELSEWHERE_FROM, finish_many, ids_in_short
from badgeservice.journeys.issuing.issue_many import keep_awards, reserve_places
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.award import HELD_BACK, AchievementVersion, Award, AwardState
from badgeservice.openbadges.issuer import Issuer
from badgeservice.openbadges.issuing import prepare, unsigned_credential
from badgeservice.store import Batch, BatchRow, BatchState, Store

_ATTEMPTS = 3
_CONFIRMED = (BatchState.CONFIRMED, BatchState.RELEASED)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The batch; ``is_new`` is False when it was confirmed before."""

    batch: Batch
    is_new: bool


def confirm(parts: Parts, actor: Actor, batch_id: str, *, expected: int | None = None) -> Confirmed:
    """Award the achievement to every row that is taken in, all or none; nothing is signed by it.

    Whoever got the achievement since the preview is left out and told so. ``expected`` is how many
    awards somebody agreed to. Doing it again, or twice at once, changes nothing. ``sign_batch`` is
    what comes next. Refuses ``Conflict`` for a batch that is not previewed, is over, or awards
    nobody or another number; ``NotFound``, ``NotAllowed``, ``IssuerSuspended``, ``NoUsableKey``
    and ``NotConformant``: then nothing is kept.
    """
    for left in reversed(range(_ATTEMPTS)):
        try:
            with parts.database.open_store() as store:
                return _confirm(parts, store, actor, batch_id, expected)
        except Conflict:
            # Another one may have made the first status list at this very moment.
            if not left:
                raise
    raise Unavailable("Others award at this very moment.", hint="Send the request again.")


def sign_batch(parts: Parts, batch_id: str, *, actor_name: str = "worker") -> int:
    """Sign what is not signed yet of a confirmed batch; tells how many awards waited for it.

    Refuses what ``finish_many`` refuses; the parts that were kept before stay.
    """
    waiting = _waiting(parts, batch_id)
    if waiting:
        finish_many(parts, waiting, actor=actor_name, subject=batch_id)
    return len(waiting)


def _waiting(parts: Parts, batch_id: str) -> list[Award]:
    with parts.database.open_store(read_only=True) as store:
        batch = store.batches.by_id(batch_id)
        if batch is None or batch.state is not BatchState.CONFIRMED:
            return []
        awards = awards_of(store, batch)
    return [award for award in awards if award.state is AwardState.ACCEPTED]


def _confirm(
    parts: Parts, store: Store, actor: Actor, batch_id: str, expected: int | None
) -> Confirmed:
    batch = find_batch(store, actor, batch_id, alone=True)
    if batch.state in _CONFIRMED:
        return Confirmed(batch, is_new=False)
    if batch.state is not BatchState.PREVIEWED:
        detail = "Only a batch that was previewed can be confirmed."
        raise Conflict(detail, hint="Preview it, or make a new batch of what is over.")
    # Two lists with the same person in them are confirmed one after the other.
    store.awards.take_turn(batch.issuer_did)
    issuer, achievement = _awardable(store, batch)
    rows = leave_out_holders(
        store.batch_rows.all_of(batch_id),
        store.batch_rows.holders(batch.issuer_did, batch.achievement_id),
        digest_for(parts, batch),
    )
    chosen = [row for row in rows if row.is_included]
    _require_expected(chosen, expected)
    if len(chosen) >= ELSEWHERE_FROM:
        parts.signers.wake()
    awards = _draw_up(parts, store, batch, chosen)
    load_draft(parts, store, awards[0])
    # Awards with and without a text are the only two shapes; the texts were looked at.
    for one in {bool(award.narrative): award for award in awards}.values():
        prepare(unsigned_credential(one, achievement, issuer, parts.addresses))
    _keep(store, batch, rows, awards)
    now = parts.now()
    batch = replace(
        batch,
        state=BatchState.CONFIRMED,
        confirmed_at=now,
        release_at=now + timedelta(minutes=parts.rules.undo_minutes),
    )
    store.batches.change(batch)
    line = audit_line(now, actor.name, "batch.confirmed", batch_id)
    store.audit.append(replace(line, detail=ids_in_short(awards)))
    return Confirmed(batch, is_new=True)


def _awardable(store: Store, batch: Batch) -> tuple[Issuer, AchievementVersion]:
    """The issuer, and the version that was previewed whatever came after it."""
    issuer = store.issuers.by_did(batch.issuer_did)
    achievement = store.achievements.version(batch.achievement_id, batch.achievement_version)
    if issuer is None or achievement is None:
        raise NotFound("The batch refers to something that is not there.")
    if issuer.suspended_at is not None:
        raise IssuerSuspended("This issuer is suspended.", hint="Ask the city why.")
    return issuer, achievement


def _require_expected(chosen: Sequence[BatchRow], expected: int | None) -> None:
    if not chosen:
        detail = "There is nobody in this batch to award."
        raise Conflict(detail, hint="Take in a row, or make a new batch.")
    if expected is not None and expected != len(chosen):
        detail = "This batch awards another number than you expect."
        raise Conflict(detail, hint="Preview it again, and look who is in it.")


def _draw_up(
    parts: Parts, store: Store, batch: Batch, chosen: Sequence[BatchRow]
) -> tuple[Award, ...]:
    now, new_uuid = parts.now(), parts.new_uuid
    places = reserve_places(parts, store, batch.issuer_did, len(chosen))
    return tuple(
        Award(
            award_id=str(new_uuid()),
            issuer_did=batch.issuer_did,
            achievement_id=batch.achievement_id,
            achievement_version=batch.achievement_version,
            credential_id=f"urn:uuid:{new_uuid()}",
            subject_id=f"urn:uuid:{new_uuid()}",
            recipient_name=row.name,
            recipient_email=row.email,
            narrative=row.narrative,
            awarded_at=(row.awarded_at or now).replace(microsecond=0),
            state=AwardState.ACCEPTED,
            status_list_id=list_id,
            status_position=position,
            # One row, one award: the same row again clashes with itself.
            idempotency_key=row_key(batch.batch_id, row.row_number),
            request_digest=batch.request_digest,
            visible_from=HELD_BACK,
        )
        for row, (list_id, position) in zip(chosen, places, strict=True)
    )


def _keep(store: Store, batch: Batch, rows: Sequence[BatchRow], awards: Sequence[Award]) -> None:
    keep_awards(store, awards)
    ids = iter(awards)
    store.batch_rows.write(
        batch.batch_id,
        (replace(row, award_id=next(ids).award_id) if row.is_included else row for row in rows),
    )
