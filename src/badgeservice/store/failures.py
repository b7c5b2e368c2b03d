"""What a failure of the database means for the one who asked: translated once, here."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg.errors import UniqueViolation
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from badgeservice.errors import Conflict, Unavailable
from badgeservice.store.mistakes import BrokenRule

# Primary result codes with which SQLite says "not now": busy, locked, out of memory, disk error,
# disk full, cannot open, locking protocol.
_SQLITE_NOT_NOW = frozenset({5, 6, 7, 10, 13, 14, 15})
_SQLITE_UNIQUE = frozenset({sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY})

_NOUNS = {
    "issuers": "issuer",
    "issuer_keys": "key",
    "achievements": "achievement",
    "achievement_versions": "version of the achievement",
    "awards": "award",
    "credentials": "credential",
    "batches": "batch",
    "batch_rows": "row of a batch",
    "status_lists": "status list",
    "status_entries": "status entry",
    "published_status_lists": "published status list",
    "status_list_marks": "mark of a status list",
    "recognitions": "recognition",
    "api_keys": "API key",
    "skill_releases": "release of skills",
    "skill_concepts": "concept of a release of skills",
    "skill_imports": "import of skills",
    "skill_import_pages": "page of an import of skills",
    "audit_lines": "audit line",
    "accounts": "account",
    "memberships": "membership",
    "invitations": "invitation",
    "sign_ins": "request to sign in",
    "sessions": "session",
    "mails": "mail",
}


@contextmanager
def translated() -> Iterator[None]:
    """Turn "is there already" into ``Conflict`` and "not now" into ``Unavailable``.

    Anything else that a database can say is a mistake of ours: ``BrokenRule`` for what breaks a
    rule of the tables, and the rest passes unchanged.
    """
    try:
        yield
    except PoolTimeoutError as error:
        raise _unavailable() from error
    except IntegrityError as error:
        if not _is_unique_violation(error):
            raise BrokenRule(_broken_rule(error)) from None
        raise Conflict(
            f"this {_noun(error)} is there already", hint="read what is there and decide again"
        ) from None
    except DBAPIError as error:
        if _is_passing(error):
            raise _unavailable() from error
        raise


def _unavailable() -> Unavailable:
    return Unavailable("the database does not answer", hint="try again in a moment")


def _is_unique_violation(error: IntegrityError) -> bool:
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return cause.sqlite_errorcode in _SQLITE_UNIQUE
    return isinstance(cause, UniqueViolation)


def _is_passing(error: DBAPIError) -> bool:
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return (cause.sqlite_errorcode & 0xFF) in _SQLITE_NOT_NOW
    return isinstance(error, OperationalError) or error.connection_invalidated


def _broken_rule(error: IntegrityError) -> str:
    cause = error.orig
    if isinstance(cause, psycopg.Error):
        return f"{type(cause).__name__}: {cause.diag.constraint_name or cause.diag.column_name}"
    return str(cause)  # SQLite names the rule and never a value


def _noun(error: IntegrityError) -> str:
    cause = error.orig
    table = ""
    if isinstance(cause, psycopg.Error):
        table = cause.diag.table_name or ""
    elif isinstance(cause, sqlite3.Error):
        # SQLite names the columns in its message, each as table and column.
        table = str(cause).partition(": ")[2].partition(".")[0]
    return _NOUNS.get(table, "entry")
