"""Achievements over the API: published by their issuer, read by everyone."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from badgeservice.errors import InvalidRequest
from badgeservice.journeys.caller import Caller
from badgeservice.journeys.issuing.publish_achievement import (
    AchievementDraft,
    DraftLevel,
    publish_achievement,
)
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.publishing.issuers import read_achievement, read_issuer
from badgeservice.journeys.steering.admit_issuer import find_issuer
from badgeservice.openbadges.art import BadgeArt, find_art_faults
from badgeservice.openbadges.award import AchievementVersion
from badgeservice.skills.catalogue import Catalogue
from badgeservice.skills.education import (
    Assessment,
    Education,
    Participation,
    Qualification,
    oeapi_learning_outcome,
)
from badgeservice.web.api.alignments import LearningOutcomeAnswer
from badgeservice.web.api.answers import AchievementAnswer, AchievementsAnswer
from badgeservice.web.api.issuers import Slug
from badgeservice.web.api.requests import (
    EXAMPLES,
    UUID_PATTERN,
    AchievementPublication,
    EducationRequest,
)
from badgeservice.web.auth import EVERYONE, IssuerCaller, WorkingParts
from badgeservice.web.bodies import described_body, json_body

router = APIRouter(tags=["achievements"])
AchievementId = Annotated[str, Path(pattern=UUID_PATTERN, description="Id of the achievement.")]
_Body = Annotated[AchievementPublication, Depends(json_body(AchievementPublication))]
_DESCRIBED = described_body(AchievementPublication, EXAMPLES[AchievementPublication])


@router.get("/issuers/{slug}/achievements", dependencies=[EVERYONE])
def list_achievements(parts: WorkingParts, slug: Slug) -> AchievementsAnswer:
    """The newest version of each achievement of an issuer."""
    versions = read_issuer(parts, slug).achievements
    catalogue = _catalogue(parts)
    return AchievementsAnswer(
        achievements=[
            AchievementAnswer.of(version, parts.addresses, catalogue) for version in versions
        ]
    )


@router.get("/achievements/{achievement_id}", dependencies=[EVERYONE])
def get_achievement(parts: WorkingParts, achievement_id: AchievementId) -> AchievementAnswer:
    """The newest version of an achievement."""
    version = read_achievement(parts, achievement_id).achievement
    return AchievementAnswer.of(version, parts.addresses, _catalogue(parts))


@router.get("/achievements/{achievement_id}/learning-outcome", dependencies=[EVERYONE])
def get_learning_outcome(
    parts: WorkingParts, achievement_id: AchievementId
) -> LearningOutcomeAnswer:
    """The achievement as a learning outcome of OEAPI, with the OKx profile for education."""
    body = read_achievement(parts, achievement_id).achievement.body
    outcome = oeapi_learning_outcome(_catalogue(parts), achievement_id, body)
    return LearningOutcomeAnswer.of(outcome)


@router.post("/issuers/{slug}/achievements", status_code=201, openapi_extra=_DESCRIBED)
def post_achievement(
    caller: IssuerCaller, parts: WorkingParts, slug: Slug, body: _Body, response: Response
) -> AchievementAnswer:
    """Publish a new achievement."""
    issuer = find_issuer(parts, slug)
    return _published(parts, _publish(parts, caller, issuer.did, body), response)


@router.post("/achievements/{achievement_id}/versions", status_code=201, openapi_extra=_DESCRIBED)
def post_achievement_version(
    caller: IssuerCaller,
    parts: WorkingParts,
    achievement_id: AchievementId,
    body: _Body,
    response: Response,
) -> AchievementAnswer:
    """Publish a new version. What was awarded before stays as it was."""
    version = _publish(parts, caller, str(caller.issuer_did), body, achievement_id)
    return _published(parts, version, response)


def _publish(
    parts: Parts,
    caller: Caller,
    issuer_did: str,
    body: AchievementPublication,
    achievement_id: str | None = None,
) -> AchievementVersion:
    draft = AchievementDraft(
        name=body.name,
        description=body.description,
        criteria=body.criteria,
        skills=tuple(body.skills),
        art=_art(body),
        achievement_type=body.achievement_type,
        language=body.language,
        tags=tuple(body.tags),
        levels=tuple(DraftLevel(one.name, one.description) for one in body.levels),
        education=_education(body.education),
    )
    return publish_achievement(parts, caller, issuer_did, draft, achievement_id=achievement_id)


def _art(body: AchievementPublication) -> BadgeArt:
    art = BadgeArt(
        shape=body.art.shape,
        colour=body.art.colour,
        accent=body.art.accent,
        pictogram=body.art.pictogram,
        ring_text=body.art.ring_text,
    )
    findings = [replace(one, pointer=f"/art{one.pointer}") for one in find_art_faults(art)]
    if findings:
        detail = "The art cannot be composed like this."
        raise InvalidRequest(detail, hint="Correct every finding.", findings=findings)
    return art


def _education(told: EducationRequest | None) -> Education | None:
    if told is None:
        return None
    return Education(
        qualifications=tuple(
            Qualification(
                crebo=one.crebo,
                title=one.title or "",
                dossier=one.dossier or "",
                core_task=one.core_task or "",
                work_process=one.work_process or "",
            )
            for one in told.qualifications
        ),
        study_load_hours=told.study_load_hours,
        nlqf_level=told.nlqf_level,
        eqf_level=told.eqf_level,
        participation=Participation(told.participation) if told.participation else None,
        assessment=Assessment(told.assessment) if told.assessment else None,
    )


def _published(parts: Parts, version: AchievementVersion, response: Response) -> AchievementAnswer:
    response.headers["Location"] = f"/v1/achievements/{version.achievement_id}"
    return AchievementAnswer.of(version, parts.addresses, _catalogue(parts))


def _catalogue(parts: Parts) -> Catalogue:
    return parts.skills.take(parts.database, parts.now()).catalogue
