"""What the API tells of the alignments of an achievement: skills, and facts about education."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from badgeservice.document import JsonObject
from badgeservice.skills.alignments import Framework, ReadAlignment
from badgeservice.skills.education import Education


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", alias_generator=to_camel, populate_by_name=True)


class SuggestedSkillAnswer(_Answer):
    """The skill that a look-alike probably meant."""

    uri: str
    code: str
    label: str


class AlignedSkillAnswer(_Answer):
    """A skill that an achievement points at.

    ``label`` and ``label_en`` are those of today; ``told`` is what the achievement calls it.
    ``also`` are URIs that mean exactly the same, such as those of ESCO.
    """

    uri: str
    code: str | None
    label: str
    label_en: str | None
    told: str
    framework: str
    state: Literal["current", "renamed", "withdrawn", "lookalike", "unknown", "other"]
    withdrawn_in: str | None
    also: list[str]
    suggestion: SuggestedSkillAnswer | None

    @classmethod
    def of(cls, read: ReadAlignment) -> "AlignedSkillAnswer":
        """The alignment as it is told; a skill known by its equal in ESCO has its own URI."""
        skill, meant = read.skill, read.suggestion
        also = (read.uri, *read.also) if read.via_esco else read.also
        return cls(
            uri=skill.uri if skill else read.uri,
            code=skill.code if skill else None,
            label=read.label_now,
            label_en=(skill.label_en or None) if skill else None,
            told=read.label,
            framework=(Framework.COMPETENTNL if skill else read.framework).value,
            state=read.state.value,
            withdrawn_in=read.withdrawn_in or None,
            also=list(also),
            suggestion=SuggestedSkillAnswer(uri=meant.uri, code=meant.code, label=meant.label)
            if meant
            else None,
        )


class QualificationAnswer(_Answer):
    """The part of an mbo qualification that an achievement relates to; it is not awarded."""

    crebo: str
    title: str | None
    dossier: str | None
    core_task: str | None
    work_process: str | None


class EducationAnswer(_Answer):
    """Facts about education; ``study_load_hours`` is in SBU."""

    qualifications: list[QualificationAnswer]
    study_load_hours: int | None
    nlqf_level: str | None
    eqf_level: int | None
    participation: str | None
    assessment: str | None

    @classmethod
    def of(cls, education: Education | None) -> "EducationAnswer | None":
        """The facts as they are told, or None when there are none."""
        if education is None:
            return None
        return cls(
            qualifications=[
                QualificationAnswer(
                    crebo=one.crebo,
                    title=one.title or None,
                    dossier=one.dossier or None,
                    core_task=one.core_task or None,
                    work_process=one.work_process or None,
                )
                for one in education.qualifications
            ],
            study_load_hours=education.study_load_hours,
            nlqf_level=education.nlqf_level,
            eqf_level=education.eqf_level,
            participation=education.participation.value if education.participation else None,
            assessment=education.assessment.value if education.assessment else None,
        )


class LanguageTextAnswer(_Answer):
    """A text in a language (OEAPI: LanguageTypedString)."""

    language: str
    value: str


class IdentifierAnswer(_Answer):
    """A code and its type (OEAPI: IdentifierEntry)."""

    code_type: str
    code: str


class LearningOutcomeAnswer(_Answer):
    """A learning outcome of OEAPI 6; ``consumer`` follows the drafts of the OKx profile."""

    learning_outcome_id: str
    primary_code: IdentifierAnswer
    name: list[LanguageTextAnswer]
    description: list[LanguageTextAnswer]
    other_codes: list[IdentifierAnswer]
    consumer: dict[str, Any]

    @classmethod
    def of(cls, outcome: JsonObject) -> "LearningOutcomeAnswer":
        """The learning outcome as it is told."""
        return cls.model_validate(outcome)
