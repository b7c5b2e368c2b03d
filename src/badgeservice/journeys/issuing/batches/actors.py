"""Who may do something with a batch: the issuer with its key, or an owner or issuer of it."""

from badgeservice.errors import NotFound
from badgeservice.journeys.caller import Caller
from badgeservice.journeys.steering.persons import NOT_YOURS, Person, PersonRole
from badgeservice.store import Batch, Store

Actor = Person | Caller
"""Somebody who is signed in, or an API key."""

MAY_AWARD_LISTS = (PersonRole.OWNER, PersonRole.ISSUER)
"""A helper hands out what others decided to give."""


def require_may_award(actor: Actor, issuer_did: str) -> None:
    """Refuse ``NotFound`` to others than this issuer, and ``NotAllowed`` to who may not award."""
    if isinstance(actor, Caller):
        actor.require_issuer(issuer_did)
    else:
        actor.require_role(issuer_did, MAY_AWARD_LISTS)


def find_batch(store: Store, actor: Actor, batch_id: str, *, alone: bool = False) -> Batch:
    """The batch, if the actor may award for its issuer; that of others is told like none.

    ``alone`` makes every other transaction that changes the batch wait.
    """
    batch = store.batches.by_id(batch_id, alone=alone)
    if batch is None:
        raise NotFound(NOT_YOURS)
    require_may_award(actor, batch.issuer_did)
    return batch
