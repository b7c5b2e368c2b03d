"""Revoking a credential: the truth first, then a freshly signed list."""

from contextlib import suppress

from badgeservice.errors import NotFound, Unavailable
from badgeservice.journeys.audit import audit_line
from badgeservice.journeys.caller import Caller
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.publishing.status_lists import current_status_list
from badgeservice.openbadges.award import Award, AwardState


def revoke(parts: Parts, caller: Caller, issuer_did: str, award_id: str, reason: str) -> Award:
    """Revoke what was issued for an award; doing it again changes nothing.

    An award that still waits to be signed never will be.

    ``reason`` goes into the audit lines and is never published (H13). Refuses ``NotFound`` for
    an award of somebody else.
    """
    caller.require_issuer(issuer_did)
    now = parts.now()
    with parts.database.open_store() as store:
        award = store.awards.by_id(issuer_did, award_id)
        if award is None:
            raise NotFound("There is no such award here for you.")
        if award.state is not AwardState.REVOKED:
            store.status_lists.mark_revoked(award.status_list_id, award.status_position, now)
            if award.state is AwardState.SIGNED:
                store.credentials.mark_revoked(award.credential_id, now)
            store.awards.mark_revoked(issuer_did, award.award_id)
            line = audit_line(now, caller.name, "credential.revoked", award.award_id, reason)
            store.audit.append(line)
    # Without keys the revocation is kept all the same; the list is signed when it is asked for.
    with suppress(Unavailable):
        current_status_list(parts, award.status_list_id)
    with parts.database.open_store(read_only=True) as store:
        revoked = store.awards.by_id(issuer_did, award_id)
    return revoked or award
