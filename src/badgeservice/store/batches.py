"""The values about batches of awards: a list of people, what was judged of each, and how far it is.

The awards of a batch stand among all others; a row names the one that came of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from badgeservice.openbadges.award import AwardState


class BatchState(StrEnum):
    """How far a batch is.

    A ``DRAFT`` becomes ``PREVIEWED`` when every row was judged, and ``CONFIRMED`` when the awards
    were made: they are signed then, and nobody but the issuer can see them. That ends in
    ``RELEASED`` or in ``UNDONE``. ``CANCELLED`` is a batch of which nothing ever came.
    """

    DRAFT = "draft"
    PREVIEWED = "previewed"
    CONFIRMED = "confirmed"
    RELEASED = "released"
    UNDONE = "undone"
    CANCELLED = "cancelled"


class RowOutcome(StrEnum):
    """What was judged of a row. One that is doubtful is left out until somebody takes it in."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Batch:
    """One achievement for the people of a list. ``made_by`` is the name of a caller or a person.

    ``achievement_version`` is the version that was previewed, and so the one that is awarded.
    ``release_at`` is when it can no longer be undone. ``idempotency_key`` and ``request_digest``
    make a repeated request harmless.
    """

    batch_id: str
    issuer_did: str
    achievement_id: str
    achievement_version: int
    made_by: str
    state: BatchState
    created_at: datetime
    idempotency_key: str
    request_digest: str
    confirmed_at: datetime | None = None
    release_at: datetime | None = None
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One row of the list. ``row_number`` is that of the list, from 1.

    ``outcome`` is None until it was judged; ``codes`` are the reasons, the gravest first.
    ``person_digest`` is a keyed digest by which the same person is known again. ``award_id`` is
    the award that came of it; ``award_state`` and ``credential_id`` are told from that award.
    """

    row_number: int
    name: str | None = None
    email: str | None = None
    member_number: str | None = None
    narrative: str | None = None
    awarded_at: datetime | None = None
    age_band: str | None = None
    result: str | None = None
    evidence_url: str | None = None
    outcome: RowOutcome | None = None
    codes: tuple[str, ...] = ()
    is_included: bool = False
    person_digest: bytes | None = None
    award_id: str | None = None
    undone_at: datetime | None = None
    award_state: AwardState | None = None
    credential_id: str | None = None


@dataclass(frozen=True, slots=True)
class BatchCounts:
    """How many rows of a batch are what; ``undone`` are those that were taken back one by one.

    ``by_award`` counts the awards that came of them by their state.
    """

    rows: int = 0
    by_outcome: Mapping[RowOutcome, int] = field(default_factory=dict)
    included: int = 0
    undone: int = 0
    by_award: Mapping[AwardState, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who has an achievement: what the award says, and the digest of the row behind it."""

    name: str | None
    email: str | None
    person_digest: bytes | None
