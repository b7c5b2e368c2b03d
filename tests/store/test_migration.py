"""Migrations lead up to the tables of the code, down to nothing, and are never half done."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from badgeservice.errors import Unavailable
from badgeservice.store import is_current, migrate, open_database
from badgeservice.store.engines import make_engine
from badgeservice.store.migration import configuration, migrating, migrations_folder
from badgeservice.store.tables import metadata
from store.kept import an_award, an_issuer, keep_award, the_city


@pytest.fixture
def engine(empty_database_url: str) -> Iterator[Engine]:
    made = make_engine(empty_database_url)
    yield made
    made.dispose()


def downgrade(engine: Engine, to: str) -> None:
    with engine.connect() as connection, migrating(connection):
        command.downgrade(configuration(connection), to)


def rules(connection: Connection) -> dict[str, set[tuple[str, str]]]:
    """Every check of every table, as the database has it."""
    found = inspect(connection)
    return {
        table: {
            (str(check["name"]), str(check["sqltext"]))
            for check in found.get_check_constraints(table)
        }
        for table in metadata.tables
    }


def test_the_migrations_lead_to_the_tables_of_the_code(
    engine: Engine, empty_database_url: str
) -> None:
    migrate(empty_database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []


def test_the_checks_of_the_migrations_are_those_of_the_tables(
    engine: Engine, empty_database_url: str
) -> None:
    with engine.connect() as connection, connection.begin() as undone:
        metadata.create_all(connection)
        wanted = rules(connection)
        undone.rollback()
    migrate(empty_database_url)
    with engine.connect() as connection:
        assert rules(connection) == wanted
        assert sum(map(len, wanted.values())) >= 12


def test_up_and_down_and_up_again(engine: Engine, empty_database_url: str) -> None:
    for _ in range(2):
        migrate(empty_database_url)
        assert is_current(empty_database_url)
        downgrade(engine, "base")
        assert not is_current(empty_database_url)
        with engine.connect() as connection:
            assert inspect(connection).get_table_names() == ["alembic_version"]
            if engine.dialect.name == "postgresql":
                functions = text("SELECT count(*) FROM pg_proc WHERE proname LIKE 'refuse%'")
                assert connection.execute(functions).scalar_one() == 0


def test_each_step_goes_up_and_down_by_itself(engine: Engine, empty_database_url: str) -> None:
    with engine.connect() as connection:
        script = ScriptDirectory.from_config(configuration(connection))
    steps = [step.revision for step in reversed(list(script.walk_revisions()))]
    assert len(steps) >= 2
    for before, step in zip(["base", *steps], steps, strict=False):
        migrate(empty_database_url, to=step)
        downgrade(engine, before)
        migrate(empty_database_url, to=step)
    assert is_current(empty_database_url)


def test_migrating_twice_is_harmless_and_keeps_what_is_there(empty_database_url: str) -> None:
    migrate(empty_database_url)
    database = open_database(empty_database_url)
    with database.open_store() as store:
        store.issuers.add(an_issuer())
    migrate(empty_database_url)
    with database.open_store(read_only=True) as store:
        assert store.issuers.all() == (an_issuer(),)
    database.close()


def test_several_who_migrate_at_once_wait_for_each_other(empty_database_url: str) -> None:
    with ThreadPoolExecutor(4) as several:
        list(several.map(migrate, [empty_database_url] * 4))
    assert is_current(empty_database_url)


def test_a_migration_that_fails_leaves_nothing(engine: Engine, empty_database_url: str) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE credentials (mine INTEGER)")
    with pytest.raises(Exception, match="already exists"):
        migrate(empty_database_url)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["credentials"]


def test_an_empty_database_is_not_current(engine: Engine, empty_database_url: str) -> None:
    assert not is_current(empty_database_url)
    migrate(empty_database_url, to="0001")
    assert not is_current(empty_database_url)


def test_asking_about_a_file_that_is_not_there_does_not_make_it(tmp_path: Path) -> None:
    assert not is_current(f"sqlite:///{tmp_path}/absent.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_is_not_there_is_told_as_unavailable(tmp_path: Path) -> None:
    url = f"postgresql://nobody@/badges?host={tmp_path}"
    with pytest.raises(Unavailable):
        migrate(url)
    with pytest.raises(Unavailable):
        is_current(url)


def test_a_migration_that_breaks_a_link_is_undone(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)
    with pytest.raises(RuntimeError, match="foreign key of table achievements"):
        leave_an_achievement_without_issuer(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM achievements").scalar_one() == 0
    engine.dispose()


def leave_an_achievement_without_issuer(engine: Engine) -> None:
    with engine.connect() as connection, migrating(connection):
        connection.exec_driver_sql("INSERT INTO achievements VALUES ('a', 'did:web:nobody')")


def test_the_migrations_are_found() -> None:
    assert (migrations_folder() / "env.py").is_file()
    assert list((migrations_folder() / "versions").glob("0001_*.py"))


def test_an_unmigrated_database_is_a_mistake_not_a_passing_trouble(
    empty_database_url: str,
) -> None:
    database = open_database(empty_database_url)
    with pytest.raises(Exception, match=r"no such table|does not exist"):
        fill(database_url=empty_database_url)
    database.close()


def fill(database_url: str) -> None:
    database = open_database(database_url)
    try:
        with database.open_store() as store:
            store.issuers.add(the_city())
            keep_award(store, an_award())
    finally:
        database.close()


def test_a_connection_that_migrated_is_not_used_for_anything_else(
    engine: Engine, empty_database_url: str
) -> None:
    with engine.connect() as connection, migrating(connection):
        pass
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    assert not is_current(empty_database_url)
