"""Every refusal of the service: one tree, each with a stable code, a hint and all findings.

A refusal means "your request or your file is wrong"; mistakes of ours are ordinary exceptions.
Verdicts about credentials are values (see ``openbadges.verification``), never exceptions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, and where.

    ``pointer`` is an RFC 6901 JSON Pointer into the input (``""`` is the whole input).
    ``message`` is one English sentence that never repeats the offending value.
    """

    code: str
    pointer: str
    message: str


class Refusal(Exception):
    """Base of all refusals. ``code`` is kebab-case and never changes once released."""

    code: ClassVar[str] = "refused"
    title: ClassVar[str] = "The request was refused"

    def __init__(self, detail: str, *, hint: str = "", findings: Sequence[Finding] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.hint = hint
        self.findings = tuple(findings)


# --- what was sent cannot be read -------------------------------------------------------------


class MalformedInput(Refusal):
    """The input is not what it claims to be."""

    code = "malformed-input"
    title = "The input cannot be read"


class MalformedJson(MalformedInput):
    """Not one strict JSON text (RFC 8259 and RFC 7493, plus our limits)."""

    code = "malformed-json"
    title = "The JSON cannot be read"


class MalformedToken(MalformedInput):
    """Not one strict compact JWS (RFC 7515)."""

    code = "malformed-token"
    title = "The token cannot be read"


class MalformedKey(MalformedInput):
    """A key that is malformed, off its curve, of small order or too short."""

    code = "malformed-key"
    title = "The key cannot be used"


class MalformedEncoding(MalformedInput):
    """Not canonical base58btc, base64url or multibase."""

    code = "malformed-encoding"
    title = "The encoded text cannot be read"


class MalformedImage(MalformedInput):
    """Not a PNG or SVG that can be baked or unbaked."""

    code = "malformed-image"
    title = "The image cannot be read"


class PointerNotFound(MalformedInput):
    """A text is not a JSON Pointer, or one leads to nothing that can be disclosed by itself."""

    code = "pointer-not-found"
    title = "A JSON Pointer leads to nothing"


class UnusableBaseProof(MalformedInput):
    """Not a base proof of ``ecdsa-sd-2023`` for this document."""

    code = "unusable-base-proof"
    title = "Nothing can be derived from this proof"


class NoCredential(MalformedInput):
    """No credential was found in the input."""

    code = "no-credential"
    title = "No credential was found"


class TooLarge(Refusal):
    """The input is larger than the limit in the settings."""

    code = "too-large"
    title = "The input is too large"


# --- what was sent can be read but may not be signed ------------------------------------------


class NotConformant(Refusal):
    """The document breaks the Open Badges 3.0 rules; ``findings`` holds all of them."""

    code = "not-conformant"
    title = "The document does not follow Open Badges 3.0"


class InvalidRequest(Refusal):
    """A request body or query of our own API is wrong; ``findings`` holds every fault."""

    code = "invalid-request"
    title = "The request is not valid"


class CannotCanonicalise(Refusal):
    """The document has no safe canonical form; see the subclasses for the reason."""

    code = "cannot-canonicalise"
    title = "The document has no safe canonical form"


class UnsignedTerm(CannotCanonicalise):
    """A term, type or id that JSON-LD would drop, so a signature would not cover it."""

    code = "unsigned-term"
    title = "The document holds something a signature would not cover"


class ContextNotAllowed(CannotCanonicalise):
    """A context that is not bundled with the service."""

    code = "context-not-allowed"
    title = "The document uses an unknown context"


class CanonicalisationLimit(CannotCanonicalise):
    """The canonicalisation work budget is used up (RDFC-1.0 section 7.1, poison graphs)."""

    code = "canonicalisation-limit"
    title = "The document is too costly to canonicalise"


# --- who and what -----------------------------------------------------------------------------


class NotSignedIn(Refusal):
    """The call needs an API key and had none, or one that is not known."""

    code = "not-signed-in"
    title = "An API key is needed"


class SignInNeeded(NotSignedIn):
    """A page for people who are signed in was asked for by nobody we know."""

    code = "sign-in-needed"
    title = "You have to sign in first"


class NotAllowed(Refusal):
    """The caller is known but may not do this."""

    code = "not-allowed"
    title = "You may not do this"


class StepUpNeeded(NotAllowed):
    """The second factor has to be given again before this can be done."""

    code = "step-up-needed"
    title = "Confirm once more that it is you"


class NotFound(Refusal):
    """It does not exist, or it is not yours; the two are told alike."""

    code = "not-found"
    title = "Not found"


class Conflict(Refusal):
    """It clashes with what is there already."""

    code = "conflict"
    title = "It clashes with what is there already"


class IdempotencyKeyReused(Conflict):
    """The same idempotency key came with another request."""

    code = "idempotency-key-reused"
    title = "The idempotency key was used for another request"


class IssuerSuspended(Conflict):
    """The issuer is suspended and may not sign."""

    code = "issuer-suspended"
    title = "The issuer is suspended"


class NoUsableKey(Conflict):
    """The issuer has no usable signing key; keys are only made by an explicit act."""

    code = "no-usable-key"
    title = "The issuer has no usable signing key"


# --- the service cannot do it now -------------------------------------------------------------


class Unavailable(Refusal):
    """A part of the service is missing; try again later."""

    code = "unavailable"
    title = "The service cannot do this now"


class KeyEncryptionKeyMissing(Unavailable):
    """The key-encryption key that wrapped a signing key is not here."""

    code = "key-encryption-key-missing"
    title = "Signing keys cannot be opened"


class SelfCheckFailed(Unavailable):
    """A freshly signed credential did not pass our own independent verification."""

    code = "self-check-failed"
    title = "The signed credential did not pass our own check"
