"""What the API answers: shapes made from our values, with nothing in them by accident."""

from collections import Counter
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from badgeservice.document import JsonObject
from badgeservice.journeys.issuing.issue_many import BatchResult
from badgeservice.journeys.issuing.read_award import AwardStanding
from badgeservice.journeys.publishing.issuers import PublicAchievement, PublicIssuer
from badgeservice.openbadges.award import AchievementVersion, AwardState
from badgeservice.openbadges.issuer import Issuer, IssuerKey, Recognition
from badgeservice.openbadges.publishing import Addresses
from badgeservice.openbadges.verification.report import instant_text
from badgeservice.skills.alignments import read_alignments
from badgeservice.skills.catalogue import Catalogue
from badgeservice.skills.education import read_education
from badgeservice.web.api.alignments import AlignedSkillAnswer, EducationAnswer

Instant = Annotated[str, Field(json_schema_extra={"format": "date-time"})]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", alias_generator=to_camel, populate_by_name=True)


class RecognitionAnswer(_Answer):
    """From when until when the city recognises an issuer, and for what (empty: everything)."""

    by: str
    since: Instant
    until: Instant | None
    scope: list[str]

    @classmethod
    def of(cls, recognition: Recognition | None) -> "RecognitionAnswer | None":
        """The recognition as it is told, or None when there is none."""
        if recognition is None:
            return None
        until = instant_text(recognition.until) if recognition.until else None
        since = instant_text(recognition.since)
        scope = list(recognition.scope)
        return cls(by=recognition.recognised_by, since=since, until=until, scope=scope)


class IssuerAnswer(_Answer):
    """An admitted organisation. ``profile`` is where the world reads about it."""

    id: str
    slug: str
    name: str
    kind: Literal["city", "sport_club", "school", "organisation"]
    url: str
    email: str | None
    description: str | None
    profile: str
    admitted_at: Instant
    is_suspended: bool
    recognition: RecognitionAnswer | None

    @classmethod
    def of(
        cls, issuer: Issuer, recognition: Recognition | None, addresses: Addresses
    ) -> "IssuerAnswer":
        """The issuer as it is told."""
        return cls(
            id=issuer.did,
            slug=issuer.slug,
            name=issuer.name,
            kind=issuer.kind.value,
            url=issuer.url,
            email=issuer.email,
            description=issuer.description,
            profile=addresses.issuer(issuer.slug),
            admitted_at=instant_text(issuer.admitted_at),
            is_suspended=issuer.suspended_at is not None,
            recognition=RecognitionAnswer.of(recognition),
        )


class IssuersAnswer(_Answer):
    """All issuers, the city first and then by name."""

    issuers: list[IssuerAnswer]

    @classmethod
    def of(cls, issuers: tuple[PublicIssuer, ...], addresses: Addresses) -> "IssuersAnswer":
        """The issuers as they are told."""
        return cls(
            issuers=[IssuerAnswer.of(one.issuer, one.recognition, addresses) for one in issuers]
        )


class SigningKeyAnswer(_Answer):
    """The public half of a signing key; the other half never leaves the service."""

    key_id: str
    algorithm: str
    verification_method: str
    public_jwk: dict[str, Any]
    created_at: Instant

    @classmethod
    def of(cls, key: IssuerKey) -> "SigningKeyAnswer":
        """The key as it is told."""
        return cls(
            key_id=key.key_id,
            algorithm=key.algorithm,
            verification_method=key.verification_method,
            public_jwk=key.public_jwk,
            created_at=instant_text(key.created_at),
        )


class ApiKeyAnswer(_Answer):
    """An API key. The secret is told this once; only its digest is kept."""

    key_id: str
    secret: str


