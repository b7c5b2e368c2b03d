"""Who is asking, and what that lets them do. Default: nothing."""

from dataclasses import dataclass
from hashlib import sha256

from badgeservice.errors import NotAllowed, NotFound, NotSignedIn
from badgeservice.journeys.parts import Parts
from badgeservice.store import ApiRole as Role


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody known. ``name`` goes into the audit lines: the id of the API key, no person."""

    name: str
    role: Role
    issuer_did: str | None = None

    def require_city(self) -> None:
        """Refuse ``NotAllowed`` unless this is the city."""
        if self.role is not Role.CITY:
            detail = "Only the city may do this."
            raise NotAllowed(detail, hint="Ask the city to do it, or use the city's API key.")

    def require_issuer(self, issuer_did: str) -> None:
        """Refuse unless this is that issuer; what belongs to others is told as not found."""
        if self.role is not Role.ISSUER or self.issuer_did != issuer_did:
            raise NotFound("There is no such thing here for you.")


def secret_digest(secret: str) -> bytes:
    """The only form in which an API key's secret is kept: 32 bytes of SHA-256.

    The secret has 256 random bits, so no slow hash is needed.
    """
    return sha256(secret.encode()).digest()


def identify(parts: Parts, secret: str | None) -> Caller:
    """The caller behind an API key; refuses ``NotSignedIn`` without telling why."""
    if not secret:
        raise NotSignedIn("This call needs an API key.", hint="Send Authorization: Bearer <key>.")
    with parts.database.open_store(read_only=True) as store:
        key = store.api_keys.by_secret_hash(secret_digest(secret))
    if key is None or key.ended_at is not None:
        raise NotSignedIn("This API key is not known.", hint="Ask the city for a new one.")
    return Caller(name=f"key:{key.key_id}", role=key.role, issuer_did=key.issuer_did)


__all__ = ["Caller", "Role", "identify", "secret_digest"]
