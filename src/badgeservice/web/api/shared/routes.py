"""Shared badges: read by everyone, adopted by an issuer in one step."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from badgeservice.journeys.skills.adopt import adopt, offer, offer_one
from badgeservice.web.api.answers import AchievementAnswer
from badgeservice.web.api.shared.answers import SharedBadgeInUseAnswer, SharedBadgesAnswer
from badgeservice.web.api.shared.requests import ADOPTION_EXAMPLE, Adoption
from badgeservice.web.auth import EVERYONE, IssuerCaller, WorkingParts
from badgeservice.web.bodies import described_body, json_body

router = APIRouter(tags=["shared achievements"])
SharedId = Annotated[
    str,
    Path(
        pattern=r"^[a-z]+(-[a-z]+)*$",
        max_length=60,
        description="Id of the shared badge.",
        examples=["team-player"],
    ),
]
_Words = Annotated[
    str, Query(description="Words in any language; each may be cut short.", examples=["team"])
]
_Skill = Annotated[
    str, Query(description="Code or URI of a CompetentNL skill.", examples=["1D54A21B60"])
]


@router.get("/catalogue-achievements", dependencies=[EVERYONE])
def list_catalogue_achievements(
    parts: WorkingParts, query: _Words = "", skill: _Skill = ""
) -> SharedBadgesAnswer:
    """The ready-made achievements that any issuer may adopt, in Dutch and English."""
    return SharedBadgesAnswer.of(offer(parts, query=query, skill=skill), parts.addresses)


@router.get("/catalogue-achievements/{shared_id}", dependencies=[EVERYONE])
def get_catalogue_achievement(parts: WorkingParts, shared_id: SharedId) -> SharedBadgeInUseAnswer:
    """One ready-made achievement, and who gives it."""
    return SharedBadgeInUseAnswer.of_one(offer_one(parts, shared_id), parts.addresses)


@router.post(
    "/catalogue-achievements/{shared_id}/adoptions",
    status_code=201,
    openapi_extra=described_body(Adoption, ADOPTION_EXAMPLE),
)
def post_adoption(
    caller: IssuerCaller,
    parts: WorkingParts,
    shared_id: SharedId,
    body: Annotated[Adoption, Depends(json_body(Adoption))],
    response: Response,
) -> AchievementAnswer:
    """Adopt a ready-made achievement as it is, or with changes. It is published at once."""
    adopted = adopt(
        parts,
        caller,
        str(caller.issuer_did),
        shared_id,
        language=body.language,
        changes=body.changes(),
    )
    response.headers["Location"] = f"/v1/achievements/{adopted.achievement_id}"
    catalogue = parts.skills.take(parts.database, parts.now()).catalogue
    return AchievementAnswer.of(adopted, parts.addresses, catalogue)