class AchievementAnswer(_Answer):
    """A version of an achievement; ``achievement`` is it as Open Badges 3.0 writes it.

    ``skills`` and ``education`` are what we read in it, by the catalogue of today.
    """

    id: str
    version: int
    url: str
    image: str
    issuer: str
    published_at: Instant
    achievement: dict[str, Any]
    skills: list[AlignedSkillAnswer]
    education: EducationAnswer | None

    @classmethod
    def of(
        cls, version: AchievementVersion, addresses: Addresses, catalogue: Catalogue
    ) -> "AchievementAnswer":
        """The version as it is told."""
        read = read_alignments(catalogue, version.body.get("alignment"))
        return cls(
            id=version.achievement_id,
            version=version.version,
            url=addresses.achievement(version.achievement_id),
            image=addresses.achievement_image(version.achievement_id, version.version),
            issuer=version.issuer_did,
            published_at=instant_text(version.published_at),
            achievement=version.body,
            skills=[AlignedSkillAnswer.of(one) for one in read if one.framework.is_about_skills],
            education=EducationAnswer.of(read_education(version.body)),
        )

    @classmethod
    def of_public(
        cls, public: PublicAchievement, addresses: Addresses, catalogue: Catalogue
    ) -> "AchievementAnswer":
        """A published achievement as it is told."""
        return cls.of(public.achievement, addresses, catalogue)


class AchievementsAnswer(_Answer):
    """The newest version of each achievement of an issuer, oldest achievement first."""

    achievements: list[AchievementAnswer]


class RecipientAnswer(_Answer):
    """Who got it, as the issuer told us; only that issuer reads it."""

    name: str | None
    email: str | None


class AwardAnswer(_Answer):
    """An award and where its credential is. ``state`` is where the award stands now."""

    id: str
    state: Literal["accepted", "signed", "revoked"]
    achievement_id: str
    achievement_version: int
    recipient: RecipientAnswer
    narrative: str | None
    awarded_at: Instant
    signed_at: Instant | None
    revoked_at: Instant | None
    credential_id: str
    credential: str

    @classmethod
    def of(cls, standing: AwardStanding, addresses: Addresses) -> "AwardAnswer":
        """The award as its issuer is told."""
        award = standing.award
        credential_uuid = award.credential_id.removeprefix("urn:uuid:")
        return cls(
            id=award.award_id,
            state=standing.state.value,
            achievement_id=award.achievement_id,
            achievement_version=award.achievement_version,
            recipient=RecipientAnswer(name=award.recipient_name, email=award.recipient_email),
            narrative=award.narrative,
            awarded_at=instant_text(award.awarded_at),
            signed_at=instant_text(standing.signed_at) if standing.signed_at else None,
            revoked_at=instant_text(standing.revoked_at) if standing.revoked_at else None,
            credential_id=award.credential_id,
            credential=f"{addresses.public_url}/v1/credentials/{credential_uuid}",
        )


class AwardBatchAnswer(_Answer):
    """A batch and where its awards stand now; ``awards`` are their ids in the order of the rows."""

    id: str
    achievement_id: str
    achievement_version: int
    count: int
    signed: int
    waiting: int
    revoked: int
    awards: list[str]

    @classmethod
    def of(cls, batch: BatchResult) -> "AwardBatchAnswer":
        """The batch as its issuer is told."""
        states = Counter(award.state for award in batch.awards)
        return cls(
            id=batch.batch_id,
            achievement_id=batch.achievement_id,
            achievement_version=batch.achievement_version,
            count=len(batch.awards),
            signed=states[AwardState.SIGNED],
            waiting=states[AwardState.ACCEPTED],
            revoked=states[AwardState.REVOKED],
            awards=[award.award_id for award in batch.awards],
        )


class VersionAnswer(_Answer):
    """What is running here."""

    name: str
    version: str
    api_version: str
    standards: list[str]


class HealthAnswer(_Answer):
    """All is well. What is not well is told as a problem with status 503."""

    status: Literal["ok"]
    checks: dict[str, Literal["ok", "not_applicable"]]


def problem_schema() -> JsonObject:
    """JSON Schema of a problem (RFC 9457 and our own members)."""
    text: JsonObject = {"type": "string"}
    finding = {
        "type": "object",
        "required": ["pointer", "code", "message"],
        "properties": {"pointer": text, "code": text, "message": text},
    }
    return {
        "type": "object",
        "title": "Problem",
        "description": "Problem details (RFC 9457). No value that was sent is repeated in it.",
        "required": ["type", "title", "status", "detail", "instance", "code"],
        "properties": {
            "type": {"type": "string", "format": "uri"},
            "title": text,
            "status": {"type": "integer"},
            "detail": text,
            "instance": {"type": "string", "format": "uri"},
            "code": text,
            "hint": text,
            "errors": {"type": "array", "items": finding},
            "errorsLeftOut": {"type": "integer"},
        },
    }
