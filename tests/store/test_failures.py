"""What the database says is translated once: there already, not now, or a mistake of ours."""

import sqlite3
import traceback

import pytest
from psycopg import errors as postgresql
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from badgeservice.errors import Conflict, Unavailable
from badgeservice.store import BrokenRule, Database
from badgeservice.store.failures import translated
from store.kept import an_award, keep_award


def sqlite_error(kind: type[sqlite3.Error], code: int, message: str) -> sqlite3.Error:
    error = kind(message)
    error.sqlite_errorcode = code
    return error


def meet(error: Exception) -> None:
    with translated():
        raise error


@pytest.mark.parametrize(
    ("table", "noun"), [("awards", "award"), ("api_keys", "API key"), ("unheard_of", "entry")]
)
def test_a_unique_violation_is_a_conflict_that_names_the_noun(table: str, noun: str) -> None:
    message = f"UNIQUE constraint failed: {table}.a, {table}.b"
    cause = sqlite_error(sqlite3.IntegrityError, sqlite3.SQLITE_CONSTRAINT_UNIQUE, message)
    with pytest.raises(Conflict) as refused:
        meet(IntegrityError("INSERT", {"secret": "canary"}, cause))
    assert refused.value.detail == f"this {noun} is there already"
    assert refused.value.__suppress_context__


@pytest.mark.parametrize(
    "code",
    [
        sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY,
        sqlite3.SQLITE_CONSTRAINT_NOTNULL,
        sqlite3.SQLITE_CONSTRAINT_CHECK,
        sqlite3.SQLITE_CONSTRAINT_TRIGGER,
    ],
)
def test_another_broken_rule_of_sqlite_is_a_mistake(code: int) -> None:
    with pytest.raises(BrokenRule, match="failed"):
        meet(IntegrityError("", {}, sqlite_error(sqlite3.IntegrityError, code, "failed")))


@pytest.mark.parametrize(
    "cause",
    [postgresql.ForeignKeyViolation(), postgresql.NotNullViolation(), postgresql.CheckViolation()],
)
def test_another_broken_rule_of_postgresql_is_a_mistake(cause: Exception) -> None:
    with pytest.raises(BrokenRule, match=type(cause).__name__):
        meet(IntegrityError("", {}, cause))


@pytest.mark.parametrize(
    "code",
    [
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_BUSY_SNAPSHOT,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR_FSYNC,
        sqlite3.SQLITE_CANTOPEN,
    ],
)
def test_an_sqlite_that_cannot_now_is_unavailable(code: int) -> None:
    with pytest.raises(Unavailable):
        meet(OperationalError("", {}, sqlite_error(sqlite3.OperationalError, code, "")))


@pytest.mark.parametrize(
    "cause",
    [
        postgresql.AdminShutdown(),
        postgresql.CannotConnectNow(),
        postgresql.ConnectionFailure(),
        postgresql.DeadlockDetected(),
        postgresql.DiskFull(),
        postgresql.LockNotAvailable(),
        postgresql.QueryCanceled(),
        postgresql.SerializationFailure(),
        postgresql.TooManyConnections(),
    ],
)
def test_a_postgresql_that_cannot_now_is_unavailable(cause: postgresql.Error) -> None:
    kind: type[Exception] = type(cause)
    assert issubclass(kind, postgresql.OperationalError)
    with pytest.raises(Unavailable):
        meet(OperationalError("", {}, cause))


def test_a_lost_connection_is_unavailable_whatever_its_kind() -> None:
    with pytest.raises(Unavailable):
        meet(DBAPIError("", {}, postgresql.InternalError(), connection_invalidated=True))


def test_an_exhausted_pool_is_unavailable() -> None:
    with pytest.raises(Unavailable):
        meet(PoolTimeoutError())


def test_a_missing_table_is_a_mistake_on_either_database() -> None:
    cause = sqlite_error(sqlite3.OperationalError, sqlite3.SQLITE_ERROR, "no such table")
    with pytest.raises(OperationalError):
        meet(OperationalError("", {}, cause))
    with pytest.raises(ProgrammingError):
        meet(ProgrammingError("", {}, postgresql.UndefinedTable()))


def test_writing_as_a_reader_is_a_mistake() -> None:
    cause = sqlite_error(sqlite3.OperationalError, sqlite3.SQLITE_READONLY, "readonly")
    with pytest.raises(OperationalError):
        meet(OperationalError("", {}, cause))


def test_everything_else_passes_unchanged() -> None:
    for error in (KeyError("a"), ValueError(), Conflict("mine"), ZeroDivisionError()):
        with pytest.raises(type(error)) as raised:
            meet(error)
        assert raised.value is error


def test_what_is_personal_never_comes_up_in_an_exception(filled: Database) -> None:
    keep_with = {"recipient_name": "Canary Achternaam", "recipient_email": "canary@example.org"}
    with filled.open_store() as store:
        keep_award(store, an_award(1, **keep_with))
    wrong = [
        an_award(1, **keep_with),
        an_award(2, **keep_with, idempotency_key="request-1"),
        an_award(2, **keep_with, achievement_version=9),
        an_award(2, **keep_with, status_position=99),
        an_award(2, **keep_with, request_digest=None),
        an_award(2, **keep_with, award_id=None),
        an_award(2, **keep_with, narrative=b"not text \xff"),
        an_award(2, **keep_with, awarded_at="yesterday"),
    ]
    for award in wrong:
        with pytest.raises(Exception) as raised, filled.open_store() as store:  # noqa: PT011
            store.awards.add(award)
        told = "".join(traceback.format_exception(raised.value))
        assert "anary" not in told
