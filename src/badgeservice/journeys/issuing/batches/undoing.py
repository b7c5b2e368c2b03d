"""Taking back what was confirmed, while nobody but the issuer can have seen it.

What was signed stays in the database and its status bit is set: should a copy have leaked, it
never verifies as valid. The positions stay taken.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from badgeservice.errors import Conflict, NotFound, Unavailable
from badgeservice.journeys.audit import audit_line
from badgeservice.journeys.issuing.batches.actors import Actor, find_batch
from badgeservice.journeys.issuing.batches.drafting import OPEN, cancel
from badgeservice.journeys.issuing.batches.releasing import is_suspended
from badgeservice.journeys.issuing.batches.row_awards import awards_of
from badgeservice.journeys.issuing.finish_many import ids_in_short
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.publishing.status_lists import current_status_list
from badgeservice.openbadges.award import Award, AwardState
from badgeservice.store import Batch, BatchRow, BatchState, Store


def undo(parts: Parts, actor: Actor, batch_id: str) -> Batch:
    """Take back every award of a batch; doing it again changes nothing.

    It works until ``release_at``, and longer where signing is late or the issuer is suspended: as
    long as nobody could see anything. Refuses ``Conflict`` after that, and for a batch that was
    never confirmed.
    """
    with parts.database.open_store() as store:
        batch = find_batch(store, actor, batch_id, alone=True)
        if batch.state is BatchState.UNDONE:
            return batch
        _require_undoable(parts, store, batch)
        awards = awards_of(store, batch)
        _take_back(parts, store, batch, awards)
        batch = replace(batch, state=BatchState.UNDONE, finished_at=parts.now())
        store.batches.change(batch)
        line = audit_line(parts.now(), actor.name, "batch.undone", batch_id)
        store.audit.append(replace(line, detail=ids_in_short(awards)))
    _publish_lists(parts, awards)
    return batch


def take_back(parts: Parts, actor: Actor, batch_id: str) -> Batch:
    """Undo a batch, or cancel it where nothing came of it yet; refuses as ``undo`` does."""
    with parts.database.open_store(read_only=True) as store:
        batch = find_batch(store, actor, batch_id)
    if batch.state in (*OPEN, BatchState.CANCELLED):
        return cancel(parts, actor, batch_id)
    return undo(parts, actor, batch_id)


def undo_row(parts: Parts, actor: Actor, batch_id: str, row_number: int) -> BatchRow:
    """Take back the award of one row; the others go on. Refuses as ``undo`` does.

    ``NotFound`` for a row without an award; doing it again changes nothing.
    """
    with parts.database.open_store() as store:
        batch = find_batch(store, actor, batch_id, alone=True)
        row = store.batch_rows.by_number(batch_id, row_number)
        if row is None or row.award_id is None:
            raise NotFound("There is no award for such a row in this batch.")
        if row.undone_at is not None:
            return row
        _require_undoable(parts, store, batch)
        award = store.awards.by_id(batch.issuer_did, row.award_id)
        awards = () if award is None else (award,)
        _take_back(parts, store, batch, awards)
        store.batch_rows.mark_undone(batch_id, row_number, parts.now())
        store.audit.append(audit_line(parts.now(), actor.name, "award.undone", row.award_id))
        undone = store.batch_rows.by_number(batch_id, row_number)
    _publish_lists(parts, awards)
    return undone or row


def _require_undoable(parts: Parts, store: Store, batch: Batch) -> None:
    if batch.state is not BatchState.CONFIRMED or batch.release_at is None:
        detail = "This batch cannot be undone now."
        raise Conflict(detail, hint="Revoke single awards; a preview is cancelled.")
    # Asked inside the transaction: whoever waited for its turn is judged by the time it came.
    is_over = parts.now() >= batch.release_at and not is_suspended(store, batch.issuer_did)
    if is_over and not store.batch_rows.counts(batch.batch_id).by_award.get(AwardState.ACCEPTED):
        detail = "The time to undo this batch is over."
        raise Conflict(detail, hint="Revoke the awards that were not right.")


def _take_back(parts: Parts, store: Store, batch: Batch, awards: Sequence[Award]) -> None:
    """Revoke them: entries first as ``revoke`` does, and awards before credentials as signing does.

    So no two wait for each other, and what is being signed meanwhile is met here as well.
    """
    now = parts.now()
    store.awards.take_turn(batch.issuer_did)
    by_list: dict[str, list[str]] = {}
    for award in awards:
        by_list.setdefault(award.status_list_id, []).append(award.credential_id)
    for list_id, credential_ids in sorted(by_list.items()):
        store.status_lists.mark_all_revoked(list_id, credential_ids, now)
    store.awards.mark_all_revoked(batch.issuer_did, [award.award_id for award in awards])
    store.credentials.mark_all_revoked([award.credential_id for award in awards], now)


def _publish_lists(parts: Parts, awards: Sequence[Award]) -> None:
    for list_id in sorted({award.status_list_id for award in awards}):
        # Without keys it is kept all the same; the list is signed when it is asked for.
        with suppress(Unavailable):
            current_status_list(parts, list_id)
