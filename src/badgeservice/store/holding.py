"""Doing something alone: a lock that ends with the process that holds it, however that ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

_in_memory = Lock()


@contextmanager
def hold_file(path: Path) -> Iterator[bool]:
    """Hold a lock on a file beside the database; tells whether it was free."""
    with path.open("a", encoding="ascii") as opened:
        path.chmod(0o600)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


@contextmanager
def hold_session(connection: Connection, number: int) -> Iterator[bool]:
    """Hold a lock of a PostgreSQL session; tells whether it was free."""
    alone = connection.execution_options(isolation_level="AUTOCOMMIT")
    held = bool(
        alone.execute(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": number}).scalar_one()
    )
    try:
        yield held
    finally:
        if held:
            # Where the connection is gone, so is the lock.
            with suppress(DBAPIError):
                alone.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": number})


@contextmanager
def hold_here() -> Iterator[bool]:
    """Hold the lock of this process, for a database in memory; tells whether it was free."""
    held = _in_memory.acquire(blocking=False)
    try:
        yield held
    finally:
        if held:
            _in_memory.release()
