"""From an issuer id to its controller document: did:key, did:web and https ids."""

import re
from urllib.parse import unquote

from badgeservice.errors import MalformedKey, Refusal
from badgeservice.openbadges.verification.materials import Controller, Unreachable
from badgeservice.outside.fetch import CannotFetch, Fetch
from badgeservice.proofs.keys import did_key_document
from badgeservice.proofs.strict_json import JsonLimits, read_document

_DOCUMENT_LIMITS = JsonLimits(max_bytes=65_536)
_ACCEPT = "application/did+json, application/did+ld+json, application/json;q=0.9"
_HOST = re.compile(r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(%3A[0-9]{1,5})?$", re.IGNORECASE)
_SEGMENT = re.compile(r"^[A-Za-z0-9._~-]+$")


def controller_of(issuer_id: str, fetch: Fetch) -> Controller | Unreachable:
    """The controller document of an issuer, or why it could not be had; never raises."""
    if issuer_id.startswith("did:key:"):
        try:
            return Controller(did_key_document(issuer_id))
        except MalformedKey:
            return Unreachable("did.malformed")
    if issuer_id.startswith("did:web:"):
        url = did_web_url(issuer_id)
        return _fetched(url, fetch) if url else Unreachable("did.malformed")
    if issuer_id.startswith("https://"):
        return _fetched(issuer_id, fetch)
    return Unreachable("did.unsupported_method")


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


def _fetched(url: str, fetch: Fetch) -> Controller | Unreachable:
    try:
        body = fetch(url, accept=_ACCEPT).body
    except CannotFetch as fault:
        return Unreachable("did.tls" if fault.reason == "tls" else "did.unreachable")
    try:
        return Controller(read_document(body, _DOCUMENT_LIMITS).value)
    except Refusal:
        return Unreachable("did.malformed")
