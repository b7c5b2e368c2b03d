"""What every noun does alike: check that a change met a row, keep the first time, write many."""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

import psycopg
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    Text,
    any_,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import DBAPIError
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


def write_rows(connection: Connection, table: Table, rows: Iterable[Sequence[Any]]) -> None:
    """Write new rows with a value for every column in the order of the table, all or none.

    For thousands of them: PostgreSQL reads them as one stream (COPY), SQLite gets them as they
    are. That is two to five times as quick as a dictionary for each.
    """
    dialect = connection.dialect
    to_database = [
        (index, convert)
        for index, column in enumerate(table.columns)
        if (convert := column.type.dialect_impl(dialect).bind_processor(dialect))
    ]
    converted = []
    for row in rows:
        values = list(row)
        for index, convert in to_database:
            values[index] = convert(values[index])
        converted.append(tuple(values))
    if not converted:
        return
    if dialect.name == "postgresql":
        _copy(connection, table, converted)
    else:
        connection.exec_driver_sql(str(insert(table).compile(dialect=dialect)), converted)


def is_among(
    connection: Connection, column: Column[Any], texts: Collection[str]
) -> ColumnElement[bool]:
    """Return the condition that a column is one of many texts, handed over as one value.

    With a parameter for each, the statement itself would take longer to write than to carry out.
    """
    if connection.dialect.name == "postgresql":
        return column == any_(literal(list(texts), ARRAY(Text)))
    named = func.json_each(json.dumps(list(texts))).table_valued("value")
    return column.in_(select(named.c.value))


def _copy(connection: Connection, table: Table, rows: list[tuple[Any, ...]]) -> None:
    names = ", ".join(column.name for column in table.columns)
    statement = f"COPY {table.name} ({names}) FROM STDIN"
    try:
        cursor: Any = connection.connection.cursor()
        with cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except psycopg.Error as error:
        # As SQLAlchemy would tell it, and without the rows.
        raise DBAPIError.instance(
            statement, None, error, psycopg.Error, hide_parameters=True, dialect=connection.dialect
        ) from error
