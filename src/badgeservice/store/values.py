"""The values that only the store knows: API keys, audit lines, the state of a status list."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from badgeservice.document import JsonObject


class ApiRole(StrEnum):
    """Whose work an API key may do: that of the city, or that of one issuer."""

    CITY = "city"
    ISSUER = "issuer"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """An API key without its secret, of which only the SHA-256 hash is kept.

    ``issuer_did`` names the one issuer an ``ISSUER`` key may act for. ``label`` says in the
    owner's words where the key is used; it holds no personal data.
    """

    key_id: str
    role: ApiRole
    issuer_did: str | None
    label: str
    created_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AuditLine:
    """Who did what, when and why. ``actor`` and ``subject`` are ids, never names or addresses.

    ``detail`` is a small JSON object without personal data.
    """

    at: datetime
    actor: str
    action: str
    subject: str
    reason: str
    detail: JsonObject


@dataclass(frozen=True, slots=True)
class KeptAuditLine:
    """An audit line in its place in the chain; both hashes are SHA-256 in lower-case hex.

    ``line_id`` counts 1, 2, 3 … without a gap. ``line_hash`` covers the line, its number and
    ``previous_hash``.
    """

    line_id: int
    line: AuditLine
    previous_hash: str
    line_hash: str


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The end of the chain, to be kept outside the database so that a cut-off tail shows."""

    line_id: int
    line_hash: str


@dataclass(frozen=True, slots=True)
class ListState:
    """What a status list must say now: the positions that are set, and since which revision.

    The positions may be newer than the revision, never older: publishing them is safe.
    """

    revision: int
    revoked: tuple[int, ...]
