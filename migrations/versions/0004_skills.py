"""Releases of CompetentNL, their concepts through time, and the import that is under way."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "skill_releases",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_skill_releases"),
        sa.CheckConstraint("number >= 0", name=op.f("ck_skill_releases_number_counts_from_nought")),
    )
    _make_concepts()
    op.create_table(
        "skill_imports",
        sa.Column("import_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("import_id", name="pk_skill_imports"),
        sa.CheckConstraint("import_id = 1", name=op.f("ck_skill_imports_there_is_one")),
    )
    op.create_table(
        "skill_import_pages",
        sa.Column("page", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.Column("statements", sa.BigInteger(), nullable=False),
        sa.Column("not_ours", sa.BigInteger(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("resume", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("page", name="pk_skill_import_pages"),
        sa.CheckConstraint("page >= 1", name=op.f("ck_skill_import_pages_page_counts_from_one")),
    )


def _make_concepts() -> None:
    op.create_table(
        "skill_concepts",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("first_release", sa.Integer(), nullable=False),
        sa.Column("last_release", sa.Integer(), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", "first_release", name="pk_skill_concepts"),
        sa.ForeignKeyConstraint(
            ["first_release"], ["skill_releases.number"], name="fk_skill_concepts_first_release"
        ),
        sa.ForeignKeyConstraint(
            ["last_release"], ["skill_releases.number"], name="fk_skill_concepts_last_release"
        ),
        sa.CheckConstraint(
            "kind IN ('skill', 'knowledge', 'occupation', 'norm')",
            name=op.f("ck_skill_concepts_kind_is_known"),
        ),
        sa.CheckConstraint(
            "last_release IS NULL OR last_release >= first_release",
            name=op.f("ck_skill_concepts_ends_after_it_begins"),
        ),
    )
    op.create_index(
        "uq_skill_concepts_of_now",
        "skill_concepts",
        ["kind", "key"],
        unique=True,
        sqlite_where=sa.text("last_release IS NULL"),
        postgresql_where=sa.text("last_release IS NULL"),
    )


def downgrade() -> None:
    """Drop the tables: only the skills that come with the service are left."""
    op.drop_table("skill_import_pages")
    op.drop_table("skill_imports")
    op.drop_index("uq_skill_concepts_of_now", "skill_concepts")
    op.drop_table("skill_concepts")
    op.drop_table("skill_releases")
