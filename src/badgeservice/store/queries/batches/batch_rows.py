"""Queries about the rows of a batch: written together, read page by page."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, or_, select, update

from badgeservice.openbadges.award import AwardState
from badgeservice.store.batches import BatchCounts, BatchRow, Holder, RowOutcome
from badgeservice.store.queries.rows import change_one, write_rows
from badgeservice.store.tables import awards, batch_rows, batches

_BETWEEN_CODES = " "


# A row that was refused for its name has none, and may have all the rest.
_PERSONAL = (
    *("name", "email", "member_number", "narrative"),
    *("age_band", "result", "evidence_url"),
)


class BatchRows:
    """The rows of batches, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def write(self, batch_id: str, rows: Iterable[BatchRow]) -> None:
        """Keep these rows in the place of all that a batch has.

        ``Conflict`` when two have the same number. What is told from the award is not kept.
        """
        self.delete(batch_id)
        write_rows(self._connection, batch_rows, (_line(batch_id, row) for row in rows))

    def delete(self, batch_id: str) -> None:
        """Forget all rows of a batch; those that an award came of cannot be."""
        here = batch_rows.c.batch_id == batch_id
        self._connection.execute(delete(batch_rows).where(here))

    def all_of(self, batch_id: str) -> tuple[BatchRow, ...]:
        """Return every row of a batch, in the order of their numbers."""
        return self._some(_told(batch_id))

    def page(
        self, batch_id: str, *, after: int, limit: int, outcome: RowOutcome | None = None
    ) -> tuple[BatchRow, ...]:
        """Return at most ``limit`` rows with a number above ``after``, all or of one outcome."""
        query = _told(batch_id).where(batch_rows.c.row_number > after).limit(limit)
        if outcome is not None:
            query = query.where(batch_rows.c.outcome == outcome.value)
        return self._some(query)

    def by_number(self, batch_id: str, row_number: int) -> BatchRow | None:
        """Return one row of a batch."""
        found = self._some(_told(batch_id).where(batch_rows.c.row_number == row_number))
        return found[0] if found else None

    def include(self, batch_id: str, row_number: int, *, is_included: bool) -> None:
        """Take a row in or leave it out; ``NotFound`` for one that is not there."""
        self._change(batch_id, row_number, is_included=is_included)

    def include_all(self, batch_id: str, codes: Iterable[str], *, is_included: bool) -> int:
        """Take in or leave out each row that is doubtful for exactly these codes; tell how many."""
        change = (
            update(batch_rows)
            .where(
                batch_rows.c.batch_id == batch_id,
                batch_rows.c.outcome == RowOutcome.DOUBTFUL.value,
                batch_rows.c.codes == _BETWEEN_CODES.join(codes),
            )
            .values(is_included=is_included)
        )
        outcome: Any = self._connection.execute(change)
        return int(outcome.rowcount)

    def mark_undone(self, batch_id: str, row_number: int, at: datetime) -> None:
        """Note that the award of one row was taken back before anybody could see it."""
        self._change(batch_id, row_number, undone_at=at)

    def counts(self, batch_id: str) -> BatchCounts:
        """Count what the rows of a batch are."""
        columns = (
            batch_rows.c.outcome,
            batch_rows.c.is_included,
            batch_rows.c.undone_at.is_not(None).label("is_undone"),
            awards.c.state,
        )
        query = (
            select(*columns, func.count().label("rows"))
            .select_from(_joined())
            .where(batch_rows.c.batch_id == batch_id)
            .group_by(*columns)
        )
        outcomes: Counter[RowOutcome] = Counter()
        states: Counter[AwardState] = Counter()
        rows = included = undone = 0
        for one in self._connection.execute(query):
            rows += one.rows
            included += one.rows if one.is_included else 0
            undone += one.rows if one.is_undone else 0
            if one.outcome is not None:
                outcomes[RowOutcome(one.outcome)] += one.rows
            if one.state is not None:
                states[AwardState(one.state)] += one.rows
        return BatchCounts(rows, outcomes, included, undone, states)

    def holders(self, issuer_did: str, achievement_id: str) -> tuple[Holder, ...]:
        """Return everybody who has an achievement of this issuer that was not revoked."""
        query = (
            select(awards.c.recipient_name, awards.c.recipient_email, batch_rows.c.person_digest)
            .select_from(awards.outerjoin(batch_rows, batch_rows.c.award_id == awards.c.award_id))
            .where(
                awards.c.issuer_did == issuer_did,
                awards.c.achievement_id == achievement_id,
                awards.c.state != AwardState.REVOKED.value,
            )
        )
        return tuple(Holder(*row) for row in self._connection.execute(query))

    def batch_of_award(self, award_id: str) -> str | None:
        """Return the id of the batch that an award came of."""
        query = select(batch_rows.c.batch_id).where(batch_rows.c.award_id == award_id)
        return self._connection.execute(query).scalar_one_or_none()

    def erase(self, before: datetime) -> int:
        """Take what is personal out of the rows of batches that were finished before then."""
        finished = select(batches.c.batch_id).where(batches.c.finished_at < before)
        change = (
            update(batch_rows)
            .where(
                batch_rows.c.batch_id.in_(finished),
                or_(*(batch_rows.c[name].is_not(None) for name in _PERSONAL)),
            )
            .values(dict.fromkeys(_PERSONAL))
        )
        outcome: Any = self._connection.execute(change)
        return int(outcome.rowcount)

    def _some(self, query: Select[Any]) -> tuple[BatchRow, ...]:
        return tuple(_row(row) for row in self._connection.execute(query))

    def _change(self, batch_id: str, row_number: int, **values: Any) -> None:
        change = update(batch_rows).where(
            batch_rows.c.batch_id == batch_id, batch_rows.c.row_number == row_number
        )
        change_one(self._connection, change.values(**values), "row of this batch")


def _joined() -> Any:
    return batch_rows.outerjoin(awards, awards.c.award_id == batch_rows.c.award_id)


def _told(batch_id: str) -> Select[Any]:
    """The rows of a batch in order, each with where its award stands."""
    return (
        select(batch_rows, awards.c.state, awards.c.credential_id)
        .select_from(_joined())
        .where(batch_rows.c.batch_id == batch_id)
        .order_by(batch_rows.c.row_number)
    )


def _line(batch_id: str, row: BatchRow) -> tuple[Any, ...]:
    """The values of a row in the order of the table's columns."""
    return (
        batch_id,
        row.row_number,
        row.name,
        row.email,
        row.member_number,
        row.narrative,
        row.awarded_at,
        row.age_band,
        row.result,
        row.evidence_url,
        row.outcome and row.outcome.value,
        _BETWEEN_CODES.join(row.codes),
        row.is_included,
        row.person_digest,
        row.award_id,
        row.undone_at,
    )


def _row(row: Row[Any]) -> BatchRow:
    return BatchRow(
        row_number=row.row_number,
        name=row.name,
        email=row.email,
        member_number=row.member_number,
        narrative=row.narrative,
        awarded_at=row.awarded_at,
        age_band=row.age_band,
        result=row.result,
        evidence_url=row.evidence_url,
        outcome=None if row.outcome is None else RowOutcome(row.outcome),
        codes=tuple(row.codes.split()),
        is_included=row.is_included,
        person_digest=row.person_digest,
        award_id=row.award_id,
        undone_at=row.undone_at,
        award_state=None if row.state is None else AwardState(row.state),
        credential_id=row.credential_id,
    )
