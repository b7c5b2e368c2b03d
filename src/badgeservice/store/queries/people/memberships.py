"""Queries about roles at organisations, and about the invitations they begin with."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from badgeservice.store.people import Invitation, Membership, PersonRole
from badgeservice.store.queries.rows import change_any, change_one
from badgeservice.store.tables import invitations, memberships


class Memberships:
    """Who may do what where, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, membership: Membership) -> None:
        """Give a role; ``Conflict`` when there is a live one at that organisation."""
        self._connection.execute(
            insert(memberships).values(
                membership_id=membership.membership_id,
                account_id=membership.account_id,
                issuer_did=membership.issuer_did,
                role=membership.role.value,
                since=membership.since,
                ended_at=membership.ended_at,
                given_by=membership.given_by,
            )
        )

    def by_id(self, membership_id: str) -> Membership | None:
        """Return a role, also one that was ended."""
        query = select(memberships).where(memberships.c.membership_id == membership_id)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _membership(row)

    def live_of(self, account_id: str) -> tuple[Membership, ...]:
        """Return the roles a person has now, by organisation."""
        return self._live(memberships.c.account_id == account_id)

    def live_at(self, issuer_did: str) -> tuple[Membership, ...]:
        """Return who has a role at an organisation now."""
        return self._live(memberships.c.issuer_did == issuer_did)

    def end(self, membership_id: str, at: datetime) -> None:
        """End a role at once; refuses with ``NotFound`` one that is not live."""
        change = (
            update(memberships)
            .where(memberships.c.membership_id == membership_id, memberships.c.ended_at.is_(None))
            .values(ended_at=at)
        )
        change_one(self._connection, change, "role")

    def invite(self, invitation: Invitation) -> None:
        """Keep an invitation; ``Conflict`` when one is open for that person and organisation."""
        self._connection.execute(
            insert(invitations).values(
                invitation_id=invitation.invitation_id,
                account_id=invitation.account_id,
                issuer_did=invitation.issuer_did,
                role=invitation.role.value,
                invited_at=invitation.invited_at,
                invited_by=invitation.invited_by,
                ends_at=invitation.ends_at,
                language=invitation.language,
            )
        )

    def invitation(self, invitation_id: str) -> Invitation | None:
        """Return an invitation that is not closed; it may be over."""
        found = self._invitations(invitations.c.invitation_id == invitation_id)
        return found[0] if found else None

    def open_for(self, account_id: str, now: datetime) -> tuple[Invitation, ...]:
        """Return the invitations a person can still accept."""
        return self._invitations(
            invitations.c.account_id == account_id, invitations.c.ends_at > now
        )

    def open_at(self, issuer_did: str, now: datetime) -> tuple[Invitation, ...]:
        """Return the invitations of an organisation that can still be accepted."""
        return self._invitations(
            invitations.c.issuer_did == issuer_did, invitations.c.ends_at > now
        )

    def invited_since(self, issuer_did: str, moment: datetime) -> int:
        """Count the invitations an organisation sent since then, closed ones too."""
        query = select(func.count()).where(
            invitations.c.issuer_did == issuer_did, invitations.c.invited_at > moment
        )
        return int(self._connection.execute(query).scalar_one())

    def close(self, invitation_id: str, at: datetime) -> bool:
        """Close an invitation, accepted or not; tell whether it was open."""
        change = (
            update(invitations)
            .where(invitations.c.invitation_id == invitation_id, invitations.c.closed_at.is_(None))
            .values(closed_at=at)
        )
        return change_any(self._connection, change)

    def close_for(self, account_id: str, issuer_did: str, at: datetime) -> None:
        """Close whatever invitation of this person by this organisation is open."""
        change = (
            update(invitations)
            .where(
                invitations.c.account_id == account_id,
                invitations.c.issuer_did == issuer_did,
                invitations.c.closed_at.is_(None),
            )
            .values(closed_at=at)
        )
        change_any(self._connection, change)

    def _live(self, condition: Any) -> tuple[Membership, ...]:
        query = (
            select(memberships)
            .where(condition, memberships.c.ended_at.is_(None))
            .order_by(memberships.c.issuer_did, memberships.c.since, memberships.c.membership_id)
        )
        return tuple(_membership(row) for row in self._connection.execute(query))

    def _invitations(self, *conditions: Any) -> tuple[Invitation, ...]:
        query = (
            select(invitations)
            .where(invitations.c.closed_at.is_(None), *conditions)
            .order_by(invitations.c.invited_at, invitations.c.invitation_id)
        )
        return tuple(_invitation(row) for row in self._connection.execute(query))


def _membership(row: Row[Any]) -> Membership:
    return Membership(
        membership_id=row.membership_id,
        account_id=row.account_id,
        issuer_did=row.issuer_did,
        role=PersonRole(row.role),
        since=row.since,
        given_by=row.given_by,
        ended_at=row.ended_at,
    )


def _invitation(row: Row[Any]) -> Invitation:
    return Invitation(
        invitation_id=row.invitation_id,
        account_id=row.account_id,
        issuer_did=row.issuer_did,
        role=PersonRole(row.role),
        invited_at=row.invited_at,
        invited_by=row.invited_by,
        ends_at=row.ends_at,
        language=row.language,
    )
