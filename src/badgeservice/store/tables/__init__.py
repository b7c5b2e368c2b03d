"""Every table of the database; ``metadata`` is what the migrations must lead to."""

from badgeservice.store.tables.awards import (
    achievement_versions,
    achievements,
    awards,
    credentials,
)
from badgeservice.store.tables.batches import batch_rows, batches
from badgeservice.store.tables.columns import metadata
from badgeservice.store.tables.issuers import api_keys, issuer_keys, issuers, recognitions
from badgeservice.store.tables.list_marks import status_list_marks
from badgeservice.store.tables.people import (
    accounts,
    invitations,
    mails,
    memberships,
    sessions,
    sign_ins,
)
from badgeservice.store.tables.record import audit_lines
from badgeservice.store.tables.skills import (
    skill_concepts,
    skill_import_pages,
    skill_imports,
    skill_releases,
)
from badgeservice.store.tables.status_lists import (
    published_status_lists,
    status_entries,
    status_lists,
)

__all__ = [
    "accounts",
    "achievement_versions",
    "achievements",
    "api_keys",
    "audit_lines",
    "awards",
    "batch_rows",
    "batches",
    "credentials",
    "invitations",
    "issuer_keys",
    "issuers",
    "mails",
    "memberships",
    "metadata",
    "published_status_lists",
    "recognitions",
    "sessions",
    "sign_ins",
    "skill_concepts",
    "skill_import_pages",
    "skill_imports",
    "skill_releases",
    "status_entries",
    "status_list_marks",
    "status_lists",
]
