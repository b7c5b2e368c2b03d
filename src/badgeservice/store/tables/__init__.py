"""Every table of the database; ``metadata`` is what the migrations must lead to."""

from badgeservice.store.tables.awards import (
    achievement_versions,
    achievements,
    awards,
    credentials,
)
from badgeservice.store.tables.columns import metadata
from badgeservice.store.tables.issuers import api_keys, issuer_keys, issuers, recognitions
from badgeservice.store.tables.list_marks import status_list_marks
from badgeservice.store.tables.record import audit_lines
from badgeservice.store.tables.status_lists import (
    published_status_lists,
    status_entries,
    status_lists,
)

__all__ = [
    "achievement_versions",
    "achievements",
    "api_keys",
    "audit_lines",
    "awards",
    "credentials",
    "issuer_keys",
    "issuers",
    "metadata",
    "published_status_lists",
    "recognitions",
    "status_entries",
    "status_list_marks",
    "status_lists",
]
