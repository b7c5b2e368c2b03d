"""Gathering what a decision wants; what cannot be had is a value, never an exception."""

from dataclasses import dataclass, field, replace

from badgeservice.journeys.parts import Parts
from badgeservice.journeys.verifying.lists import fetch_list, own_list, token_in
from badgeservice.journeys.verifying.purse import Purse
from badgeservice.openbadges.issuer import Recognition
from badgeservice.openbadges.publishing import controller_document
from badgeservice.openbadges.verification import (
    STRICT,
    JwkSet,
    KnownStatus,
    Materials,
    Policy,
    Published,
    Submission,
    Unreachable,
    needs,
)
from badgeservice.openbadges.verification.endorsements import find_endorsements
from badgeservice.openbadges.verification.materials import Controller
from badgeservice.openbadges.verification.needs import Needs
from badgeservice.openbadges.verification.proof_check import is_controller_document
from badgeservice.outside.resolve import controller_of, jwk_set_of, needs_fetch

_SPENT = Unreachable("budget.exceeded")


def gather(
    parts: Parts,
    submission: Submission,
    policy: Policy = STRICT,
    *,
    fresh: bool = False,
    purse: Purse | None = None,
    known: Materials | None = None,
) -> Materials:
    """Read our own issuers and lists from the store, and fetch those of others.

    Never fetches while the store is open. The rules bound how many fetches there may be and after
    how many seconds no new one is begun; what is past that is ``budget.exceeded``. What the
    credential itself wants comes first, then what its endorsements want. ``fresh`` asks for
    nothing older than a minute; what was fetched for ``known`` is not fetched again.
    """
    gathering = _Gathering(parts, purse or Purse(parts.rules, parts.now, parts.now()), fresh)
    if known is not None:
        gathering.reuse(known)
    gathering.add(submission, policy)
    if policy.checks_standing:
        for found in find_endorsements(submission, policy.max_endorsements, policy.limits):
            if found.submission is not None:
                gathering.add(found.submission, policy)
    return Materials(
        controllers=gathering.controllers,
        jwks=gathering.jwks,
        status_lists=gathering.status_lists,
        recognition=_recognition(parts, submission.issuer_id or ""),
    )


@dataclass(frozen=True, slots=True)
class _Gathering:
    """What has been gathered so far; each thing once, however many want it."""

    parts: Parts
    purse: Purse
    fresh: bool
    controllers: dict[str, Controller | Unreachable] = field(default_factory=dict)
    jwks: dict[str, JwkSet | Unreachable] = field(default_factory=dict)
    status_lists: dict[str, Published | KnownStatus | Unreachable] = field(default_factory=dict)

    def reuse(self, known: Materials) -> None:
        """Take over what does not depend on the credential that it was gathered for."""
        self.controllers.update(known.controllers)
        self.jwks.update(known.jwks)
        for url, source in known.status_lists.items():
            if not isinstance(source, KnownStatus):
                self.status_lists[url] = source

    def add(self, submission: Submission, policy: Policy) -> None:
        """Gather what one credential wants, and what its lists want to be verified."""
        wanted = needs(submission, policy)
        self._add_keys(wanted, submission)
        for url in wanted.status_lists:
            known = self.status_lists.get(url)
            if known is None or isinstance(known, KnownStatus):
                self.status_lists[url] = _together(known, self._status_list(url, submission))
            listed = token_in(self.status_lists[url], policy.list_limits)
            if listed is not None and listed.issuer_id == submission.issuer_id:
                self._add_keys(needs(listed, policy), listed)

    def _add_keys(self, wanted: Needs, submission: Submission) -> None:
        for issuer_id in wanted.controllers:
            if issuer_id not in self.controllers:
                self.controllers[issuer_id] = self._controller(issuer_id)
        if _lists_methods(self.controllers.get(submission.issuer_id or "")):
            return
        for url in wanted.jwks:
            if url not in self.jwks:
                self.jwks[url] = self._jwk_set(url)

    def _controller(self, issuer_id: str) -> Controller | Unreachable:
        if self.parts.addresses.is_own_did(issuer_id):
            return _own_controller(self.parts, issuer_id)
        if needs_fetch(issuer_id) and not self.purse.spend():
            return _SPENT
        limits = self.parts.rules.document_limits
        return controller_of(issuer_id, self.parts.fetch, fresh=self.fresh, limits=limits)

    def _jwk_set(self, url: str) -> JwkSet | Unreachable:
        if not self.purse.spend():
            return _SPENT
        limits = self.parts.rules.document_limits
        return jwk_set_of(url, self.parts.fetch, fresh=self.fresh, limits=limits)

    def _status_list(
        self, url: str, submission: Submission
    ) -> Published | KnownStatus | Unreachable:
        list_id = self.parts.addresses.status_list_id(url)
        if list_id is not None:
            return own_list(self.parts, list_id, url, submission)
        return fetch_list(self.parts, self.purse, url, fresh=self.fresh)


def _together(
    known: KnownStatus | None, found: Published | KnownStatus | Unreachable
) -> Published | KnownStatus | Unreachable:
    """What the register says about the positions of several credentials on one list of ours."""
    if known is None or not isinstance(found, KnownStatus):
        return found
    return replace(found, revoked=known.revoked | found.revoked)


def _lists_methods(controller: Controller | Unreachable | None) -> bool:
    """Whether an issuer has a document about keys of its own, so that no JWK set is wanted."""
    return isinstance(controller, Controller) and is_controller_document(controller.document)


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
