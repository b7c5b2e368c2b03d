"""The shape of the verification report, for OpenAPI; a test holds real reports against it."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", alias_generator=to_camel)


class Bilingual(_Part):
    """One sentence in Dutch and in English."""

    nl: str
    en: str


class PolicyPart(_Part):
    """How strict the verification was."""

    name: str
    version: str


class FindingPart(_Part):
    """One thing that is wrong, and where (RFC 6901)."""

    code: str
    pointer: str
    message: str


class CheckPart(BaseModel):
    """One step of the standard and what it found; some steps add members of their own."""

    model_config = ConfigDict(extra="allow", alias_generator=to_camel)

    id: str
    outcome: Literal["pass", "fail", "unknown", "skipped", "not_applicable", "note"] = Field(
        description="A `note` tells something and decides nothing."
    )
    code: str
    text: Bilingual
    source_age: int | None = Field(default=None, description="Age of the source, in seconds.")
    findings: list[FindingPart] = []


class TrustPart(_Part):
    """Whether the city knows the issuer; it never changes the verdict."""

    status: Literal["recognised", "known_elsewhere", "unknown"]
    by: str | None = None
    since: str | None = None
    until: str | None = None
    scope: list[str] = []


class ShownSkillPart(_Part):
    """An alignment, as the credential tells it. Without `isConfirmed` nobody stands behind it."""

    uri: Any = Field(description="The `targetUrl` of the alignment.")
    label: Any = Field(description="The `targetName` of the alignment.")
    framework: Any = Field(description="The `targetFramework` of the alignment.")
    code: str | None = Field(
        description="The `targetCode`; null when there is none or it is no short text."
    )
    type: str | None = Field(
        description="The `targetType`; null when there is none or it is no short text."
    )


class CredentialPart(_Part):
    """What the credential says, member by member as it stands there, whatever that is."""

    id: Any
    name: Any
    issuer: dict[str, Any] = Field(description="Its `id` and its `name`.")
    valid_from: Any
    valid_until: Any
    is_confirmed: bool = Field(description="Whether the proof was checked and is right.")
    skills: list[ShownSkillPart]


class BindingPart(_Part):
    """Whether the holder was shown to be the one who handed it in."""

    status: Literal["not_checked", "proved"]


class EndorsementPart(_Part):
    """One endorsement by others; it never changes the verdict of the badge."""

    pointer: str
    code: str
    text: Bilingual
    report: "ReportAnswer | None" = Field(
        description="Its own report; absent when it could not be read."
    )


class ReportAnswer(_Part):
    """The verdict, what was checked, who says it, and what to do now."""

    verdict: Literal["valid", "invalid", "indeterminate"]
    valid_as_of: str
    policy: PolicyPart
    credential: CredentialPart | None = Field(
        description="What the credential says; absent when its proof is wrong."
    )
    issuer_trust: TrustPart
    holder_binding: BindingPart
    checks: list[CheckPart]
    warnings: list[FindingPart]
    endorsements: list[EndorsementPart]
    credential_digest: str | None
    summary: Bilingual
    advice: Bilingual


class ReportLine(ReportAnswer):
    """The report on one credential of a batch; ``index`` counts from 0 in the order they came."""

    index: int = Field(ge=0)
