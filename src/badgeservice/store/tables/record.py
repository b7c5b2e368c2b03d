"""The audit lines: only ever added to. Triggers of the migration refuse every change (H32)."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from badgeservice.store.tables.columns import JsonText, UtcTime, metadata

# The number is ours, not the database's: its own counters leave gaps after a rollback.
audit_lines = Table(
    "audit_lines",
    metadata,
    Column(
        "line_id",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("at", UtcTime, nullable=False),
    Column("actor", String, nullable=False),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("detail", JsonText, nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("line_hash", String(64), nullable=False),
    UniqueConstraint("previous_hash"),
    CheckConstraint("line_id >= 1", name="line_id_counts_from_one"),
)
