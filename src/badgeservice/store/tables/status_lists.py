"""Status lists: who holds which position, which are set, and the list as last published."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    text,
)

from badgeservice.store.tables.columns import UtcTime, metadata

# next_counter only grows; it may end past length, and then the list is full.
status_lists = Table(
    "status_lists",
    metadata,
    Column("list_id", String, primary_key=True),
    Column("issuer_did", ForeignKey("issuers.did"), nullable=False),
    Column("purpose", String, nullable=False),
    Column("length", Integer, nullable=False),
    Column("permutation_key", LargeBinary, nullable=False),
    Column("next_counter", BigInteger, nullable=False),
    Column("revision", BigInteger, nullable=False),
    CheckConstraint("length > 0", name="length_is_positive"),
    CheckConstraint("next_counter >= 0", name="next_counter_is_not_negative"),
    CheckConstraint("purpose IN ('revocation', 'suspension')", name="purpose_is_known"),
)

# At most one list with room: two writers who find the last one full cannot both start a new one.
Index(
    "uq_status_lists_with_room",
    status_lists.c.issuer_did,
    status_lists.c.purpose,
    unique=True,
    sqlite_where=text("next_counter < length"),
    postgresql_where=text("next_counter < length"),
)

# No link from the entry to the award: when an award is forgotten its position stays taken.
status_entries = Table(
    "status_entries",
    metadata,
    Column("list_id", ForeignKey("status_lists.list_id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("credential_id", String, nullable=False),
    Column("revoked_at", UtcTime),
    PrimaryKeyConstraint("list_id", "position"),
    UniqueConstraint("credential_id"),
    CheckConstraint("position >= 0", name="position_is_not_negative"),
)

Index(
    "ix_status_entries_revoked",
    status_entries.c.list_id,
    sqlite_where=text("revoked_at IS NOT NULL"),
    postgresql_where=text("revoked_at IS NOT NULL"),
)

published_status_lists = Table(
    "published_status_lists",
    metadata,
    Column("list_id", ForeignKey("status_lists.list_id"), primary_key=True),
    Column("document", LargeBinary, nullable=False),
    Column("revision", BigInteger, nullable=False),
    Column("valid_from", UtcTime, nullable=False),
    Column("valid_until", UtcTime, nullable=False),
    CheckConstraint("valid_until > valid_from", name="valid_until_is_after_valid_from"),
)
