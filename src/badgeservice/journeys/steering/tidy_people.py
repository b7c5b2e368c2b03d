"""Forgetting: what is over about people who sign in is deleted (P-14)."""

from dataclasses import dataclass
from datetime import timedelta

from badgeservice.journeys.mailing.outbox import erase_sent
from badgeservice.journeys.parts import Parts

# The limit on mails in a day counts requests that are over.
_REQUESTS_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tidied:
    """How many of each were deleted, or emptied of what is personal."""

    requests: int
    sessions: int
    addresses: int
    mails: int


def tidy_people(parts: Parts) -> Tidied:
    """Delete requests and sessions that are over, and forget addresses without a role."""
    now, rules = parts.now(), parts.rules
    with parts.database.open_store() as store:
        requests = store.sign_ins.drop(now - _REQUESTS_KEPT)
        unseen = now - timedelta(seconds=rules.session_idle_seconds)
        sessions = store.sessions.drop(over=now, unseen=unseen)
        before = now - timedelta(days=rules.account_kept_days)
        addresses = store.accounts.forget_unused(before)
    return Tidied(requests, sessions, addresses, erase_sent(parts))
