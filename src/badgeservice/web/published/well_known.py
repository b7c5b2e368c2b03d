"""Small files that programs look for: security.txt (RFC 9116) and robots.txt (RFC 9309)."""

from datetime import timedelta

from fastapi import APIRouter, Request, Response

from badgeservice.errors import NotFound
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.publishing.issuers import read_issuer
from badgeservice.openbadges.verification.report import instant_text
from badgeservice.web.auth import EVERYONE, WorkingParts
from badgeservice.web.published.caching import published

router = APIRouter(dependencies=[EVERYONE], include_in_schema=False)

_EXPIRES_AFTER = timedelta(days=180)
_ROBOTS = b"User-agent: *\nDisallow: /v1/\nDisallow: /problems/\n"
_TEXT = "text/plain; charset=utf-8"


@router.get("/.well-known/security.txt")
def get_security_text(request: Request, parts: WorkingParts) -> Response:
    """Whom to tell about a weakness; it expires well within a year (RFC 9116 section 2.5.5)."""
    public_url = parts.addresses.public_url
    midnight = parts.now().replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        *_mail_contact(parts),
        f"Contact: {public_url}/security",
        f"Expires: {instant_text(midnight + _EXPIRES_AFTER)}",
        "Preferred-Languages: nl, en",
        f"Canonical: {public_url}/.well-known/security.txt",
        f"Policy: {public_url}/security",
    ]
    return published(request, "\n".join([*lines, ""]).encode(), _TEXT)


@router.get("/robots.txt")
async def get_robots_text(request: Request) -> Response:
    """Pages may be found; the API has nothing for search engines."""
    return published(request, _ROBOTS, _TEXT)


def _mail_contact(parts: Parts) -> list[str]:
    try:
        city = read_issuer(parts, None).issuer
    except NotFound:
        return []
    return [f"Contact: mailto:{city.email}"] if city.email else []
