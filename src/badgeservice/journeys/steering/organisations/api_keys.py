"""The API keys of an organisation: which there are, and a new one, told once."""

from badgeservice.errors import Conflict, Finding, InvalidRequest, NotFound
from badgeservice.journeys.caller import Role
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.actors import Actor, require_owner_or_city
from badgeservice.journeys.steering.make_keys import NewApiKey, make_api_key
from badgeservice.openbadges.plain_text import has_unseen
from badgeservice.store import ApiKey

MOST_IN_LABEL = 100
MOST_LIVE = 20


def list_api_keys(parts: Parts, actor: Actor, issuer_did: str) -> tuple[ApiKey, ...]:
    """The keys of an organisation, the oldest first, ended ones too; for its owner and the city."""
    require_owner_or_city(actor, issuer_did)
    with parts.database.open_store(read_only=True) as store:
        return store.api_keys.of_issuer(issuer_did)


def list_every_api_key(parts: Parts, actor: Actor) -> tuple[ApiKey, ...]:
    """The keys of everybody, the oldest first, ended ones too; refuses who is not the city."""
    actor.require_city()
    with parts.database.open_store(read_only=True) as store:
        return store.api_keys.all()


def make_issuer_api_key(parts: Parts, actor: Actor, issuer_did: str, label: str) -> NewApiKey:
    """Make an API key for an organisation; its secret is told this once.

    ``label`` says where it is used (1 to 100 characters); two keys that work never have the same,
    so that a form that is sent again makes no second key. Refuses ``InvalidRequest``,
    ``Conflict`` for a label in use or too many keys, ``NotFound`` and who may not.
    """
    require_owner_or_city(actor, issuer_did)
    label = " ".join(label.split())
    if not 1 <= len(label) <= MOST_IN_LABEL or has_unseen(label, allowed=""):
        message = f"Say where the key is used, in 1 to {MOST_IN_LABEL} characters."
        finding = Finding("api_key.label", "/label", message)
        raise InvalidRequest("An API key needs a label.", findings=[finding])
    with parts.database.open_store(read_only=True) as store:
        if store.issuers.by_did(issuer_did) is None:
            raise NotFound("There is no such issuer.")
        live = [key for key in store.api_keys.of_issuer(issuer_did) if key.ended_at is None]
    if label in [key.label for key in live]:
        message = "There is a key with this label."
        finding = Finding("api_key.label_taken", "/label", message)
        hint = "End that key first, or choose another label."
        raise Conflict("There is a key with this label.", hint=hint, findings=[finding])
    if len(live) >= MOST_LIVE:
        finding = Finding("api_key.too_many", "/label", "There are too many keys.")
        hint = "End a key that is not used any more."
        raise Conflict("There are too many keys.", hint=hint, findings=[finding])
    return make_api_key(parts, by=actor.name, role=Role.ISSUER, issuer_did=issuer_did, label=label)
