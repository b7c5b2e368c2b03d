"""What was handed in to be verified, taken out of its wrapping and kept exactly as received."""

from dataclasses import dataclass

from badgeservice.document import Document, JsonObject
from badgeservice.errors import NoCredential
from badgeservice.openbadges import baking
from badgeservice.openbadges.vocabulary import CREDENTIALS_V1
from badgeservice.proofs.jose import CompactJws, parse_compact
from badgeservice.proofs.strict_json import DEFAULT_LIMITS, JsonLimits, read_document

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Submission:
    """One credential. ``token`` is set for a VC-JWT; ``document`` then holds its payload.

    ``form`` is ``json``, ``jwt``, ``png`` or ``svg``: how it was handed in.
    """

    document: Document
    token: CompactJws | None
    form: str

    @property
    def credential(self) -> JsonObject:
        """The credential as verified; never changed."""
        return self.document.value

    @property
    def issuer_id(self) -> str | None:
        """``issuer`` or ``issuer.id``, as the credential claims it."""
        return issuer_id(self.credential)


def unwrap(raw: bytes, limits: JsonLimits = DEFAULT_LIMITS) -> Submission:
    """Find the credential in JSON, a compact JWS, a PNG or an SVG (OB 3.0 sections 5 and 8.1).

    Refuses ``MalformedJson``, ``MalformedToken``, ``MalformedImage``, ``TooLarge`` and
    ``NoCredential``: in none of these cases is there anything to give a verdict about.
    """
    if raw.startswith(_PNG_SIGNATURE):
        return _from_text(baking.unbake(raw).encode(), "png", limits)
    trimmed = raw.strip(b" \t\r\n")
    if trimmed.startswith((b"<", b"\xef\xbb\xbf<")):
        return _from_text(baking.unbake(raw).encode(), "svg", limits)
    return _from_text(raw, None, limits)


def issuer_id(credential: JsonObject) -> str | None:
    """The id of the issuer, whether it is a URI or a Profile; None when there is none."""
    issuer = credential.get("issuer")
    value = issuer.get("id") if isinstance(issuer, dict) else issuer
    return value if isinstance(value, str) else None


def as_list(value: object) -> list[object]:
    """A value that may stand alone or in an array, as an array."""
    return value if isinstance(value, list) else [value]


def _from_text(raw: bytes, form: str | None, limits: JsonLimits) -> Submission:
    trimmed = raw.strip(b" \t\r\n")
    if not trimmed:
        detail = "There is nothing in the input."
        raise NoCredential(detail, hint="Send the badge file itself.")
    if _looks_like_json(raw, trimmed):
        document = read_document(raw, limits)
        return Submission(_require_credential(document), None, form or "json")
    token = parse_compact(_ascii(trimmed), max_characters=limits.max_bytes)
    document = _payload_of(token, limits)
    return Submission(_require_credential(document), token, form or "jwt")


def _looks_like_json(raw: bytes, trimmed: bytes) -> bool:
    # Anything that cannot be a compact JWS goes to the JSON reader, which names the fault.
    return trimmed[:1] in (b"{", b"[", b'"') or trimmed.count(b".") < 2 or not raw.isascii()


def _ascii(raw: bytes) -> str:
    return raw.decode("ascii")


def _payload_of(token: CompactJws, limits: JsonLimits) -> Document:
    document = read_document(token.payload, limits)
    wrapped = document.value.get("vc")
    if isinstance(wrapped, dict) and CREDENTIALS_V1 in as_list(wrapped.get("@context"))[:1]:
        # VCDM 1.1 wraps the credential in the claim "vc"; VC-JOSE-COSE forbids that for 2.0.
        return Document(raw=document.raw, value=wrapped)
    return document


def _require_credential(document: Document) -> Document:
    if "VerifiableCredential" in as_list(document.value.get("type")):
        return document
    detail = "The JSON is not a verifiable credential: its type lacks VerifiableCredential."
    raise NoCredential(detail, hint="Send the badge itself, not the page or the profile around it.")
