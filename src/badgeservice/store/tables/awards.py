"""What can be earned, who earned it, and the credential as it left us."""

from sqlalchemy import (
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

from badgeservice.store.tables.columns import JsonText, UtcTime, metadata

achievements = Table(
    "achievements",
    metadata,
    Column("achievement_id", String, primary_key=True),
    Column("issuer_did", ForeignKey("issuers.did"), nullable=False),
    UniqueConstraint("issuer_did", "achievement_id"),
)

achievement_versions = Table(
    "achievement_versions",
    metadata,
    Column("achievement_id", ForeignKey("achievements.achievement_id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("body", JsonText, nullable=False),
    Column("image_svg", Text, nullable=False),
    Column("published_at", UtcTime, nullable=False),
    PrimaryKeyConstraint("achievement_id", "version"),
    CheckConstraint("version >= 1", name="version_counts_from_one"),
)

# The links that start with issuer_did make the tenant part of the link (H15): an award cannot
# point at another issuer's achievement, nor a credential at another issuer's award.
awards = Table(
    "awards",
    metadata,
    Column("award_id", String, primary_key=True),
    Column("issuer_did", String, nullable=False),
    Column("achievement_id", String, nullable=False),
    Column("achievement_version", Integer, nullable=False),
    Column("credential_id", String, nullable=False),
    Column("subject_id", String, nullable=False),
    Column("recipient_name", Text),
    Column("recipient_email", Text),
    Column("narrative", Text),
    Column("awarded_at", UtcTime, nullable=False),
    Column("state", String, nullable=False),
    Column("status_list_id", String, nullable=False),
    Column("status_position", Integer, nullable=False),
    Column("idempotency_key", String, nullable=False),
    Column("request_digest", String, nullable=False),
    Column("visible_from", UtcTime),
    UniqueConstraint("issuer_did", "idempotency_key"),
    UniqueConstraint("issuer_did", "award_id"),
    UniqueConstraint("credential_id"),
    UniqueConstraint("status_list_id", "status_position"),
    ForeignKeyConstraint(
        ["issuer_did", "achievement_id"],
        ["achievements.issuer_did", "achievements.achievement_id"],
    ),
    ForeignKeyConstraint(
        ["achievement_id", "achievement_version"],
        ["achievement_versions.achievement_id", "achievement_versions.version"],
    ),
    # Judged at commit, so that the entry and the award may be written in either order.
    ForeignKeyConstraint(
        ["status_list_id", "status_position"],
        ["status_entries.list_id", "status_entries.position"],
        deferrable=True,
        initially="DEFERRED",
    ),
    CheckConstraint("state IN ('accepted', 'signed', 'revoked')", name="state_is_known"),
)

Index("ix_awards_state_awarded_at", awards.c.state, awards.c.awarded_at)

credentials = Table(
    "credentials",
    metadata,
    Column("credential_id", ForeignKey("awards.credential_id"), primary_key=True),
    Column("award_id", String, nullable=False),
    Column("issuer_did", String, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("token", Text),
    Column("signed_at", UtcTime, nullable=False),
    Column("revoked_at", UtcTime),
    UniqueConstraint("award_id"),
    ForeignKeyConstraint(
        ["issuer_did", "award_id"],
        ["awards.issuer_did", "awards.award_id"],
    ),
)
