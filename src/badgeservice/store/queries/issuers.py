"""Queries about issuers."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from badgeservice.openbadges.issuer import Issuer, IssuerKind
from badgeservice.store.queries.rows import change_one
from badgeservice.store.tables import issuers


class Issuers:
    """The organisations that may sign, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, issuer: Issuer) -> None:
        """Keep a new issuer; ``Conflict`` when its DID or slug is there already."""
        self._connection.execute(
            insert(issuers).values(
                did=issuer.did,
                slug=issuer.slug,
                name=issuer.name,
                kind=issuer.kind.value,
                url=issuer.url,
                email=issuer.email,
                description=issuer.description,
                admitted_at=issuer.admitted_at,
                suspended_at=issuer.suspended_at,
            )
        )

    def by_did(self, did: str) -> Issuer | None:
        """Return the issuer with this DID."""
        return self._one(issuers.c.did == did)

    def by_slug(self, slug: str) -> Issuer | None:
        """Return the issuer with this slug."""
        return self._one(issuers.c.slug == slug)

    def all(self) -> tuple[Issuer, ...]:
        """Return every issuer in the order of admission, suspended ones too."""
        query = select(issuers).order_by(issuers.c.admitted_at, issuers.c.did)
        return tuple(_issuer(row) for row in self._connection.execute(query))

    def change_profile(self, issuer: Issuer) -> None:
        """Keep another name, address, e-mail and description; its DID and slug stay as they are.

        ``NotFound`` for an issuer that is not there.
        """
        change = (
            update(issuers)
            .where(issuers.c.did == issuer.did)
            .values(
                name=issuer.name,
                url=issuer.url,
                email=issuer.email,
                description=issuer.description,
            )
        )
        change_one(self._connection, change, "issuer")

    def set_suspended(self, did: str, at: datetime | None) -> None:
        """Suspend an issuer from ``at``, or with ``None`` let it sign again; else ``NotFound``."""
        change = update(issuers).where(issuers.c.did == did).values(suspended_at=at)
        change_one(self._connection, change, "issuer")

    def _one(self, condition: ColumnElement[bool]) -> Issuer | None:
        row = self._connection.execute(select(issuers).where(condition)).one_or_none()
        return None if row is None else _issuer(row)


def _issuer(row: Row[Any]) -> Issuer:
    return Issuer(
        did=row.did,
        slug=row.slug,
        name=row.name,
        kind=IssuerKind(row.kind),
        url=row.url,
        email=row.email,
        description=row.description,
        admitted_at=row.admitted_at,
        suspended_at=row.suspended_at,
    )
