"""Whether the service can do its work: reach the database and open its signing keys."""

from badgeservice.errors import Finding, MalformedKey, Unavailable
from badgeservice.journeys.parts import Parts

Health = dict[str, str]


def check_health(parts: Parts) -> Health:
    """``ok`` per part, or ``not_applicable`` for keys while there are none.

    Refuses ``Unavailable`` with a finding for every part that fails.
    """
    try:
        keys = _check_keys(parts)
    except Unavailable as refusal:
        finding = Finding("health.database", "/database", "The database cannot be reached.")
        raise _unwell(finding) from refusal
    if keys == "failed":
        raise _unwell(Finding("health.keys", "/keys", "The signing keys cannot be opened."))
    return {"database": "ok", "keys": keys}


def _check_keys(parts: Parts) -> str:
    """Open the newest key of the first issuer that has one: all are wrapped under the same key."""
    with parts.database.open_store(read_only=True) as store:
        for issuer in store.issuers.all():
            usable = [key for key in store.keys.of_issuer(issuer.did) if key.revoked_at is None]
            if usable:
                method = usable[-1].verification_method
                wrapped = store.keys.wrapped(issuer.did, usable[-1].key_id)
                break
        else:
            return "not_applicable"
    if wrapped is None:
        return "failed"
    try:
        parts.keyring.signer(method, wrapped)
    except (Unavailable, MalformedKey):
        return "failed"
    return "ok"


def _unwell(finding: Finding) -> Unavailable:
    return Unavailable("A part of the service does not work now.", findings=[finding])
