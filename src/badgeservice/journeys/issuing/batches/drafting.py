"""A list is taken in, every row is judged, and somebody chooses which ones go on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from badgeservice.errors import Conflict, IdempotencyKeyReused, NotFound
from badgeservice.journeys.audit import audit_line
from badgeservice.journeys.issuing.batches.actors import Actor, find_batch, require_may_award
from badgeservice.journeys.issuing.batches.asked import (
    RowToAward,
    kept_row,
    request_digest,
    require_sound,
)
from badgeservice.journeys.issuing.batches.judging import Digest, judge
from badgeservice.journeys.issuing.issue import require_awardable
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.award import AchievementVersion
from badgeservice.store import Batch, BatchRow, BatchState, RowOutcome, Store

OPEN = (BatchState.DRAFT, BatchState.PREVIEWED)
"""While a batch is so far, nothing was awarded."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """The batch that was made; ``is_new`` is False for a repeated request."""

    batch: Batch
    is_new: bool


def draft_batch(
    parts: Parts,
    actor: Actor,
    issuer_did: str,
    achievement_id: str,
    rows: Sequence[RowToAward],
    *,
    idempotency_key: str,
) -> Drafted:
    """Keep a list of people for an achievement; nothing is awarded by it.

    A row that cannot be is kept as refused. The same key and list again give the same batch.
    Refuses ``InvalidRequest`` for a list without rows, with too many, or with a number twice;
    ``NotFound``, ``NotAllowed``, ``IssuerSuspended`` and ``IdempotencyKeyReused``.
    """
    require_may_award(actor, issuer_did)
    require_sound(parts, idempotency_key, rows)
    digest = request_digest(achievement_id, rows)
    try:
        with parts.database.open_store() as store:
            there = _repeated(store, issuer_did, idempotency_key, digest)
            if there is not None:
                return Drafted(there, is_new=False)
            _, achievement = require_awardable(store, issuer_did, achievement_id)
            batch = _new_batch(parts, actor, achievement, idempotency_key, digest)
            _keep(parts, store, batch, rows)
    except Conflict as conflict:
        # The same list came in twice at once: the other one is kept by now.
        there = _found(parts, issuer_did, idempotency_key, digest)
        if there is None or type(conflict) is not Conflict:
            raise
        return Drafted(there, is_new=False)
    return Drafted(batch, is_new=True)


def preview(parts: Parts, actor: Actor, batch_id: str) -> Batch:
    """Judge every row of a batch by what is awarded now, and fix the newest version as the one.

    Doing it again judges anew. Refuses ``Conflict`` once the batch was confirmed or cancelled,
    and what ``draft_batch`` refuses.
    """
    with parts.database.open_store() as store:
        batch = _open_batch(store, actor, batch_id)
        _, achievement = require_awardable(store, batch.issuer_did, batch.achievement_id)
        holders = store.batch_rows.holders(batch.issuer_did, batch.achievement_id)
        rows = judge(store.batch_rows.all_of(batch_id), holders, digest_for(parts, batch))
        store.batch_rows.write(batch_id, rows)
        batch = replace(batch, state=BatchState.PREVIEWED, achievement_version=achievement.version)
        store.batches.change(batch)
    return batch


def choose(
    parts: Parts, actor: Actor, batch_id: str, row_number: int, *, is_included: bool
) -> BatchRow:
    """Take a doubtful row in, or leave any row out.

    Refuses ``NotFound`` for a row that is not there; ``Conflict`` for taking in one that was
    refused, and in a batch that is not previewed, or past it.
    """
    with parts.database.open_store() as store:
        batch = _open_batch(store, actor, batch_id)
        _require_previewed(batch)
        row = store.batch_rows.by_number(batch_id, row_number)
        if row is None:
            raise NotFound("There is no such row in this batch.")
        if is_included and row.outcome is RowOutcome.REFUSED:
            detail = "This row was refused, so it cannot be taken in."
            raise Conflict(detail, hint="Correct it, and send it in a new list.")
        store.batch_rows.include(batch_id, row_number, is_included=is_included)
    return replace(row, is_included=is_included)


def choose_all(parts: Parts, actor: Actor, batch_id: str, code: str, *, is_included: bool) -> int:
    """Take in or leave out every row that is doubtful for this reason alone; tells how many."""
    with parts.database.open_store() as store:
        _require_previewed(_open_batch(store, actor, batch_id))
        return store.batch_rows.include_all(batch_id, (code,), is_included=is_included)


def cancel(parts: Parts, actor: Actor, batch_id: str) -> Batch:
    """Drop a batch of which nothing came, with all its rows; doing it again changes nothing.

    Refuses ``Conflict`` once it was confirmed: then it is undone.
    """
    with parts.database.open_store() as store:
        batch = find_batch(store, actor, batch_id, alone=True)
        if batch.state is BatchState.CANCELLED:
            return batch
        _require_open(batch)
        return drop(parts, store, batch, actor.name)


def drop(parts: Parts, store: Store, batch: Batch, actor_name: str) -> Batch:
    """Forget the rows of an open batch, and keep that it was cancelled."""
    store.batch_rows.delete(batch.batch_id)
    batch = replace(batch, state=BatchState.CANCELLED, finished_at=parts.now())
    store.batches.change(batch)
    store.audit.append(audit_line(parts.now(), actor_name, "batch.cancelled", batch.batch_id))
    return batch


def digest_for(parts: Parts, batch: Batch) -> Digest:
    """The digest by which a person is known again, of no use for any other achievement."""
    purpose = f"recipient of {batch.achievement_id}"
    return lambda text: parts.keyring.digest(purpose, text)


def _new_batch(
    parts: Parts, actor: Actor, achievement: AchievementVersion, key: str, digest: str
) -> Batch:
    return Batch(
        batch_id=str(parts.new_uuid()),
        issuer_did=achievement.issuer_did,
        achievement_id=achievement.achievement_id,
        achievement_version=achievement.version,
        made_by=actor.name,
        state=BatchState.DRAFT,
        created_at=parts.now(),
        idempotency_key=key,
        request_digest=digest,
    )


def _keep(parts: Parts, store: Store, batch: Batch, rows: Sequence[RowToAward]) -> None:
    store.batches.add(batch)
    store.batch_rows.write(batch.batch_id, [kept_row(parts, row) for row in rows])
    line = audit_line(batch.created_at, batch.made_by, "batch.drafted", batch.batch_id)
    store.audit.append(replace(line, detail={"rows": len(rows)}))


def _found(parts: Parts, issuer_did: str, key: str, digest: str) -> Batch | None:
    with parts.database.open_store(read_only=True) as store:
        return _repeated(store, issuer_did, key, digest)


def _repeated(store: Store, issuer_did: str, key: str, digest: str) -> Batch | None:
    there = store.batches.by_idempotency_key(issuer_did, key)
    if there is not None and there.request_digest != digest:
        detail = "This idempotency key was used before, for another list."
        raise IdempotencyKeyReused(detail, hint="Use a new key for a new list.")
    return there


def _open_batch(store: Store, actor: Actor, batch_id: str) -> Batch:
    batch = find_batch(store, actor, batch_id, alone=True)
    _require_open(batch)
    return batch


def _require_open(batch: Batch) -> None:
    if batch.state not in OPEN:
        detail = "This batch is past its preview, so nothing of it can be changed this way."
        raise Conflict(detail, hint="Look at the batch: it may still be undone.")


def _require_previewed(batch: Batch) -> None:
    if batch.state is not BatchState.PREVIEWED:
        raise Conflict("This batch was not previewed yet.", hint="Preview it first.")
