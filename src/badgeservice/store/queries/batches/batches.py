"""Queries about batches: one at a time decides what becomes of a batch."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from badgeservice.store.batches import Batch, BatchState
from badgeservice.store.queries.rows import change_one
from badgeservice.store.tables import batches


class Batches:
    """The batches, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, batch: Batch) -> None:
        """Keep a new batch; ``Conflict`` when its issuer used the idempotency key before."""
        self._connection.execute(
            insert(batches).values(
                batch_id=batch.batch_id,
                issuer_did=batch.issuer_did,
                achievement_id=batch.achievement_id,
                made_by=batch.made_by,
                created_at=batch.created_at,
                idempotency_key=batch.idempotency_key,
                request_digest=batch.request_digest,
                **_changing(batch),
            )
        )

    def by_id(self, batch_id: str, *, alone: bool = False) -> Batch | None:
        """Return a batch, whoever its issuer is.

        ``alone`` makes every other transaction that asks so wait until this one ends.
        """
        query = select(batches).where(batches.c.batch_id == batch_id)
        if alone:
            # SQLite has one writer anyway, and passes over this.
            query = query.with_for_update(key_share=True)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _batch(row)

    def by_idempotency_key(self, issuer_did: str, key: str) -> Batch | None:
        """Return the batch that this issuer made under an idempotency key."""
        found = self._some(batches.c.issuer_did == issuer_did, batches.c.idempotency_key == key)
        return found[0] if found else None

    def of_issuer(self, issuer_did: str, limit: int) -> tuple[Batch, ...]:
        """Return at most ``limit`` batches of an issuer, the newest first."""
        query = (
            select(batches)
            .where(batches.c.issuer_did == issuer_did)
            .order_by(batches.c.created_at.desc(), batches.c.batch_id)
            .limit(limit)
        )
        return tuple(_batch(row) for row in self._connection.execute(query))

    def in_state(self, states: Collection[BatchState]) -> tuple[Batch, ...]:
        """Return the batches that are so far, the oldest first."""
        return self._some(batches.c.state.in_([state.value for state in states]))

    def made_before(self, moment: datetime, states: Collection[BatchState]) -> tuple[Batch, ...]:
        """Return the batches that were made before then and are so far, the oldest first."""
        known = [state.value for state in states]
        return self._some(batches.c.state.in_(known), batches.c.created_at < moment)

    def change(self, batch: Batch) -> None:
        """Keep how far a batch is now; ``NotFound`` for one that is not there."""
        change = update(batches).where(batches.c.batch_id == batch.batch_id)
        change_one(self._connection, change.values(**_changing(batch)), "batch")

    def _some(self, *conditions: ColumnElement[bool]) -> tuple[Batch, ...]:
        query = (
            select(batches).where(*conditions).order_by(batches.c.created_at, batches.c.batch_id)
        )
        return tuple(_batch(row) for row in self._connection.execute(query))


def _changing(batch: Batch) -> dict[str, Any]:
    """What of a batch does not stay as it was."""
    return {
        "achievement_version": batch.achievement_version,
        "state": batch.state.value,
        "confirmed_at": batch.confirmed_at,
        "release_at": batch.release_at,
        "finished_at": batch.finished_at,
    }


def _batch(row: Row[Any]) -> Batch:
    return Batch(
        batch_id=row.batch_id,
        issuer_did=row.issuer_did,
        achievement_id=row.achievement_id,
        achievement_version=row.achievement_version,
        made_by=row.made_by,
        state=BatchState(row.state),
        created_at=row.created_at,
        idempotency_key=row.idempotency_key,
        request_digest=row.request_digest,
        confirmed_at=row.confirmed_at,
        release_at=row.release_at,
        finished_at=row.finished_at,
    )
