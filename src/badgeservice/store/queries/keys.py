"""Queries about signing keys: the public half in the open, the private half only wrapped."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Row, insert, select, update

from badgeservice.openbadges.issuer import IssuerKey
from badgeservice.proofs.wrapping import WrappedKey
from badgeservice.store.queries.rows import change_one, first_time
from badgeservice.store.tables import issuer_keys


class Keys:
    """The keys of issuers, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, key: IssuerKey, wrapped: WrappedKey) -> None:
        """Keep a new key; ``Conflict`` when this issuer has a key of that name already."""
        self._connection.execute(
            insert(issuer_keys).values(
                issuer_did=key.issuer_did,
                key_id=key.key_id,
                algorithm=key.algorithm,
                public_jwk=key.public_jwk,
                wrapped_key=wrapped.to_text(),
                kek_id=wrapped.kek_id,
                created_at=key.created_at,
                retired_at=key.retired_at,
                revoked_at=key.revoked_at,
            )
        )

    def of_issuer(self, did: str) -> tuple[IssuerKey, ...]:
        """Return all keys of an issuer, oldest first, retired and revoked ones too."""
        query = (
            select(issuer_keys)
            .where(issuer_keys.c.issuer_did == did)
            .order_by(issuer_keys.c.created_at, issuer_keys.c.key_id)
        )
        return tuple(_key(row) for row in self._connection.execute(query))

    def wrapped(self, did: str, key_id: str) -> WrappedKey | None:
        """Return the private half of a key, still wrapped."""
        kept = self._connection.execute(
            select(issuer_keys.c.wrapped_key).where(
                issuer_keys.c.issuer_did == did, issuer_keys.c.key_id == key_id
            )
        ).scalar_one_or_none()
        return None if kept is None else WrappedKey.from_text(kept)

    def kek_ids(self) -> frozenset[str]:
        """Return the ids of the key-encryption keys that are needed to open every kept key."""
        query = select(issuer_keys.c.kek_id).distinct()
        return frozenset(self._connection.execute(query).scalars())

    def retire(self, did: str, key_id: str, at: datetime) -> None:
        """Stop signing with a key; the first time counts. ``NotFound`` for an unknown key."""
        self._end(issuer_keys.c.retired_at, did, key_id, at)

    def revoke(self, did: str, key_id: str, at: datetime) -> None:
        """Distrust a key; the first time counts. ``NotFound`` for an unknown key."""
        self._end(issuer_keys.c.revoked_at, did, key_id, at)

    def _end(self, column: Column[Any], did: str, key_id: str, at: datetime) -> None:
        change = (
            update(issuer_keys)
            .where(issuer_keys.c.issuer_did == did, issuer_keys.c.key_id == key_id)
            .values({column: first_time(column, at)})
        )
        change_one(self._connection, change, "key")


def _key(row: Row[Any]) -> IssuerKey:
    return IssuerKey(
        issuer_did=row.issuer_did,
        key_id=row.key_id,
        algorithm=row.algorithm,
        public_jwk=row.public_jwk,
        created_at=row.created_at,
        retired_at=row.retired_at,
        revoked_at=row.revoked_at,
    )
