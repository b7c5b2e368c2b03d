"""Who acts in the steering journeys: somebody who is signed in, or the city with its key."""

from badgeservice.journeys.caller import Caller
from badgeservice.journeys.steering.persons import MAY_MANAGE_PEOPLE, Person

Actor = Person | Caller
"""Somebody who is signed in, or the city with its key or at the command line."""


def require_owner_or_city(actor: Actor, issuer_did: str) -> None:
    """Let pass the city, and the owner of this organisation.

    Refuses ``NotFound`` where a person has no role, ``NotAllowed`` where it is another one.
    """
    if isinstance(actor, Caller):
        actor.require_city()
    elif not actor.is_city_manager:
        actor.require_role(issuer_did, MAY_MANAGE_PEOPLE)
