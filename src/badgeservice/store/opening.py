"""Opening a database and, time after time, the brackets of one transaction."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from badgeservice.errors import Conflict
from badgeservice.store.engines import READ_ONLY, check_durable, make_engine, sqlite_file
from badgeservice.store.failures import translated
from badgeservice.store.holding import hold_file, hold_here, hold_session
from badgeservice.store.migration import upgrade
from badgeservice.store.transaction import Store

# Any number that no other program locks in the same database.
_IMPORT_LOCK = 0x0B_AD_6E_03


class Database:
    """An open database, shared by the threads of a process. Made by ``open_database``."""

    def __init__(
        self, engine: Engine, anchor: Connection | None = None, file: Path | None = None
    ) -> None:
        self._engine = engine
        self._anchor = anchor
        self._file = file
        self._era = object()

    @property
    def era(self) -> object:
        """A mark that is another one after every transaction here that may have written.

        What was read while a mark lasted, as far as this ``Database`` goes, holds while it lasts.
        """
        return self._era

    @contextmanager
    def open_store(self, *, read_only: bool = False) -> Iterator[Store]:
        """Open one transaction: kept when the block ends, undone when an exception leaves it.

        ``read_only`` sees one moment and never waits for a writer (except in memory); writing in
        it fails. Raises ``Conflict`` and ``Unavailable`` as the block is left, so they are caught
        around the block, never inside it. Blocks are not nested.
        """
        try:
            with (
                translated(),
                self._connect(read_only=read_only) as connection,
                connection.begin(),
            ):
                store = Store(connection)
                yield store
                store.audit.write_pending()
        finally:
            if not read_only:
                # Also after a failure: what was lost may have been the answer alone.
                self._era = object()

    @contextmanager
    def import_alone(self) -> Iterator[None]:
        """Be the only one who imports a release of skills, for longer than a transaction.

        Refuses with ``Conflict`` while another does; when that one dies, its turn ends with it.
        """
        with ExitStack() as stack:
            with translated():
                held = stack.enter_context(self._hold(stack))
            if not held:
                raise Conflict(
                    "another import of skills is under way",
                    hint="wait until it is done; look with `badgeservice skills status`",
                )
            yield

    def _hold(self, stack: ExitStack) -> AbstractContextManager[bool]:
        if self._engine.dialect.name == "postgresql":
            return hold_session(stack.enter_context(self._engine.connect()), _IMPORT_LOCK)
        if self._file is None:
            return hold_here()
        return hold_file(self._file.with_name(f"{self._file.name}-skills-import"))

    def close(self) -> None:
        """Close every connection; a database in memory is gone after this."""
        if self._anchor is not None:
            self._anchor.close()
        self._engine.dispose()

    def _connect(self, *, read_only: bool) -> Connection:
        connection = self._engine.connect()
        if not read_only:
            return connection
        if self._engine.dialect.name == "sqlite":
            return connection.execution_options(**{READ_ONLY: True})
        return connection.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )


def open_database(url: str, *, require_durable: bool = True) -> Database:
    """Open ``sqlite:///PATH``, ``sqlite://`` (in memory, migrated at once) or ``postgresql://…``.

    Refuses with ``UnsafeDatabase`` a database that could lose what it confirmed (B-2; only a
    throw-away server may set ``require_durable`` to false), with ``Unavailable`` one that does
    not answer, with ``ValueError`` another kind of address.
    """
    engine = make_engine(url)
    anchor = None
    with translated(), ExitStack() as on_failure:
        on_failure.callback(engine.dispose)
        if url == "sqlite://":
            anchor = _fill_memory(engine)
        else:
            with engine.connect() as connection:
                if require_durable:
                    check_durable(connection)
        on_failure.pop_all()
    return Database(engine, anchor, sqlite_file(url))


def _fill_memory(engine: Engine) -> Connection:
    # A database in memory lives as long as one connection to it is open.
    anchor = engine.connect()
    upgrade(anchor)
    return anchor
