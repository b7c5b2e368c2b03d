"""Gathering what a decision wants; what cannot be had is a value, never an exception."""

from dataclasses import dataclass
from datetime import datetime

from badgeservice.errors import Refusal
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.issuer import Recognition
from badgeservice.openbadges.publishing import controller_document
from badgeservice.openbadges.status_list import read_index
from badgeservice.openbadges.verification import (
    KnownStatus,
    Materials,
    Published,
    Submission,
    Unreachable,
    needs,
)
from badgeservice.openbadges.verification.materials import Controller
from badgeservice.openbadges.verification.needs import status_entries
from badgeservice.outside.fetch import CannotFetch
from badgeservice.outside.resolve import controller_of

_LIST_ACCEPT = "application/vc, application/vc+ld+json, application/vc+jwt, application/json;q=0.9"


def gather(parts: Parts, submission: Submission) -> Materials:
    """Read our own issuers and lists from the store, and fetch those of others.

    Never fetches while the store is open. The rules bound how many fetches there may be and after
    how many seconds no new one is begun; what is past that is ``budget.exceeded``.
    """
    wanted = needs(submission)
    purse = _Purse(parts, parts.now())
    controllers: dict[str, Controller | Unreachable] = {}
    for issuer_id in wanted.controllers:
        if parts.addresses.is_own_did(issuer_id):
            controllers[issuer_id] = _own_controller(parts, issuer_id)
        else:
            purse.spend()
            controllers[issuer_id] = controller_of(issuer_id, parts.fetch)
    lists: dict[str, Published | KnownStatus | Unreachable] = {}
    for url in wanted.status_lists:
        list_id = parts.addresses.status_list_id(url)
        if list_id is not None:
            lists[url] = _own_list(parts, list_id, url, submission)
        elif not purse.spend():
            lists[url] = Unreachable("budget.exceeded")
        else:
            lists[url] = _foreign_list(parts, url)
    return Materials(
        controllers=controllers,
        status_lists=lists,
        recognition=_recognition(parts, submission.issuer_id or ""),
    )


@dataclass(slots=True)
class _Purse:
    """How many fetches one verification has left, and until when."""

    parts: Parts
    begun: datetime
    spent: int = 0

    def spend(self) -> bool:
        """Take one fetch; False when there is none left."""
        rules = self.parts.rules
        self.spent += 1
        late = self.parts.now() - self.begun
        return (
            self.spent <= rules.fetches_per_verification
            and late.total_seconds() < rules.fetch_seconds_per_verification
        )


def _recognition(parts: Parts, issuer_id: str) -> Recognition | None:
    with parts.database.open_store(read_only=True) as store:
        issuer = store.issuers.by_did(issuer_id)
        if issuer is not None and issuer.suspended_at is not None:
            return None
        return store.recognitions.of(issuer_id, parts.now())


def _own_controller(parts: Parts, issuer_id: str) -> Controller:
    with parts.database.open_store(read_only=True) as store:
        issuer = store.issuers.by_did(issuer_id)
        keys = store.keys.of_issuer(issuer_id) if issuer else []
    if issuer is None:
        # The name is ours to give and we never gave it: no key can speak for it.
        return Controller({"id": issuer_id})
    return Controller(controller_document(issuer, keys, parts.addresses))


def _own_list(
    parts: Parts, list_id: str, url: str, submission: Submission
) -> KnownStatus | Unreachable:
    positions = set()
    for entry in status_entries(submission.credential):
        if entry.get("statusListCredential") == url:
            try:
                positions.add(read_index(entry.get("statusListIndex"))[0])
            except Refusal:
                continue  # decide() tells a malformed index by itself
    with parts.database.open_store(read_only=True) as store:
        listed = store.status_lists.by_id(list_id)
        if listed is None:
            return Unreachable("status.list_invalid")
        revoked = positions.intersection(store.status_lists.revoked_positions(list_id))
    return KnownStatus(
        issuer_did=listed.issuer_did,
        purpose=listed.purpose,
        length=listed.length,
        revoked=frozenset(revoked),
    )


def _foreign_list(parts: Parts, url: str) -> Published | Unreachable:
    try:
        return Published(parts.fetch(url, accept=_LIST_ACCEPT).body)
    except CannotFetch:
        return Unreachable("status.unreachable")
