"""Pages that explain: the start, what to do with a badge, giving badges, reporting a weakness."""

from itertools import zip_longest
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from badgeservice.errors import NotFound, Unavailable
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.publishing.issuers import read_issuer, read_issuers
from badgeservice.openbadges.award import AchievementVersion
from badgeservice.openbadges.issuer import Issuer
from badgeservice.web.auth import EVERYONE, WorkingParts
from badgeservice.web.pages.rendering import render
from badgeservice.web.pages.wording import Language, language_of

starts = APIRouter(dependencies=[EVERYONE], include_in_schema=False)
router = APIRouter(dependencies=[EVERYONE], include_in_schema=False)

_SHOWN_BADGES = 6


async def language_here(request: Request) -> Language:
    """The language of the page that is asked for."""
    return language_of(request.url.path)


PageLanguage = Annotated[Language, Depends(language_here)]


@starts.get("/")
@starts.get("/en")
def get_start(request: Request, parts: WorkingParts, language: PageLanguage) -> Response:
    """The start: three choices, and some badges that can be earned here."""
    path = request.url.path
    return render("home.html", language, path, parts=parts, badges=_some_badges(parts))


@router.get("/received")
def get_received(request: Request, parts: WorkingParts, language: PageLanguage) -> Response:
    """What to do with a badge that you were given."""
    return render("received.html", language, request.url.path, parts=parts)


@router.get("/giving")
def get_giving(request: Request, parts: WorkingParts, language: PageLanguage) -> Response:
    """How an organisation comes to give badges."""
    email = _city_email(parts)
    return render("giving.html", language, request.url.path, parts=parts, email=email)


@router.get("/security")
def get_security(request: Request, parts: WorkingParts, language: PageLanguage) -> Response:
    """How to report a weakness of the service."""
    email = _city_email(parts)
    return render("security.html", language, request.url.path, parts=parts, email=email)


def _some_badges(parts: Parts) -> list[tuple[AchievementVersion, Issuer]]:
    """Badges of recognised issuers: the first of each, then the second of each, and so on."""
    try:
        issuers = read_issuers(parts)
    except Unavailable:
        # The choices are there also when the database is not.
        return []
    shelves = [
        [(version, public.issuer) for version in public.achievements]
        for public in issuers
        if public.recognition and not public.issuer.suspended_at
    ]
    badges = [badge for row in zip_longest(*shelves) for badge in row if badge]
    return badges[:_SHOWN_BADGES]


def _city_email(parts: Parts) -> str | None:
    try:
        return read_issuer(parts, None).issuer.email
    except (NotFound, Unavailable):
        return None
