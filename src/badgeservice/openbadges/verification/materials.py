"""What was gathered for a decision: documents of issuers, status lists, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from badgeservice.document import JsonObject
from badgeservice.openbadges.issuer import Recognition


@dataclass(frozen=True, slots=True)
class Unreachable:
    """It could not be had; ``code`` says why (``did.unreachable``, ``status.unreachable``, …)."""

    code: str


@dataclass(frozen=True, slots=True)
class Published:
    """Bytes as their publisher serves them, and how old our copy is in seconds."""

    body: bytes
    age_seconds: int = 0


@dataclass(frozen=True, slots=True)
class Controller:
    """A controller document (DID document) and how old our copy is in seconds."""

    document: JsonObject
    age_seconds: int = 0


@dataclass(frozen=True, slots=True)
class KnownStatus:
    """A list this service publishes itself: the truth comes from the register, not from a copy.

    ``revoked`` holds the positions asked for that are revoked; ``length`` is in entries.
    """

    issuer_did: str
    purpose: str
    length: int
    revoked: frozenset[int]


@dataclass(frozen=True, slots=True)
class Materials:
    """Everything ``decide`` may look at. What is not in here counts as unreachable."""

    controllers: Mapping[str, Controller | Unreachable] = field(default_factory=dict)
    status_lists: Mapping[str, Published | KnownStatus | Unreachable] = field(default_factory=dict)
    recognition: Recognition | None = None
    gathered_at: datetime | None = None
