"""Batches of awards with a preview, and the moment from which an award may be seen."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables; the awards that are there stay visible, as they were."""
    op.add_column("awards", sa.Column("visible_from", _INSTANT))
    _make_batches()
    _make_rows()


def downgrade() -> None:
    """Drop the tables; what was still held back becomes visible."""
    op.drop_table("batch_rows")
    op.drop_table("batches")
    op.drop_column("awards", "visible_from")


def _make_batches() -> None:
    op.create_table(
        "batches",
        sa.Column("batch_id", sa.String(), nullable=False),
        sa.Column("issuer_did", sa.String(), nullable=False),
        sa.Column("achievement_id", sa.String(), nullable=False),
        sa.Column("achievement_version", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("idempotency_key", sa.String(), nullable=False),
        sa.Column("request_digest", sa.String(), nullable=False),
        sa.Column("confirmed_at", _INSTANT),
        sa.Column("release_at", _INSTANT),
        sa.Column("finished_at", _INSTANT),
        sa.PrimaryKeyConstraint("batch_id", name="pk_batches"),
        sa.UniqueConstraint(
            "issuer_did", "idempotency_key", name="uq_batches_issuer_did_idempotency_key"
        ),
        *_links_to_what_is_awarded(),
        _rule(
            "batches",
            "state_is_known",
            "state IN ('draft', 'previewed', 'confirmed', 'released', 'undone', 'cancelled')",
        ),
        _rule(
            "batches",
            "confirmed_says_when",
            "state NOT IN ('confirmed', 'released', 'undone')"
            " OR (confirmed_at IS NOT NULL AND release_at IS NOT NULL)",
        ),
        _rule("batches", "released_after_it_was_confirmed", "release_at >= confirmed_at"),
    )
    op.create_index("ix_batches_state_created_at", "batches", ["state", "created_at"])
    op.create_index("ix_batches_issuer_did_created_at", "batches", ["issuer_did", "created_at"])


def _links_to_what_is_awarded() -> tuple[sa.ForeignKeyConstraint, ...]:
    return (
        sa.ForeignKeyConstraint(
            ["issuer_did", "achievement_id"],
            ["achievements.issuer_did", "achievements.achievement_id"],
            name="fk_batches_issuer_did_achievement_id",
        ),
        sa.ForeignKeyConstraint(
            ["achievement_id", "achievement_version"],
            ["achievement_versions.achievement_id", "achievement_versions.version"],
            name="fk_batches_achievement_id_achievement_version",
        ),
    )


def _make_rows() -> None:
    op.create_table(
        "batch_rows",
        sa.Column("batch_id", sa.String(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text()),
        sa.Column("email", sa.Text()),
        sa.Column("member_number", sa.Text()),
        sa.Column("narrative", sa.Text()),
        sa.Column("awarded_at", _INSTANT),
        sa.Column("age_band", sa.String()),
        sa.Column("result", sa.Text()),
        sa.Column("evidence_url", sa.Text()),
        sa.Column("outcome", sa.String()),
        sa.Column("codes", sa.String(), nullable=False),
        sa.Column("is_included", sa.Boolean(), nullable=False),
        sa.Column("person_digest", sa.LargeBinary()),
        sa.Column("award_id", sa.String()),
        sa.Column("undone_at", _INSTANT),
        sa.PrimaryKeyConstraint("batch_id", "row_number", name="pk_batch_rows"),
        sa.UniqueConstraint("award_id", name="uq_batch_rows_award_id"),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.batch_id"], name="fk_batch_rows_batch_id"),
        sa.ForeignKeyConstraint(["award_id"], ["awards.award_id"], name="fk_batch_rows_award_id"),
        _rule("batch_rows", "row_number_counts_from_one", "row_number >= 1"),
        _rule("batch_rows", "outcome_is_known", "outcome IN ('good', 'doubtful', 'refused')"),
        _rule("batch_rows", "refused_has_no_award", "outcome <> 'refused' OR award_id IS NULL"),
        _rule("batch_rows", "person_digest_is_sha256", "length(person_digest) = 32"),
    )


def _rule(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))
