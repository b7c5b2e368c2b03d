"""An award: the decision that somebody earned an achievement, before it is a credential."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from badgeservice.document import JsonObject

HELD_BACK = datetime(9999, 1, 1, tzinfo=UTC)
"""Visible never, unless somebody decides otherwise: so a moment that passes shows nothing."""


@dataclass(frozen=True, slots=True)
class AchievementVersion:
    """One published version of an achievement; ``body`` is the OB 3.0 Achievement as embedded.

    ``achievement_id`` is a UUID in text form; ``body["id"]`` is its public URL. ``image_svg`` is
    the badge art, from which PNG and SVG badges are baked.
    """

    achievement_id: str
    issuer_did: str
    version: int
    body: JsonObject
    image_svg: str
    published_at: datetime


class AwardState(StrEnum):
    """Where an award stands. A signature never exists without an award row."""

    ACCEPTED = "accepted"
    SIGNED = "signed"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Award:
    """Who gets what. Personal data (``recipient_*``) never enters the credential by default.

    ``award_id`` is a UUID. ``credential_id`` and ``subject_id`` are random ``urn:uuid:`` values
    (decision 4). ``idempotency_key`` and ``request_digest`` make a repeated request harmless.
    ``status_list_id`` and ``status_position`` are reserved together with the row.
    ``visible_from`` is when others than the issuer may know of it, None for at once; ``HELD_BACK``
    until that was decided.
    """

    award_id: str
    issuer_did: str
    achievement_id: str
    achievement_version: int
    credential_id: str
    subject_id: str
    recipient_name: str | None
    recipient_email: str | None
    narrative: str | None
    awarded_at: datetime
    state: AwardState
    status_list_id: str
    status_position: int
    idempotency_key: str
    request_digest: str
    visible_from: datetime | None = None

    def is_visible_at(self, moment: datetime) -> bool:
        """Whether others than the issuer may know of it at that moment."""
        return self.visible_from is None or self.visible_from <= moment


@dataclass(frozen=True, slots=True)
class KeptCredential:
    """A signed credential as it left us: every form byte for byte."""

    credential_id: str
    award_id: str
    issuer_did: str
    document: bytes
    token: str | None
    signed_at: datetime
    revoked_at: datetime | None = None
