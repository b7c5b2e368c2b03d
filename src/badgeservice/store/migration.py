"""Bringing a database to the tables this version of the service expects."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from badgeservice.store.engines import MIGRATING, make_engine, sqlite_file
from badgeservice.store.failures import translated

# Any number that no other program locks in the same database.
_MIGRATION_LOCK = 0x0B_AD_6E_01

_PACKAGE = Path(__file__).resolve().parent.parent


def migrate(url: str, *, to: str = "head") -> None:
    """Bring the database at ``url`` up to ``to``, all or nothing; doing it twice is harmless.

    Two that migrate at once wait for each other. Raises ``Unavailable`` when the database cannot
    be reached.
    """
    engine = make_engine(url)
    try:
        with translated(), engine.connect() as connection:
            upgrade(connection, to=to)
    finally:
        engine.dispose()


def is_current(url: str) -> bool:
    """Tell whether the database has exactly the tables of this version; makes nothing."""
    path = sqlite_file(url)
    if path is not None and not path.exists():
        return False
    engine = make_engine(url)
    try:
        with translated(), engine.connect() as connection:
            found = MigrationContext.configure(connection).get_current_heads()
    finally:
        engine.dispose()
    return set(found) == set(ScriptDirectory(str(migrations_folder())).get_heads())


def upgrade(connection: Connection, *, to: str = "head") -> None:
    """Run the missing migrations in one transaction on a connection that is in none."""
    with migrating(connection):
        command.upgrade(configuration(connection), to)


@contextmanager
def migrating(connection: Connection) -> Iterator[None]:
    """Open the brackets of a migration: alone, with time enough, and whole or not at all."""
    # Never back to the pool: its foreign keys are off (see engines).
    connection.detach()
    connection.execution_options(**{MIGRATING: True})
    with connection.begin():
        if connection.dialect.name == "postgresql":
            lock = text("SELECT pg_advisory_xact_lock(:lock)")
            # Moving a large table may take longer than an ordinary statement is allowed to.
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            connection.execute(lock, {"lock": _MIGRATION_LOCK})
        yield
        if connection.dialect.name == "sqlite":
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            if broken is not None:
                raise RuntimeError(f"the migration breaks a foreign key of table {broken[0]}")


def configuration(connection: Connection) -> Config:
    """Return Alembic's configuration for ``connection``; no file is needed."""
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def migrations_folder() -> Path:
    """Find the migrations: inside the installed package, or at the root of a checkout."""
    for folder in (_PACKAGE / "migrations", _PACKAGE.parent.parent / "migrations"):
        if (folder / "env.py").is_file():
            return folder
    raise RuntimeError("the migrations are not part of this installation")
