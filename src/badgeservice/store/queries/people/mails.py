"""Queries about the outbox: a mail is written with the act it tells of, and sent later."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from badgeservice.store.people import Mail, MailState
from badgeservice.store.queries.rows import change_any
from badgeservice.store.tables import mails

_WAITING = MailState.WAITING.value


class Mails:
    """The outbox, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, mail: Mail) -> None:
        """Put a mail in the outbox."""
        self._connection.execute(
            insert(mails).values(
                mail_id=mail.mail_id,
                recipient=mail.recipient,
                template=mail.template,
                language=mail.language,
                contents=mail.contents,
                written_at=mail.written_at,
                due_at=mail.due_at,
                state=mail.state.value,
                attempts=mail.attempts,
                finished_at=mail.finished_at,
            )
        )

    def due(self, now: datetime, limit: int) -> tuple[Mail, ...]:
        """Return mails that wait to be sent, the longest due first."""
        query = (
            select(mails)
            .where(mails.c.state == _WAITING, mails.c.due_at <= now)
            .order_by(mails.c.due_at, mails.c.mail_id)
            .limit(limit)
        )
        return tuple(_mail(row) for row in self._connection.execute(query))

    def claim(self, mail_id: str, now: datetime, *, until: datetime) -> bool:
        """Keep a due mail for oneself until then; tell whether nobody else was first."""
        change = (
            update(mails)
            .where(mails.c.mail_id == mail_id, mails.c.state == _WAITING, mails.c.due_at <= now)
            .values(due_at=until, attempts=mails.c.attempts + 1)
        )
        return change_any(self._connection, change)

    def wait(self, mail_id: str, *, until: datetime) -> None:
        """Have a mail tried again then."""
        self._change(mail_id, due_at=until)

    def finish(self, mail_id: str, state: MailState, at: datetime) -> None:
        """Say that a mail was sent, or will not be."""
        self._change(mail_id, state=state.value, finished_at=at)

    def drop(self, mail_id: str) -> None:
        """Delete a mail that is not to be sent, with the address in it."""
        self._connection.execute(delete(mails).where(mails.c.mail_id == mail_id))

    def erase(self, before: datetime) -> int:
        """Take what is personal out of mails that were finished before then."""
        outcome: Any = self._connection.execute(
            update(mails)
            .where(mails.c.finished_at < before, mails.c.recipient.is_not(None))
            .values(recipient=None, contents={})
        )
        return int(outcome.rowcount)

    def by_id(self, mail_id: str) -> Mail | None:
        """Return a mail, or what is left of it."""
        row = self._connection.execute(
            select(mails).where(mails.c.mail_id == mail_id)
        ).one_or_none()
        return None if row is None else _mail(row)

    def all(self) -> tuple[Mail, ...]:
        """Return every mail, oldest first."""
        query = select(mails).order_by(mails.c.written_at, mails.c.mail_id)
        return tuple(_mail(row) for row in self._connection.execute(query))

    def _change(self, mail_id: str, **values: Any) -> None:
        change = (
            update(mails)
            .where(mails.c.mail_id == mail_id, mails.c.state == _WAITING)
            .values(**values)
        )
        change_any(self._connection, change)


def _mail(row: Row[Any]) -> Mail:
    return Mail(
        mail_id=row.mail_id,
        recipient=row.recipient,
        template=row.template,
        language=row.language,
        contents=row.contents,
        written_at=row.written_at,
        due_at=row.due_at,
        state=MailState(row.state),
        attempts=row.attempts,
        finished_at=row.finished_at,
    )
