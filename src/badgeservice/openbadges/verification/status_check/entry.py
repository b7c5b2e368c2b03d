"""What one status entry came to, and what that does to the word."""

from dataclasses import dataclass
from datetime import datetime

from badgeservice.document import JsonObject
from badgeservice.errors import Finding
from badgeservice.openbadges.verification.report import Outcome

BIT_CODES = {"revocation": "status.revoked", "suspension": "status.suspended"}
"""The purposes that decide whether a credential stands, and what a set bit of each means."""

NOTED_PURPOSES = ("refresh", "message")
"""Purposes that tell something beside it; they never change the word (section 2.1)."""


@dataclass(frozen=True, slots=True)
class VerifiedList:
    """A list whose proof and dates are right, and since when it says what it says."""

    url: str
    valid_from: datetime | None


@dataclass(frozen=True, slots=True)
class EntryStatus:
    """One entry read. ``is_set`` is None when its bit could not be read.

    ``code`` is that of the status check: ``status.ok``, a word for a set bit, or the trouble.
    """

    kind: str
    purpose: str | None
    code: str
    is_set: bool | None = None
    age_seconds: int | None = None
    verified: VerifiedList | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def is_noted(self) -> bool:
        """Whether it only tells something, and never changes the word."""
        return self.purpose in NOTED_PURPOSES

    @property
    def outcome(self) -> Outcome:
        """What it does to the word; trouble with a list is unknown, never yes and never no."""
        if self.is_noted:
            return Outcome.NOT_APPLICABLE
        if self.code == "status.ok":
            return Outcome.PASS
        return Outcome.FAIL if self.code in BIT_CODES.values() else Outcome.UNKNOWN

    def to_json(self) -> JsonObject:
        """The entry as it stands in the details of the check."""
        body: JsonObject = {"type": self.kind, "code": self.code}
        if self.purpose is not None:
            body["statusPurpose"] = self.purpose
        if self.is_set is not None:
            body["isSet"] = self.is_set
        if self.verified is not None:
            body["list"] = self.verified.url
            if self.verified.valid_from is not None:
                # To the microsecond: an older list may be a moment older only (H10).
                body["listValidFrom"] = self.verified.valid_from.isoformat()
        return body
