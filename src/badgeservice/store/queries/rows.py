"""What every noun does alike: check that a change met a row, keep the first time of two."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, func, literal
from sqlalchemy.sql.dml import Update

from badgeservice.errors import NotFound


def change_one(connection: Connection, change: Update, noun: str) -> None:
    """Run an update that must meet exactly one row; refuses with ``NotFound`` when it meets none.

    What belongs to another tenant is told like what does not exist (H15).
    """
    if not change_any(connection, change):
        raise NotFound(f"this {noun} does not exist")


def change_any(connection: Connection, change: Update) -> bool:
    """Run an update and tell whether it met a row."""
    outcome: Any = connection.execute(change)
    return bool(outcome.rowcount)


def first_time(column: Column[Any], at: datetime) -> ColumnElement[datetime]:
    """Return what to write so that a time that is there already stays; else ``at``."""
    return func.coalesce(column, literal(at, column.type))
