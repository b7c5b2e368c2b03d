"""Whose key a proof names: the issuer's, somebody else's, or one that cannot be had."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from badgeservice.document import JsonObject
from badgeservice.openbadges.verification.materials import Controller, JwkSet, Unreachable
from badgeservice.openbadges.verification.needs import controller_of_method, jwks_url
from badgeservice.openbadges.verification.policy import Policy
from badgeservice.openbadges.verification.proof_check.binding import (
    ASSERTION,
    AuthorisedKey,
    NotAuthorised,
    authorised_key,
    authorised_key_for_token,
    is_controller_document,
    key_of_set,
)
from badgeservice.openbadges.verification.submission import as_list

_NO_DOCUMENT = ("did.malformed", "did.not_found")


@dataclass(frozen=True, slots=True)
class Signers:
    """Everything that is known about who may sign what is being judged.

    ``controllers`` by id without fragment, the issuer's among them. ``purpose`` is the
    verification relationship that is asked for.
    """

    issuer_id: str | None
    controllers: Mapping[str, Controller | Unreachable]
    now: datetime
    policy: Policy
    purpose: str = ASSERTION
    jwks: Mapping[str, JwkSet | Unreachable] = field(default_factory=dict)

    def of_method(self, method_id: str) -> "tuple[AuthorisedKey | NotAuthorised, bool]":
        """The key behind a verification method, and whether the issuer stands behind it.

        The issuer's own document is asked first. A method of somebody else is looked up in that
        person's document: of a set of proofs every one must be right.
        """
        owner = controller_of_method(method_id)
        if not self.policy.binds_issuer:
            return self._listed(owner, method_id), True
        if self.issuer_id is None:
            return NotAuthorised("data.schema"), True
        found = self._listed(self.issuer_id, method_id)
        if owner == self.issuer_id or not _is_unlisted(found):
            return found, True
        at_owner = self.controllers.get(owner)
        if self._names(self.issuer_id, method_id):
            # The issuer lists the method by its URL, so what stands there is still the issuer's.
            return found if isinstance(at_owner, Controller) else _refusal(at_owner), True
        return self._listed(owner, method_id), False

    def of_token(self, header: JsonObject) -> AuthorisedKey | NotAuthorised:
        """The key behind the header of a token: in the issuer's document, or in its JWK set."""
        signer = self.issuer_id
        if not self.policy.binds_issuer and isinstance(header.get("kid"), str):
            signer = controller_of_method(header["kid"])
        if signer is None:
            return NotAuthorised("data.schema")
        controller = self.controllers.get(signer)
        url = jwks_url(signer)
        if url is not None and _publishes_no_keys(controller):
            return self._in_set(self.jwks.get(url), signer, header)
        if not isinstance(controller, Controller):
            return _refusal(controller)
        return authorised_key_for_token(
            controller.document,
            issuer_id=signer,
            header=header,
            now=self.now,
            relationship=self.purpose,
        )

    def _in_set(
        self, keys: JwkSet | Unreachable | None, signer: str, header: JsonObject
    ) -> AuthorisedKey | NotAuthorised:
        """The key in the JWK set of an https issuer whose own document lists none."""
        if not isinstance(keys, JwkSet):
            return _refusal(keys)
        return key_of_set(
            keys.keys,
            issuer_id=signer,
            header=header,
            now=self.now,
            published_at_kid=self._published_at(header.get("kid")),
        )

    def _listed(self, signer: str, method_id: str) -> AuthorisedKey | NotAuthorised:
        controller = self.controllers.get(signer)
        if not isinstance(controller, Controller):
            return _refusal(controller)
        return authorised_key(
            controller.document,
            issuer_id=signer,
            method_id=method_id,
            now=self.now,
            relationship=self.purpose,
            method_document=self._published_at(method_id),
        )

    def _published_at(self, method_id: object) -> JsonObject | None:
        if not isinstance(method_id, str):
            return None
        found = self.controllers.get(controller_of_method(method_id))
        return found.document if isinstance(found, Controller) else None

    def _names(self, signer: str, method_id: str) -> bool:
        found = self.controllers.get(signer)
        return isinstance(found, Controller) and method_id in as_list(
            found.document.get(self.purpose)
        )


def _publishes_no_keys(controller: Controller | Unreachable | None) -> bool:
    """Whether an issuer is known to have no document about keys, so that its JWK set counts.

    While its document cannot be had, nobody knows whether it withdraws the key.
    """
    if isinstance(controller, Controller):
        return not is_controller_document(controller.document)
    return isinstance(controller, Unreachable) and controller.code in _NO_DOCUMENT


def _is_unlisted(found: AuthorisedKey | NotAuthorised) -> bool:
    return isinstance(found, NotAuthorised) and found.code == "proof.key_not_authorised"


def _refusal(source: object) -> NotAuthorised:
    code = source.code if isinstance(source, Unreachable) else "did.unreachable"
    return NotAuthorised(code)
