"""Achievements (section 1.3): what can be earned, on what grounds, and with which results."""

from typing import Annotated

from pydantic import ConfigDict

from badgeservice.openbadges.model.base import Many, Maybe, OpenClass, Term, Types
from badgeservice.openbadges.model.image import Image
from badgeservice.openbadges.model.profile import (
    EndorsementCredential,
    IdentifierEntry,
    Profile,
)
from badgeservice.openbadges.model.scalars import CompactJws, Iri, LanguageCode, Markdown
from badgeservice.openbadges.vocabulary import (
    AchievementType,
    AlignmentTargetType,
    ResultStatusType,
    ResultType,
)


class Alignment(OpenClass):
    """A link from an achievement or result to a skill, course or framework."""

    type: Annotated[list[str], Types("Alignment")]
    target_code: Maybe[str] = None
    target_description: Maybe[str] = None
    target_name: str
    target_framework: Maybe[str] = None
    target_type: Maybe[Annotated[str, Term(AlignmentTargetType)]] = None
    target_url: Iri


class Criteria(OpenClass):
    """How the achievement is earned: a page, a text or both. It needs no ``type``."""

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": ["id"]}, {"required": ["narrative"]}]}
    )

    id: Maybe[Iri] = None
    narrative: Maybe[Markdown] = None


class Related(OpenClass):
    """Another edition of the achievement, such as one in another language (T-11)."""

    id: Iri
    type: Annotated[list[str], Types("Related")]
    in_language: Maybe[LanguageCode] = None
    version: Maybe[str] = None


class RubricCriterionLevel(OpenClass):
    """One level of a rubric; ``points`` is a text, not a number."""

    id: Iri
    type: Annotated[list[str], Types("RubricCriterionLevel")]
    alignment: Maybe[Many[Alignment]] = None
    description: Maybe[str] = None
    level: Maybe[str] = None
    name: str
    points: Maybe[str] = None


class ResultDescription(OpenClass):
    """A kind of result the achievement can have.

    ``allowed_value`` is ordered low to high; ``value_max`` and ``value_min`` are texts.
    """

    id: Iri
    type: Annotated[list[str], Types("ResultDescription")]
    alignment: Maybe[Many[Alignment]] = None
    allowed_value: Maybe[Many[str]] = None
    name: str
    required_level: Maybe[Iri] = None
    required_value: Maybe[str] = None
    result_type: Annotated[str, Term(ResultType)]
    rubric_criterion_level: Maybe[Many[RubricCriterionLevel]] = None
    value_max: Maybe[str] = None
    value_min: Maybe[str] = None


class Result(OpenClass):
    """What a recipient reached.

    ``achieved_level`` and ``result_description`` name parts of the same achievement.
    """

    type: Annotated[list[str], Types("Result")]
    achieved_level: Maybe[Iri] = None
    alignment: Maybe[Many[Alignment]] = None
    result_description: Maybe[Iri] = None
    status: Maybe[Annotated[str, Term(ResultStatusType, is_extensible=False)]] = None
    value: Maybe[str] = None


class Achievement(OpenClass):
    """Something that can be earned, apart from anybody who earned it."""

    id: Iri
    type: Annotated[list[str], Types("Achievement")]
    alignment: Maybe[Many[Alignment]] = None
    achievement_type: Maybe[Annotated[str, Term(AchievementType)]] = None
    creator: Maybe[Profile] = None
    credits_available: Maybe[float] = None
    criteria: Criteria
    description: str
    endorsement: Maybe[Many[EndorsementCredential]] = None
    endorsement_jwt: Maybe[Many[CompactJws]] = None
    field_of_study: Maybe[str] = None
    human_code: Maybe[str] = None
    image: Maybe[Image] = None
    in_language: Maybe[LanguageCode] = None
    name: str
    other_identifier: Maybe[Many[IdentifierEntry]] = None
    related: Maybe[Many[Related]] = None
    result_description: Maybe[Many[ResultDescription]] = None
    specialization: Maybe[str] = None
    tag: Maybe[Many[str]] = None
    version: Maybe[str] = None
