"""Presentations that a holder signs, for tests: embedded proofs and tokens."""

from typing import Any

from badgeservice.document import JsonObject
from badgeservice.journeys.conforming.issuers import ThrowawayIssuer
from badgeservice.proofs.canonical import Reading
from badgeservice.proofs.data_integrity import add_proof
from badgeservice.proofs.jose import ENVELOPED_PRESENTATION, envelope, sign_compact
from badgeservice.proofs.strict_json import write_json
from factories import NOW
from journeys.conforming.mode import V2

CHALLENGE, DOMAIN = "u8VJ0vb3cRrPzpkIDhMbbqg", "badges.example"
ANSWER = {"challenge": CHALLENGE, "domain": DOMAIN}


def a_presentation(*credentials: JsonObject, **members: Any) -> JsonObject:
    """An unsigned presentation; ``context`` stands for ``@context``."""
    whole = {
        "@context": members.pop("context", [V2]),
        "type": ["VerifiablePresentation"],
        "verifiableCredential": list(credentials),
        **members,
    }
    return {name: value for name, value in whole.items() if value is not None}


def signed(
    presentation: JsonObject,
    holder: ThrowawayIssuer,
    *,
    purpose: str = "authentication",
    **extra: Any,
) -> JsonObject:
    """The presentation with a proof by that key; it answers the challenge unless told otherwise."""
    return add_proof(
        presentation,
        signer=holder.key,
        verification_method=holder.verification_method,
        created=NOW,
        proof_purpose=purpose,
        cryptosuite=holder.kind.suite,
        reading=Reading.OPEN,
        extra=extra or ANSWER,
    )


def enveloped_token(
    payload: JsonObject, holder: ThrowawayIssuer, *, typ: str, media_type: str, **claims: Any
) -> JsonObject:
    """A presentation in an envelope; ``claims`` stand beside what is in ``payload``."""
    token = sign_compact(
        write_json({**payload, **claims}),
        signer=holder.key,
        kid=holder.verification_method,
        typ=typ,
    )
    return envelope(ENVELOPED_PRESENTATION, media_type, token)
