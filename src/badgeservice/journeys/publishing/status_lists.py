"""The status lists as the world reads them: signed, and signed anew when they change or age."""

from collections.abc import Callable
from datetime import datetime, timedelta

from badgeservice.document import JsonObject
from badgeservice.errors import Conflict, NotFound, NoUsableKey, Refusal
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.issuer import IssuerKey
from badgeservice.openbadges.status_list import (
    PublishedStatusList,
    StatusBits,
    StatusList,
    status_list_credential,
)
from badgeservice.proofs.data_integrity import add_proof
from badgeservice.proofs.keys import Signer
from badgeservice.proofs.strict_json import JsonLimits, read_document, write_json
from badgeservice.store import ListState, Store

# The encoded bits are one long string.
_OWN_LIMITS = JsonLimits(max_bytes=1_048_576, max_string=1_048_576)


def current_status_list(parts: Parts, list_id: str) -> PublishedStatusList:
    """The signed list, true to every revocation kept so far.

    Served as kept while nothing changed and it is fresh; signed anew otherwise. Refuses
    ``NotFound``, ``NoUsableKey`` and ``KeyEncryptionKeyMissing``.
    """
    now = parts.now().replace(microsecond=0)
    with parts.database.open_store(read_only=True) as store:
        listed = store.status_lists.by_id(list_id)
        if listed is None:
            raise NotFound("There is no such status list.")
        published = store.status_lists.published(list_id)
        state = store.status_lists.state(list_id)
        if (
            published
            and published.revision == state.revision
            and now < published.valid_from + _resign_after(parts)
            and _is_signed_by_live_key(store, listed, published)
        ):
            return published
        key, signer = _signing_key(parts, store, listed)
    # The start never goes back, whatever the clock does: verifiers refuse an older list (H10).
    valid_from = max(now, published.valid_from) if published else now
    unsigned = _unsigned_list(parts, listed, state, valid_from)
    signed = add_proof(
        unsigned, signer=signer, verification_method=key.verification_method, created=now
    )
    fresh = PublishedStatusList(
        list_id=list_id,
        document=write_json(signed),
        revision=state.revision,
        valid_from=valid_from,
        valid_until=_valid_until(parts, valid_from),
    )
    return _keep(parts, fresh)


def _is_signed_by_live_key(
    store: Store, listed: StatusList, published: PublishedStatusList
) -> bool:
    """A list whose key was revoked meanwhile would be worth nothing to a verifier."""
    method = read_document(published.document, _OWN_LIMITS).value["proof"]["verificationMethod"]
    keys = store.keys.of_issuer(listed.issuer_did)
    return any(key.verification_method == method and key.revoked_at is None for key in keys)


def _unsigned_list(
    parts: Parts, listed: StatusList, state: ListState, valid_from: datetime
) -> JsonObject:
    return status_list_credential(
        list_url=parts.addresses.status_list(listed.list_id),
        issuer_did=listed.issuer_did,
        bits=StatusBits.empty(listed.length).with_set(state.revoked),
        valid_from=valid_from,
        valid_until=_valid_until(parts, valid_from),
        ttl_ms=parts.rules.status_list_max_age_seconds * 1_000,
    )


def _valid_until(parts: Parts, valid_from: datetime) -> datetime:
    return valid_from + timedelta(seconds=parts.rules.status_list_valid_seconds)


def _resign_after(parts: Parts) -> timedelta:
    return timedelta(seconds=parts.rules.status_list_resign_seconds)


def refresh_status_lists(
    parts: Parts, *, on_refusal: Callable[[str, Refusal], None] | None = None
) -> int:
    """Sign every list that changed or aged; answers how many were.

    One that is refused stays due and does not stop the rest; ``on_refusal`` is told its id and
    why.
    """
    with parts.database.open_store(read_only=True) as store:
        # A list is due when no more than this is left of its validity.
        due = store.status_lists.due(_valid_until(parts, parts.now()) - _resign_after(parts))
    signed = 0
    for listed in due:
        try:
            current_status_list(parts, listed.list_id)
        except Refusal as refusal:
            if on_refusal:
                on_refusal(listed.list_id, refusal)
        else:
            signed += 1
    return signed


def _signing_key(parts: Parts, store: Store, listed: StatusList) -> tuple[IssuerKey, Signer]:
    usable = [
        key
        for key in store.keys.of_issuer(listed.issuer_did)
        if key.algorithm == "Ed25519" and key.retired_at is None and key.revoked_at is None
    ]
    if not usable:
        raise NoUsableKey("The issuer of this list has no key to sign it with.")
    key = usable[-1]
    wrapped = store.keys.wrapped(listed.issuer_did, key.key_id)
    if wrapped is None:
        raise NoUsableKey("The key to sign this list with is not kept here.")
    return key, parts.keyring.signer(key.verification_method, wrapped)


def _keep(parts: Parts, fresh: PublishedStatusList) -> PublishedStatusList:
    """Keep the freshly signed list, unless a newer one was kept meanwhile."""
    try:
        with parts.database.open_store() as store:
            store.status_lists.publish(fresh)
    except Conflict:
        with parts.database.open_store(read_only=True) as store:
            newer = store.status_lists.published(fresh.list_id)
        if newer is None:
            raise
        return newer
    return fresh
