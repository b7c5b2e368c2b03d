"""A presentation taken out of its envelope: what it says, its token, and who it says presents."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from badgeservice.document import JsonObject
from badgeservice.errors import CannotCanonicalise, Finding, MalformedToken
from badgeservice.openbadges.conformance.vcdm import find_vp_faults
from badgeservice.openbadges.verification import Check, Policy
from badgeservice.openbadges.verification.materials import Controller, Unreachable
from badgeservice.openbadges.verification.needs import controller_of_method
from badgeservice.openbadges.verification.proof_check import (
    canonicalisation_code,
    check_proof,
    hides_what_is_judged,
)
from badgeservice.openbadges.verification.submission import as_list
from badgeservice.proofs.canonical import Reading, read_dataset
from badgeservice.proofs.jose import (
    ENVELOPED_PRESENTATION,
    PRESENTATION_SD_TYPES,
    PRESENTATION_TYPES,
    CompactJws,
    claims_document,
    disclosed,
    enveloped,
    parse_compact,
    parse_sd_jwt,
)
from badgeservice.proofs.strict_json import JsonLimits, read_document

AUTHENTICATION = "authentication"
_SD_JWT = "application/vp+sd-jwt"
# RFC 7519 section 4.1, and what answers a challenge.
_CLAIMS = frozenset({"iss", "sub", "aud", "nbf", "exp", "iat", "jti", "nonce"})


@dataclass(frozen=True, slots=True)
class Presented:
    """One presentation. ``claims`` are those of its token and empty without one."""

    document: JsonObject
    token: CompactJws | None = None
    claims: JsonObject = field(default_factory=dict)

    @property
    def proofs(self) -> list[JsonObject]:
        """Its embedded proofs; what is no object is no proof."""
        found = as_list(self.document.get("proof")) if self.token is None else []
        return [proof for proof in found if isinstance(proof, dict)]

    @property
    def is_signed(self) -> bool:
        """Whether somebody signed it, rightly or wrongly."""
        return self.token is not None or "proof" in self.document

    @property
    def holder(self) -> str | None:
        """The id of the holder as the presentation tells it, or the issuer of its token."""
        holder = self.document.get("holder", self.claims.get("iss"))
        value = holder.get("id") if isinstance(holder, dict) else holder
        return value if isinstance(value, str) else None

    @property
    def signer(self) -> str | None:
        """Who must have signed: the holder or, when none is told, whoever the first key is of."""
        if self.holder is not None:
            return self.holder
        named: list[object] = [one.get("verificationMethod") for one in self.proofs]
        if self.token is not None:
            named = [self.token.header.get("kid")]
        first = named[0] if named else None
        return controller_of_method(first) if isinstance(first, str) else None

    @property
    def is_holders_own(self) -> bool:
        """Whether it says who holds it, and every credential in it is about nobody else."""
        inner = [one for one in self.credentials if isinstance(one, dict)]
        subjects = [
            subject.get("id") if isinstance(subject, dict) else None
            for one in inner
            for subject in as_list(one.get("credentialSubject"))
        ]
        named = self.holder is not None and bool(subjects) and len(inner) == len(self.credentials)
        return named and all(subject == self.holder for subject in subjects)

    @property
    def credentials(self) -> list[object]:
        """What is presented; there may be nothing."""
        return as_list(self.document.get("verifiableCredential", []))


def unwrap_presentation(document: JsonObject, limits: JsonLimits) -> Presented:
    """Take a presentation out of its envelope, if it is in one (VCDM 2.0 section 4.13).

    The claim ``vp`` is read only in a token whose ``typ`` is JWT or absent (VC-JOSE-COSE forbids
    it). Refuses ``MalformedToken`` for an envelope or token that cannot be read.
    """
    envelope = enveloped(document)
    if envelope is None:
        return Presented(document)
    if ENVELOPED_PRESENTATION not in as_list(document.get("type")):
        finding = Finding("envelope.type", "/type", "A credential is not a presentation.")
        raise MalformedToken("The envelope holds something else.", findings=[finding])
    media_type, text = envelope
    if media_type == _SD_JWT:
        sd_jwt = parse_sd_jwt(
            text,
            max_characters=limits.max_bytes,
            max_header_bytes=limits.max_token_header_bytes,
            types=PRESENTATION_SD_TYPES,
        )
        claims = disclosed(sd_jwt, limits)
        return Presented(_without_claims(claims), sd_jwt.jws, claims)
    token = parse_compact(
        text,
        max_characters=limits.max_bytes,
        max_header_bytes=limits.max_token_header_bytes,
        types=PRESENTATION_TYPES,
    )
    claims = read_document(token.payload, limits).value
    return Presented(_without_claims(claims_document(token, limits)), token, claims)


def find_content_faults(document: JsonObject) -> tuple[Finding, ...]:
    """What the data model forbids, and what would mean nothing, or another thing to others.

    Pure, and as costly as reading the whole presentation as JSON-LD.
    """
    faults = tuple(find_vp_faults(document))
    try:
        quads = read_dataset(document, reading=Reading.OPEN)
    except CannotCanonicalise as refusal:
        whole = Finding(canonicalisation_code(refusal), "", refusal.detail)
        return (*faults, *(refusal.findings or (whole,)))
    if hides_what_is_judged(document, quads):
        sentence = "Something that is judged is said where nobody would look for it."
        return (*faults, Finding("data.not_judged", "", sentence))
    return faults


def check_presented(
    presented: Presented,
    controllers: Mapping[str, Controller | Unreachable],
    now: datetime,
    policy: Policy,
) -> Check:
    """Verify every proof and its binding to the holder, for the purpose of authentication.

    Pure, and as costly as reading the whole presentation once for each proof.
    """
    signer = presented.signer
    return check_proof(
        presented.document,
        presented.token,
        issuer_id=signer,
        controller=controllers.get(signer or ""),
        now=now,
        policy=policy,
        others=controllers,
        purpose=AUTHENTICATION,
    )


def _without_claims(payload: JsonObject) -> JsonObject:
    """The presentation alone; the token secures what stands beside it."""
    return {name: value for name, value in payload.items() if name not in _CLAIMS}
