"""The mails that were put in files, for whoever tries the service out on their own machine."""

from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response

from badgeservice.errors import NotFound
from badgeservice.journeys.mailing.outbox import read_kept
from badgeservice.journeys.parts import Parts
from badgeservice.web.addresses import address_of
from badgeservice.web.auth import EVERYONE, WorkingParts
from badgeservice.web.pages.home import PageLanguage
from badgeservice.web.pages.rendering import render

_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")

router = APIRouter(dependencies=[EVERYONE], include_in_schema=False)


@router.get("/development/mails")
def get_mails(request: Request, parts: WorkingParts, language: PageLanguage) -> Response:
    """The newest mails; ``NotFound`` wherever mails really go out, and for the world outside."""
    kept = read_kept(parts)
    if kept is None or not _is_near(request, parts):
        raise NotFound("There is nothing at this address.")
    return render(
        "desk/mails.html",
        language,
        request.url.path,
        parts=parts,
        mails=kept,
        own=f"{parts.addresses.public_url}/",
    )


def _is_near(request: Request, parts: Parts) -> bool:
    """Whether somebody at this machine asks for it by its own name.

    Whoever reads these mails can sign in as anybody. Another name is a page of a stranger that
    leads its name here, and a forwarded request may come from anywhere.
    """
    if any(name in request.headers for name in _FORWARDED):
        return False
    if request.headers.get("host") != urlsplit(parts.addresses.public_url).netloc:
        return False
    peer = address_of(request, parts.rules.trusted_proxies)
    return (peer.is_loopback or peer.is_private) and not peer.is_unspecified
