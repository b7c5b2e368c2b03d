"""What may be sent about a batch. A text of a row is judged with its row, not with the body."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from badgeservice.document import JsonObject
from badgeservice.journeys.issuing.batches.asked import UNDER_16, RowToAward
from badgeservice.web.api.requests import UUID_PATTERN, Moment

_Text = Annotated[str, Field(max_length=20_000)]


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, alias_generator=to_camel)


class ListRow(_Request):
    """One person of a list. Only ``narrative`` and ``awardedAt`` enter the badge.

    ``rowNumber`` is by default its place, from 1. ``memberNumber`` is yours, never a citizen
    service number.
    """

    row_number: int | None = None
    name: _Text | None = None
    email: _Text | None = None
    member_number: _Text | None = None
    narrative: _Text | None = None
    awarded_at: Moment | None = None
    is_under16: bool = False
    result: _Text | None = None
    evidence_url: _Text | None = None

    def to_award(self, place: int) -> RowToAward:
        """The row as the journey takes it; ``place`` counts from 1."""
        return RowToAward(
            row_number=place if self.row_number is None else self.row_number,
            name=self.name,
            email=self.email,
            member_number=self.member_number,
            narrative=self.narrative,
            awarded_at=self.awarded_at,
            age_band=UNDER_16 if self.is_under16 else None,
            result=self.result,
            evidence_url=self.evidence_url,
        )


class BatchSubmission(_Request):
    """An achievement for the people of a list; nothing is awarded before it is confirmed."""

    achievement_id: Annotated[str, Field(pattern=UUID_PATTERN)]
    rows: Annotated[list[ListRow], Field(min_length=1, max_length=50_000)]


class BatchConfirmation(_Request):
    """The go-ahead. ``awards`` is how many you expect; another number is a conflict."""

    awards: Annotated[int, Field(ge=1, le=50_000)] | None = None


class BatchUndo(_Request):
    """Take everything back, or the award of one row."""

    row_number: Annotated[int, Field(ge=1, le=999_999)] | None = None


class RowChoice(_Request):
    """Whether a row goes on."""

    is_included: bool


class RowsChoice(_Request):
    """Whether every row goes on that is doubtful for this reason alone."""

    code: Annotated[str, Field(max_length=100, pattern=r"^[a-z_0-9.-]+$")]
    is_included: bool


BATCH_REQUESTS: tuple[type[BaseModel], ...] = (
    BatchSubmission,
    BatchConfirmation,
    BatchUndo,
    RowChoice,
    RowsChoice,
)

BATCH_EXAMPLES: dict[type[BaseModel], JsonObject] = {
    BatchSubmission: {
        "achievementId": "6f0c2a4e-8d1b-4c5e-9f3a-1b2c3d4e5f60",
        "rows": [
            {"name": "Sanne van der Linden", "memberNumber": "NKXY77L"},
            {"name": "Jan Jansen", "email": "jan@example.org", "isUnder16": True},
        ],
    },
    BatchConfirmation: {"awards": 28},
    BatchUndo: {"rowNumber": 3},
    RowChoice: {"isIncluded": True},
    RowsChoice: {"code": "row.under_16", "isIncluded": True},
}
