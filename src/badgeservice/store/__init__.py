"""The only SQL: takes and returns values, never rows."""

from badgeservice.store.batches import (
    Batch,
    BatchCounts,
    BatchRow,
    BatchState,
    Holder,
    RowOutcome,
)
from badgeservice.store.migration import is_current, migrate
from badgeservice.store.mistakes import BrokenRule, UnsafeDatabase
from badgeservice.store.opening import Database, open_database
from badgeservice.store.people import (
    Account,
    Invitation,
    Mail,
    MailState,
    Membership,
    PersonRole,
    Session,
    SignIn,
)
from badgeservice.store.queries.skills import KeptConcept, KeptImport, KeptPage, KeptRelease
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
    "Account",
    "ApiKey",
    "ApiRole",
    "AuditHead",
    "AuditLine",
    "Batch",
    "BatchCounts",
    "BatchRow",
    "BatchState",
    "BrokenRule",
    "Database",
    "Holder",
    "Invitation",
    "KeptAuditLine",
    "KeptConcept",
    "KeptImport",
    "KeptPage",
    "KeptRelease",
    "ListState",
    "Mail",
    "MailState",
    "Membership",
    "PersonRole",
    "RowOutcome",
    "Session",
    "SignIn",
    "Store",
    "UnsafeDatabase",
    "is_current",
    "migrate",
    "open_database",
]
