"""Whether a key may speak for an issuer: controller document × controller × relationship."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from badgeservice.document import JsonObject
from badgeservice.errors import MalformedKey
from badgeservice.openbadges.instants import read_instant
from badgeservice.openbadges.verification.submission import as_list
from badgeservice.proofs.keys import PublicKey, public_key_from_jwk, public_key_from_multikey

_MULTIKEY_TYPES = ("Multikey", "Ed25519VerificationKey2020")
ASSERTION = "assertionMethod"
_ABOUT_KEYS = frozenset(
    {
        ASSERTION,
        "authentication",
        "capabilityDelegation",
        "capabilityInvocation",
        "keyAgreement",
        "verificationMethod",
    }
)


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
    controller: JsonObject,
    *,
    issuer_id: str,
    method_id: str,
    now: datetime,
    relationship: str = ASSERTION,
    method_document: JsonObject | None = None,
) -> AuthorisedKey | NotAuthorised:
    """Find the key behind a proof's ``verificationMethod`` in the issuer's own document.

    Controlled Identifiers 1.0 section 3.3: the document must be the issuer's, the method must
    name the issuer as its controller, and must be listed under the relationship. A method that
    is listed by its URL alone may stand at that URL: ``method_document``.
    """
    if controller.get("id") != issuer_id:
        return NotAuthorised("did.malformed")
    for method in listed_methods(controller, relationship):
        if _absolute(method.get("id"), issuer_id) == method_id:
            return _load(method, issuer_id=issuer_id, now=now)
    if method_document is not None and method_id in as_list(controller.get(relationship)):
        return _load_published(method_document, method_id, issuer_id=issuer_id, now=now)
    return NotAuthorised("proof.key_not_authorised")


def authorised_key_for_token(
    controller: JsonObject,
    *,
    issuer_id: str,
    header: JsonObject,
    now: datetime,
    relationship: str = ASSERTION,
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
    for method in listed_methods(controller, relationship):
        if not _fits_header(method, issuer_id, header):
            continue
        found = _load(method, issuer_id=issuer_id, now=now)
        if isinstance(found, NotAuthorised):
            refusal = found
        elif _agrees(found.key, header):
            return found
    return refusal


def key_of_set(
    keys: Iterable[JsonObject],
    *,
    issuer_id: str,
    header: JsonObject,
    now: datetime,
    published_at_kid: JsonObject | None = None,
) -> AuthorisedKey | NotAuthorised:
    """Find the key behind a JWS header in the JWK set an https issuer publishes.

    OB 3.0 section 8.2.4: the key in use must be in the set. A set of several issuers names the
    owner of each key in ``iss``. ``published_at_kid`` is the JWK at the URL in ``kid``; it counts
    only if the set holds the same key.
    """
    refusal = NotAuthorised("proof.key_not_authorised")
    found: AuthorisedKey | None = None
    for jwk in keys:
        if jwk.get("iss", issuer_id) != issuer_id:
            continue
        try:
            key = public_key_from_jwk(jwk)
        except MalformedKey:
            refusal = NotAuthorised("key.weak")
            continue
        if not _is_meant(key, jwk, header, published_at_kid):
            continue
        if _jwk_has_ended(jwk, now):
            # Of two copies of a key, the one that ends it counts.
            return NotAuthorised("key.revoked_before_signing")
        found = found or AuthorisedKey(str(header.get("kid", key.thumbprint())), key)
    return found or refusal


def key_in_fragment(method_id: str) -> PublicKey | None:
    """The key that a method id spells in its fragment, as 1EdTech's ``issuer#multikey`` does.

    It shows whether a signature can be right at all; it never authorises (weak spot 8.2).
    """
    fragment = method_id.partition("#")[2]
    try:
        return public_key_from_multikey(fragment) if fragment.startswith("z") else None
    except MalformedKey:
        return None


def listed_methods(controller: JsonObject, relationship: str = ASSERTION) -> list[JsonObject]:
    """Methods listed under a relationship, by reference or embedded."""
    identifier = controller.get("id")
    by_id = {
        _absolute(method.get("id"), identifier): method
        for method in _objects(controller.get("verificationMethod"))
    }
    methods: list[JsonObject] = []
    for item in as_list(controller.get(relationship)):
        if isinstance(item, dict):
            methods.append(item)
        elif (found := by_id.get(_absolute(item, identifier))) is not None:
            methods.append(found)
    return methods


def is_controller_document(document: JsonObject) -> bool:
    """Whether a document says anything about keys (Controlled Identifiers 1.0 section 2).

    Only an issuer that publishes no such document is looked up in its JWK set: what its own
    document withdraws or does not list must not come back from there.
    """
    return not _ABOUT_KEYS.isdisjoint(document)


def _load_published(
    document: JsonObject, method_id: str, *, issuer_id: str, now: datetime
) -> AuthorisedKey | NotAuthorised:
    """The key at a URL that the issuer lists: a method of its own, or one bare JWK."""
    if "kty" not in document:
        if document.get("id") != method_id:
            return NotAuthorised("proof.key_not_authorised")
        return _load(document, issuer_id=issuer_id, now=now)
    try:
        key = public_key_from_jwk(document)
    except MalformedKey:
        return NotAuthorised("key.weak")
    if _jwk_has_ended(document, now):
        return NotAuthorised("key.revoked_before_signing")
    return AuthorisedKey(method_id, key)


def _load(method: JsonObject, *, issuer_id: str, now: datetime) -> AuthorisedKey | NotAuthorised:
    if method.get("controller") not in (issuer_id, [issuer_id]):
        return NotAuthorised("proof.key_not_authorised")
    # Controlled Identifiers 1.0 section 2.2: at or after either moment nothing is verified with
    # the method any more, whatever date the proof gives itself.
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


def _is_meant(
    key: PublicKey, jwk: JsonObject, header: JsonObject, published_at_kid: JsonObject | None
) -> bool:
    """Whether the header means this key: by its ``kid``, by the JWK at that URL, and by ``jwk``."""
    if "kid" not in header and "jwk" not in header:
        return False
    is_named = "kid" not in header or jwk.get("kid") == header["kid"]
    is_there = published_at_kid is not None and _agrees(key, {"jwk": published_at_kid})
    return (is_named or is_there) and _agrees(key, header)


def _agrees(key: PublicKey, header: JsonObject) -> bool:
    jwk = header.get("jwk")
    if not isinstance(jwk, dict):
        return "jwk" not in header
    try:
        return public_key_from_jwk(jwk).thumbprint() == key.thumbprint()
    except MalformedKey:
        return False


def _jwk_has_ended(jwk: JsonObject, now: datetime) -> bool:
    """Whether a published JWK says that it is over (``exp`` in seconds, ``revoked``)."""
    end = jwk.get("exp")
    if "revoked" in jwk:
        return True
    if end is None:
        return False
    is_number = isinstance(end, int | float) and not isinstance(end, bool)
    return not is_number or end <= now.timestamp()


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
