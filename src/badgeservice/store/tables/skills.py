"""Releases of CompetentNL, what each of them changed, and an import that is under way."""

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
    Text,
    text,
)

from badgeservice.store.tables.columns import JsonText, UtcTime, metadata

# The number is ours: 0 is what comes with the service, and none is left out.
skill_releases = Table(
    "skill_releases",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("version", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("imported_at", UtcTime, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("counts", JsonText, nullable=False),
    CheckConstraint("number >= 0", name="number_counts_from_nought"),
)

# A row for every state that a concept was in, with the first and the last release that had it
# so; the links of an occupation or norm are in its body. Together they are every release.
skill_concepts = Table(
    "skill_concepts",
    metadata,
    Column("kind", String, nullable=False),
    Column("key", String, nullable=False),
    Column("first_release", ForeignKey("skill_releases.number"), nullable=False),
    Column("last_release", ForeignKey("skill_releases.number")),
    Column("label", Text, nullable=False),
    Column("body", Text, nullable=False),
    PrimaryKeyConstraint("kind", "key", "first_release"),
    CheckConstraint("kind IN ('skill', 'knowledge', 'occupation', 'norm')", name="kind_is_known"),
    CheckConstraint(
        "last_release IS NULL OR last_release >= first_release", name="ends_after_it_begins"
    ),
)

# At most one state is that of now.
Index(
    "uq_skill_concepts_of_now",
    skill_concepts.c.kind,
    skill_concepts.c.key,
    unique=True,
    sqlite_where=text("last_release IS NULL"),
    postgresql_where=text("last_release IS NULL"),
)

# The one import that is under way, or that was broken off and can go on.
skill_imports = Table(
    "skill_imports",
    metadata,
    Column("import_id", Integer, primary_key=True, autoincrement=False),
    Column("digest", String(64), nullable=False),
    Column("source", Text, nullable=False),
    Column("run", Integer, nullable=False),
    Column("started_at", UtcTime, nullable=False),
    CheckConstraint("import_id = 1", name="there_is_one"),
)

skill_import_pages = Table(
    "skill_import_pages",
    metadata,
    Column("page", Integer, primary_key=True, autoincrement=False),
    Column("packed", LargeBinary, nullable=False),
    Column("statements", BigInteger, nullable=False),
    Column("not_ours", BigInteger, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("resume", Text, nullable=False),
    CheckConstraint("page >= 1", name="page_counts_from_one"),
)
