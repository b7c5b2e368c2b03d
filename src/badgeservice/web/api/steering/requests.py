"""What the city may send about an organisation: strict shapes, as everywhere in the API."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from badgeservice.document import JsonObject
from badgeservice.web.api.requests import Address, Line, MailAddress, Moment, Text

_NO_CHANGE = "Leave this out to keep it; null takes it away."


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, alias_generator=to_camel)


def _most(count: int) -> AfterValidator:
    def check(text: str) -> str:
        if len(text) > count:
            raise ValueError(f"Use at most {count} characters.")
        return text

    return AfterValidator(check)


class ProfileUpdate(_Request):
    """The members of a profile that are to change; id and slug never do."""

    name: Line | None = Field(default=None, description="Leave this out to keep it.")
    url: Address | None = Field(default=None, description="Leave this out to keep it.")
    email: MailAddress | None = Field(default=None, description=_NO_CHANGE)
    description: Annotated[Text, _most(2_000)] | None = Field(default=None, description=_NO_CHANGE)


class RecognitionStatement(_Request):
    """What the city recognises: ``skill:CODE``, ``achievementType:NAME``, or nothing for all."""

    scope: Annotated[list[Line], Field(max_length=100)] = []
    since: Moment | None = None
    until: Moment | None = None


class ReasonGiven(_Request):
    """Why: for our own record, never published. Name no people."""

    reason: Annotated[str, Field(max_length=500)]


STEERING_REQUESTS: tuple[type[BaseModel], ...] = (ProfileUpdate, RecognitionStatement, ReasonGiven)

STEERING_EXAMPLES: dict[type[BaseModel], JsonObject] = {
    ProfileUpdate: {"name": "SV De Maasboys", "description": "Een voetbalvereniging in Oss."},
    RecognitionStatement: {
        "scope": ["skill:1D54A21B60", "achievementType:MicroCredential"],
        "until": "2030-08-01T00:00:00Z",
    },
    ReasonGiven: {"reason": "Er klopt iets niet met de laatste badges."},
}
