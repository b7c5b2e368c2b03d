"""What may be sent to the API: strict shapes, in which an unknown member is a fault.

What leaves the service has shapes of its own (``answers``), so nobody can send what only we
decide: issuer, status, dates of admission (H16).
"""

import unicodedata
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel

from badgeservice.document import JsonObject
from badgeservice.openbadges.instants import DATE_TIME_STAMP_PATTERN, read_instant
from badgeservice.openbadges.plain_text import LAYOUT, is_mail_address, is_unseen

_MAX_MARKS = 4
UUID_PATTERN = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
BATCH_ID_PATTERN = r"^[0-9a-f]{32}$"
SLUG_PATTERN = r"^[a-z0-9-]{1,60}$"


def _clean(text: str, allowed: str) -> str:
    """Refuse what cannot be seen: control characters, bidirectional marks, private use."""
    text = unicodedata.normalize("NFC", text).strip()
    if text.isascii() and text.isprintable():
        # Most texts; a batch has tens of thousands of them.
        return _filled(text)
    marks = 0
    for character in text:
        if is_unseen(character, allowed=allowed):
            raise ValueError("Leave out characters that cannot be seen.")
        marks = marks + 1 if unicodedata.category(character).startswith("M") else 0
        if marks > _MAX_MARKS:
            raise ValueError("There are too many accents on one letter.")
    return _filled(text)


def _filled(text: str) -> str:
    if not text:
        raise ValueError("Fill this in.")
    return text


def _clean_line(text: str) -> str:
    return _clean(text, "")


def _clean_text(text: str) -> str:
    return _clean(text, LAYOUT)


def _require_mail(text: str) -> str:
    if not is_mail_address(text):
        raise ValueError("This is no e-mail address.")
    return text


def _read_instant(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError("Use a text such as 2026-11-21T12:00:00Z.")
    message = "Use a moment with a time zone, such as 2026-11-21T12:00:00Z."
    try:
        moment = read_instant(value)
    except ValueError as fault:
        raise ValueError(message) from fault
    if moment.tzinfo is not UTC:
        # The few hours around the years 1 and 9999 that cannot be told in UTC.
        raise ValueError(message)
    return moment


Line = Annotated[str, Field(max_length=200), AfterValidator(_clean_line)]
Text = Annotated[str, Field(max_length=10_000), AfterValidator(_clean_text)]
Moment = Annotated[
    datetime,
    BeforeValidator(_read_instant),
    Field(json_schema_extra={"format": "date-time", "pattern": DATE_TIME_STAMP_PATTERN}),
]
Code = Annotated[str, Field(max_length=20), AfterValidator(_clean_line)]
Address = Annotated[str, Field(max_length=2_000), AfterValidator(_clean_line)]


MailAddress = Annotated[
    str, Field(max_length=254), AfterValidator(_clean_line), AfterValidator(_require_mail)
]


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, alias_generator=to_camel)


class IssuerAdmission(_Request):
    """An organisation that the city admits; all of it is public."""

    slug: Annotated[str, Field(max_length=60)]
    name: Line
    kind: Literal["sport_club", "school", "organisation"]
    url: Address
    email: MailAddress | None = None
    description: Annotated[str, Field(max_length=2_000), AfterValidator(_clean_text)] | None = None
    is_recognised: bool = True
    recognised_until: Moment | None = None
    scope: Annotated[list[Line], Field(max_length=100)] = []


class SigningKeyRequest(_Request):
    """A signing key that the city has made for an issuer."""

    algorithm: Literal["Ed25519", "P-256", "RSA-2048"]


class ApiKeyRequest(_Request):
    """An API key for an issuer; ``label`` says where it is used and names no person."""

    label: Annotated[str, Field(max_length=100), AfterValidator(_clean_line)]


class ArtRequest(_Request):
    """The choices that badge art is composed from."""

    shape: str
    colour: str
    accent: str
    pictogram: str
    ring_text: Annotated[str, Field(max_length=200)] = ""


class LevelRequest(_Request):
    """One level of an achievement, and what somebody then shows."""

    name: Line
    description: Annotated[str, Field(max_length=2_000), AfterValidator(_clean_text)]


class QualificationRequest(_Request):
    """The part of an mbo qualification that an achievement relates to; it is not awarded."""

    crebo: Code
    title: Annotated[str, Field(max_length=200), AfterValidator(_clean_line)] | None = None
    dossier: Code | None = None
    core_task: Code | None = None
    work_process: Code | None = None


