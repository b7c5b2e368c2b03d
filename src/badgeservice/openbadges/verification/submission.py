"""What was handed in to be verified, taken out of its wrapping and kept exactly as received."""

from dataclasses import dataclass
from datetime import UTC, datetime

from badgeservice.document import Document, JsonObject
from badgeservice.errors import MalformedToken, NoCredential
from badgeservice.openbadges import baking
from badgeservice.openbadges.vocabulary import CREDENTIALS_V1
from badgeservice.proofs.jose import (
    CompactJws,
    SdJwt,
    claims_document,
    disclosed,
    enveloped,
    parse_compact,
    parse_sd_jwt,
)
from badgeservice.proofs.strict_json import DEFAULT_LIMITS, JsonLimits, read_document, write_json

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Submission:
    """One credential. ``token`` is set for a VC-JWT; ``document`` then holds its payload.

    ``form`` is ``json``, ``jwt``, ``sd-jwt``, ``png`` or ``svg``: how it was handed in. ``wrapper``
    holds the claims around a credential of VCDM 1.1, which stands inside the claim ``vc``. For an
    SD-JWT ``token`` is its signed part and ``document`` what it discloses.
    """

    document: Document
    token: CompactJws | None
    form: str
    wrapper: JsonObject | None = None
    sd_jwt: SdJwt | None = None

    @property
    def credential(self) -> JsonObject:
        """The credential as verified; never changed."""
        return self.document.value

    @property
    def issuer_id(self) -> str | None:
        """``issuer`` or ``issuer.id``, as the credential claims it."""
        return issuer_id(self.credential)

    @property
    def claims(self) -> JsonObject:
        """The claims of the token; in VCDM 2.0 they stand beside the credential."""
        return self.credential if self.wrapper is None else self.wrapper

    @property
    def is_version_1(self) -> bool:
        """Whether it is a credential of VCDM 1.1, told by its first context (section 1.8)."""
        return is_version_1(self.credential)

    @property
    def period(self) -> tuple[str, str]:
        """The names of the members that hold its first and last moment."""
        return (
            ("issuanceDate", "expirationDate") if self.is_version_1 else ("validFrom", "validUntil")
        )


def unwrap(
    raw: bytes,
    limits: JsonLimits = DEFAULT_LIMITS,
    *,
    max_image_bytes: int = baking.MAX_IMAGE_BYTES,
) -> Submission:
    """Find the credential in JSON, a token, an envelope, a PNG or an SVG (OB 3.0 sections 5, 8.1).

    Refuses ``MalformedJson``, ``MalformedToken``, ``MalformedImage``, ``TooLarge`` and
    ``NoCredential``: in none of these cases is there anything to give a verdict about.
    """
    if raw.startswith(_PNG_SIGNATURE):
        return _from_text(_unbaked(raw, limits, max_image_bytes), "png", limits)
    trimmed = raw.strip(b" \t\r\n")
    if trimmed.startswith((b"<", b"\xef\xbb\xbf<")):
        return _from_text(_unbaked(raw, limits, max_image_bytes), "svg", limits)
    return _from_text(raw, None, limits)


def _unbaked(image: bytes, limits: JsonLimits, max_bytes: int) -> bytes:
    return baking.unbake(image, max_bytes=max_bytes, max_text_bytes=limits.max_bytes).encode()


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
    if not _looks_like_json(raw, trimmed):
        return _from_token(_ascii(trimmed), form, limits)
    document = read_document(raw, limits)
    envelope = enveloped(document.value)
    if envelope is not None:
        media_type, token = envelope
        if media_type.endswith("sd-jwt") != ("~" in token):
            raise MalformedToken("The envelope holds another kind of token than it says.")
        return _from_token(token, form, limits)
    return Submission(_require_credential(document), None, form or "json")


def _from_token(text: str, form: str | None, limits: JsonLimits) -> Submission:
    if "~" in text:
        return _from_sd_jwt(text, form or "sd-jwt", limits)
    token = parse_compact(
        text,
        max_characters=limits.max_bytes,
        max_header_bytes=limits.max_token_header_bytes,
    )
    return _from_jws(token, form or "jwt", limits)


def _from_sd_jwt(text: str, form: str, limits: JsonLimits) -> Submission:
    """What an SD-JWT discloses (VC-JOSE-COSE section 3.2); a key binding is not asked for here."""
    found = parse_sd_jwt(
        text,
        max_characters=limits.max_bytes,
        max_header_bytes=limits.max_token_header_bytes,
    )
    # Read once more, so that the limits hold for all disclosures together.
    together = read_document(write_json(disclosed(found, limits)), limits)
    document = Document(raw=found.jws.payload, value=together.value)
    return Submission(_require_credential(document), found.jws, form, sd_jwt=found)


def _looks_like_json(raw: bytes, trimmed: bytes) -> bool:
    # Anything that cannot be a compact JWS goes to the JSON reader, which names the fault.
    return trimmed[:1] in (b"{", b"[", b'"') or trimmed.count(b".") < 2 or not raw.isascii()


def _ascii(raw: bytes) -> str:
    return raw.decode("ascii")


def _from_jws(token: CompactJws, form: str, limits: JsonLimits) -> Submission:
    payload = read_document(token.payload, limits)
    found = claims_document(token, limits)
    if "vc" in payload.value:
        # VCDM 1.1 section 6.3.1 wraps the credential; VC-JOSE-COSE forbids that for vc+jwt.
        credential = Document(raw=payload.raw, value=_unwrapped(found, payload.value))
        return Submission(_require_credential(credential), token, form, wrapper=payload.value)
    return Submission(_require_credential(payload), token, form)


def is_version_1(credential: JsonObject) -> bool:
    """Whether a document is one of VCDM 1.1, told by its first context."""
    contexts = credential.get("@context")
    first = contexts[0] if isinstance(contexts, list) and contexts else contexts
    return bool(first == CREDENTIALS_V1)


def _period_of(credential: JsonObject) -> tuple[str, str]:
    if is_version_1(credential):
        return "issuanceDate", "expirationDate"
    return "validFrom", "validUntil"


def _unwrapped(wrapped: JsonObject, claims: JsonObject) -> JsonObject:
    """The credential inside the claim ``vc``, with what only the other claims say."""
    credential = dict(wrapped)
    for member, claim in (("id", "jti"), ("issuer", "iss")):
        if claim in claims:
            credential.setdefault(member, claims[claim])
    for member, claim in zip(_period_of(wrapped), ("nbf", "exp"), strict=True):
        moment = _moment_text(claims.get(claim))
        if moment is not None:
            credential.setdefault(member, moment)
    subject = credential.get("credentialSubject")
    if isinstance(subject, dict) and "id" not in subject and "sub" in claims:
        credential["credentialSubject"] = {"id": claims["sub"], **subject}
    return credential


def _moment_text(numeric_date: object) -> str | None:
    if isinstance(numeric_date, bool) or not isinstance(numeric_date, int | float):
        return None
    try:
        moment = datetime.fromtimestamp(int(numeric_date), UTC)
    except (OverflowError, ValueError, OSError):
        return None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _require_credential(document: Document) -> Document:
    if "VerifiableCredential" in as_list(document.value.get("type")):
        return document
    detail = "The JSON is not a verifiable credential: its type lacks VerifiableCredential."
    raise NoCredential(detail, hint="Send the badge itself, not the page or the profile around it.")
