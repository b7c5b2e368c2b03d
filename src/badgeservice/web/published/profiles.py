"""Issuers and achievements at one address for people and programs: a page, or JSON-LD."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from badgeservice.document import JsonObject
from badgeservice.journeys.publishing.issuers import (
    PublicAchievement,
    achievement_image,
    read_achievement,
    read_issuer,
)
from badgeservice.openbadges.publishing import published_profile
from badgeservice.openbadges.vocabulary import BADGE_CONTEXTS
from badgeservice.web.api.requests import SLUG_PATTERN, UUID_PATTERN
from badgeservice.web.auth import EVERYONE, WorkingParts
from badgeservice.web.negotiation import HTML, preferred
from badgeservice.web.pages.achievements import achievement_page
from badgeservice.web.pages.issuers import issuer_page
from badgeservice.web.published.caching import published
from badgeservice.web.published.keys import json_bytes
from badgeservice.web.refusals import NotAcceptable

router = APIRouter(dependencies=[EVERYONE], include_in_schema=False)
Slug = Annotated[str, Path(pattern=SLUG_PATTERN)]
AchievementId = Annotated[str, Path(pattern=UUID_PATTERN)]
Version = Annotated[str, Path(pattern=r"^[1-9][0-9]{0,8}$")]

_LINKED_DATA = (
    "application/ld+json",
    "application/json",
    "application/vc",
    "application/vc+ld+json",
)
_IMAGE_MAX_AGE_SECONDS = 86_400


@router.get("/issuers/{slug}")
def get_issuer(request: Request, parts: WorkingParts, slug: Slug) -> Response:
    """An issuer: the page in Dutch, or its profile."""
    public = read_issuer(parts, slug)
    media_type = _chosen(request)
    if media_type == HTML:
        return issuer_page(parts, public, "nl")
    body = json_bytes(published_profile(public.issuer))
    return published(request, body, media_type, varies=True)


@router.get("/achievements/{achievement_id}")
def get_achievement(
    request: Request, parts: WorkingParts, achievement_id: AchievementId
) -> Response:
    """The newest version of an achievement: the page in Dutch, or the Achievement."""
    return _achievement(request, parts, read_achievement(parts, achievement_id))


@router.get("/achievements/{achievement_id}/versions/{version}")
def get_achievement_version(
    request: Request, parts: WorkingParts, achievement_id: AchievementId, version: Version
) -> Response:
    """One version of an achievement, as it was when it was published."""
    return _achievement(request, parts, read_achievement(parts, achievement_id, int(version)))


@router.get("/achievements/{achievement_id}/versions/{version}/image.png")
def get_achievement_image(
    request: Request, parts: WorkingParts, achievement_id: AchievementId, version: Version
) -> Response:
    """The art of a version, which never changes."""
    image = achievement_image(parts, achievement_id, int(version))
    return published(request, image, "image/png", max_age_seconds=_IMAGE_MAX_AGE_SECONDS)


def _achievement(request: Request, parts: WorkingParts, public: PublicAchievement) -> Response:
    media_type = _chosen(request)
    if media_type == HTML:
        return achievement_page(parts, public, "nl")
    document: JsonObject = {"@context": list(BADGE_CONTEXTS), **public.achievement.body}
    return published(request, json_bytes(document), media_type, varies=True)


def _chosen(request: Request) -> str:
    media_type = preferred(request.headers.get("accept"), (*_LINKED_DATA, HTML))
    if media_type is None:
        hint = f"Accept one of: {', '.join((*_LINKED_DATA, HTML))}."
        raise NotAcceptable("This is not kept in a form that you accept.", hint=hint)
    return media_type
