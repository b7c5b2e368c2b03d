"""How each database must be spoken to so that a confirmed transaction is never lost (B-2, B-16)."""

import sqlite3
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from badgeservice.store.mistakes import UnsafeDatabase

READ_ONLY = "badgeservice_read_only"
MIGRATING = "badgeservice_migrating"
WAIT_SECONDS = 10
CACHE_KIB = 32 * 1024
CHECKPOINT_PAGES = 8_192
_SWITCH_ATTEMPTS = 50
STATEMENT_SECONDS = 30
POOL_SIZE = 20

# RETURNING came with 3.35, the shared database in memory with 3.36.
_OLDEST_SQLITE = (3, 36, 0)
_POSTGRESQL_NAMES = frozenset({"postgresql", "postgres", "postgresql+psycopg"})

_memory_names = count(1)


def make_engine(url: str) -> Engine:
    """Make an engine for ``sqlite://``, ``sqlite:///PATH`` or ``postgresql://…``.

    ``sqlite://`` is a new empty database in memory, shared by the threads of this process for as
    long as one connection is open. Refuses any other address with ``ValueError``.
    """
    address = _read_address(url)
    if address.drivername == "sqlite":
        return _sqlite_engine(address)
    if address.drivername in _POSTGRESQL_NAMES:
        return _postgresql_engine(address.set(drivername="postgresql+psycopg"))
    raise ValueError("the database address must start with sqlite:// or postgresql://")


def _read_address(url: str | URL) -> URL:
    try:
        return make_url(url)
    except ArgumentError as error:
        raise ValueError("the database address cannot be read") from error


def sqlite_file(url: str | URL) -> Path | None:
    """Return the file of an SQLite address; ``None`` for memory and for other databases."""
    address = _read_address(url)
    if address.drivername != "sqlite" or address.database in (None, "", ":memory:"):
        return None
    return Path(str(address.database))


def check_durable(connection: Connection) -> None:
    """Refuse with ``UnsafeDatabase`` a PostgreSQL that confirms before it has written (B-2)."""
    if connection.dialect.name != "postgresql":
        return
    for setting in ("fsync", "synchronous_commit"):
        if connection.exec_driver_sql(f"SHOW {setting}").scalar_one() == "off":
            raise UnsafeDatabase(f"PostgreSQL runs with {setting} off; turn it on and start again")


def _sqlite_engine(address: URL) -> Engine:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise UnsafeDatabase("SQLite is too old: version 3.36 or newer is needed")
    if address.query:
        raise ValueError("an sqlite:// address takes no options")
    path = sqlite_file(address)
    if path is None:
        name = f"file:/badgeservice-{next(_memory_names)}?vfs=memdb"
    else:
        name = str(path)
        if path.parent.is_dir() and not path.exists():
            # Names, addresses and wrapped keys: for the owner only. WAL files inherit the mode.
            path.touch(mode=0o600)

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            name, timeout=WAIT_SECONDS, check_same_thread=False, uri=path is None
        )

    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        hide_parameters=True,
        pool_size=POOL_SIZE,
        max_overflow=0,
        pool_timeout=WAIT_SECONDS,
    )
    event.listen(engine, "connect", _prepare_sqlite if path else _prepare_sqlite_in_memory)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite_in_memory(dbapi: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    # The driver's own habit of opening transactions is off: _begin_sqlite does it.
    dbapi.isolation_level = None
    dbapi.execute("PRAGMA foreign_keys = ON")


def _prepare_sqlite(dbapi: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
    _prepare_sqlite_in_memory(dbapi, entry)
    if _switch_to_log(dbapi) != "wal":
        raise UnsafeDatabase("SQLite cannot keep a write-ahead log here; use a local disk")
    # NORMAL survives a killed process but not a power cut (B-16).
    dbapi.execute("PRAGMA synchronous = FULL")
    # A batch of thousands of awards touches more pages than the 2 MB that are kept otherwise.
    dbapi.execute(f"PRAGMA cache_size = {-CACHE_KIB}")
    # Nor is all of it copied from the log into the database at every step.
    dbapi.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")


def _switch_to_log(dbapi: sqlite3.Connection) -> str:
    """Switch to a write-ahead log, and give the mode that the database is in then.

    Where several open a new database at the same moment, the switch does not wait for the others
    as a transaction does, so the waiting is done in one.
    """
    for _ in range(_SWITCH_ATTEMPTS):
        try:
            (mode,) = dbapi.execute("PRAGMA journal_mode = WAL").fetchone()
            return str(mode)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            dbapi.execute("BEGIN IMMEDIATE")
            dbapi.execute("ROLLBACK")
    (mode,) = dbapi.execute("PRAGMA journal_mode").fetchone()
    return str(mode)


def _begin_sqlite(connection: Connection) -> None:
    # IMMEDIATE takes the write lock at once: a transaction that reads first and writes later
    # could otherwise be refused halfway, without waiting.
    options = connection.get_execution_options()
    read_only = bool(options.get(READ_ONLY, False))
    if options.get(MIGRATING, False):
        # SQLite changes a table by replacing it, which its foreign keys would not survive; the
        # migration checks them at its end.
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.exec_driver_sql(f"PRAGMA query_only = {int(read_only)}")
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _postgresql_engine(address: URL) -> Engine:
    engine = create_engine(
        address,
        # What is written holds names and addresses: they must not come up in a log (H23).
        hide_parameters=True,
        pool_size=POOL_SIZE,
        max_overflow=0,
        pool_timeout=WAIT_SECONDS,
        # A killed backend is noticed when a connection is taken, not in the middle of a journey.
        pool_pre_ping=True,
        connect_args={"connect_timeout": WAIT_SECONDS},
    )
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _prepare_postgresql(dbapi: Any, _entry: ConnectionPoolEntry) -> None:
    with dbapi.cursor() as cursor:
        cursor.execute("SET TIME ZONE 'UTC'")
        cursor.execute(f"SET lock_timeout = '{WAIT_SECONDS}s'")
        cursor.execute(f"SET statement_timeout = '{STATEMENT_SECONDS}s'")
        # A process that hangs inside the brackets must not hold its locks for ever.
        cursor.execute(f"SET idle_in_transaction_session_timeout = '{2 * STATEMENT_SECONDS}s'")
    dbapi.commit()
