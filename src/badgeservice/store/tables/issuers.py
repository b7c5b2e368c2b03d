"""Who may sign, with which keys, recognised for what, and with which API keys they call us."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from badgeservice.store.tables.columns import JsonText, UtcTime, metadata

issuers = Table(
    "issuers",
    metadata,
    Column("did", String, primary_key=True),
    Column("slug", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("url", Text, nullable=False),
    Column("email", Text),
    Column("description", Text),
    Column("admitted_at", UtcTime, nullable=False),
    Column("suspended_at", UtcTime),
    UniqueConstraint("slug"),
)

# The private half is here only wrapped; the key-encryption key is never in the database (H33).
issuer_keys = Table(
    "issuer_keys",
    metadata,
    Column("issuer_did", ForeignKey("issuers.did"), nullable=False),
    Column("key_id", String, nullable=False),
    Column("algorithm", String, nullable=False),
    Column("public_jwk", JsonText, nullable=False),
    Column("wrapped_key", Text, nullable=False),
    Column("kek_id", String, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("retired_at", UtcTime),
    Column("revoked_at", UtcTime),
    PrimaryKeyConstraint("issuer_did", "key_id"),
)

recognitions = Table(
    "recognitions",
    metadata,
    Column("issuer_did", ForeignKey("issuers.did"), nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("until", UtcTime),
    Column("recognised_by", ForeignKey("issuers.did"), nullable=False),
    Column("scope", JsonText, nullable=False),
    PrimaryKeyConstraint("issuer_did", "since"),
    CheckConstraint("until IS NULL OR until >= since", name="ends_after_it_begins"),
)

# At most one recognition without an end: two would contradict each other.
Index(
    "uq_recognitions_without_end",
    recognitions.c.issuer_did,
    unique=True,
    sqlite_where=text("until IS NULL"),
    postgresql_where=text("until IS NULL"),
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("key_id", String, primary_key=True),
    Column("secret_hash", LargeBinary, nullable=False),
    Column("role", String, nullable=False),
    Column("issuer_did", ForeignKey("issuers.did")),
    Column("label", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    UniqueConstraint("secret_hash"),
    CheckConstraint("length(secret_hash) = 32", name="secret_hash_is_sha256"),
    CheckConstraint("role IN ('city', 'issuer')", name="role_is_known"),
    CheckConstraint("role = 'city' OR issuer_did IS NOT NULL", name="issuer_role_has_issuer"),
)
