"""Queries about status lists: positions given out once, bits that only ever go up."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, or_, select, update

from badgeservice.errors import Conflict, NotFound
from badgeservice.openbadges.status_list import PublishedStatusList, StatusList, positions_for
from badgeservice.store.queries.rows import change_any, change_one, is_among, write_rows
from badgeservice.store.tables import published_status_lists, status_entries, status_lists
from badgeservice.store.values import ListState


class StatusLists:
    """Status lists, their entries and what was published of them, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, status_list: StatusList) -> None:
        """Keep a new list; ``Conflict`` while its issuer has one with room for this purpose."""
        self._connection.execute(
            insert(status_lists).values(
                list_id=status_list.list_id,
                issuer_did=status_list.issuer_did,
                purpose=status_list.purpose,
                length=status_list.length,
                permutation_key=status_list.permutation_key,
                next_counter=status_list.next_counter,
                revision=0,
            )
        )

    def current(self, issuer_did: str, purpose: str) -> StatusList | None:
        """Return the list that still has room; ``None`` means that a new one is needed."""
        return self._one(
            status_lists.c.issuer_did == issuer_did,
            status_lists.c.purpose == purpose,
            status_lists.c.next_counter < status_lists.c.length,
        )

    def by_id(self, list_id: str) -> StatusList | None:
        """Return a list, full or not."""
        return self._one(status_lists.c.list_id == list_id)

    def reserve_positions(self, status_list: StatusList, count: int) -> tuple[int, ...]:
        """Take the next ``count`` positions (at least 1); nobody is ever given them again.

        Answers with fewer when the list holds no more, with none when it is full: the caller adds
        a new list and takes the rest there. What is undone with the transaction is given out
        again, so a position must not leave the brackets before they close.
        """
        if count < 1:
            raise ValueError("at least one position is reserved")
        # One statement, because two could give the same counter to two writers (H36). It may
        # count past the end, so that the number before it is always the new one less count.
        row = self._connection.execute(
            update(status_lists)
            .where(
                status_lists.c.list_id == status_list.list_id,
                status_lists.c.next_counter < status_lists.c.length,
            )
            .values(next_counter=status_lists.c.next_counter + count)
            .returning(
                status_lists.c.next_counter, status_lists.c.length, status_lists.c.permutation_key
            )
        ).one_or_none()
        if row is None:
            return ()
        counters = range(row.next_counter - count, min(row.next_counter, row.length))
        return positions_for(counters, row.permutation_key, row.length)

    def skip(self, list_id: str, count: int) -> None:
        """Leave ``count`` positions unused, as must be done after a backup is restored (B-6)."""
        if count < 1:
            raise ValueError("a counter never goes back")
        change = (
            update(status_lists)
            .where(status_lists.c.list_id == list_id)
            .values(next_counter=status_lists.c.next_counter + count)
        )
        change_one(self._connection, change, "status list")

    def add_entry(self, list_id: str, position: int, credential_id: str) -> None:
        """Give a position to a credential; ``Conflict`` when either is in use already."""
        self.add_entries(list_id, {position: credential_id})

    def add_entries(self, list_id: str, credential_ids: Mapping[int, str]) -> None:
        """Give each position to its credential, all or none."""
        write_rows(
            self._connection,
            status_entries,
            ((list_id, position, one, None) for position, one in credential_ids.items()),
        )

    def mark_revoked(self, list_id: str, position: int, at: datetime) -> None:
        """Set a bit for good and bump the revision; doing it twice is harmless.

        Refuses with ``NotFound`` a position that was given to nobody.
        """
        here = (status_entries.c.list_id == list_id, status_entries.c.position == position)
        change = update(status_entries).where(*here, status_entries.c.revoked_at.is_(None))
        if change_any(self._connection, change.values(revoked_at=at)):
            bump = update(status_lists).where(status_lists.c.list_id == list_id)
            change_any(self._connection, bump.values(revision=status_lists.c.revision + 1))
        elif self._connection.execute(select(status_entries).where(*here)).first() is None:
            raise NotFound("this status entry does not exist")

    def mark_all_revoked(self, list_id: str, credential_ids: Collection[str], at: datetime) -> None:
        """Set the bits of many credentials of a list for good, and bump the revision once."""
        change = update(status_entries).where(
            is_among(self._connection, status_entries.c.credential_id, credential_ids),
            status_entries.c.list_id == list_id,
            status_entries.c.revoked_at.is_(None),
        )
        if change_any(self._connection, change.values(revoked_at=at)):
            bump = update(status_lists).where(status_lists.c.list_id == list_id)
            change_any(self._connection, bump.values(revision=status_lists.c.revision + 1))

    def state(self, list_id: str) -> ListState:
        """Return what a list must say now; refuses with ``NotFound`` an unknown list."""
        # The revision is read first: between the two statements a bit may be set by another
        # transaction, and then the list says more than its revision promises, never less.
        revision = self.revision(list_id)
        return ListState(revision=revision, revoked=tuple(self.revoked_positions(list_id)))

    def revision(self, list_id: str) -> int:
        """Return how often a bit was set; refuses with ``NotFound`` an unknown list."""
        revision = self._connection.execute(
            select(status_lists.c.revision).where(status_lists.c.list_id == list_id)
        ).scalar_one_or_none()
        if revision is None:
            raise NotFound("this status list does not exist")
        return int(revision)

    def revoked_positions(self, list_id: str) -> list[int]:
        """Return the positions whose bit is set, in rising order."""
        query = (
            select(status_entries.c.position)
            .where(status_entries.c.list_id == list_id, status_entries.c.revoked_at.is_not(None))
            .order_by(status_entries.c.position)
        )
        return list(self._connection.execute(query).scalars())

    def due(self, before: datetime) -> tuple[StatusList, ...]:
        """Return the lists to publish: never published, changed since, or valid until ``before``.

        ``before`` is an instant in the near future, so that no reader meets an outdated list.
        """
        query = (
            select(status_lists)
            .outerjoin(published_status_lists)
            .where(
                or_(
                    published_status_lists.c.list_id.is_(None),
                    published_status_lists.c.revision < status_lists.c.revision,
                    published_status_lists.c.valid_until <= before,
                )
            )
            .order_by(status_lists.c.list_id)
        )
        return tuple(_status_list(row) for row in self._connection.execute(query))

    def published(self, list_id: str) -> PublishedStatusList | None:
        """Return the list as last published, byte for byte."""
        query = select(published_status_lists).where(published_status_lists.c.list_id == list_id)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else PublishedStatusList(**row._mapping)

    def publish(self, published: PublishedStatusList) -> None:
        """Replace what the world reads; ``Conflict`` when that is newer in any respect (H10)."""
        line = {
            "document": published.document,
            "revision": published.revision,
            "valid_from": published.valid_from,
            "valid_until": published.valid_until,
        }
        change = (
            update(published_status_lists)
            .where(
                published_status_lists.c.list_id == published.list_id,
                published_status_lists.c.revision <= published.revision,
                published_status_lists.c.valid_from <= published.valid_from,
            )
            .values(line)
        )
        if change_any(self._connection, change):
            return
        if self.published(published.list_id) is not None:
            raise Conflict("a newer status list is published already")
        self._connection.execute(
            insert(published_status_lists).values(list_id=published.list_id, **line)
        )

    def _one(self, *conditions: ColumnElement[bool]) -> StatusList | None:
        row = self._connection.execute(select(status_lists).where(*conditions)).one_or_none()
        return None if row is None else _status_list(row)


def _status_list(row: Row[Any]) -> StatusList:
    return StatusList(
        list_id=row.list_id,
        issuer_did=row.issuer_did,
        purpose=row.purpose,
        length=row.length,
        permutation_key=row.permutation_key,
        next_counter=min(row.next_counter, row.length),
    )
