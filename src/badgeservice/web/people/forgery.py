"""Where a form must come from: a page of ours, made for this browser.

Both are asked for: what the browser itself says of the page it was on (Fetch Metadata, or the
Origin of RFC 6454 where a browser does not tell), and a mark that only our page could know.
"""

from urllib.parse import urlsplit

from fastapi import Depends, Request

from badgeservice.errors import NotAllowed
from badgeservice.journeys.steering.sign_in.secrets import is_form_mark
from badgeservice.web.auth import WorkingParts
from badgeservice.web.people.forms import FORM, read_form

MARK_FIELD = "mark"
MARK_HEADER = "x-form-mark"
_SAFE = ("GET", "HEAD", "OPTIONS")
_DEFAULT_PORTS = {"https": 443, "http": 80}


async def from_own_page(request: Request, parts: WorkingParts) -> None:
    """Refuse ``NotAllowed`` unless the browser says that one of our own pages sent this."""
    told = request.headers.getlist("sec-fetch-site")
    if told:
        is_own = told == ["same-origin"]
    else:
        origins = request.headers.getlist("origin")
        is_own = origins == [_origin_of(parts.addresses.public_url)]
    if not is_own:
        raise _forged()


async def require_mark(request: Request, secret: str | None) -> None:
    """Refuse ``NotAllowed`` unless the mark of this browser's secret was sent with the request.

    In the form of a page it is a field; a call with another body has it in a header.
    """
    if secret is None:
        raise _forged()
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == FORM:
        told = (await read_form(request)).get(MARK_FIELD, "")
    else:
        told = request.headers.get(MARK_HEADER, "")
    if not is_form_mark(secret, told):
        raise _forged()


def is_safe(request: Request) -> bool:
    """Whether the method changes nothing (RFC 9110 section 9.2.1)."""
    return request.method in _SAFE


def _origin_of(url: str) -> str:
    """As a browser tells it: in lower case, without the usual port (RFC 6454 section 6.2)."""
    parts = urlsplit(url)
    host = parts.netloc.lower()
    if parts.port == _DEFAULT_PORTS.get(parts.scheme):
        host = host.rpartition(":")[0]
    return f"{parts.scheme}://{host}"


def _forged() -> NotAllowed:
    detail = "This was not sent from a page of ours that is open in this browser."
    return NotAllowed(detail, hint="Open the page again and send the form from there.")


FROM_OWN_PAGE = Depends(from_own_page)
