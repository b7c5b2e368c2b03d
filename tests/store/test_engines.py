"""Each database is spoken to so that what it confirmed is not lost (B-2, B-16)."""

import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url, text

from badgeservice.errors import Unavailable
from badgeservice.store import Database, UnsafeDatabase, migrate, open_database
from badgeservice.store.engines import READ_ONLY, make_engine, sqlite_file
from databases import fresh_postgresql, on_server
from store.kept import an_issuer


@pytest.fixture
def sqlite_engine(sqlite_url: str) -> Iterator[Engine]:
    engine = make_engine(sqlite_url)
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 10_000)],
)
def test_every_sqlite_connection_is_safe(sqlite_engine: Engine, pragma: str, value: object) -> None:
    with sqlite_engine.connect() as one, sqlite_engine.connect() as other:
        for connection in (one, other.execution_options(**{READ_ONLY: True})):
            with connection.begin():
                found = connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one()
            assert found == value
            if pragma == "journal_mode":
                break


def test_a_writing_transaction_takes_the_lock_at_once(sqlite_engine: Engine) -> None:
    path = sqlite_engine.url.database
    assert path is None  # the driver is given a maker of connections, not an address
    with sqlite_engine.begin() as connection:
        (file,) = connection.exec_driver_sql("PRAGMA database_list").all()
        other = sqlite3.connect(file[2], timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()


def test_a_new_sqlite_file_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "badges.sqlite"
    migrate(f"sqlite:///{path}")
    database = open_database(f"sqlite:///{path}")
    with database.open_store() as store:
        store.issuers.add(an_issuer())
        files = sorted(tmp_path.iterdir())
        assert len(files) == 3
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    database.close()


def test_a_file_that_is_no_database_is_a_mistake_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(b"Geachte wethouder, " * 100)
    with pytest.raises(Exception, match="not a database"):
        open_database(f"sqlite:///{path}")
    assert path.read_bytes() == b"Geachte wethouder, " * 100


def test_a_locked_sqlite_file_is_unavailable_and_not_a_mistake(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("badgeservice.store.engines.WAIT_SECONDS", 0)
    database = open_database(sqlite_url)
    other = sqlite3.connect(str(sqlite_file(sqlite_url)), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable), database.open_store() as store:
        store.issuers.add(an_issuer())
    other.execute("COMMIT")
    with database.open_store() as store:
        store.issuers.add(an_issuer())
    other.close()
    database.close()


def test_a_read_only_sqlite_reader_does_not_wait_for_a_writer(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    with database.open_store() as writer, database.open_store(read_only=True) as reader:
        writer.issuers.add(an_issuer())
        assert reader.issuers.all() == ()
    database.close()


@pytest.mark.parametrize("setting", ["synchronous_commit"])
def test_a_postgresql_that_confirms_too_early_is_refused(
    postgresql_server: str, setting: str
) -> None:
    with fresh_postgresql(postgresql_server) as url:
        name = make_url(url).database
        on_server(postgresql_server, f'ALTER DATABASE "{name}" SET {setting} = off')
        with pytest.raises(UnsafeDatabase, match=setting):
            open_database(url)
        open_database(url, require_durable=False).close()


def test_every_postgresql_session_gives_up_in_time_and_speaks_utc(postgresql_url: str) -> None:
    engine = make_engine(postgresql_url)
    wanted = {
        "TimeZone": "UTC",
        "lock_timeout": "10s",
        "statement_timeout": "30s",
        "idle_in_transaction_session_timeout": "1min",
    }
    for _ in range(2):
        with engine.connect() as connection:
            found = {
                name: connection.exec_driver_sql(f"SHOW {name}").scalar_one() for name in wanted
            }
            connection.execute(text("SELECT 1"))
        assert found == wanted
    engine.dispose()


def test_a_connection_that_was_cut_is_replaced(postgresql_url: str) -> None:
    database = open_database(postgresql_url)
    with database.open_store(read_only=True) as store:
        assert store.issuers.all() == ()
    cut_everyone_off(postgresql_url)
    with database.open_store() as store:
        store.issuers.add(an_issuer())
    database.close()


def test_a_connection_that_is_cut_inside_the_brackets_is_unavailable(postgresql_url: str) -> None:
    database = open_database(postgresql_url)
    with pytest.raises(Unavailable), database.open_store() as store:
        store.issuers.add(an_issuer(name=cut_everyone_off(postgresql_url)))
    with database.open_store(read_only=True) as store:
        assert store.issuers.all() == ()
    database.close()


def cut_everyone_off(url: str) -> str:
    return str(
        on_server(
            url,
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
    )


def test_a_full_pool_is_unavailable(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("badgeservice.store.engines.POOL_SIZE", 1)
    monkeypatch.setattr("badgeservice.store.engines.WAIT_SECONDS", 0)
    database = open_database(database_url)
    with (
        database.open_store(read_only=True),
        pytest.raises(Unavailable),
        database.open_store(read_only=True),
    ):
        pass
    database.close()


def test_only_a_file_of_sqlite_has_a_path(database: Database) -> None:
    assert sqlite_file("sqlite:///a/b.sqlite") == Path("a/b.sqlite")
    assert sqlite_file("sqlite:////a/b.sqlite") == Path("/a/b.sqlite")
    for url in ("sqlite://", "sqlite:///:memory:", "postgresql://localhost/badges"):
        assert sqlite_file(url) is None
