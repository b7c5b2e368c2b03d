"""Whether a key may speak for an issuer: controller document × controller × assertionMethod."""

from dataclasses import dataclass
from datetime import datetime

from badgeservice.document import JsonObject
from badgeservice.errors import MalformedKey
from badgeservice.openbadges.instants import read_instant
from badgeservice.openbadges.verification.submission import as_list
from badgeservice.proofs.keys import PublicKey, public_key_from_jwk, public_key_from_multikey

_MULTIKEY_TYPES = ("Multikey", "Ed25519VerificationKey2020")


@dataclass(frozen=True, slots=True)
class NotAuthorised:
    """The key may not sign for this issuer; ``code`` is the reason."""

    code: str


@dataclass(frozen=True, slots=True)
class AuthorisedKey:
    """A key the issuer lists for assertions, and the absolute id of its method."""

    method_id: str
    key: PublicKey


def authorised_key(
    controller: JsonObject, *, issuer_id: str, method_id: str, now: datetime
) -> AuthorisedKey | NotAuthorised:
    """Find the key behind a proof's ``verificationMethod`` in the issuer's own document.

    Controlled Identifiers 1.0 section 3.3: the document must be the issuer's, the method must
    name the issuer as its controller, and must be listed under ``assertionMethod``.
    """
    if controller.get("id") != issuer_id:
        return NotAuthorised("did.malformed")
    for method in assertion_methods(controller):
        if _absolute(method.get("id"), issuer_id) == method_id:
            return _load(method, issuer_id=issuer_id, now=now)
    return NotAuthorised("proof.key_not_authorised")


def authorised_key_for_token(
    controller: JsonObject, *, issuer_id: str, header: JsonObject, now: datetime
) -> AuthorisedKey | NotAuthorised:
    """Find the key behind a JWS header: ``kid`` is a method id or the ``kid`` of a listed JWK.

    A ``jwk`` in the header counts only if the issuer lists that very key (H1); when both are
    there they must agree.
    """
    if controller.get("id") != issuer_id:
        return NotAuthorised("did.malformed")
    refusal = NotAuthorised("proof.key_not_authorised")
    if "kid" not in header and "jwk" not in header:
        return refusal
    for method in assertion_methods(controller):
        if not _fits_header(method, issuer_id, header):
            continue
        found = _load(method, issuer_id=issuer_id, now=now)
        if isinstance(found, NotAuthorised):
            refusal = found
        elif _agrees(found.key, header):
            return found
    return refusal


def assertion_methods(controller: JsonObject) -> list[JsonObject]:
    """Methods listed under ``assertionMethod``, by reference or embedded."""
    identifier = controller.get("id")
    by_id = {
        _absolute(method.get("id"), identifier): method
        for method in _objects(controller.get("verificationMethod"))
    }
    methods: list[JsonObject] = []
    for item in as_list(controller.get("assertionMethod")):
        if isinstance(item, dict):
            methods.append(item)
        elif (found := by_id.get(_absolute(item, identifier))) is not None:
            methods.append(found)
    return methods


def _load(method: JsonObject, *, issuer_id: str, now: datetime) -> AuthorisedKey | NotAuthorised:
    if method.get("controller") not in (issuer_id, [issuer_id]):
        return NotAuthorised("proof.key_not_authorised")
    if _has_passed(method.get("revoked"), now) or _has_passed(method.get("expires"), now):
        return NotAuthorised("key.revoked_before_signing")
    try:
        key = _public_key(method)
    except MalformedKey:
        return NotAuthorised("key.weak")
    if key is None:
        return NotAuthorised("proof.unsupported_suite")
    return AuthorisedKey(method_id=_absolute(method.get("id"), issuer_id), key=key)


def _public_key(method: JsonObject) -> PublicKey | None:
    multikey, jwk = method.get("publicKeyMultibase"), method.get("publicKeyJwk")
    types = as_list(method.get("type"))
    if isinstance(multikey, str) and jwk is None and any(one in _MULTIKEY_TYPES for one in types):
        return public_key_from_multikey(multikey)
    if isinstance(jwk, dict) and multikey is None:
        return public_key_from_jwk(jwk)
    return None


def _fits_header(method: JsonObject, issuer_id: str, header: JsonObject) -> bool:
    if "kid" not in header:
        return True
    jwk = method.get("publicKeyJwk")
    names = {_absolute(method.get("id"), issuer_id)}
    if isinstance(jwk, dict) and isinstance(jwk.get("kid"), str):
        names.add(jwk["kid"])
    return _absolute(header["kid"], issuer_id) in names


def _agrees(key: PublicKey, header: JsonObject) -> bool:
    jwk = header.get("jwk")
    if not isinstance(jwk, dict):
        return True
    try:
        return public_key_from_jwk(jwk).thumbprint() == key.thumbprint()
    except MalformedKey:
        return False


def _has_passed(value: object, now: datetime) -> bool:
    if value is None:
        return False
    try:
        return read_instant(str(value)) <= now
    except ValueError:
        return True  # an unreadable end date ends the key: deny by default


def _absolute(value: object, base: object) -> str:
    text = value if isinstance(value, str) else ""
    return f"{base}{text}" if text.startswith("#") and isinstance(base, str) else text


def _objects(value: object) -> list[JsonObject]:
    return [item for item in as_list(value) if isinstance(item, dict)]
