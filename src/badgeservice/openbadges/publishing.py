"""What an issuer shows the world: its DID, controller document, profile, keys and URLs."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlsplit

from badgeservice.document import JsonObject
from badgeservice.openbadges.issuer import Issuer, IssuerKey
from badgeservice.openbadges.vocabulary import CREDENTIALS_V2, OB_3_0_3
from badgeservice.proofs.keys import public_key_from_jwk

_CONTROLLER_CONTEXTS = [
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/multikey/v1",
    "https://w3id.org/security/jwk/v1",
]
_JOSE_ALGORITHMS = {"P-256": "ES256", "RSA-2048": "RS256"}


@dataclass(frozen=True, slots=True)
class Addresses:
    """Every public URL of the service, made from one ``public_url`` without trailing slash."""

    public_url: str

    @property
    def city_did(self) -> str:
        """``did:web`` of the service itself; a port is written as ``%3A`` (did:web, section 3)."""
        return _did_of(self.public_url)

    def issuer_did(self, slug: str) -> str:
        """``did:web:HOST:issuers:SLUG`` (decision 1)."""
        return f"{self.city_did}:issuers:{slug}"

    def issuer(self, slug: str) -> str:
        """Profile of an issuer."""
        return f"{self.public_url}/issuers/{slug}"

    def key(self, slug: str, key_id: str) -> str:
        """One public key as one JWK: what a ``kid`` of a VC-JWT points to (T-15)."""
        return f"{self.issuer(slug)}/keys/{key_id}"

    def achievement(self, achievement_id: str) -> str:
        """An achievement, its newest version."""
        return f"{self.public_url}/achievements/{achievement_id}"

    def achievement_image(self, achievement_id: str, version: int) -> str:
        """Art of one version of an achievement."""
        return f"{self.achievement(achievement_id)}/versions/{version}/image.png"

    def status_list(self, list_id: str) -> str:
        """A status list credential."""
        return f"{self.public_url}/status-lists/{list_id}"

    def status_list_id(self, url: str) -> str | None:
        """Id of a status list of ours, or None for a URL of anybody else."""
        prefix = f"{self.public_url}/status-lists/"
        return url.removeprefix(prefix) if url.startswith(prefix) else None

    def is_own_did(self, did: str) -> bool:
        """Whether this service is the one that publishes the DID."""
        return did == self.city_did or did.startswith(f"{self.city_did}:")


@lru_cache(maxsize=16)
def _did_of(public_url: str) -> str:
    # Asked for with every credential that is verified, and always the same.
    return f"did:web:{quote(urlsplit(public_url).netloc, safe='.-_')}"


def profile(issuer: Issuer) -> JsonObject:
    """The OB 3.0 Profile that is embedded in credentials (T-23: always an object)."""
    body: JsonObject = {
        "id": issuer.did,
        "type": ["Profile"],
        "name": issuer.name,
        "url": issuer.url,
    }
    if issuer.description:
        body["description"] = issuer.description
    if issuer.email:
        body["email"] = issuer.email
    return body


def published_profile(issuer: Issuer) -> JsonObject:
    """The profile as a JSON-LD document of its own."""
    return {"@context": [CREDENTIALS_V2, OB_3_0_3], **profile(issuer)}


def controller_document(
    issuer: Issuer, keys: Sequence[IssuerKey], addresses: Addresses
) -> JsonObject:
    """The DID document of an issuer (Controlled Identifiers 1.0; T-13, T-14).

    Ed25519 keys are Multikeys for Data Integrity; P-256 and RSA keys are JWKs for VC-JWT.
    Retired keys stay, so that what they signed still verifies; revoked ones are gone.
    """
    live = [key for key in keys if key.revoked_at is None]
    return {
        "@context": _CONTROLLER_CONTEXTS,
        "id": issuer.did,
        "alsoKnownAs": [addresses.issuer(issuer.slug)],
        "verificationMethod": [_method(issuer, key, addresses) for key in live],
        "assertionMethod": [key.verification_method for key in live],
    }


def published_jwk(issuer: Issuer, key: IssuerKey, addresses: Addresses) -> JsonObject:
    """One public key as a JWK with its ``kid`` and the issuer it speaks for (OB 3.0 8.2.4)."""
    body = {**key.public_jwk, "kid": addresses.key(issuer.slug, key.key_id), "use": "sig"}
    if key.algorithm in _JOSE_ALGORITHMS:
        body["alg"] = _JOSE_ALGORITHMS[key.algorithm]
    return {**body, "iss": issuer.did}


def jwks(issuer: Issuer, keys: Sequence[IssuerKey], addresses: Addresses) -> JsonObject:
    """All live keys as a JWK Set (RFC 7517)."""
    live = [key for key in keys if key.revoked_at is None]
    return {"keys": [published_jwk(issuer, key, addresses) for key in live]}


def _method(issuer: Issuer, key: IssuerKey, addresses: Addresses) -> JsonObject:
    method: JsonObject = {"id": key.verification_method, "controller": issuer.did}
    if key.algorithm == "Ed25519":
        multikey = public_key_from_jwk(key.public_jwk).to_multikey()
        return {**method, "type": "Multikey", "publicKeyMultibase": multikey}
    jwk = published_jwk(issuer, key, addresses)
    del jwk["iss"]
    return {**method, "type": "JsonWebKey", "publicKeyJwk": jwk}
