"""The first tables: issuers and what they hold, status lists, achievements, awards, credentials."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make every table."""
    _make_issuers()
    _make_what_issuers_hold()
    _make_status_lists()
    _make_what_status_lists_hold()
    _make_achievements()
    _make_awards()
    _make_credentials()


def downgrade() -> None:
    """Drop every table, with all that is in it."""
    for table in (
        "credentials",
        "awards",
        "achievement_versions",
        "achievements",
        "published_status_lists",
        "status_entries",
        "status_lists",
        "api_keys",
        "recognitions",
        "issuer_keys",
        "issuers",
    ):
        op.drop_table(table)


def _make_issuers() -> None:
    op.create_table(
        "issuers",
        sa.Column("did", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("email", sa.Text()),
        sa.Column("description", sa.Text()),
        sa.Column("admitted_at", _INSTANT, nullable=False),
        sa.Column("suspended_at", _INSTANT),
        sa.PrimaryKeyConstraint("did", name="pk_issuers"),
        sa.UniqueConstraint("slug", name="uq_issuers_slug"),
    )
    op.create_table(
        "issuer_keys",
        sa.Column("issuer_did", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("algorithm", sa.String(), nullable=False),
        sa.Column("public_jwk", sa.Text(), nullable=False),
        sa.Column("wrapped_key", sa.Text(), nullable=False),
        sa.Column("kek_id", sa.String(), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("retired_at", _INSTANT),
        sa.Column("revoked_at", _INSTANT),
        sa.PrimaryKeyConstraint("issuer_did", "key_id", name="pk_issuer_keys"),
        _link("fk_issuer_keys_issuer_did", ["issuer_did"], ["issuers.did"]),
    )


def _make_what_issuers_hold() -> None:
    op.create_table(
        "recognitions",
        sa.Column("issuer_did", sa.String(), nullable=False),
        sa.Column("since", _INSTANT, nullable=False),
        sa.Column("until", _INSTANT),
        sa.Column("recognised_by", sa.String(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("issuer_did", "since", name="pk_recognitions"),
        _rule("recognitions", "ends_after_it_begins", "until IS NULL OR until >= since"),
        _link("fk_recognitions_issuer_did", ["issuer_did"], ["issuers.did"]),
        _link("fk_recognitions_recognised_by", ["recognised_by"], ["issuers.did"]),
    )
    _index_where("uq_recognitions_without_end", "recognitions", ["issuer_did"], "until IS NULL")
    op.create_table(
        "api_keys",
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("issuer_did", sa.String()),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("ended_at", _INSTANT),
        sa.PrimaryKeyConstraint("key_id", name="pk_api_keys"),
        sa.UniqueConstraint("secret_hash", name="uq_api_keys_secret_hash"),
        _rule("api_keys", "secret_hash_is_sha256", "length(secret_hash) = 32"),
        _rule("api_keys", "role_is_known", "role IN ('city', 'issuer')"),
        _rule("api_keys", "issuer_role_has_issuer", "role = 'city' OR issuer_did IS NOT NULL"),
        _link("fk_api_keys_issuer_did", ["issuer_did"], ["issuers.did"]),
    )


def _make_status_lists() -> None:
    op.create_table(
        "status_lists",
        sa.Column("list_id", sa.String(), nullable=False),
        sa.Column("issuer_did", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("permutation_key", sa.LargeBinary(), nullable=False),
        sa.Column("next_counter", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("list_id", name="pk_status_lists"),
        _rule("status_lists", "length_is_positive", "length > 0"),
        _rule("status_lists", "next_counter_is_not_negative", "next_counter >= 0"),
        _rule("status_lists", "purpose_is_known", "purpose IN ('revocation', 'suspension')"),
        _link("fk_status_lists_issuer_did", ["issuer_did"], ["issuers.did"]),
    )
    with_room = ("uq_status_lists_with_room", "status_lists", ["issuer_did", "purpose"])
    _index_where(*with_room, "next_counter < length")


def _make_what_status_lists_hold() -> None:
    op.create_table(
        "status_entries",
        sa.Column("list_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("revoked_at", _INSTANT),
        sa.PrimaryKeyConstraint("list_id", "position", name="pk_status_entries"),
        sa.UniqueConstraint("credential_id", name="uq_status_entries_credential_id"),
        _rule("status_entries", "position_is_not_negative", "position >= 0"),
        _link("fk_status_entries_list_id", ["list_id"], ["status_lists.list_id"]),
    )
    revoked = ("ix_status_entries_revoked", "status_entries", ["list_id"], "revoked_at IS NOT NULL")
    _index_where(*revoked, unique=False)
    rule = ("valid_until_is_after_valid_from", "valid_until > valid_from")
    op.create_table(
        "published_status_lists",
        sa.Column("list_id", sa.String(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("valid_from", _INSTANT, nullable=False),
        sa.Column("valid_until", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("list_id", name="pk_published_status_lists"),
        _rule("published_status_lists", *rule),
        _link("fk_published_status_lists_list_id", ["list_id"], ["status_lists.list_id"]),
    )


def _make_achievements() -> None:
    unique = "uq_achievements_issuer_did_achievement_id"
    op.create_table(
        "achievements",
        sa.Column("achievement_id", sa.String(), nullable=False),
        sa.Column("issuer_did", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("achievement_id", name="pk_achievements"),
        sa.UniqueConstraint("issuer_did", "achievement_id", name=unique),
        _link("fk_achievements_issuer_did", ["issuer_did"], ["issuers.did"]),
    )
    op.create_table(
        "achievement_versions",
        sa.Column("achievement_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("image_svg", sa.Text(), nullable=False),
        sa.Column("published_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("achievement_id", "version", name="pk_achievement_versions"),
        _rule("achievement_versions", "version_counts_from_one", "version >= 1"),
        _link(
            "fk_achievement_versions_achievement_id",
            ["achievement_id"],
            ["achievements.achievement_id"],
        ),
    )


def _make_awards() -> None:
    columns = (
        sa.Column("award_id", sa.String(), nullable=False),
        sa.Column("issuer_did", sa.String(), nullable=False),
        sa.Column("achievement_id", sa.String(), nullable=False),
        sa.Column("achievement_version", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("recipient_name", sa.Text()),
        sa.Column("recipient_email", sa.Text()),
        sa.Column("narrative", sa.Text()),
        sa.Column("awarded_at", _INSTANT, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("status_list_id", sa.String(), nullable=False),
        sa.Column("status_position", sa.Integer(), nullable=False),
        sa.Column("idempotency_key", sa.String(), nullable=False),
        sa.Column("request_digest", sa.String(), nullable=False),
    )
    together = (
        ("issuer_did", "idempotency_key"),
        ("issuer_did", "award_id"),
        ("credential_id",),
        ("status_list_id", "status_position"),
    )
    op.create_table(
        "awards",
        *columns,
        sa.PrimaryKeyConstraint("award_id", name="pk_awards"),
        *(sa.UniqueConstraint(*names, name=f"uq_awards_{'_'.join(names)}") for names in together),
        *_links_of_awards(),
        _rule("awards", "state_is_known", "state IN ('accepted', 'signed', 'revoked')"),
    )
    op.create_index("ix_awards_state_awarded_at", "awards", ["state", "awarded_at"])


def _links_of_awards() -> tuple[sa.ForeignKeyConstraint, ...]:
    return (
        _link(
            "fk_awards_issuer_did_achievement_id",
            ["issuer_did", "achievement_id"],
            ["achievements.issuer_did", "achievements.achievement_id"],
        ),
        _link(
            "fk_awards_achievement_id_achievement_version",
            ["achievement_id", "achievement_version"],
            ["achievement_versions.achievement_id", "achievement_versions.version"],
        ),
        sa.ForeignKeyConstraint(
            ["status_list_id", "status_position"],
            ["status_entries.list_id", "status_entries.position"],
            name="fk_awards_status_list_id_status_position",
            deferrable=True,
            initially="DEFERRED",
        ),
    )


def _make_credentials() -> None:
    award = (["issuer_did", "award_id"], ["awards.issuer_did", "awards.award_id"])
    op.create_table(
        "credentials",
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("award_id", sa.String(), nullable=False),
        sa.Column("issuer_did", sa.String(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("token", sa.Text()),
        sa.Column("signed_at", _INSTANT, nullable=False),
        sa.Column("revoked_at", _INSTANT),
        sa.PrimaryKeyConstraint("credential_id", name="pk_credentials"),
        sa.UniqueConstraint("award_id", name="uq_credentials_award_id"),
        _link("fk_credentials_credential_id", ["credential_id"], ["awards.credential_id"]),
        _link("fk_credentials_issuer_did_award_id", *award),
    )


def _link(name: str, columns: list[str], to: list[str]) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(columns, to, name=name)


def _rule(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _index_where(
    name: str, table: str, columns: list[str], condition: str, *, unique: bool = True
) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, unique=unique, sqlite_where=where, postgresql_where=where)
