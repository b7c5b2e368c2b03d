"""Resolving DIDs and DID URLs in the words of DID Resolution: did:key, did:web and did:jwk."""

import re
from dataclasses import dataclass
from typing import Final

from badgeservice.document import JsonObject
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.publishing import controller_document
from badgeservice.openbadges.verification.materials import Controller, Unreachable
from badgeservice.outside.resolve import controller_of
from badgeservice.proofs.keys import find_did_key_fault

CONTEXT: Final = "https://w3id.org/did-resolution/v1"
_DID: Final = re.compile(r"did:([a-z0-9]+):((?:[A-Za-z0-9._:-]|%[0-9A-Fa-f]{2})*[A-Za-z0-9._%-])")
_FRAGMENT: Final = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})+")
_KEY_LIKE: Final = re.compile(r"z[1-9A-HJ-NP-Za-km-z]{40,}")
_METHODS: Final = ("key", "web", "jwk")
_OWN_FORMAT: Final = "Multikey"
_EXPERIMENTAL: Final = frozenset(
    {
        "EcdsaSecp256k1VerificationKey2019",
        "Ed25519VerificationKey2018",
        "JwsVerificationKey2020",
        "X25519KeyAgreementKey2019",
    }
)
_CODES: Final = {"did.malformed": "invalidDid", "did.unsupported_method": "methodNotSupported"}


@dataclass(frozen=True, slots=True)
class DidRequest:
    """What is asked: a DID or DID URL, and in which form the keys are wanted.

    ``takes_experimental``: forms of keys that were never finished may be given too.
    """

    text: str
    key_format: str | None = None
    takes_experimental: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was found, or the error. ``is_url``: a DID URL was dereferenced, not a DID resolved."""

    document: JsonObject
    error: str | None = None
    is_url: bool = False

    def to_json(self) -> JsonObject:
        """The answer of a resolver; the document of an error is empty, but it is there."""
        metadata: JsonObject = {"contentType": "application/did"}
        if self.error is not None:
            metadata = {"error": self.error}
        name = "didDereferencingMetadata" if self.is_url else "didResolutionMetadata"
        return {
            "@context": CONTEXT,
            "didDocument": self.document,
            "didDocumentMetadata": {},
            name: metadata,
        }


def resolve_did(parts: Parts, request: DidRequest) -> Resolution:
    """Resolve a DID, or find the key that a DID URL names; never raises for what is asked.

    Errors: ``invalidDid``, ``methodNotSupported``, ``invalidDidUrl``, ``notFound`` and, for
    did:key, ``invalidPublicKey``, ``invalidPublicKeyLength``, ``unsupportedPublicKeyType`` and
    ``invalidPublicKeyType``.
    """
    end = min((request.text.find(mark) for mark in "/?#" if mark in request.text), default=-1)
    did, rest = (request.text, "") if end < 0 else (request.text[:end], request.text[end:])
    is_url = rest != ""
    error = _find_did_fault(did)
    if error is not None:
        return Resolution({}, error, is_url=False)
    if is_url and not (rest.startswith("#") and _FRAGMENT.fullmatch(rest[1:])):
        # Nothing here is found by path or query.
        return Resolution({}, "invalidDidUrl", is_url=True)
    error = _find_format_fault(request)
    if error is not None:
        return Resolution({}, error, is_url=is_url)
    found = _document_of(parts, did)
    if isinstance(found, Unreachable):
        return Resolution({}, _CODES.get(found.code, "notFound"), is_url=is_url)
    if not is_url:
        return Resolution(found.document)
    key = _method_of(found.document, did, rest)
    if key is None:
        return Resolution({}, "notFound", is_url=True)
    return Resolution(key, is_url=True)


def _find_did_fault(did: str) -> str | None:
    match = _DID.fullmatch(did)
    if match is None:
        return "invalidDid"
    method, identifier = match.groups()
    if method not in _METHODS:
        # A key under another name than did:key is no DID of another method.
        return "invalidDid" if _KEY_LIKE.fullmatch(identifier) else "methodNotSupported"
    if method == "key":
        fault = find_did_key_fault(did)
        return None if fault is None else fault.value
    return None


def _find_format_fault(request: DidRequest) -> str | None:
    """Keys are given as Multikey (did:key method, section 3.1)."""
    if request.key_format in (None, _OWN_FORMAT):
        return None
    if request.key_format in _EXPERIMENTAL and not request.takes_experimental:
        return "invalidPublicKeyType"
    return "unsupportedPublicKeyType"


def _document_of(parts: Parts, did: str) -> Controller | Unreachable:
    if not parts.addresses.is_own_did(did):
        return controller_of(did, parts.fetch, limits=parts.rules.document_limits)
    with parts.database.open_store(read_only=True) as store:
        issuer = store.issuers.by_did(did)
        keys = store.keys.of_issuer(did) if issuer else []
    if issuer is None:
        return Unreachable("did.unreachable")
    return Controller(controller_document(issuer, keys, parts.addresses))


def _method_of(document: JsonObject, did: str, fragment: str) -> JsonObject | None:
    methods = document.get("verificationMethod")
    for method in methods if isinstance(methods, list) else []:
        if isinstance(method, dict) and method.get("id") in (f"{did}{fragment}", fragment):
            return method
    return None
