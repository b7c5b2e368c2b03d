"""Queries about awards: the decision comes first, the signature never exists without it (B-3)."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from badgeservice.errors import Conflict, NotFound
from badgeservice.openbadges.award import Award, AwardState
from badgeservice.store.queries.rows import change_any
from badgeservice.store.tables import awards


class Awards:
    """Who gets what, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, award: Award) -> None:
        """Keep a new award.

        ``Conflict`` when its id, its credential's id, its status position or, for this issuer,
        its idempotency key is there already. Its status entry must be there at commit.
        """
        self.add_all((award,))

    def add_all(self, several: Iterable[Award]) -> None:
        """Keep many awards, all or none, under the rules of ``add``."""
        lines = [_line(award) for award in several]
        if lines:
            self._connection.execute(insert(awards), lines)

    def by_id(self, issuer_did: str, award_id: str) -> Award | None:
        """Return an award of this issuer; that of another is told like none (H15)."""
        return self._one(awards.c.issuer_did == issuer_did, awards.c.award_id == award_id)

    def by_idempotency_key(self, issuer_did: str, key: str) -> Award | None:
        """Return the award that this issuer made under an idempotency key."""
        return self._one(awards.c.issuer_did == issuer_did, awards.c.idempotency_key == key)

    def by_credential_id(self, credential_id: str) -> Award | None:
        """Return the award behind a credential, whoever its issuer is."""
        return self._one(awards.c.credential_id == credential_id)

    def waiting(self, limit: int) -> tuple[Award, ...]:
        """Return at most ``limit`` awards that are accepted and not signed, oldest first."""
        query = (
            select(awards)
            .where(awards.c.state == AwardState.ACCEPTED.value)
            .order_by(awards.c.awarded_at, awards.c.award_id)
            .limit(limit)
        )
        return tuple(_award(row) for row in self._connection.execute(query))

    def mark_signed(self, issuer_did: str, award_id: str) -> None:
        """Note that an accepted award was signed.

        ``NotFound`` for an unknown award; ``Conflict`` when it was signed or revoked before.
        """
        self._move(issuer_did, award_id, (AwardState.ACCEPTED,), AwardState.SIGNED)

    def mark_revoked(self, issuer_did: str, award_id: str) -> None:
        """Note that an award was revoked; doing it twice is harmless. Refuses with ``NotFound``."""
        self._move(issuer_did, award_id, tuple(AwardState), AwardState.REVOKED)

    def _move(
        self, issuer_did: str, award_id: str, come_from: tuple[AwardState, ...], to: AwardState
    ) -> None:
        change = (
            update(awards)
            .where(awards.c.issuer_did == issuer_did, awards.c.award_id == award_id)
            .where(awards.c.state.in_([state.value for state in come_from]))
            .values(state=to.value)
        )
        if change_any(self._connection, change):
            return
        if self.by_id(issuer_did, award_id) is None:
            raise NotFound("this award does not exist")
        raise Conflict("this award is not waiting any more")

    def _one(self, *conditions: ColumnElement[bool]) -> Award | None:
        row = self._connection.execute(select(awards).where(*conditions)).one_or_none()
        return None if row is None else _award(row)


def _line(award: Award) -> dict[str, Any]:
    return {
        "award_id": award.award_id,
        "issuer_did": award.issuer_did,
        "achievement_id": award.achievement_id,
        "achievement_version": award.achievement_version,
        "credential_id": award.credential_id,
        "subject_id": award.subject_id,
        "recipient_name": award.recipient_name,
        "recipient_email": award.recipient_email,
        "narrative": award.narrative,
        "awarded_at": award.awarded_at,
        "state": award.state.value,
        "status_list_id": award.status_list_id,
        "status_position": award.status_position,
        "idempotency_key": award.idempotency_key,
        "request_digest": award.request_digest,
    }


def _award(row: Row[Any]) -> Award:
    return Award(
        award_id=row.award_id,
        issuer_did=row.issuer_did,
        achievement_id=row.achievement_id,
        achievement_version=row.achievement_version,
        credential_id=row.credential_id,
        subject_id=row.subject_id,
        recipient_name=row.recipient_name,
        recipient_email=row.recipient_email,
        narrative=row.narrative,
        awarded_at=row.awarded_at,
        state=AwardState(row.state),
        status_list_id=row.status_list_id,
        status_position=row.status_position,
        idempotency_key=row.idempotency_key,
        request_digest=row.request_digest,
    )
