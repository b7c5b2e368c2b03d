"""Pages about ready-made badges, for clubs that want to give them."""

from functools import lru_cache
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from badgeservice.journeys.skills.adopt import OfferedOne, draw_shared, offer, offer_one
from badgeservice.skills.plain import levels_note
from badgeservice.web.auth import EVERYONE, WorkingParts
from badgeservice.web.pages.achievements import known_skills
from badgeservice.web.pages.home import PageLanguage
from badgeservice.web.pages.rendering import render
from badgeservice.web.pages.skills.showing import in_words

router = APIRouter(dependencies=[EVERYONE], include_in_schema=False)
images = APIRouter(dependencies=[EVERYONE], include_in_schema=False)

_SharedId = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,60}$")]
_DAY_SECONDS = 86_400


@router.get("/shared-badges")
def get_shared_badges(request: Request, parts: WorkingParts, language: PageLanguage) -> Response:
    """Every ready-made badge, by theme."""
    return render(
        "skills/shared_badges.html",
        language,
        request.url.path,
        parts=parts,
        badges=[(one, one.texts[language]) for one in offer(parts).badges],
    )


@router.get("/shared-badges/{shared_id}")
def get_shared_badge(
    request: Request, parts: WorkingParts, language: PageLanguage, shared_id: _SharedId
) -> Response:
    """One ready-made badge: its texts, steps and skills, and who gives it already."""
    offered: OfferedOne = offer_one(parts, shared_id)
    badge = offered.badge
    return render(
        "skills/shared_badge.html",
        language,
        request.url.path,
        parts=parts,
        badge=badge,
        text=badge.texts[language],
        levels_note=in_words(levels_note(), language),
        skills=known_skills((offered.skills[code] for code in badge.skills), language),
        adoptions=offered.adoptions,
    )


@images.get("/shared-badges/{shared_id}/image.png")
def get_shared_image(shared_id: _SharedId) -> Response:
    """The art of a ready-made badge, with its Dutch name around it."""
    return Response(
        _image(shared_id),
        media_type="image/png",
        headers={"Cache-Control": f"public, max-age={_DAY_SECONDS}"},
    )


@lru_cache(maxsize=64)
def _image(shared_id: str) -> bytes:
    return draw_shared(shared_id)
