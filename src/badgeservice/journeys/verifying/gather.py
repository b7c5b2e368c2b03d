"""Gathering what a decision wants; what cannot be had is a value, never an exception."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

from badgeservice.journeys.own_facts import Facts, Wanted, is_key_url
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.verifying.lists import fetch_list, is_older, known_list, token_in
from badgeservice.journeys.verifying.plan import Plan
from badgeservice.journeys.verifying.purse import Purse
from badgeservice.journeys.verifying.shelf import Shelf
from badgeservice.openbadges.verification import (
    JwkSet,
    KnownStatus,
    Materials,
    Policy,
    Published,
    Submission,
    Unreachable,
    needs,
)
from badgeservice.openbadges.verification.materials import Controller
from badgeservice.openbadges.verification.needs import Needs
from badgeservice.openbadges.verification.proof_check import is_controller_document
from badgeservice.outside.resolve import controller_of, jwk_set_of, needs_fetch

_SPENT = Unreachable("budget.exceeded")

_Found = TypeVar("_Found", Controller | Unreachable, JwkSet | Unreachable, Published | Unreachable)


def gather(
    parts: Parts,
    plan: Plan,
    policy: Policy,
    *,
    purse: Purse,
    shelf: Shelf,
    fresh: bool = False,
    facts: Facts | None = None,
) -> Materials:
    """Read our own issuers and lists from the store, and fetch those of others.

    Never fetches while the store is open. The rules bound how many fetches there may be and after
    how many seconds no new one is begun; what is past that is ``budget.exceeded``. What the
    credential itself wants comes first, then what its endorsements want. ``fresh`` asks for
    nothing older than a minute, and reads the register anew; what is on the shelf is not fetched,
    and nothing is read when the ``facts`` are here.
    """
    if facts is None:
        now = parts.now()
        facts = parts.own_facts.read(parts.database, parts.addresses, plan.own, now, fresh=fresh)
    gathering = _Gathering(parts, plan, facts, purse, shelf, fresh)
    for submission, wanted in plan.judged:
        gathering.add(submission, wanted, policy)
    return Materials(
        controllers=gathering.controllers,
        jwks=gathering.jwks,
        status_lists=gathering.status_lists,
        recognition=facts.recognition(plan.own.recognised[0]),
    )


@dataclass(frozen=True, slots=True)
class _Gathering:
    """What has been gathered so far; each thing once, however many want it."""

    parts: Parts
    plan: Plan
    facts: Facts
    purse: Purse
    shelf: Shelf
    fresh: bool
    controllers: dict[str, Controller | Unreachable] = field(default_factory=dict)
    jwks: dict[str, JwkSet | Unreachable] = field(default_factory=dict)
    status_lists: dict[str, Published | KnownStatus | Unreachable] = field(default_factory=dict)

    def add(self, submission: Submission, wanted: Needs, policy: Policy) -> None:
        """Gather what one credential wants, and what its lists want to be verified."""
        self._add_keys(wanted, submission)
        for url in wanted.status_lists:
            if url not in self.status_lists:
                self.status_lists[url] = self._status_list(url)
            listed = token_in(self.status_lists[url], policy.list_limits)
            if listed is not None and listed.issuer_id == submission.issuer_id:
                self._add_keys(needs(listed, policy), listed)

    def _add_keys(self, wanted: Needs, submission: Submission) -> None:
        for issuer_id in wanted.controllers:
            if issuer_id not in self.controllers:
                self.controllers[issuer_id] = self._controller(issuer_id)
        if not wanted.jwks or _lists_methods(self.controllers.get(submission.issuer_id or "")):
            return
        for url in wanted.jwks:
            if url not in self.jwks:
                self.jwks[url] = self._jwk_set(url)

    def _controller(self, issuer_id: str) -> Controller | Unreachable:
        addresses = self.parts.addresses
        if addresses.is_own_did(issuer_id):
            return self._own(Wanted(controllers=(issuer_id,))).controller(issuer_id)
        if is_key_url(addresses, issuer_id):
            return self._own(Wanted(keys=(issuer_id,))).key(issuer_id)
        limits = self.parts.rules.document_limits

        def fetch() -> Controller | Unreachable:
            return controller_of(issuer_id, self.parts.fetch, fresh=self.fresh, limits=limits)

        # The document of a did:key or did:jwk follows from the id itself.
        return self._fetched("did", issuer_id, fetch) if needs_fetch(issuer_id) else fetch()

    def _own(self, wanted: Wanted) -> Facts:
        """What our register says about one thing."""
        if all(key in self.facts.known for key in wanted.each()):
            return self.facts
        # Only the header of a list names it, and that was fetched after the register was read.
        parts = self.parts
        return parts.own_facts.read(
            parts.database, parts.addresses, wanted, parts.now(), fresh=self.fresh
        )

    def _jwk_set(self, url: str) -> JwkSet | Unreachable:
        limits = self.parts.rules.document_limits

        def fetch() -> JwkSet | Unreachable:
            return jwk_set_of(url, self.parts.fetch, fresh=self.fresh, limits=limits)

        return self._fetched("jwks", url, fetch)

    def _status_list(self, url: str) -> Published | KnownStatus | Unreachable:
        list_id = self.parts.addresses.status_list_id(url)
        if list_id is not None:
            return known_list(self.facts.own_list(list_id), url, self.plan)
        seen, limits = self.facts.mark(url), self.parts.rules.list_limits

        def fetch() -> Published | Unreachable:
            return fetch_list(self.parts, self.purse, url, seen, fresh=self.fresh)

        kept = self.shelf.take("list", url)
        if isinstance(kept, Published) and kept.seen_valid_from != seen:
            # A mark was raised meanwhile: by this very list, or by a newer one elsewhere.
            self.shelf.drop("list", url)
            if not is_older(kept.body, seen, limits):
                self.shelf.put("list", url, replace(kept, seen_valid_from=seen))
        return self._fetched("list", url, fetch)

    def _fetched(self, kind: str, address: str, fetch: Callable[[], _Found]) -> _Found:
        """What is on the shelf, or else what is fetched, as long as there is something to spend."""
        kept = self.shelf.take(kind, address)
        if kept is not None:
            return cast("_Found", kept)
        if not self.purse.spend():
            return _SPENT
        found = fetch()
        if found != _SPENT:
            self.shelf.put(kind, address, found)
        return found


def _lists_methods(controller: Controller | Unreachable | None) -> bool:
    """Whether an issuer has a document about keys of its own, so that no JWK set is wanted."""
    return isinstance(controller, Controller) and is_controller_document(controller.document)
