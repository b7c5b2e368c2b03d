"""Queries about sessions: found by the hash of their id; one that is ended is gone."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from badgeservice.store.people import Session
from badgeservice.store.queries.rows import change_any
from badgeservice.store.tables import sessions


class Sessions:
    """Browsers in which somebody is signed in, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, session: Session) -> None:
        """Keep a new session; ``Conflict`` when its id is in use."""
        self._connection.execute(
            insert(sessions).values(
                session_hash=session.session_hash,
                account_id=session.account_id,
                begun_at=session.begun_at,
                seen_at=session.seen_at,
                ends_at=session.ends_at,
                step_up_at=session.step_up_at,
            )
        )

    def by_hash(self, session_hash: bytes) -> Session | None:
        """Return the session with this id, whether it is over or not."""
        query = select(sessions).where(sessions.c.session_hash == session_hash)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _session(row)

    def see(self, session_hash: bytes, now: datetime) -> None:
        """Note that the session was used; it never goes back."""
        change = (
            update(sessions)
            .where(sessions.c.session_hash == session_hash, sessions.c.seen_at < now)
            .values(seen_at=now)
        )
        change_any(self._connection, change)

    def step_up(self, session_hash: bytes, at: datetime) -> bool:
        """Note that the second factor was given; tell whether the session is there."""
        change = (
            update(sessions).where(sessions.c.session_hash == session_hash).values(step_up_at=at)
        )
        return change_any(self._connection, change)

    def end(self, session_hash: bytes) -> None:
        """End a session; one that is gone stays gone."""
        self._connection.execute(delete(sessions).where(sessions.c.session_hash == session_hash))

    def end_all_of(self, account_id: str) -> int:
        """End every session of a person; give how many there were."""
        return self._delete(sessions.c.account_id == account_id)

    def drop(self, *, over: datetime, unseen: datetime) -> int:
        """Delete sessions that were over then, or not used since; give how many there were."""
        return self._delete((sessions.c.ends_at < over) | (sessions.c.seen_at < unseen))

    def _delete(self, condition: Any) -> int:
        outcome: Any = self._connection.execute(delete(sessions).where(condition))
        return int(outcome.rowcount)


def _session(row: Row[Any]) -> Session:
    return Session(
        session_hash=row.session_hash,
        account_id=row.account_id,
        begun_at=row.begun_at,
        seen_at=row.seen_at,
        ends_at=row.ends_at,
        step_up_at=row.step_up_at,
    )
