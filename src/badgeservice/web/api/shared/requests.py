"""What may be sent to adopt a shared badge: nothing, or what has to be different."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from badgeservice.document import JsonObject
from badgeservice.journeys.issuing.publish_achievement import DraftLevel
from badgeservice.journeys.skills.adopt import Changes
from badgeservice.openbadges.art import BadgeArt
from badgeservice.web.api.requests import ArtRequest, LevelRequest, Line, Text


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, alias_generator=to_camel)


class Adoption(_Request):
    """How an issuer takes a shared badge. What is left out stays as it is shared.

    An empty list takes something away. ``skills`` are CompetentNL codes or URIs.
    """

    language: Literal["nl", "en"] = "nl"
    name: Line | None = None
    description: Text | None = None
    criteria: Text | None = None
    skills: Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=50)] | None = (
        None
    )
    levels: Annotated[list[LevelRequest], Field(max_length=10)] | None = None
    art: ArtRequest | None = None
    tags: Annotated[list[Line], Field(max_length=50)] | None = None

    def changes(self) -> Changes:
        """What is to be different, as a value."""
        return Changes(
            name=self.name,
            description=self.description,
            criteria=self.criteria,
            skills=None if self.skills is None else tuple(self.skills),
            levels=self._levels(),
            art=None if self.art is None else _art(self.art),
            tags=None if self.tags is None else tuple(self.tags),
        )

    def _levels(self) -> tuple[DraftLevel, ...] | None:
        if self.levels is None:
            return None
        return tuple(DraftLevel(one.name, one.description) for one in self.levels)


def _art(sent: ArtRequest) -> BadgeArt:
    return BadgeArt(sent.shape, sent.colour, sent.accent, sent.pictogram, sent.ring_text)


SHARED_REQUESTS: tuple[type[BaseModel], ...] = (Adoption,)

ADOPTION_EXAMPLE: JsonObject = {
    "language": "nl",
    "name": "Teamspeler van de Maasboys",
    "tags": ["voetbal", "team"],
}