class EducationRequest(_Request):
    """Facts about education: mbo qualifications, study load (SBU), NLQF and EQF level."""

    qualifications: Annotated[list[QualificationRequest], Field(max_length=20)] = []
    study_load_hours: int | None = None
    nlqf_level: Code | None = None
    eqf_level: int | None = None
    participation: (
        Literal[
            "online",
            "onsite or blended",
            "volunteering",
            "work experience",
            "personalized learning activities",
        ]
        | None
    ) = None
    assessment: (
        Literal["testing", "application of a skill", "portfolio", "recognition of prior learning"]
        | None
    ) = None


class AchievementPublication(_Request):
    """An achievement, or a new version of one. ``skills`` are CompetentNL codes or URIs.

    ``levels`` go from low to high. ``education`` is for schools; of others it is refused, and so
    is a text that claims a diploma or a licence.
    """

    name: Line
    description: Text
    criteria: Text
    skills: Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=50)] = []
    art: ArtRequest
    achievement_type: Annotated[str, Field(max_length=100)] = "Badge"
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "nl"
    tags: Annotated[list[Line], Field(max_length=50)] = []
    levels: Annotated[list[LevelRequest], Field(max_length=10)] = []
    education: EducationRequest | None = None


class Recipient(_Request):
    """Who gets it. This stays with us and never enters the badge."""

    name: Line | None = None
    email: MailAddress | None = None


class AwardSubmission(_Request):
    """An achievement for one person. ``narrative`` is signed: whoever gets the file reads it."""

    achievement_id: Annotated[str, Field(pattern=UUID_PATTERN)]
    recipient: Recipient | None = None
    narrative: Text | None = None
    awarded_at: Moment | None = None


class BatchRecipient(_Request):
    """One award of a batch. Name and e-mail stay with us; ``narrative`` is signed."""

    name: Line | None = None
    email: MailAddress | None = None
    narrative: Text | None = None
    awarded_at: Moment | None = None


class AwardBatchSubmission(_Request):
    """An achievement for many people; how many at a time is a setting, 10,000 by default."""

    achievement_id: Annotated[str, Field(pattern=UUID_PATTERN)]
    recipients: Annotated[list[BatchRecipient], Field(min_length=1, max_length=50_000)]


class Revocation(_Request):
    """Why a badge is revoked: for our own record, never published."""

    reason: Annotated[str, Field(max_length=500), AfterValidator(_clean_text)]


REQUESTS: tuple[type[BaseModel], ...] = (
    IssuerAdmission,
    SigningKeyRequest,
    ApiKeyRequest,
    AchievementPublication,
    AwardSubmission,
    AwardBatchSubmission,
    Revocation,
)

EXAMPLES: dict[type[BaseModel], JsonObject] = {
    IssuerAdmission: {
        "slug": "sv-de-maasboys",
        "name": "SV De Maasboys",
        "kind": "sport_club",
        "url": "https://maasboys.example",
        "description": "Een voetbalvereniging in Oss.",
    },
    SigningKeyRequest: {"algorithm": "Ed25519"},
    ApiKeyRequest: {"label": "Ledenadministratie"},
    AchievementPublication: {
        "name": "Teamspeler",
        "description": "Je werkt goed samen in een team.",
        "criteria": "Je hebt een heel seizoen met je team gespeeld en geholpen.",
        "skills": ["1D54A21B60"],
        "art": {
            "shape": "shield",
            "colour": "#0b5c6b",
            "accent": "#e07a1f",
            "pictogram": "together",
            "ringText": "Teamspeler",
        },
        "levels": [
            {"name": "Meedoen", "description": "Je helpt als iemand het vraagt."},
            {"name": "Meedenken", "description": "Je helpt voordat iemand het vraagt."},
        ],
    },
    AwardSubmission: {
        "achievementId": "6f0c2a4e-8d1b-4c5e-9f3a-1b2c3d4e5f60",
        "recipient": {"name": "Sanne van der Linden"},
        "awardedAt": "2026-11-21T12:00:00Z",
    },
    AwardBatchSubmission: {
        "achievementId": "6f0c2a4e-8d1b-4c5e-9f3a-1b2c3d4e5f60",
        "recipients": [
            {"name": "Sanne van der Linden", "email": "sanne@example.org"},
            {
                "name": "Jan Jansen",
                "narrative": "Ook trainer van de jongste jeugd.",
                "awardedAt": "2026-11-21T12:00:00Z",
            },
        ],
    },
    Revocation: {"reason": "Aan de verkeerde persoon gegeven."},
}
