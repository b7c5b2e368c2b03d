"""How new the lists of other issuers were when we last saw them: an older one is refused (H10)."""

from sqlalchemy import CheckConstraint, Column, LargeBinary, Table

from badgeservice.store.tables.columns import UtcTime, metadata

# The address itself is not kept: where people's badges point to is nobody's business here.
status_list_marks = Table(
    "status_list_marks",
    metadata,
    Column("url_hash", LargeBinary, primary_key=True),
    Column("valid_from", UtcTime, nullable=False),
    CheckConstraint("length(url_hash) = 32", name="url_hash_is_sha256"),
)
