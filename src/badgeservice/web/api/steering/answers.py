"""What the API tells the city about organisations; ids, and no name or address of a person."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from badgeservice.journeys.steering.organisations.record import RecordPage
from badgeservice.openbadges.issuer import IssuerKey, Recognition
from badgeservice.openbadges.verification.report import instant_text
from badgeservice.web.api.answers import RecognitionAnswer

Instant = Annotated[str, Field(json_schema_extra={"format": "date-time"})]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", alias_generator=to_camel, populate_by_name=True)


class RecognitionsAnswer(_Answer):
    """Every recognition that held, holds or will hold, the first one first."""

    recognitions: list[RecognitionAnswer]

    @classmethod
    def of(cls, held: tuple[Recognition, ...]) -> "RecognitionsAnswer":
        """The recognitions as they are told."""
        told = [RecognitionAnswer.of(one) for one in held]
        return cls(recognitions=[one for one in told if one is not None])


class KeyStateAnswer(_Answer):
    """A signing key and whether it signs; one that was revoked is trusted by nobody."""

    key_id: str
    state: Literal["signs", "retired", "revoked"]
    retired_at: Instant | None
    revoked_at: Instant | None

    @classmethod
    def of(cls, key: IssuerKey) -> "KeyStateAnswer":
        """The key as it is told."""
        state: Literal["signs", "retired", "revoked"] = "signs"
        if key.retired_at is not None:
            state = "retired"
        if key.revoked_at is not None:
            state = "revoked"
        return cls(
            key_id=key.key_id,
            state=state,
            retired_at=instant_text(key.retired_at) if key.retired_at else None,
            revoked_at=instant_text(key.revoked_at) if key.revoked_at else None,
        )


class EventAnswer(_Answer):
    """One audit line. ``actor`` and ``subject`` are ids; ``hash`` covers the line and its place."""

    number: int
    at: Instant
    actor: str
    action: str
    subject: str
    reason: str
    detail: dict[str, Any]
    hash: str


class EventsAnswer(_Answer):
    """Lines, the newest first. ``next`` is what to send as ``before``; null at the end."""

    events: list[EventAnswer]
    next: int | None

    @classmethod
    def of(cls, page: RecordPage) -> "EventsAnswer":
        """The lines as they are told."""
        kept = [one.kept for one in page.lines]
        return cls(
            events=[
                EventAnswer(
                    number=one.line_id,
                    at=instant_text(one.line.at),
                    actor=one.line.actor,
                    action=one.line.action,
                    subject=one.line.subject,
                    reason=one.line.reason,
                    detail=one.line.detail,
                    hash=one.line_hash,
                )
                for one in kept
            ],
            next=page.older,
        )
