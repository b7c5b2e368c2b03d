"""Queries about awards: the decision comes first, the signature never exists without it (B-3)."""

from collections.abc import Collection, Iterable
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, case, false, func, select, true, update

from badgeservice.errors import Conflict, NotFound
from badgeservice.openbadges.award import Award, AwardState
from badgeservice.store.queries.rows import change_any, is_among, write_rows
from badgeservice.store.tables import awards, issuers


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
        write_rows(self._connection, awards, map(_line, several))

    def by_id(self, issuer_did: str, award_id: str) -> Award | None:
        """Return an award of this issuer; that of another is told like none (H15)."""
        return self._one(awards.c.issuer_did == issuer_did, awards.c.award_id == award_id)

    def by_idempotency_key(self, issuer_did: str, key: str) -> Award | None:
        """Return the award that this issuer made under an idempotency key."""
        return self._one(awards.c.issuer_did == issuer_did, awards.c.idempotency_key == key)

    def by_idempotency_keys(self, issuer_did: str, first: str, last: str) -> tuple[Award, ...]:
        """Return the awards of this issuer from one idempotency key to another, in their order.

        The two begin alike and end in as many digits, as do all that are returned.
        """
        query = select(awards).where(
            awards.c.issuer_did == issuer_did, awards.c.idempotency_key.between(first, last)
        )
        found = [_award(row) for row in self._connection.execute(query)]
        # Not every database sorts texts by their characters; digits it does.
        alike = [one for one in found if first <= one.idempotency_key <= last]
        return tuple(sorted(alike, key=attrgetter("idempotency_key")))

    def by_credential_id(self, credential_id: str) -> Award | None:
        """Return the award behind a credential, whoever its issuer is."""
        return self._one(awards.c.credential_id == credential_id)

    def given_by(self, issuer_did: str) -> dict[str, int]:
        """Return how often an issuer gave each achievement, by its id; revoked ones left out."""
        query = (
            select(awards.c.achievement_id, func.count())
            .where(awards.c.issuer_did == issuer_did, awards.c.state != AwardState.REVOKED.value)
            .group_by(awards.c.achievement_id)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

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

    def mark_all_signed(self, issuer_did: str, award_ids: Collection[str]) -> frozenset[str]:
        """Note that accepted awards were signed, and return those that were still accepted.

        One transaction at a time does this for an issuer, so that no two that have some awards in
        common wait for each other.
        """
        self.take_turn(issuer_did)
        # In a CASE, so that no index on these columns is taken: how many rows of a new batch have
        # them the database does not know yet, and it would go through the whole batch each time.
        is_waiting = case(
            (awards.c.issuer_did == issuer_did, awards.c.state == AwardState.ACCEPTED.value),
            else_=false(),
        )
        change = (
            update(awards)
            .where(is_among(self._connection, awards.c.award_id, award_ids), is_waiting)
            .values(state=AwardState.SIGNED.value)
            .returning(awards.c.award_id)
        )
        return frozenset(self._connection.execute(change).scalars())

    def take_turn(self, issuer_did: str) -> None:
        """Be the only transaction that changes many awards of an issuer, until it ends."""
        only_one = select(issuers.c.did).where(issuers.c.did == issuer_did)
        self._connection.execute(only_one.with_for_update(key_share=True))

    def mark_all_revoked(self, issuer_did: str, award_ids: Collection[str]) -> None:
        """Note that awards of this issuer were revoked."""
        self._change_all(issuer_did, award_ids, state=AwardState.REVOKED.value)

    def show_all(self, issuer_did: str, award_ids: Collection[str], since: datetime) -> None:
        """Let awards of this issuer be seen by others from then on."""
        self._change_all(issuer_did, award_ids, visible_from=since)

    def mark_revoked(self, issuer_did: str, award_id: str) -> None:
        """Note that an award was revoked; doing it twice is harmless. Refuses with ``NotFound``."""
        self._move(issuer_did, award_id, tuple(AwardState), AwardState.REVOKED)

    def _change_all(self, issuer_did: str, award_ids: Collection[str], **values: Any) -> None:
        these = is_among(self._connection, awards.c.award_id, award_ids)
        # As in ``mark_all_signed``: by their ids, and not by an index on the issuer.
        is_theirs = case((awards.c.issuer_did == issuer_did, true()), else_=false())
        self._connection.execute(update(awards).where(these, is_theirs).values(**values))

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


def _line(award: Award) -> tuple[Any, ...]:
    """The values of an award in the order of the table's columns."""
    return (
        award.award_id,
        award.issuer_did,
        award.achievement_id,
        award.achievement_version,
        award.credential_id,
        award.subject_id,
        award.recipient_name,
        award.recipient_email,
        award.narrative,
        award.awarded_at,
        award.state.value,
        award.status_list_id,
        award.status_position,
        award.idempotency_key,
        award.request_digest,
        award.visible_from,
    )


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
        visible_from=row.visible_from,
    )
