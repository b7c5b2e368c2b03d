"""Suspending an organisation, lifting that again, and ending it: rights to sign end at once."""

from dataclasses import dataclass
from datetime import datetime

from badgeservice.errors import Finding, InvalidRequest, NotFound
from badgeservice.journeys.audit import audit_line
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.actors import Actor
from badgeservice.openbadges.issuer import Issuer
from badgeservice.openbadges.plain_text import has_unseen
from badgeservice.store import AuditLine, Store

MOST_IN_REASON = 500


@dataclass(frozen=True, slots=True)
class Ended:
    """What ended with an organisation, counted."""

    people: int
    invitations: int
    api_keys: int
    signing_keys: int


def suspend(parts: Parts, actor: Actor, issuer_did: str, reason: str) -> bool:
    """Let an organisation sign nothing from now on; tell whether it did until now.

    Badges that were given stay valid, and it can still revoke them; while it lasts the city counts
    as not recognising it. ``reason`` (1 to 500 characters) is kept and never shown to the world.
    Refuses ``InvalidRequest`` without a reason and for the city itself, ``NotFound``, who may not.
    """
    actor.require_city()
    reason = read_reason(reason)
    now = parts.now()
    with parts.database.open_store() as store:
        issuer = _find(parts, store, issuer_did)
        if issuer.suspended_at is not None:
            return False
        store.issuers.set_suspended(issuer_did, now)
        store.audit.append(audit_line(now, actor.name, "issuer.suspended", issuer_did, reason))
    return True


def resume(parts: Parts, actor: Actor, issuer_did: str) -> bool:
    """Lift a suspension; tell whether there was one. Refuses ``NotFound`` and who may not.

    What ended meanwhile, such as keys and roles, does not come back by itself.
    """
    actor.require_city()
    now = parts.now()
    with parts.database.open_store() as store:
        if _find(parts, store, issuer_did).suspended_at is None:
            return False
        store.issuers.set_suspended(issuer_did, None)
        store.audit.append(audit_line(now, actor.name, "issuer.resumed", issuer_did))
    return True


def end_organisation(parts: Parts, actor: Actor, issuer_did: str, reason: str) -> Ended | None:
    """End everything an organisation can do here; None when there was nothing left to end.

    It is suspended, the city recognises it no more, and its roles, invitations and API keys end.
    Its signing keys retire and stay published, so what it gave can be checked for ever. Refuses as
    ``suspend`` does.
    """
    actor.require_city()
    reason = read_reason(reason)
    now = parts.now()
    with parts.database.open_store() as store:
        issuer = _find(parts, store, issuer_did)
        ended = Ended(
            people=_end_people(store, issuer_did, now),
            invitations=_close_invitations(store, issuer_did, now),
            api_keys=_end_api_keys(store, issuer_did, now),
            signing_keys=_retire_keys(store, issuer_did, now),
        )
        was_recognised = store.recognitions.cut(issuer_did, now)
        was_live = issuer.suspended_at is None
        if was_live:
            store.issuers.set_suspended(issuer_did, now)
        if not (was_live or was_recognised or ended != Ended(0, 0, 0, 0)):
            return None
        detail = {"issuer": issuer_did, "people": ended.people, "apiKeys": ended.api_keys}
        line = AuditLine(now, actor.name, "issuer.ended", issuer_did, reason, detail)
        store.audit.append(line)
    return ended


def read_reason(text: str) -> str:
    """A reason for the record; refuses ``InvalidRequest`` for none, too much, or what is unseen."""
    reason = text.strip()
    if 1 <= len(reason) <= MOST_IN_REASON and not has_unseen(reason):
        return reason
    message = f"Say why, in 1 to {MOST_IN_REASON} characters that can be seen."
    finding = Finding("steering.reason", "/reason", message)
    raise InvalidRequest("A reason is needed.", hint="Name no people.", findings=[finding])


def _find(parts: Parts, store: Store, issuer_did: str) -> Issuer:
    issuer = store.issuers.by_did(issuer_did)
    if issuer is None:
        raise NotFound("There is no such issuer.")
    if issuer_did == parts.addresses.city_did:
        finding = Finding("steering.city", "", "The city itself stays.")
        raise InvalidRequest("This cannot be done to the city.", findings=[finding])
    return issuer


def _end_people(store: Store, issuer_did: str, now: datetime) -> int:
    live = store.memberships.live_at(issuer_did)
    for one in live:
        store.memberships.end(one.membership_id, now)
        if not store.memberships.live_of(one.account_id):
            store.sessions.end_all_of(one.account_id)
    return len(live)


def _close_invitations(store: Store, issuer_did: str, now: datetime) -> int:
    closed = [
        store.memberships.close(one.invitation_id, now)
        for one in store.memberships.open_at(issuer_did, now)
    ]
    return closed.count(True)


def _end_api_keys(store: Store, issuer_did: str, now: datetime) -> int:
    live = [key for key in store.api_keys.of_issuer(issuer_did) if key.ended_at is None]
    for key in live:
        store.api_keys.end(key.key_id, now)
    return len(live)


def _retire_keys(store: Store, issuer_did: str, now: datetime) -> int:
    live = [key for key in store.keys.of_issuer(issuer_did) if key.retired_at is None]
    for key in live:
        store.keys.retire(issuer_did, key.key_id, now)
    return len(live)
