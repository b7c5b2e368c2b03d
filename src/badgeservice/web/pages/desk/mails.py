"""The mails that were put in files, for whoever tries the service out on their own machine."""

from fastapi import APIRouter, Request, Response

from badgeservice.errors import NotFound
from badgeservice.journeys.mailing.outbox import read_kept
from badgeservice.web.addresses import address_of
from badgeservice.web.auth import EVERYONE, WorkingParts
from badgeservice.web.pages.home import PageLanguage
from badgeservice.web.pages.rendering import render

router = APIRouter(dependencies=[EVERYONE], include_in_schema=False)


@router.get("/development/mails")
def get_mails(request: Request, parts: WorkingParts, language: PageLanguage) -> Response:
    """The newest mails; ``NotFound`` wherever mails really go out, and for the world outside."""
    kept = read_kept(parts)
    peer = address_of(request, parts.rules.trusted_proxies)
    # Whoever reads these mails can sign in as anybody.
    if kept is None or not (peer.is_loopback or peer.is_private) or peer.is_unspecified:
        raise NotFound("There is nothing at this address.")
    return render(
        "desk/mails.html",
        language,
        request.url.path,
        parts=parts,
        mails=kept,
        own=f"{parts.addresses.public_url}/",
    )
