"""Pages about who gives badges: all of them, and one of them."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from badgeservice.journeys.parts import Parts
from badgeservice.journeys.publishing.issuers import PublicIssuer, read_issuer, read_issuers
from badgeservice.web.api.requests import SLUG_PATTERN
from badgeservice.web.auth import EVERYONE, WorkingParts
from badgeservice.web.pages.home import PageLanguage
from badgeservice.web.pages.rendering import render
from badgeservice.web.pages.wording import Language, in_language

router = APIRouter(dependencies=[EVERYONE], include_in_schema=False)
english = APIRouter(dependencies=[EVERYONE], include_in_schema=False)


@router.get("/issuers")
def get_issuers(request: Request, parts: WorkingParts, language: PageLanguage) -> Response:
    """Every issuer, the city first."""
    issuers = read_issuers(parts)
    return render("issuers.html", language, request.url.path, parts=parts, issuers=issuers)


@english.get("/issuers/{slug}")
def get_issuer(parts: WorkingParts, slug: Annotated[str, Path(pattern=SLUG_PATTERN)]) -> Response:
    """One issuer, in English."""
    return issuer_page(parts, read_issuer(parts, slug), "en")


def issuer_page(parts: Parts, public: PublicIssuer, language: Language) -> Response:
    """Who this is, whether the city recognises it, and which badges it gives."""
    issuer = public.issuer
    path = in_language(f"/issuers/{issuer.slug}", language)
    return render(
        "issuer.html",
        language,
        path,
        parts=parts,
        headers={"Vary": "Accept"},
        issuer=issuer,
        keys=[key for key in public.keys if key.revoked_at is None],
        recognition=public.recognition,
        achievements=public.achievements,
    )
