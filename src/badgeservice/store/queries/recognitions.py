"""Queries about what the city recognises an issuer for, and from when until when."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, case, insert, literal, or_, select, update

from badgeservice.openbadges.issuer import Recognition
from badgeservice.store.queries.rows import change_any, change_one
from badgeservice.store.tables import recognitions


class Recognitions:
    """The trust register, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, recognition: Recognition) -> None:
        """Keep a new recognition; ``Conflict`` while the issuer has one without an end."""
        self._connection.execute(
            insert(recognitions).values(
                issuer_did=recognition.issuer_did,
                recognised_by=recognition.recognised_by,
                since=recognition.since,
                until=recognition.until,
                scope=list(recognition.scope),
            )
        )

    def of(self, issuer_did: str, at: datetime) -> Recognition | None:
        """Return the recognition that holds at an instant: from ``since`` to just before ``until``.

        Of several the one that began last.
        """
        query = (
            select(recognitions)
            .where(
                recognitions.c.issuer_did == issuer_did,
                recognitions.c.since <= at,
                or_(recognitions.c.until.is_(None), recognitions.c.until > at),
            )
            .order_by(recognitions.c.since.desc())
            .limit(1)
        )
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _recognition(row)

    def end(self, issuer_did: str, at: datetime) -> None:
        """End the recognition that has no end yet; refuses with ``NotFound`` when there is none.

        One that begins after ``at`` ends as it begins, and so never holds.
        """
        since = recognitions.c.since
        change = (
            update(recognitions)
            .where(recognitions.c.issuer_did == issuer_did, recognitions.c.until.is_(None))
            .values(until=case((since > at, since), else_=literal(at, since.type)))
        )
        change_one(self._connection, change, "recognition")

    def all_of(self, issuer_did: str) -> tuple[Recognition, ...]:
        """Return every recognition an issuer has, had or will have, in order."""
        query = (
            select(recognitions)
            .where(recognitions.c.issuer_did == issuer_did)
            .order_by(recognitions.c.since)
        )
        return tuple(_recognition(row) for row in self._connection.execute(query))

    def cut(self, issuer_did: str, at: datetime) -> bool:
        """Let nothing hold any more from ``at``; tell whether there was anything to end.

        What would begin later ends as it begins, and so never holds.
        """
        since, until = recognitions.c.since, recognitions.c.until
        change = (
            update(recognitions)
            .where(
                recognitions.c.issuer_did == issuer_did,
                or_(until.is_(None), until > at),
                or_(until.is_(None), until > since),
            )
            .values(until=case((since > at, since), else_=literal(at, since.type)))
        )
        return change_any(self._connection, change)


def _recognition(row: Row[Any]) -> Recognition:
    return Recognition(
        issuer_did=row.issuer_did,
        recognised_by=row.recognised_by,
        since=row.since,
        until=row.until,
        scope=tuple(row.scope),
    )
