"""Signing keys and API keys: both are only ever made by an explicit act of the city."""

from dataclasses import dataclass
from typing import Literal, get_args

from badgeservice.errors import Finding, InvalidRequest, NotFound
from badgeservice.journeys.audit import audit_line
from badgeservice.journeys.caller import Caller, Role, secret_digest
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.issuer import IssuerKey
from badgeservice.proofs.encoding import base64url_encode
from badgeservice.proofs.keys import PrivateKey
from badgeservice.store import ApiKey

KeyAlgorithm = Literal["Ed25519", "P-256", "RSA-2048"]
KEY_ALGORITHMS: tuple[KeyAlgorithm, ...] = get_args(KeyAlgorithm)
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class NewApiKey:
    """An API key, told once: ``secret`` is kept nowhere, only its digest is."""

    key_id: str
    secret: str


def make_signing_key(
    parts: Parts, caller: Caller, issuer_did: str, algorithm: KeyAlgorithm
) -> IssuerKey:
    """Make and keep a signing key for an issuer; its older keys of that kind are retired.

    Retired keys stay published, so what they signed still verifies. Refuses ``NotFound`` for an
    unknown issuer and ``KeyEncryptionKeyMissing`` when the key could not be kept safely.
    """
    caller.require_city()
    if algorithm not in KEY_ALGORITHMS:
        finding = Finding("key.algorithm", "/algorithm", f"Use one of {', '.join(KEY_ALGORITHMS)}.")
        raise InvalidRequest("This kind of key cannot be made.", findings=[finding])
    private = PrivateKey.generate(algorithm)
    now = parts.now()
    key = IssuerKey(
        issuer_did=issuer_did,
        key_id=f"{algorithm.lower()}-{parts.new_uuid().hex[:12]}",
        algorithm=algorithm,
        public_jwk=private.public_key.to_jwk(),
        created_at=now,
    )
    wrapped = parts.keyring.protect(private, key.verification_method)
    with parts.database.open_store() as store:
        if store.issuers.by_did(issuer_did) is None:
            raise NotFound("There is no such issuer.")
        for older in store.keys.of_issuer(issuer_did):
            if older.algorithm == algorithm and older.retired_at is None:
                store.keys.retire(issuer_did, older.key_id, now)
        store.keys.add(key, wrapped)
        line = audit_line(now, caller.name, "key.made", key.verification_method)
        store.audit.append(line)
    return key


def make_api_key(
    parts: Parts, *, by: str, role: Role, issuer_did: str | None, label: str
) -> NewApiKey:
    """Make an API key for the city or for one issuer, and tell its secret this one time."""
    secret = f"bsk_{base64url_encode(parts.random_bytes(_SECRET_BYTES))}"
    key = ApiKey(
        key_id=str(parts.new_uuid()),
        role=role,
        issuer_did=issuer_did,
        label=label,
        created_at=parts.now(),
        ended_at=None,
    )
    with parts.database.open_store() as store:
        if issuer_did is not None and store.issuers.by_did(issuer_did) is None:
            raise NotFound("There is no such issuer.")
        store.api_keys.add(key, secret_digest(secret))
        store.audit.append(audit_line(key.created_at, by, "api-key.made", key.key_id))
    return NewApiKey(key_id=key.key_id, secret=secret)


def give_issuer_api_key(parts: Parts, caller: Caller, issuer_did: str, label: str) -> NewApiKey:
    """The city hands an issuer an API key; told once."""
    caller.require_city()
    return make_api_key(parts, by=caller.name, role=Role.ISSUER, issuer_did=issuer_did, label=label)
