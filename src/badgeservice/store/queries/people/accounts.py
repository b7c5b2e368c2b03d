"""Queries about accounts: one for each address, until it is forgotten."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, exists, insert, select, update

from badgeservice.store.people import Account
from badgeservice.store.tables import accounts, invitations, memberships


class Accounts:
    """Who may sign in, inside one transaction. Addresses come in lower case."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, account: Account) -> None:
        """Keep a new account; ``Conflict`` when the address has one already."""
        self._connection.execute(
            insert(accounts).values(
                account_id=account.account_id,
                address=account.address,
                created_at=account.created_at,
            )
        )

    def by_address(self, address: str) -> Account | None:
        """Return the account of an address."""
        return self._one(select(accounts).where(accounts.c.address == address))

    def by_id(self, account_id: str) -> Account | None:
        """Return an account by its id."""
        return self._one(select(accounts).where(accounts.c.account_id == account_id))

    def forget_unused(self, before: datetime) -> int:
        """Take out the address of accounts that nobody needs; give how many there were.

        Made before ``before``, without a role now or since then, and without an open invitation.
        """
        account_id = accounts.c.account_id
        needed = exists().where(
            memberships.c.account_id == account_id,
            memberships.c.ended_at.is_(None) | (memberships.c.ended_at >= before),
        )
        invited = exists().where(
            invitations.c.account_id == account_id,
            invitations.c.closed_at.is_(None),
            invitations.c.ends_at >= before,
        )
        outcome: Any = self._connection.execute(
            update(accounts)
            .where(
                accounts.c.address.is_not(None), accounts.c.created_at < before, ~needed, ~invited
            )
            .values(address=None)
        )
        return int(outcome.rowcount)

    def _one(self, query: Any) -> Account | None:
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _account(row)


def _account(row: Row[Any]) -> Account:
    return Account(account_id=row.account_id, address=row.address, created_at=row.created_at)
