"""Queries about requests to sign in: each is used once, and its codes are tried a few times."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from badgeservice.store.people import SignIn
from badgeservice.store.queries.rows import change_any
from badgeservice.store.tables import sign_ins


class SignIns:
    """Requests to sign in, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, sign_in: SignIn) -> None:
        """Keep a new request, of which nobody knows yet whether it is of anybody."""
        self._connection.execute(
            insert(sign_ins).values(
                sign_in_id=sign_in.sign_in_id,
                browser_hash=sign_in.browser_hash,
                asked_at=sign_in.asked_at,
                ends_at=sign_in.ends_at,
                attempts=sign_in.attempts,
            )
        )

    def by_id(self, sign_in_id: str) -> SignIn | None:
        """Return a request by its id."""
        return self._one(sign_ins.c.sign_in_id == sign_in_id)

    def by_token_hash(self, token_hash: bytes) -> SignIn | None:
        """Return the request whose link holds this token, used or not."""
        return self._one(sign_ins.c.token_hash == token_hash)

    def answer(
        self, sign_in_id: str, account_id: str, *, token_hash: bytes, code_hash: bytes
    ) -> None:
        """Say whose request it is and what the mail holds; an earlier mail no longer counts."""
        change = (
            update(sign_ins)
            .where(sign_ins.c.sign_in_id == sign_in_id, sign_ins.c.used_at.is_(None))
            .values(account_id=account_id, token_hash=token_hash, code_hash=code_hash)
        )
        change_any(self._connection, change)

    def mailed_since(self, account_id: str, moment: datetime) -> int:
        """Count the requests of an account since then that were answered with a mail."""
        query = select(func.count()).where(
            sign_ins.c.account_id == account_id, sign_ins.c.asked_at > moment
        )
        return int(self._connection.execute(query).scalar_one())

    def use(self, sign_in_id: str, now: datetime) -> bool:
        """Use a request up; tell whether this was the one time it could be."""
        change = (
            update(sign_ins)
            .where(
                sign_ins.c.sign_in_id == sign_in_id,
                sign_ins.c.used_at.is_(None),
                sign_ins.c.ends_at > now,
            )
            .values(used_at=now)
        )
        return change_any(self._connection, change)

    def use_all_of(self, account_id: str, now: datetime) -> None:
        """Use up every other request of an account."""
        change = (
            update(sign_ins)
            .where(sign_ins.c.account_id == account_id, sign_ins.c.used_at.is_(None))
            .values(used_at=now)
        )
        change_any(self._connection, change)

    def try_code(self, browser_hash: bytes, now: datetime, most: int) -> tuple[SignIn, ...]:
        """Count one attempt on the open requests of a browser that have one left, and return them.

        Two that try at once wait for each other, so that no more than ``most`` get through.
        """
        change = (
            update(sign_ins)
            .where(
                sign_ins.c.browser_hash == browser_hash,
                sign_ins.c.used_at.is_(None),
                sign_ins.c.ends_at > now,
                sign_ins.c.attempts < most,
            )
            .values(attempts=sign_ins.c.attempts + 1)
            .returning(sign_ins)
        )
        return tuple(_sign_in(row) for row in self._connection.execute(change))

    def drop(self, before: datetime) -> int:
        """Delete requests that were over before then; give how many there were."""
        outcome: Any = self._connection.execute(delete(sign_ins).where(sign_ins.c.ends_at < before))
        return int(outcome.rowcount)

    def _one(self, condition: Any) -> SignIn | None:
        row = self._connection.execute(select(sign_ins).where(condition)).one_or_none()
        return None if row is None else _sign_in(row)


def _sign_in(row: Row[Any]) -> SignIn:
    return SignIn(
        sign_in_id=row.sign_in_id,
        browser_hash=row.browser_hash,
        asked_at=row.asked_at,
        ends_at=row.ends_at,
        attempts=row.attempts,
        account_id=row.account_id,
        code_hash=row.code_hash,
        used_at=row.used_at,
    )
