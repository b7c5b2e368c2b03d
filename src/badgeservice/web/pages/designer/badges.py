"""The badges of an organisation, making a new one, and the next version of one."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from badgeservice.journeys.designing.starting import (
    Begun,
    begin_empty,
    begin_with_own,
    begin_with_shared,
    read_own,
    read_own_one,
)
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.skills.adopt import offer
from badgeservice.journeys.steering.persons import MAY_MAKE_BADGES
from badgeservice.web.api.requests import UUID_PATTERN
from badgeservice.web.auth import WorkingParts
from badgeservice.web.pages.designer.working import Work, answer_form, show_form, show_page
from badgeservice.web.pages.home import PageLanguage
from badgeservice.web.people.forms import FormFields
from badgeservice.web.people.marks import Acting, require_role

router = APIRouter(include_in_schema=False)
Making = Annotated[Acting, Depends(require_role(*MAY_MAKE_BADGES))]
_BadgeId = Annotated[str, Path(pattern=UUID_PATTERN)]
_Start = Annotated[str, Query(pattern=r"^[a-z-]{0,60}$")]
_EMPTY = "empty"


@router.get("/desk/{slug}/badges")
def get_badges(
    request: Request, parts: WorkingParts, language: PageLanguage, acting: Making
) -> Response:
    """The badges of the organisation, the newest first, and how often each is given."""
    work = Work(request, parts, language, acting)
    return show_page(work, "designer/badges.html", badges=read_own(parts, acting.issuer.did))


@router.get("/desk/{slug}/badges/new")
def get_new(
    request: Request,
    parts: WorkingParts,
    language: PageLanguage,
    acting: Making,
    start: _Start = "",
) -> Response:
    """The ready-made badges to begin with; or the form, with one of them or empty."""
    work = Work(request, parts, language, acting)
    if not start:
        badges = [(one, one.texts[language]) for one in offer(parts).badges]
        return show_page(work, "designer/start.html", badges=badges)
    design = begin_empty(language) if start == _EMPTY else begin_with_shared(start, language)
    return show_form(work, design, str(parts.new_uuid()))


@router.post("/desk/{slug}/badges/new")
def post_new(
    request: Request,
    parts: WorkingParts,
    language: PageLanguage,
    acting: Making,
    form: FormFields,
) -> Response:
    """Search, look, go back, or make the badge."""
    return answer_form(Work(request, parts, language, acting), form)


@router.get("/desk/{slug}/badges/{achievement_id}/edit")
def get_edit(
    request: Request,
    parts: WorkingParts,
    language: PageLanguage,
    acting: Making,
    achievement_id: _BadgeId,
) -> Response:
    """The form with a badge that is there."""
    begun = _begin(parts, acting, achievement_id)
    work = Work(request, parts, language, acting, begun)
    return show_form(work, begun.design, str(begun.version.version))


@router.post("/desk/{slug}/badges/{achievement_id}/edit")
def post_edit(
    request: Request,
    parts: WorkingParts,
    language: PageLanguage,
    acting: Making,
    achievement_id: _BadgeId,
    form: FormFields,
) -> Response:
    """Search, look, go back, or make the next version."""
    begun = _begin(parts, acting, achievement_id)
    return answer_form(Work(request, parts, language, acting, begun), form)


@router.get("/desk/{slug}/badges/{achievement_id}/done")
def get_done(
    request: Request,
    parts: WorkingParts,
    language: PageLanguage,
    acting: Making,
    achievement_id: _BadgeId,
) -> Response:
    """The badge is there: what it looks like, and what comes next."""
    badge = read_own_one(parts, acting.issuer.did, achievement_id)
    work = Work(request, parts, language, acting)
    return show_page(work, "designer/done.html", badge=badge)


def _begin(parts: Parts, acting: Acting, achievement_id: str) -> Begun:
    return begin_with_own(parts, read_own_one(parts, acting.issuer.did, achievement_id).version)
