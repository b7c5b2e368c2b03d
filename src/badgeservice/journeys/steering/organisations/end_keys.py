"""Stopping a signing key, distrusting one, and ending an API key."""

from badgeservice.errors import NotFound
from badgeservice.journeys.audit import audit_line
from badgeservice.journeys.caller import Caller
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.actors import Actor, require_owner_or_city
from badgeservice.journeys.steering.organisations.suspend import read_reason
from badgeservice.openbadges.issuer import IssuerKey
from badgeservice.store import AuditLine, Store


def retire_key(parts: Parts, actor: Actor, issuer_did: str, key_id: str) -> bool:
    """Sign nothing more with a key; tell whether it signed until now.

    It stays published: what it signed stays valid. Refuses ``NotFound`` and who is not the city.
    """
    actor.require_city()
    now = parts.now()
    with parts.database.open_store() as store:
        key = _find_key(store, issuer_did, key_id)
        if key.retired_at is not None or key.revoked_at is not None:
            return False
        store.keys.retire(issuer_did, key_id, now)
        line = audit_line(now, actor.name, "key.retired", key.verification_method)
        store.audit.append(line)
    return True


def revoke_key(parts: Parts, actor: Actor, issuer_did: str, key_id: str, reason: str) -> bool:
    """Distrust a key that others may have; tell whether it was trusted until now.

    It leaves the DID document, so **nothing** it ever signed is valid any more: whoever stole it
    can write any date into a proof (Controlled Identifiers 1.0 section 2.2, H1). Refuses
    ``InvalidRequest`` without a reason, ``NotFound``, and who is not the city.
    """
    actor.require_city()
    reason = read_reason(reason)
    now = parts.now()
    with parts.database.open_store() as store:
        key = _find_key(store, issuer_did, key_id)
        if key.revoked_at is not None:
            return False
        store.keys.revoke(issuer_did, key_id, now)
        line = audit_line(now, actor.name, "key.revoked", key.verification_method, reason)
        store.audit.append(line)
    return True


def end_api_key(parts: Parts, actor: Actor, issuer_did: str | None, key_id: str) -> bool:
    """End an API key at once; tell whether it worked until now.

    ``issuer_did`` is whose key it is, None for the city's own. The city ends every key, an owner
    those of the own organisation. Refuses ``NotFound``, also for a key of somebody else.
    """
    if issuer_did is None:
        actor.require_city()
    else:
        require_owner_or_city(actor, issuer_did)
    now = parts.now()
    with parts.database.open_store() as store:
        key = store.api_keys.by_id(key_id)
        if key is None or key.issuer_did != issuer_did:
            raise NotFound("There is no such API key.")
        if key.ended_at is not None:
            return False
        store.api_keys.end(key_id, now)
        detail = {"issuer": issuer_did} if issuer_did else {}
        line = AuditLine(now, actor.name, "api-key.ended", key_id, reason="", detail=detail)
        store.audit.append(line)
    return True


def end_any_api_key(parts: Parts, caller: Caller, key_id: str) -> bool:
    """End an API key of anybody by its id; for the city. Refuses as ``end_api_key`` does."""
    caller.require_city()
    with parts.database.open_store(read_only=True) as store:
        key = store.api_keys.by_id(key_id)
    if key is None:
        raise NotFound("There is no such API key.")
    return end_api_key(parts, caller, key.issuer_did, key_id)


def _find_key(store: Store, issuer_did: str, key_id: str) -> IssuerKey:
    for key in store.keys.of_issuer(issuer_did):
        if key.key_id == key_id:
            return key
    raise NotFound("There is no such key.")
