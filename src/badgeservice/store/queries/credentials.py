"""Queries about credentials: the bytes as signed go in and come out, never rebuilt."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select, update

from badgeservice.openbadges.award import KeptCredential
from badgeservice.store.queries.rows import change_one, first_time, is_among, write_rows
from badgeservice.store.tables import credentials


class Credentials:
    """The signed credentials, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, credential: KeptCredential) -> None:
        """Keep a credential as signed; ``Conflict`` when the award has one already."""
        self.keep_all((credential,))

    def keep_all(self, several: Iterable[KeptCredential]) -> None:
        """Keep many credentials, all or none."""
        write_rows(self._connection, credentials, map(_line, several))

    def by_id(self, credential_id: str) -> KeptCredential | None:
        """Return the credential with this id, whoever its issuer is."""
        return self._one(credentials.c.credential_id == credential_id)

    def by_award(self, issuer_did: str, award_id: str) -> KeptCredential | None:
        """Return the credential of an award of this issuer; another's is told like none (H15)."""
        return self._one(credentials.c.issuer_did == issuer_did, credentials.c.award_id == award_id)

    def mark_revoked(self, credential_id: str, at: datetime) -> None:
        """Note when a credential was revoked; the first time counts. Refuses with ``NotFound``."""
        change = (
            update(credentials)
            .where(credentials.c.credential_id == credential_id)
            .values(revoked_at=first_time(credentials.c.revoked_at, at))
        )
        change_one(self._connection, change, "credential")

    def mark_all_revoked(self, credential_ids: Collection[str], at: datetime) -> None:
        """Note when credentials were revoked; those that were never signed are passed over."""
        change = (
            update(credentials)
            .where(is_among(self._connection, credentials.c.credential_id, credential_ids))
            .values(revoked_at=first_time(credentials.c.revoked_at, at))
        )
        self._connection.execute(change)

    def _one(self, *conditions: ColumnElement[bool]) -> KeptCredential | None:
        row = self._connection.execute(select(credentials).where(*conditions)).one_or_none()
        return None if row is None else _credential(row)


def _line(credential: KeptCredential) -> tuple[Any, ...]:
    """The values of a credential in the order of the table's columns."""
    return (
        credential.credential_id,
        credential.award_id,
        credential.issuer_did,
        credential.document,
        credential.token,
        credential.signed_at,
        credential.revoked_at,
    )


def _credential(row: Row[Any]) -> KeptCredential:
    return KeptCredential(
        credential_id=row.credential_id,
        award_id=row.award_id,
        issuer_did=row.issuer_did,
        document=row.document,
        token=row.token,
        signed_at=row.signed_at,
        revoked_at=row.revoked_at,
    )
