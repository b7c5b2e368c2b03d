"""How far a batch is, and what became of each of its rows: for its issuer alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from badgeservice.errors import NotFound
from badgeservice.journeys.issuing.batches.actors import Actor, find_batch, require_may_award
from badgeservice.journeys.issuing.batches.releasing import release_if_due
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.persons import NOT_YOURS
from badgeservice.openbadges.award import AwardState
from badgeservice.store import Batch, BatchCounts, BatchRow, BatchState, RowOutcome

_AT_A_TIME = 1_000
MOST_BATCHES = 200


class RowState(StrEnum):
    """What became of a row.

    ``PROPOSED`` and ``LEFT_OUT`` come before the batch is confirmed, and the second stays.
    ``ACCEPTED`` waits to be signed; ``SIGNED`` is seen by its issuer alone until it is
    ``RELEASED``; ``UNDONE`` never was seen by others, ``REVOKED`` was.
    """

    PROPOSED = "proposed"
    LEFT_OUT = "left_out"
    ACCEPTED = "accepted"
    SIGNED = "signed"
    RELEASED = "released"
    UNDONE = "undone"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Progress:
    """A batch with what its rows are. ``undo_seconds`` is what is left to undo it, 0 when over."""

    batch: Batch
    counts: BatchCounts
    undo_seconds: int

    @property
    def accepted(self) -> int:
        """Awards that wait to be signed."""
        return self.counts.by_award.get(AwardState.ACCEPTED, 0)

    @property
    def signed(self) -> int:
        """Awards that are signed and not taken back."""
        return self.counts.by_award.get(AwardState.SIGNED, 0)

    @property
    def revoked(self) -> int:
        """Awards that were taken back, undone ones too."""
        return self.counts.by_award.get(AwardState.REVOKED, 0)


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """One row of a batch, and what became of it."""

    row: BatchRow
    state: RowState


def progress(parts: Parts, actor: Actor, batch_id: str) -> Progress:
    """How far a batch is; to everybody but its issuer there is none (``NotFound``)."""
    with parts.database.open_store(read_only=True) as store:
        find_batch(store, actor, batch_id)
    batch = release_if_due(parts, batch_id)
    if batch is None:
        raise NotFound(NOT_YOURS)
    with parts.database.open_store(read_only=True) as store:
        counts = store.batch_rows.counts(batch_id)
    return Progress(batch, counts, _undo_seconds(parts, batch))


def batches_of(parts: Parts, actor: Actor, issuer_did: str) -> tuple[Batch, ...]:
    """The last batches of an issuer, the newest first; refuses who may not award for it."""
    require_may_award(actor, issuer_did)
    with parts.database.open_store(read_only=True) as store:
        return store.batches.of_issuer(issuer_did, MOST_BATCHES)


def rows(
    parts: Parts,
    actor: Actor,
    batch_id: str,
    *,
    after: int = 0,
    limit: int = 100,
    outcome: str | None = None,
) -> tuple[RowAnswer, ...]:
    """At most ``limit`` rows with a number above ``after``, all or of one ``RowOutcome``."""
    wanted = None if outcome is None else RowOutcome(outcome)
    with parts.database.open_store(read_only=True) as store:
        batch = find_batch(store, actor, batch_id)
        found = store.batch_rows.page(batch_id, after=after, limit=limit, outcome=wanted)
    return tuple(RowAnswer(row, state_of(batch, row)) for row in found)


def row_of(parts: Parts, actor: Actor, batch_id: str, row_number: int) -> RowAnswer:
    """One row of a batch; refuses ``NotFound``."""
    with parts.database.open_store(read_only=True) as store:
        batch = find_batch(store, actor, batch_id)
        row = store.batch_rows.by_number(batch_id, row_number)
    if row is None:
        raise NotFound("There is no such row in this batch.")
    return RowAnswer(row, state_of(batch, row))


def answers(parts: Parts, actor: Actor, batch_id: str) -> Iterator[RowAnswer]:
    """Every row of a batch in order, read a thousand at a time: to download.

    Refuses before the first row, as ``rows`` does.
    """
    first = rows(parts, actor, batch_id, limit=_AT_A_TIME)
    return _each(parts, actor, batch_id, first)


def _each(
    parts: Parts, actor: Actor, batch_id: str, page: tuple[RowAnswer, ...]
) -> Iterator[RowAnswer]:
    while page:
        yield from page
        after = page[-1].row.row_number
        page = rows(parts, actor, batch_id, after=after, limit=_AT_A_TIME)


def state_of(batch: Batch, row: BatchRow) -> RowState:
    """What became of a row of this batch."""
    if row.award_state is None:
        return RowState.PROPOSED if row.is_included else RowState.LEFT_OUT
    if row.undone_at is not None or batch.state is BatchState.UNDONE:
        return RowState.UNDONE
    if row.award_state is AwardState.REVOKED:
        return RowState.REVOKED
    if row.award_state is AwardState.ACCEPTED:
        return RowState.ACCEPTED
    return RowState.RELEASED if batch.state is BatchState.RELEASED else RowState.SIGNED


def _undo_seconds(parts: Parts, batch: Batch) -> int:
    if batch.state is not BatchState.CONFIRMED or batch.release_at is None:
        return 0
    return max(0, -((parts.now() - batch.release_at) // timedelta(seconds=1)))
