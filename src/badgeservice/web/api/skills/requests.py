"""What may be sent to compare: strict shapes, in which an unknown member is a fault."""

import json
from importlib.resources import files
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel

from badgeservice.document import JsonObject
from badgeservice.journeys.skills.compare import ComparisonRequest, RequiredSkill
from badgeservice.skills.comparison import Importance

# What the settings allow at most; what is allowed here is looked at by the journey.
_MOST_CREDENTIALS = 500
_MOST_SKILLS = 2_000
_CodeOrUri = Annotated[str, Field(min_length=1, max_length=2_000)]


def _require_either(value: object) -> object:
    """Say in one finding what pydantic says once for each kind, with its own words for a place."""
    if not isinstance(value, dict | str):
        message = "Use an object, or a text that holds a token."
        raise ValueError(message)
    return value


_Credential = Annotated[dict[str, Any] | str, BeforeValidator(_require_either)]


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, alias_generator=to_camel)


class RequiredSkillPart(_Request):
    """A skill that is asked, by its CompetentNL code or URI, and how much it matters."""

    skill: _CodeOrUri
    importance: Literal["essential", "important", "somewhat", "unstated"] = "unstated"


class ComparisonSubmission(_Request):
    """Badges, and what to compare them with: an occupation by code or URI, or a list of skills.

    Each credential is an object, or a text that holds a token (VC-JWT or SD-JWT). How many
    credentials and skills there may be at a time is a setting, 50 and 200 by default.
    """

    credentials: Annotated[list[_Credential], Field(min_length=1, max_length=_MOST_CREDENTIALS)]
    occupation: _CodeOrUri | None = None
    skills: Annotated[list[RequiredSkillPart], Field(max_length=_MOST_SKILLS)] = []

    def to_request(self) -> ComparisonRequest:
        """What was sent, as the journey takes it."""
        return ComparisonRequest(
            credentials=tuple(self.credentials),
            occupation=self.occupation,
            skills=tuple(
                RequiredSkill(one.skill, Importance(one.importance)) for one in self.skills
            ),
        )


_BADGE: JsonObject = json.loads(
    files("badgeservice.web.api").joinpath("example_badge.json").read_text(encoding="utf-8")
)
EXAMPLE: JsonObject = {
    "credentials": [_BADGE],
    "skills": [
        {
            "skill": "https://linkeddata.competentnl.nl/id/humancapability/1D54A21B60",
            "importance": "essential",
        },
        {"skill": "49790E767C"},
    ],
}
