"""Who may call a route. Every route carries one of these marks; a test looks for them.

``EVERYONE``: no key is needed. ``CityCaller`` and ``IssuerCaller``: an API key in
``Authorization: Bearer …`` is needed (RFC 6750 section 2.1; never in the address or the body).
"""

from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.concurrency import run_in_threadpool

from badgeservice.errors import NotAllowed, NotSignedIn
from badgeservice.journeys.caller import Caller, Role, identify
from badgeservice.journeys.parts import Parts

_bearer = HTTPBearer(
    scheme_name="apiKey",
    description="An API key that the city gave you. It starts with `bsk_`.",
    auto_error=False,
)
_Credentials = Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]


async def parts_of(request: Request) -> Parts:
    """The working parts that the application was made with."""
    parts: Parts = request.app.state.parts
    return parts


WorkingParts = Annotated[Parts, Depends(parts_of)]


async def everyone() -> None:
    """Mark: anybody may call, without saying who they are."""


def caller(request: Request, parts: WorkingParts, credentials: _Credentials) -> Caller:
    """Whoever holds the API key; refuses ``NotSignedIn``."""
    if len(request.headers.getlist("authorization")) > 1:
        raise NotSignedIn("There are several Authorization headers.", hint="Send one of them.")
    return identify(parts, credentials.credentials if credentials else None)


def city(known: Annotated[Caller, Depends(caller)]) -> Caller:
    """Mark: only the city; refuses ``NotSignedIn`` and ``NotAllowed``."""
    known.require_city()
    return known


def issuer(known: Annotated[Caller, Depends(caller)]) -> Caller:
    """Mark: only an issuer, and the journey sees to it that it is the right one."""
    if known.role is not Role.ISSUER or known.issuer_did is None:
        detail = "Only an issuer may do this."
        raise NotAllowed(detail, hint="Use the API key of the issuer.")
    return known


async def known_caller(request: Request, parts: Parts) -> Caller | None:
    """Whoever holds the API key, on a route for everyone; None for no key, or one that is wrong."""
    credentials = await _bearer(request)
    if credentials is None:
        return None
    try:
        return await run_in_threadpool(caller, request, parts, credentials)
    except NotSignedIn:
        return None


EVERYONE = Depends(everyone)
CityCaller = Annotated[Caller, Depends(city)]
IssuerCaller = Annotated[Caller, Depends(issuer)]
MARKS = (everyone, city, issuer)
