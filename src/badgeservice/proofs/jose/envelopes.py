"""Knows enveloped credentials and presentations (VCDM 2.0 section 4.13): a token in a data: URL."""

import re
from collections.abc import Mapping

from badgeservice.document import JsonObject
from badgeservice.errors import Finding, MalformedToken

BASE_CONTEXT = "https://www.w3.org/ns/credentials/v2"
ENVELOPED_CREDENTIAL = "EnvelopedVerifiableCredential"
ENVELOPED_PRESENTATION = "EnvelopedVerifiablePresentation"

_MEDIA_TYPES: Mapping[str, frozenset[str]] = {
    ENVELOPED_CREDENTIAL: frozenset(
        {"application/vc+jwt", "application/jwt", "application/vc+sd-jwt"}
    ),
    ENVELOPED_PRESENTATION: frozenset(
        {"application/vp+jwt", "application/jwt", "application/vp+sd-jwt"}
    ),
}
_COSE_CREDENTIAL = "application/vc+cose;base64"
_SCHEME = "data:"
# RFC 2397 without parameters: a token is text as it is (VC-JOSE-COSE sections 3.1.2 and 3.2.2);
# only COSE, which is bytes, is written in base64 (section 3.3.2).
_TOKEN = re.compile(r"[A-Za-z0-9_.~-]+")


def enveloped(document: JsonObject) -> tuple[str, str] | None:
    """Give media type, in lower case, and token of an enveloped credential or presentation.

    None for a document of another type. Refuses an envelope of more than one type, without the base
    context, with members beside ``@context``, ``id`` and ``type`` (nothing secures those), and an
    ``id`` that is not ``data:``, a media type for that kind of document, a comma and a token.
    """
    kind = envelope_kind(document)
    if kind is None:
        return None
    findings = list(_envelope_findings(document, kind))
    media_type, comma, token = _after_scheme(document).partition(",")
    media_type = media_type.lower()
    if media_type not in _MEDIA_TYPES[kind] or not comma or not _TOKEN.fullmatch(token):
        message = "The id of an envelope is not a data: URL of a token of a known media type."
        findings.append(Finding("envelope.id", "/id", message))
    if findings:
        raise MalformedToken("The envelope cannot be opened.", findings=findings)
    return media_type, token


def envelope_kind(document: JsonObject) -> str | None:
    """Tell which of the two types of envelope a document says to be, if any."""
    value = document.get("type")
    types = value if isinstance(value, list) else [value]
    return next((one for one in types if isinstance(one, str) and one in _MEDIA_TYPES), None)


def is_enveloped(value: object) -> bool:
    """Tell whether a value says to be a credential in an envelope, COSE included.

    For a presentation whose credentials others will open: what is in the envelope is not read.
    """
    if not isinstance(value, dict) or envelope_kind(value) != ENVELOPED_CREDENTIAL:
        return False
    media_type, _, content = _after_scheme(value).partition(",")
    known = _MEDIA_TYPES[ENVELOPED_CREDENTIAL] | {_COSE_CREDENTIAL}
    return media_type.lower() in known and content != ""


def envelope(kind: str, media_type: str, token: str) -> JsonObject:
    """Put a token in an envelope; ``enveloped`` reads it again."""
    return {"@context": BASE_CONTEXT, "id": f"{_SCHEME}{media_type},{token}", "type": kind}


def _envelope_findings(document: JsonObject, kind: str) -> list[Finding]:
    findings = []
    if document["type"] not in (kind, [kind]):
        findings.append(Finding("envelope.type", "/type", "An envelope has only its own type."))
    contexts = document.get("@context")
    if BASE_CONTEXT not in (contexts if isinstance(contexts, list) else [contexts]):
        message = "The context of an envelope lacks the base context."
        findings.append(Finding("envelope.context", "/@context", message))
    if not document.keys() <= {"@context", "id", "type"}:
        message = "An envelope has a member that nothing secures."
        findings.append(Finding("envelope.member", "", message))
    return findings


def _after_scheme(document: JsonObject) -> str:
    url = document.get("id")
    if not isinstance(url, str) or url[: len(_SCHEME)].lower() != _SCHEME:
        return ""
    return url[len(_SCHEME) :]
