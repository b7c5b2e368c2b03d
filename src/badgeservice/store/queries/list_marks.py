"""Queries about marks: the latest ``validFrom`` that a list at an address ever had."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from badgeservice.store.tables import status_list_marks


class ListMarks:
    """Marks of lists of other issuers, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, urls: Iterable[str]) -> dict[str, datetime]:
        """Return the marks of these addresses; one that was never seen is left out."""
        by_hash = {_hash_of(url): url for url in urls}
        query = select(status_list_marks).where(status_list_marks.c.url_hash.in_(by_hash))
        return {by_hash[row.url_hash]: row.valid_from for row in self._connection.execute(query)}

    def raise_to(self, url: str, valid_from: datetime) -> None:
        """Keep the mark when it is newer than the one that is there; a mark never goes back.

        Two who raise it at once both succeed, and the newer of the two stays.
        """
        dialect = sqlite if self._connection.dialect.name == "sqlite" else postgresql
        new = dialect.insert(status_list_marks).values(
            url_hash=_hash_of(url), valid_from=valid_from
        )
        self._connection.execute(
            new.on_conflict_do_update(
                index_elements=[status_list_marks.c.url_hash],
                set_={"valid_from": new.excluded.valid_from},
                where=status_list_marks.c.valid_from < new.excluded.valid_from,
            )
        )


def _hash_of(url: str) -> bytes:
    return sha256(url.encode()).digest()
