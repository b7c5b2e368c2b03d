"""Knows key binding (RFC 9901 section 4.3): how a holder proves to have the key in ``cnf``."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from badgeservice.document import JsonObject
from badgeservice.errors import Finding, MalformedJson, MalformedKey, MalformedToken, TooLarge
from badgeservice.proofs.encoding import base64url_encode
from badgeservice.proofs.jose.algorithms import ALL_ALGORITHMS
from badgeservice.proofs.jose.compact import (
    CompactJws,
    parse_compact,
    sign_compact,
    verify_compact,
)
from badgeservice.proofs.jose.sd_jwt import KEY_BINDING_TYPES, SdJwt
from badgeservice.proofs.keys import PublicKey, Signer, public_key_from_jwk
from badgeservice.proofs.strict_json import JsonLimits, read_document, write_json

MAX_KEY_BINDING_CHARACTERS = 16 * 1_024
MAX_AGE = timedelta(minutes=5)
_LIMITS = JsonLimits(max_bytes=MAX_KEY_BINDING_CHARACTERS, max_depth=8, max_members=64)


class KeyBinding(StrEnum):
    """What is known about the holder."""

    ABSENT = "absent"
    NOT_CHECKED = "not-checked"
    VERIFIED = "verified"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a verifier asked the holder to sign: a fresh ``nonce``, for itself as ``audience``."""

    nonce: str
    audience: str


def sign_key_binding(
    sd_jwt: SdJwt, *, signer: Signer, challenge: Challenge, issued_at: datetime
) -> str:
    """Give the SD-JWT with a key binding behind it, by the key that is in its ``cnf``."""
    claims: JsonObject = {
        "iat": int(issued_at.timestamp()),
        "aud": challenge.audience,
        "nonce": challenge.nonce,
        "sd_hash": _sd_hash(sd_jwt),
    }
    token = sign_compact(write_json(claims), signer=signer, kid=None, typ="kb+jwt")
    return sd_jwt.without_key_binding + token


def check_key_binding(
    sd_jwt: SdJwt, document: JsonObject, *, challenge: Challenge | None, now: datetime
) -> KeyBinding:
    """Verify the key binding (RFC 9901 section 7.3) against the ``cnf`` of the ``document``.

    ``document`` is what ``disclosed`` gave. Without a challenge, nothing can be said about a key
    binding that is there. Wrong is everything else that does not fit: no key to hold it to, another
    type, signature, nonce, audience or set of disclosures, and one older than five minutes.
    """
    if sd_jwt.key_binding is None:
        return KeyBinding.ABSENT
    if challenge is None:
        return KeyBinding.NOT_CHECKED
    try:
        jws = parse_compact(
            sd_jwt.key_binding,
            max_characters=MAX_KEY_BINDING_CHARACTERS,
            types=KEY_BINDING_TYPES,
            algorithms=ALL_ALGORITHMS,
        )
        claims = read_document(jws.payload, _LIMITS).value
        key = confirmation_key(document)
    except (MalformedToken, MalformedJson, MalformedKey, TooLarge):
        return KeyBinding.WRONG
    fits = (
        key is not None
        and _says(jws, claims, sd_jwt, challenge)
        and _is_fresh(claims.get("iat"), now)
        and verify_compact(jws, key)
    )
    return KeyBinding.VERIFIED if fits else KeyBinding.WRONG


def confirmation_key(document: JsonObject) -> PublicKey | None:
    """Read the key of the holder from ``cnf.jwk`` (RFC 7800 section 3.2); None when there is none.

    Refuses with ``MalformedKey`` what is there but no good public key.
    """
    confirmation = document.get("cnf")
    if confirmation is None:
        return None
    jwk = confirmation.get("jwk") if isinstance(confirmation, dict) else None
    if not isinstance(jwk, dict):
        finding = Finding("sd-jwt.confirmation", "/cnf", "The cnf holds no jwk.")
        raise MalformedKey("The key of the holder cannot be read.", findings=(finding,))
    return public_key_from_jwk(jwk)


def _says(jws: CompactJws, claims: JsonObject, sd_jwt: SdJwt, challenge: Challenge) -> bool:
    # The typ must be there: without it, another token of the holder could stand in (section 4.3.1).
    return (
        jws.typ in KEY_BINDING_TYPES
        and claims.get("nonce") == challenge.nonce
        and claims.get("aud") == challenge.audience
        and claims.get("sd_hash") == _sd_hash(sd_jwt)
    )


def _is_fresh(issued_at: object, now: datetime) -> bool:
    if isinstance(issued_at, bool) or not isinstance(issued_at, (int, float)):
        return False
    return abs(now.timestamp() - issued_at) <= MAX_AGE.total_seconds()


def _sd_hash(sd_jwt: SdJwt) -> str:
    return base64url_encode(hashlib.sha256(sd_jwt.without_key_binding.encode("ascii")).digest())
