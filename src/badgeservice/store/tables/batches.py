"""Lists of people to award, row by row: what was judged of each, and which award came of it."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from badgeservice.store.tables.columns import UtcTime, metadata

# The links that start with issuer_did make the tenant part of the link (H15).
batches = Table(
    "batches",
    metadata,
    Column("batch_id", String, primary_key=True),
    Column("issuer_did", String, nullable=False),
    Column("achievement_id", String, nullable=False),
    Column("achievement_version", Integer, nullable=False),
    Column("made_by", String, nullable=False),
    Column("state", String, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("idempotency_key", String, nullable=False),
    Column("request_digest", String, nullable=False),
    Column("confirmed_at", UtcTime),
    Column("release_at", UtcTime),
    Column("finished_at", UtcTime),
    UniqueConstraint("issuer_did", "idempotency_key"),
    ForeignKeyConstraint(
        ["issuer_did", "achievement_id"],
        ["achievements.issuer_did", "achievements.achievement_id"],
    ),
    ForeignKeyConstraint(
        ["achievement_id", "achievement_version"],
        ["achievement_versions.achievement_id", "achievement_versions.version"],
    ),
    CheckConstraint(
        "state IN ('draft', 'previewed', 'confirmed', 'released', 'undone', 'cancelled')",
        name="state_is_known",
    ),
    CheckConstraint(
        "state NOT IN ('confirmed', 'released', 'undone')"
        " OR (confirmed_at IS NOT NULL AND release_at IS NOT NULL)",
        name="confirmed_says_when",
    ),
    CheckConstraint("release_at >= confirmed_at", name="released_after_it_was_confirmed"),
)

Index("ix_batches_state_created_at", batches.c.state, batches.c.created_at)
Index("ix_batches_issuer_did_created_at", batches.c.issuer_did, batches.c.created_at)

batch_rows = Table(
    "batch_rows",
    metadata,
    Column("batch_id", ForeignKey("batches.batch_id"), nullable=False),
    Column("row_number", Integer, nullable=False),
    Column("name", Text),
    Column("email", Text),
    Column("member_number", Text),
    Column("narrative", Text),
    Column("awarded_at", UtcTime),
    Column("age_band", String),
    Column("result", Text),
    Column("evidence_url", Text),
    Column("outcome", String),
    Column("codes", String, nullable=False),
    Column("is_included", Boolean, nullable=False),
    Column("person_digest", LargeBinary),
    Column("award_id", ForeignKey("awards.award_id")),
    Column("undone_at", UtcTime),
    PrimaryKeyConstraint("batch_id", "row_number"),
    UniqueConstraint("award_id"),
    CheckConstraint("row_number >= 1", name="row_number_counts_from_one"),
    CheckConstraint("outcome IN ('good', 'doubtful', 'refused')", name="outcome_is_known"),
    CheckConstraint("outcome <> 'refused' OR award_id IS NULL", name="refused_has_no_award"),
    CheckConstraint("length(person_digest) = 32", name="person_digest_is_sha256"),
)
