"""Knows where in a token the credential or presentation is: the payload, or an older claim."""

from badgeservice.document import JsonObject
from badgeservice.errors import Finding, MalformedToken
from badgeservice.proofs.jose.compact import CompactJws
from badgeservice.proofs.strict_json import DEFAULT_LIMITS, JsonLimits, read_document

_LEGACY_CLAIMS = ("vc", "vp")
# Beside a document in a claim these would be a second one, which nobody reads.
_OF_DOCUMENTS = frozenset(
    {
        "@context",
        "credentialStatus",
        "credentialSubject",
        "expirationDate",
        "issuanceDate",
        "issuer",
        "type",
        "validFrom",
        "validUntil",
        "verifiableCredential",
    }
)
_LEGACY_TYPES = (None, "jwt")


def claims_document(jws: CompactJws, limits: JsonLimits = DEFAULT_LIMITS) -> JsonObject:
    """Give the document that a token secures.

    That is the payload (VC-JOSE-COSE section 3.1.1), or what stands in its claim ``vc`` or ``vp``
    (VCDM 1.1 section 6.3.1) where ``typ`` is JWT or is not there. Refuses a payload that is no
    strict JSON object, and those claims in a token of another type, both of them, one that is no
    object, and one beside a document in the payload itself: which of the two would be meant?
    """
    payload = read_document(jws.payload, limits).value
    legacy = [claim for claim in _LEGACY_CLAIMS if claim in payload]
    if not legacy:
        return payload
    if jws.typ not in _LEGACY_TYPES:
        raise _refusal("A token of this type has no claim vc or vp.", legacy[0])
    if len(legacy) > 1:
        raise _refusal("The token has both the claim vc and the claim vp.", legacy[0])
    wrapped = payload[legacy[0]]
    if not isinstance(wrapped, dict):
        raise _refusal("The claim is not an object.", legacy[0])
    if not payload.keys().isdisjoint(_OF_DOCUMENTS):
        raise _refusal("The payload is a document itself and has one in a claim.", legacy[0])
    return wrapped


def _refusal(message: str, claim: str) -> MalformedToken:
    return MalformedToken(message, findings=(Finding("token.legacy-claim", f"/{claim}", message),))
