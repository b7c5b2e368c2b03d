"""Showing what was confirmed, once it cannot be undone any more; and telling who got it."""

from collections.abc import Callable
from dataclasses import replace

from badgeservice.journeys.audit import audit_line
from badgeservice.journeys.issuing.batches.row_awards import awards_of
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.award import HELD_BACK, Award, AwardState
from badgeservice.store import Batch, BatchState, Store

OnRelease = Callable[[Parts, Store, Batch, tuple[Award, ...]], None]
"""Called in the transaction that shows awards, with those that are not revoked."""


def tell_nobody(parts: Parts, store: Store, batch: Batch, awards: tuple[Award, ...]) -> None:
    """The place where a mail to each of them is put in the outbox.

    None is: a mail tells where to claim the badge, and there is no such page yet.
    """


def release_if_due(
    parts: Parts, batch_id: str, *, on_release: OnRelease = tell_nobody
) -> Batch | None:
    """Show the awards of a batch when its time to undo is over and all of them are signed.

    Answers the batch as it is then, None when there is none. Anybody may cause it: it happens
    once, and undoing waits for it or comes first. While its issuer is suspended nothing is shown.
    """
    with parts.database.open_store(read_only=True) as store:
        batch = store.batches.by_id(batch_id)
        if batch is None or not _is_due(parts, store, batch):
            return batch
    with parts.database.open_store() as store:
        batch = store.batches.by_id(batch_id, alone=True)
        if batch is None:
            return None
        # From here on a suspension waits, or was there before and is seen.
        store.awards.take_turn(batch.issuer_did)
        if not _is_due(parts, store, batch):
            return batch
        return _release(parts, store, batch, on_release)


def is_suspended(store: Store, issuer_did: str) -> bool:
    """Whether the city stopped this issuer: what it held back stays so."""
    issuer = store.issuers.by_did(issuer_did)
    return issuer is None or issuer.suspended_at is not None


def _is_due(parts: Parts, store: Store, batch: Batch) -> bool:
    if batch.state is not BatchState.CONFIRMED or batch.release_at is None:
        return False
    if parts.now() < batch.release_at or is_suspended(store, batch.issuer_did):
        return False
    return not store.batch_rows.counts(batch.batch_id).by_award.get(AwardState.ACCEPTED)


def _release(parts: Parts, store: Store, batch: Batch, on_release: OnRelease) -> Batch:
    now = parts.now()
    undone = {
        row.award_id for row in store.batch_rows.all_of(batch.batch_id) if row.undone_at is not None
    }
    shown = tuple(
        replace(award, visible_from=now)
        for award in awards_of(store, batch)
        # What was taken back is held back for good.
        if award.award_id not in undone and award.visible_from == HELD_BACK
    )
    store.awards.show_all(batch.issuer_did, [award.award_id for award in shown], now)
    batch = replace(batch, state=BatchState.RELEASED, finished_at=now)
    store.batches.change(batch)
    on_release(parts, store, batch, tuple(one for one in shown if one.state is AwardState.SIGNED))
    line = audit_line(now, "service", "batch.released", batch.batch_id)
    store.audit.append(replace(line, detail={"awards": len(shown)}))
    return batch
