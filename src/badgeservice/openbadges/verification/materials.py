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
    """Bytes as their publisher serves them, and how old our copy is in seconds.

    ``is_stale``: the publisher could not be reached when our copy was due again.
    ``seen_valid_from`` is the latest ``validFrom`` that a list at this address ever had; an older
    list is an old one served again (H10).
    """

    body: bytes
    age_seconds: int = 0
    is_stale: bool = False
    seen_valid_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class Controller:
    """A controller document (DID document) and how old our copy is in seconds.

    ``is_stale``: its host could not be reached when our copy was due again.
    """

    document: JsonObject
    age_seconds: int = 0
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class JwkSet:
    """The keys an https issuer publishes as a JWK set, and how old our copy is in seconds."""

    keys: tuple[JsonObject, ...]
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
    """Everything ``decide`` may look at. What is not in here counts as unreachable.

    ``controllers`` by the id or URL without fragment; ``jwks`` by the URL of the set.
    """

    controllers: Mapping[str, Controller | Unreachable] = field(default_factory=dict)
    status_lists: Mapping[str, Published | KnownStatus | Unreachable] = field(default_factory=dict)
    recognition: Recognition | None = None
    gathered_at: datetime | None = None
    jwks: Mapping[str, JwkSet | Unreachable] = field(default_factory=dict)
