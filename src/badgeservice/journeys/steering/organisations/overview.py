"""How things stand with the organisations: for the city all of them, for an owner the own one."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from badgeservice.errors import NotFound
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.actors import Actor, require_owner_or_city
from badgeservice.openbadges.issuer import Issuer, IssuerKey, IssuerKind, Recognition
from badgeservice.store import ApiKey, Store


class State(StrEnum):
    """Where an organisation stands; the first that fits counts."""

    CITY = "city"
    ENDED = "ended"
    SUSPENDED = "suspended"
    WITHOUT_KEY = "without_key"
    RECOGNISED = "recognised"
    ADMITTED = "admitted"


@dataclass(frozen=True, slots=True)
class Overview:
    """An organisation and what it has. ``people`` and ``invited`` are counted.

    ``recognition`` is the one that holds now, ``coming`` one that will; ended keys are there too.
    """

    issuer: Issuer
    state: State
    keys: tuple[IssuerKey, ...]
    api_keys: tuple[ApiKey, ...]
    recognition: Recognition | None
    coming: Recognition | None
    people: int
    invited: int
    badges: int


def list_organisations(parts: Parts, actor: Actor) -> tuple[Overview, ...]:
    """Every organisation: the city first, then by name. Refuses who is not the city."""
    actor.require_city()
    now = parts.now()
    with parts.database.open_store(read_only=True) as store:
        found = [_overview(store, issuer, now) for issuer in store.issuers.all()]
    is_other = IssuerKind.CITY
    return tuple(
        sorted(found, key=lambda one: (one.issuer.kind is not is_other, one.issuer.name.lower()))
    )


def read_organisation(parts: Parts, actor: Actor, issuer_did: str) -> Overview:
    """One organisation. Refuses ``NotFound`` and who is neither the city nor its owner."""
    require_owner_or_city(actor, issuer_did)
    with parts.database.open_store(read_only=True) as store:
        issuer = store.issuers.by_did(issuer_did)
        if issuer is None:
            raise NotFound("There is no such issuer.")
        return _overview(store, issuer, parts.now())


def signs(key: IssuerKey) -> bool:
    """Whether new badges are signed with this key."""
    return key.retired_at is None and key.revoked_at is None


def _overview(store: Store, issuer: Issuer, now: datetime) -> Overview:
    did = issuer.did
    keys, api_keys = store.keys.of_issuer(did), store.api_keys.of_issuer(did)
    people, invited = len(store.memberships.live_at(did)), len(store.memberships.open_at(did, now))
    recognition = store.recognitions.of(did, now)
    later = [
        one
        for one in store.recognitions.all_of(did)
        if one.since > now and (one.until is None or one.until > one.since)
    ]
    has_key = any(map(signs, keys))
    can_act = has_key or people or invited or any(key.ended_at is None for key in api_keys)
    return Overview(
        issuer=issuer,
        state=_state(issuer, recognition, has_key=has_key, can_act=bool(can_act)),
        keys=keys,
        api_keys=api_keys,
        recognition=recognition,
        coming=later[0] if later else None,
        people=people,
        invited=invited,
        badges=len(store.achievements.of_issuer(did)),
    )


def _state(
    issuer: Issuer, recognition: Recognition | None, *, has_key: bool, can_act: bool
) -> State:
    if issuer.kind is IssuerKind.CITY:
        return State.CITY
    if issuer.suspended_at is not None:
        return State.SUSPENDED if can_act else State.ENDED
    if not has_key:
        return State.WITHOUT_KEY
    return State.RECOGNISED if recognition else State.ADMITTED
