"""A batch of awards as it is asked for: one achievement, many recipients, and what is wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from badgeservice.errors import Finding, InvalidRequest
from badgeservice.journeys.issuing.issue import IDEMPOTENCY_KEY, may_be_awarded_at
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.plain_text import has_unseen
from badgeservice.proofs.strict_json import DEFAULT_LIMITS, write_json

_ID_CHARACTERS = 32


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets it, as in ``AwardRequest``: name and e-mail stay with us, the text is signed."""

    name: str | None = None
    email: str | None = None
    narrative: str | None = None
    awarded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AwardBatch:
    """One achievement for many. ``idempotency_key`` is that of the whole batch.

    It is 1 to 255 printable ASCII characters: the same key and batch again give the same
    credentials. The order of the recipients counts.
    """

    achievement_id: str
    idempotency_key: str
    recipients: Sequence[Recipient]

    @property
    def batch_id(self) -> str:
        """What the batch is called outside: 32 hex digits, made from the idempotency key."""
        return sha256(self.idempotency_key.encode()).hexdigest()[:_ID_CHARACTERS]

    def digest(self) -> str:
        """SHA-256, in hex, of all that was asked."""
        rows = [
            [one.name, one.email, one.narrative, one.awarded_at and one.awarded_at.isoformat()]
            for one in self.recipients
        ]
        written = write_json(["batch/1", self.achievement_id, self.idempotency_key, rows])
        return sha256(written).hexdigest()


def require_sound(parts: Parts, batch: AwardBatch) -> None:
    """Refuse ``InvalidRequest`` with every fault of every row, and nothing of what is in it."""
    findings = list(_faults_of_whole(parts, batch)) or list(_faults_of_rows(parts, batch))
    if findings:
        detail = "The batch cannot be awarded as it is; nothing of it was kept."
        raise InvalidRequest(detail, hint="Correct every finding.", findings=findings)


def _faults_of_whole(parts: Parts, batch: AwardBatch) -> Iterator[Finding]:
    if not IDEMPOTENCY_KEY.fullmatch(batch.idempotency_key):
        message = "Use 1 to 255 printable ASCII characters."
        yield Finding("award.idempotency_key", "/idempotencyKey", message)
    most = parts.rules.max_batch_awards
    if not 1 <= len(batch.recipients) <= most:
        message = f"Give 1 to {most:,} recipients; make several batches of more."
        yield Finding("award.recipients", "/recipients", message)


def _faults_of_rows(parts: Parts, batch: AwardBatch) -> Iterator[Finding]:
    # Most rows say the same, so every moment and every text is looked at once.
    moments = {one.awarded_at for one in batch.recipients if one.awarded_at}
    narratives = {one.narrative for one in batch.recipients if one.narrative}
    wrong_moments = {moment for moment in moments if not may_be_awarded_at(parts, moment)}
    unseen = {text for text in narratives if not text.isprintable() and has_unseen(text)}
    long = {text for text in narratives if len(text) > DEFAULT_LIMITS.max_string}
    if not wrong_moments and not unseen and not long:
        return
    for number, one in enumerate(batch.recipients):
        if one.awarded_at in wrong_moments:
            message = "Use a moment with a time zone, from 1900 until now."
            yield Finding("award.awarded_at", f"/recipients/{number}/awardedAt", message)
        if one.narrative in unseen:
            message = "The text holds a character that cannot be seen."
            yield Finding("data.control_character", f"/recipients/{number}/narrative", message)
        if one.narrative in long:
            message = f"Use at most {DEFAULT_LIMITS.max_string:,} characters."
            yield Finding("award.narrative", f"/recipients/{number}/narrative", message)
