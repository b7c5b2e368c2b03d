"""The audit lines, and the triggers that keep them as they are (H32).

The triggers are made by migrations alone. On SQLite a later migration that replaces
``audit_lines`` drops them and has to make them again.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_SQLITE_TRIGGERS = (
    """
    CREATE TRIGGER audit_lines_never_change BEFORE UPDATE ON audit_lines
    BEGIN SELECT RAISE(ABORT, 'audit lines are only added to'); END
    """,
    """
    CREATE TRIGGER audit_lines_never_go BEFORE DELETE ON audit_lines
    BEGIN SELECT RAISE(ABORT, 'audit lines are only added to'); END
    """,
    # INSERT OR REPLACE deletes without a delete trigger, so what would be replaced is looked for.
    """
    CREATE TRIGGER audit_lines_never_replaced BEFORE INSERT ON audit_lines
    WHEN EXISTS (
        SELECT 1 FROM audit_lines
        WHERE line_id = NEW.line_id OR previous_hash = NEW.previous_hash
    )
    BEGIN SELECT RAISE(ABORT, 'audit lines are only added to'); END
    """,
)

_POSTGRESQL_TRIGGERS = (
    """
    CREATE FUNCTION refuse_change_of_audit_lines() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'audit lines are only added to'; END $$
    """,
    """
    CREATE TRIGGER audit_lines_never_change
    BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_lines
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit_lines()
    """,
    # Otherwise a session that calls itself a replica would not be stopped.
    "ALTER TABLE audit_lines ENABLE ALWAYS TRIGGER audit_lines_never_change",
)


def upgrade() -> None:
    """Make the table and its triggers."""
    op.create_table(
        "audit_lines",
        sa.Column(
            "line_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.String(64), nullable=False),
        sa.Column("line_hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("line_id", name="pk_audit_lines"),
        sa.UniqueConstraint("previous_hash", name="uq_audit_lines_previous_hash"),
        sa.CheckConstraint("line_id >= 1", name=op.f("ck_audit_lines_line_id_counts_from_one")),
    )
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _SQLITE_TRIGGERS if is_sqlite else _POSTGRESQL_TRIGGERS:
        op.execute(statement)


def downgrade() -> None:
    """Drop the table with every line in it."""
    op.drop_table("audit_lines")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change_of_audit_lines()")
