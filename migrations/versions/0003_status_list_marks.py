"""How new the lists of other issuers were when last seen, so that an old one is refused (H10)."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "status_list_marks",
        sa.Column("url_hash", sa.LargeBinary(), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("url_hash", name="pk_status_list_marks"),
        sa.CheckConstraint(
            "length(url_hash) = 32", name=op.f("ck_status_list_marks_url_hash_is_sha256")
        ),
    )


def downgrade() -> None:
    """Drop the table: every list is new again."""
    op.drop_table("status_list_marks")
