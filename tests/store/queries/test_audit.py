"""The audit lines: only added to, and a chain that shows where somebody changed it (H32)."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError

from badgeservice.store import AuditHead, Database
from badgeservice.store.engines import make_engine
from badgeservice.store.queries.audit import Audit, line_digest
from store.kept import NOON, an_audit_line

TRIGGERS = ("never_change", "never_go", "never_replaced")


@pytest.fixture
def audited(database: Database) -> Database:
    """A database with five audit lines, written in three transactions."""
    for numbers in ((1, 2), (3,), (4, 5)):
        with database.open_store() as store:
            for number in numbers:
                store.audit.append(an_audit_line(number))
    return database


@pytest.fixture
def intruder(database_url: str, audited: Database) -> Iterator[Engine]:
    """A raw way into the database that knows nothing of the store."""
    engine = create_engine(database_url.replace("postgresql:", "postgresql+psycopg:"))
    yield engine
    engine.dispose()


def tamper(intruder: Engine, *statements: str) -> None:
    """Drop the triggers and change what they protect."""
    with intruder.begin() as connection:
        if intruder.dialect.name == "sqlite":
            for name in TRIGGERS:
                connection.exec_driver_sql(f"DROP TRIGGER audit_lines_{name}")
        else:
            connection.exec_driver_sql("ALTER TABLE audit_lines DISABLE TRIGGER ALL")
        for statement in statements:
            connection.exec_driver_sql(statement)


def first_broken(database: Database, known: AuditHead | None = None) -> int | None:
    with database.open_store(read_only=True) as store:
        return store.audit.check_chain() if known is None else store.audit.check_chain(known)


def test_lines_come_out_as_they_went_in_and_are_numbered_without_a_gap(audited: Database) -> None:
    with audited.open_store(read_only=True) as store:
        kept = store.audit.lines()
    assert [one.line_id for one in kept] == [1, 2, 3, 4, 5]
    assert [one.line for one in kept] == [an_audit_line(number) for number in range(1, 6)]
    assert kept[0].previous_hash == "0" * 64
    assert [one.previous_hash for one in kept[1:]] == [one.line_hash for one in kept[:-1]]
    assert first_broken(audited) is None


def test_lines_are_read_page_by_page(audited: Database) -> None:
    with audited.open_store(read_only=True) as store:
        assert [one.line_id for one in store.audit.lines(after=1, limit=2)] == [2, 3]
        assert store.audit.lines(after=5) == ()


def test_an_empty_chain_is_whole(database: Database) -> None:
    assert first_broken(database) is None
    with database.open_store(read_only=True) as store:
        assert store.audit.head() == AuditHead(0, "0" * 64)


def test_a_line_of_a_transaction_that_was_undone_is_not_there(audited: Database) -> None:
    with suppress(LookupError), audited.open_store() as store:
        store.audit.append(an_audit_line(6))
        raise LookupError
    with audited.open_store() as store:
        store.audit.append(an_audit_line(7))
        assert [one.line.subject for one in store.audit.lines(after=5)] == [
            an_audit_line(7).subject
        ]
    assert first_broken(audited) is None


def test_a_detail_is_kept_as_json_says_it(database: Database) -> None:
    detail: dict[Any, Any] = {10: "a", 9: ("b", 1.50)}
    with database.open_store() as store:
        store.audit.append(an_audit_line(detail=detail))
    with database.open_store(read_only=True) as store:
        (kept,) = store.audit.lines()
        assert kept.line.detail == {"10": "a", "9": ["b", 1.5]}
    assert first_broken(database) is None


@pytest.mark.parametrize(
    "told",
    [
        {"at": NOON.replace(tzinfo=None)},
        {"detail": {"a": float("inf")}},
        {"detail": {"a": NOON}},
    ],
)
def test_a_line_that_cannot_be_written_is_refused_at_once(
    database: Database, told: dict[str, Any]
) -> None:
    with database.open_store() as store:
        with pytest.raises((ValueError, TypeError)):
            store.audit.append(an_audit_line(**told))
        assert store.audit.lines() == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_lines SET reason = 'another' WHERE line_id = 2",
        "UPDATE audit_lines SET reason = reason",
        "DELETE FROM audit_lines WHERE line_id = 5",
        "DELETE FROM audit_lines",
    ],
)
def test_the_database_refuses_to_change_a_line(
    audited: Database, intruder: Engine, statement: str
) -> None:
    with pytest.raises(DBAPIError, match="only added to"), intruder.begin() as connection:
        connection.exec_driver_sql(statement)
    assert first_broken(audited) is None


@pytest.mark.parametrize(("line_id", "previous"), [("5", "'new'"), ("6", "previous_hash")])
def test_a_line_is_not_replaced_by_the_back_door(
    audited: Database, intruder: Engine, line_id: str, previous: str
) -> None:
    columns = f"{line_id}, at, actor, action, subject, 'another', detail, {previous}, line_hash"
    verb = "INSERT OR REPLACE" if intruder.dialect.name == "sqlite" else "INSERT"
    statement = f"{verb} INTO audit_lines SELECT {columns} FROM audit_lines WHERE line_id = 5"
    with pytest.raises(DBAPIError), intruder.begin() as connection:
        connection.exec_driver_sql(statement)
    with audited.open_store(read_only=True) as store:
        assert [one.line for one in store.audit.lines()][4] == an_audit_line(5)


def test_postgresql_refuses_to_empty_the_table_even_for_a_replica(
    postgresql_url: str,
) -> None:
    engine = make_engine(postgresql_url)
    as_replica = "SET session_replication_role = replica; TRUNCATE audit_lines"
    with pytest.raises(DBAPIError, match="only added to"), engine.begin() as connection:
        connection.exec_driver_sql(as_replica)
    engine.dispose()


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE audit_lines SET reason = 'another' WHERE line_id = 3", 3),
        ("UPDATE audit_lines SET actor = 'another' WHERE line_id = 1", 1),
        ("UPDATE audit_lines SET subject = 'another' WHERE line_id = 5", 5),
        ("UPDATE audit_lines SET action = 'award.revoked' WHERE line_id = 2", 2),
        ("UPDATE audit_lines SET at = '2020-01-01 00:00:00.000000' WHERE line_id = 4", 4),
        ("UPDATE audit_lines SET detail = '{}' WHERE line_id = 4", 4),
        ("UPDATE audit_lines SET line_hash = previous_hash WHERE line_id = 2", 2),
        ("UPDATE audit_lines SET previous_hash = 'x' WHERE line_id = 2", 2),
        ("DELETE FROM audit_lines WHERE line_id = 3", 4),
        ("DELETE FROM audit_lines WHERE line_id = 1", 2),
        ("DELETE FROM audit_lines WHERE line_id < 5", 5),
        ("UPDATE audit_lines SET line_id = 9 WHERE line_id = 5", 9),
    ],
)
def test_a_changed_or_missing_line_is_named(
    audited: Database, intruder: Engine, statement: str, broken: int
) -> None:
    tamper(intruder, statement)
    assert first_broken(audited) == broken


def test_a_line_whose_hash_was_made_anew_breaks_the_next_one(
    audited: Database, intruder: Engine
) -> None:
    with audited.open_store() as store:
        store.audit.append(an_audit_line(6, subject=an_audit_line(3).subject))
        before = store.audit.lines()
    # The intruder knows the recipe: the hash of the changed line is right, the chain is not.
    tamper(intruder, "UPDATE audit_lines SET reason = 'another' WHERE line_id = 3")
    with intruder.begin() as connection:
        rehash(connection, 3)
    assert first_broken(audited) == 4
    assert before[2].line_hash != hash_of(intruder, 3)


def rehash(connection: Connection, line_id: int) -> None:
    """Write the hash that fits a line as it is now."""
    (kept,) = Audit(connection).lines(after=line_id - 1, limit=1)
    connection.execute(
        text("UPDATE audit_lines SET line_hash = :hash WHERE line_id = :line_id"),
        {"hash": line_digest(line_id, kept.line, kept.previous_hash), "line_id": line_id},
    )


def hash_of(intruder: Engine, line_id: int) -> str:
    with intruder.connect() as connection:
        query = text("SELECT line_hash FROM audit_lines WHERE line_id = :line_id")
        return str(connection.execute(query, {"line_id": line_id}).scalar_one())


def test_a_cut_off_tail_shows_only_against_a_head_kept_elsewhere(
    audited: Database, intruder: Engine
) -> None:
    with audited.open_store(read_only=True) as store:
        known = store.audit.head()
    assert known.line_id == 5
    assert first_broken(audited, known) is None
    tamper(intruder, "DELETE FROM audit_lines WHERE line_id > 3")
    assert first_broken(audited) is None
    assert first_broken(audited, known) == 4


def test_a_chain_that_was_written_anew_does_not_fit_a_head_kept_elsewhere(
    audited: Database, intruder: Engine
) -> None:
    with audited.open_store(read_only=True) as store:
        known = store.audit.head()
    tamper(intruder, "DELETE FROM audit_lines")
    with audited.open_store() as store:
        for number in range(1, 8):
            store.audit.append(an_audit_line(number, reason="another"))
    assert first_broken(audited) is None
    assert first_broken(audited, known) == 5


def test_writers_at_the_same_time_make_one_chain(database: Database) -> None:
    def write(number: int) -> None:
        with database.open_store() as store:
            store.audit.append(an_audit_line(2 * number))
            store.audit.append(an_audit_line(2 * number + 1))

    with ThreadPoolExecutor(8) as several:
        list(several.map(write, range(40)))
    assert first_broken(database) is None
    with database.open_store(read_only=True) as store:
        assert store.audit.head().line_id == 80
