"""The only SQL: takes and returns values, never rows."""

from badgeservice.store.migration import is_current, migrate
from badgeservice.store.mistakes import BrokenRule, UnsafeDatabase
from badgeservice.store.opening import Database, open_database
from badgeservice.store.transaction import Store
from badgeservice.store.values import (
    ApiKey,
    ApiRole,
    AuditHead,
    AuditLine,
    KeptAuditLine,
    ListState,
)

__all__ = [
    "ApiKey",
    "ApiRole",
    "AuditHead",
    "AuditLine",
    "BrokenRule",
    "Database",
    "KeptAuditLine",
    "ListState",
    "Store",
    "UnsafeDatabase",
    "is_current",
    "migrate",
    "open_database",
]
