"""Who may use a route, for people: beside the marks for API keys in ``web.auth``.

``SignedIn``: anybody with a role somewhere. ``require_role(...)``: somebody with one of these roles
at the organisation in the path. ``CityManager``: somebody who acts for the city. All of them ask of
whatever changes something that it comes from a page of ours.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Path, Request
from starlette.concurrency import run_in_threadpool

from badgeservice.errors import NotFound, SignInNeeded
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.admit_issuer import find_issuer
from badgeservice.journeys.steering.persons import NOT_YOURS, Person, PersonRole
from badgeservice.journeys.steering.sign_in.session import find_person
from badgeservice.openbadges.issuer import Issuer
from badgeservice.web import auth
from badgeservice.web.api.requests import SLUG_PATTERN
from badgeservice.web.auth import WorkingParts
from badgeservice.web.people.cookies import session_cookie
from badgeservice.web.people.forgery import from_own_page, is_safe, require_mark


@dataclass(frozen=True, slots=True)
class Acting:
    """Somebody at work for one organisation, and in which role."""

    person: Person
    issuer: Issuer
    role: PersonRole


async def signed_in(request: Request, parts: WorkingParts) -> Person:
    """Mark: only somebody who is signed in; refuses ``SignInNeeded`` and forged requests."""
    secret = session_cookie(request, parts)
    person = await run_in_threadpool(find_person, parts, secret)
    if person is None:
        raise SignInNeeded("You have to sign in first.", hint="Sign in and try again.")
    if not is_safe(request):
        await from_own_page(request, parts)
        await require_mark(request, secret)
    return person


SignedIn = Annotated[Person, Depends(signed_in)]


def city_manager(person: SignedIn) -> Person:
    """Mark: only somebody who acts for the city; refuses ``NotAllowed``."""
    person.require_city()
    return person


CityManager = Annotated[Person, Depends(city_manager)]


def require_role(*roles: PersonRole) -> Callable[[Person, Parts, str], Acting]:
    """Mark: only somebody with one of these roles at the organisation ``{slug}`` of the path.

    Where there is no role, and where there is no such organisation, both are ``NotFound`` and
    told alike (H15); another role there is ``NotAllowed``.
    """

    def acting(
        person: SignedIn,
        parts: WorkingParts,
        slug: Annotated[str, Path(pattern=SLUG_PATTERN)],
    ) -> Acting:
        issuer = _find(parts, slug)
        person.require_role(issuer.did, roles)
        role = person.role_at(issuer.did)
        assert role is not None
        return Acting(person, issuer, role)

    return acting


def _find(parts: Parts, slug: str) -> Issuer:
    try:
        return find_issuer(parts, slug)
    except NotFound as fault:
        # In the words for an organisation of others.
        raise NotFound(NOT_YOURS) from fault


MARKS = (*auth.MARKS, signed_in)
