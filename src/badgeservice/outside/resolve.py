"""From an issuer id to its keys: did:key, did:jwk, did:web, https documents and JWK sets."""

import re
from collections.abc import Callable
from urllib.parse import unquote

from badgeservice.document import JsonObject
from badgeservice.errors import MalformedKey, Refusal
from badgeservice.openbadges.verification.materials import Controller, JwkSet, Unreachable
from badgeservice.outside.fetch import CannotFetch, Fetch, Fetched
from badgeservice.proofs.keys import did_jwk_document, did_key_document
from badgeservice.proofs.strict_json import JsonLimits, read_document

DOCUMENT_LIMITS = JsonLimits(max_bytes=65_536)
_MAX_KEYS = 100
# That there is nothing is an answer too: an issuer may publish its keys in a JWK set alone.
_CODES = {"tls": "did.tls", "status-404": "did.not_found", "status-410": "did.not_found"}
_ACCEPT = "application/did+json, application/did+ld+json, application/json;q=0.9"
_JWKS_ACCEPT = "application/jwk-set+json, application/jwk+json, application/json;q=0.9"
_HOST = re.compile(r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(%3A[0-9]{1,5})?$", re.IGNORECASE)
_SEGMENT = re.compile(r"^[A-Za-z0-9._~-]+$")
# Their documents follow from the id itself.
_OWN_DOCUMENT: dict[str, Callable[[str], JsonObject]] = {
    "did:key:": did_key_document,
    "did:jwk:": did_jwk_document,
}


def needs_fetch(issuer_id: str) -> bool:
    """Whether the document of this id stands on another machine."""
    return issuer_id.startswith(("did:web:", "https://"))


def controller_of(
    issuer_id: str, fetch: Fetch, *, fresh: bool = False, limits: JsonLimits = DOCUMENT_LIMITS
) -> Controller | Unreachable:
    """The controller document of an id without fragment, or why there is none; never raises.

    ``fresh`` asks for nothing older than a minute.
    """
    for method, write_document in _OWN_DOCUMENT.items():
        if issuer_id.startswith(method):
            try:
                return Controller(write_document(issuer_id))
            except MalformedKey:
                return Unreachable("did.malformed")
    if not needs_fetch(issuer_id):
        return Unreachable("did.unsupported_method")
    url = did_web_url(issuer_id) if issuer_id.startswith("did:web:") else issuer_id
    if url is None:
        return Unreachable("did.malformed")
    fetched = _fetched(url, _ACCEPT, fetch, fresh=fresh)
    if isinstance(fetched, Unreachable):
        return fetched
    document = _read(fetched, limits)
    if document is None:
        return Unreachable("did.malformed")
    return Controller(document, fetched.age_seconds, fetched.is_stale)


def jwk_set_of(
    url: str, fetch: Fetch, *, fresh: bool = False, limits: JsonLimits = DOCUMENT_LIMITS
) -> JwkSet | Unreachable:
    """The JWK set (RFC 7517 section 5) or single JWK at an https URL; never raises."""
    fetched = _fetched(url, _JWKS_ACCEPT, fetch, fresh=fresh)
    if isinstance(fetched, Unreachable):
        return fetched
    document = _read(fetched, limits)
    keys = None if document is None else keys_in(document)
    if keys is None:
        return Unreachable("did.malformed")
    return JwkSet(keys, fetched.age_seconds)


def keys_in(document: JsonObject) -> tuple[JsonObject, ...] | None:
    """The keys of a document that is a JWK set or one JWK; None when it is neither."""
    keys = document.get("keys")
    if isinstance(keys, list) and len(keys) <= _MAX_KEYS:
        return tuple(key for key in keys if isinstance(key, dict))
    return (document,) if isinstance(document.get("kty"), str) else None


def did_web_url(did: str) -> str | None:
    """URL of a did:web document (did:web method specification, read), or None if malformed."""
    segments = did.removeprefix("did:web:").split(":")
    host, path = segments[0], segments[1:]
    if not _HOST.match(host) or not all(_SEGMENT.match(segment) for segment in path):
        return None
    if any(segment in (".", "..") for segment in path):
        return None
    where = "/".join(path) if path else ".well-known"
    return f"https://{unquote(host)}/{where}/did.json"


def _fetched(url: str, accept: str, fetch: Fetch, *, fresh: bool) -> Fetched | Unreachable:
    try:
        return fetch(url, accept=accept, kind="did", fresh=fresh)
    except CannotFetch as fault:
        return Unreachable(_CODES.get(fault.reason, "did.unreachable"))


def _read(fetched: Fetched, limits: JsonLimits) -> JsonObject | None:
    try:
        return read_document(fetched.body, limits).value
    except Refusal:
        return None
