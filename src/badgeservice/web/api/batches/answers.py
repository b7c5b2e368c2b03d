"""What the API tells about a batch: how far it is, and what became of each row."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from badgeservice.journeys.issuing.batches.reading import Progress, RowAnswer
from badgeservice.openbadges.verification.report import instant_text

_Instant = Annotated[str, Field(json_schema_extra={"format": "date-time"})]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", alias_generator=to_camel, populate_by_name=True)


class BatchAnswer(_Answer):
    """A batch as it is now.

    ``good``, ``doubtful`` and ``refused`` make up ``rows``; ``included`` go on. Of the awards
    ``waiting`` are to be signed. Until ``releaseAt`` only you can see them: ``undoSeconds`` are
    left to take them back.
    """

    id: str
    achievement_id: str
    achievement_version: int
    state: Literal["draft", "previewed", "confirmed", "released", "undone", "cancelled"]
    rows: int
    good: int
    doubtful: int
    refused: int
    included: int
    waiting: int
    signed: int
    revoked: int
    undo_seconds: int
    created_at: _Instant
    confirmed_at: _Instant | None
    release_at: _Instant | None
    finished_at: _Instant | None

    @classmethod
    def of(cls, progress: Progress) -> "BatchAnswer":
        """The batch as its issuer is told."""
        batch, counts = progress.batch, progress.counts
        outcomes = {outcome.value: number for outcome, number in counts.by_outcome.items()}
        return cls(
            id=batch.batch_id,
            achievement_id=batch.achievement_id,
            achievement_version=batch.achievement_version,
            state=batch.state.value,
            rows=counts.rows,
            good=outcomes.get("good", 0),
            doubtful=outcomes.get("doubtful", 0),
            refused=outcomes.get("refused", 0),
            included=counts.included,
            waiting=progress.accepted,
            signed=progress.signed,
            revoked=progress.revoked,
            undo_seconds=progress.undo_seconds,
            created_at=instant_text(batch.created_at),
            confirmed_at=_told(batch.confirmed_at),
            release_at=_told(batch.release_at),
            finished_at=_told(batch.finished_at),
        )


class BatchRowAnswer(_Answer):
    """One row. ``codes`` say why it is doubtful or refused, ``state`` what became of it."""

    row_number: int
    name: str | None
    outcome: Literal["good", "doubtful", "refused"] | None
    codes: list[str]
    is_included: bool
    state: Literal["proposed", "left_out", "accepted", "signed", "released", "undone", "revoked"]
    award_id: str | None
    credential_id: str | None

    @classmethod
    def of(cls, told: RowAnswer) -> "BatchRowAnswer":
        """The row as its issuer is told."""
        row = told.row
        return cls(
            row_number=row.row_number,
            name=row.name,
            outcome=None if row.outcome is None else row.outcome.value,
            codes=list(row.codes),
            is_included=row.is_included,
            state=told.state.value,
            award_id=row.award_id,
            credential_id=row.credential_id,
        )


class BatchRowsAnswer(_Answer):
    """Some rows in order. ``nextCursor`` is where the next ones begin; null after the last."""

    rows: list[BatchRowAnswer]
    next_cursor: str | None

    @classmethod
    def of(cls, told: Sequence[RowAnswer], limit: int) -> "BatchRowsAnswer":
        """The page; ``told`` has one row more than ``limit`` when there is another page."""
        page = told[:limit]
        has_more = len(told) > limit
        return cls(
            rows=[BatchRowAnswer.of(one) for one in page],
            next_cursor=str(page[-1].row.row_number) if has_more else None,
        )


class ChosenAnswer(_Answer):
    """How many rows a choice was about."""

    rows: int


def _told(moment: datetime | None) -> str | None:
    return None if moment is None else instant_text(moment)
