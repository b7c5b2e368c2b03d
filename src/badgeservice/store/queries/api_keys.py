"""Queries about API keys: found by the hash of their secret, never by the secret."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from badgeservice.store.queries.rows import change_one, first_time
from badgeservice.store.tables import api_keys
from badgeservice.store.values import ApiKey, ApiRole

HASH_BYTES = 32


class ApiKeys:
    """Who may call the API, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, key: ApiKey, secret_hash: bytes) -> None:
        """Keep a new key with the SHA-256 hash of its secret.

        ``ValueError`` for a hash that is not 32 bytes and for an issuer's key without issuer;
        ``Conflict`` when the id or the secret is there already.
        """
        if len(secret_hash) != HASH_BYTES:
            raise ValueError("the hash of a secret is 32 bytes")
        if key.role is ApiRole.ISSUER and key.issuer_did is None:
            raise ValueError("an issuer's key names its issuer")
        self._connection.execute(
            insert(api_keys).values(
                key_id=key.key_id,
                secret_hash=secret_hash,
                role=key.role.value,
                issuer_did=key.issuer_did,
                label=key.label,
                created_at=key.created_at,
                ended_at=key.ended_at,
            )
        )

    def by_secret_hash(self, secret_hash: bytes) -> ApiKey | None:
        """Return the key with this secret; one that was ended is told like none."""
        query = select(api_keys).where(
            api_keys.c.secret_hash == secret_hash, api_keys.c.ended_at.is_(None)
        )
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _key(row)

    def all(self) -> tuple[ApiKey, ...]:
        """Return every key, oldest first, ended ones too."""
        query = select(api_keys).order_by(api_keys.c.created_at, api_keys.c.key_id)
        return tuple(_key(row) for row in self._connection.execute(query))

    def by_id(self, key_id: str) -> ApiKey | None:
        """Return a key by its id, also one that was ended."""
        query = select(api_keys).where(api_keys.c.key_id == key_id)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _key(row)

    def of_issuer(self, issuer_did: str | None) -> tuple[ApiKey, ...]:
        """Return the keys of an issuer, or with ``None`` of the city; oldest first, ended too."""
        query = (
            select(api_keys)
            .where(api_keys.c.issuer_did == issuer_did)
            .order_by(api_keys.c.created_at, api_keys.c.key_id)
        )
        return tuple(_key(row) for row in self._connection.execute(query))

    def end(self, key_id: str, at: datetime) -> None:
        """End a key at once; the first time counts. Refuses with ``NotFound`` an unknown key."""
        change = (
            update(api_keys)
            .where(api_keys.c.key_id == key_id)
            .values(ended_at=first_time(api_keys.c.ended_at, at))
        )
        change_one(self._connection, change, "API key")


def _key(row: Row[Any]) -> ApiKey:
    return ApiKey(
        key_id=row.key_id,
        role=ApiRole(row.role),
        issuer_did=row.issuer_did,
        label=row.label,
        created_at=row.created_at,
        ended_at=row.ended_at,
    )
