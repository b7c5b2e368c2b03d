"""Our side of the conversation: the only place here that calls our own signing and verifying.

An issuer of ours is a ``did:web`` with one key of each kind, published in one controller document
(decision 1). Peers' issuers are ``did:key`` or are handed over as a controller document too.
"""

import json
from base64 import encodebytes
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from badgeservice.errors import Refusal
from badgeservice.proofs.data_integrity import ProofOutcome, add_proof, verify_proof
from badgeservice.proofs.jose import parse_compact, sign_compact, verify_compact
from badgeservice.proofs.keys import (
    PrivateKey,
    PublicKey,
    public_key_from_did_key,
    public_key_from_jwk,
    public_key_from_multikey,
)
from badgeservice.proofs.strict_json import read_document
from peers.answers import Answer

JsonObject = dict[str, Any]

CREATED = datetime(2025, 3, 1, 10, 0, tzinfo=UTC)
EMBEDDED, ES256, RS256 = "ed25519", "p-256", "rsa"


@dataclass(frozen=True, slots=True)
class OurIssuer:
    """``keys`` is by the fragment of the verification method."""

    did: str
    keys: Mapping[str, PrivateKey]

    def method(self, fragment: str) -> str:
        return f"{self.did}#{fragment}"

    def jwk(self, fragment: str) -> JsonObject:
        return self.keys[fragment].public_key.to_jwk()

    def document(self, first: str = EMBEDDED) -> JsonObject:
        """The controller document, with the key ``first`` at the head of the list.

        ``did/v1`` is the first context: Digital Bazaar's library reads such a document as it is,
        and any other only by JSON-LD framing, for which it needs more contexts.
        """
        order = sorted(self.keys, key=lambda fragment: fragment != first)
        return {
            "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
            "id": self.did,
            "verificationMethod": [self._published(fragment) for fragment in order],
            "assertionMethod": [self.method(fragment) for fragment in order],
        }

    def _published(self, fragment: str) -> JsonObject:
        public = self.keys[fragment].public_key
        method = {"id": self.method(fragment), "controller": self.did}
        if fragment == EMBEDDED:
            return method | {"type": "Multikey", "publicKeyMultibase": public.to_multikey()}
        return method | {"type": "JsonWebKey", "publicKeyJwk": public.to_jwk()}

    def sign_embedded(self, document: JsonObject) -> JsonObject:
        return add_proof(
            document,
            signer=self.keys[EMBEDDED],
            verification_method=self.method(EMBEDDED),
            created=CREATED,
        )

    def sign_token(self, credential: JsonObject, fragment: str) -> str:
        payload = json.dumps(with_claims(credential), ensure_ascii=False).encode()
        return sign_compact(payload, signer=self.keys[fragment], kid=self.method(fragment))


def make_issuer(did: str, seed: bytes) -> OurIssuer:
    """An issuer whose Ed25519 key comes from the seed; the other two are new on every call."""
    return OurIssuer(
        did,
        {
            EMBEDDED: PrivateKey.from_seed(seed),
            ES256: PrivateKey.generate("P-256"),
            RS256: PrivateKey.generate("RSA-2048"),
        },
    )


def did_key_of(seed: bytes) -> str:
    return f"did:key:{PrivateKey.from_seed(seed).public_key.to_multikey()}"


def pem_of(key: PrivateKey) -> str:
    """The private key as the peers want it: PKCS #8 in PEM."""
    body = encodebytes(key.to_pkcs8()).decode()
    return f"-----BEGIN PRIVATE KEY-----\n{body}-----END PRIVATE KEY-----\n"


def with_claims(credential: JsonObject) -> JsonObject:
    """The payload of a VC-JWT: the credential with its registered claims (VCDM 2.0, OB 3.0 8.2)."""
    issuer, subject = credential["issuer"], credential["credentialSubject"]
    return credential | {
        "iss": issuer if isinstance(issuer, str) else issuer["id"],
        "jti": credential["id"],
        "nbf": int(datetime.fromisoformat(credential["validFrom"]).timestamp()),
        "sub": subject["id"],
    }


def verify_embedded(credential: JsonObject, documents: Mapping[str, JsonObject]) -> Answer:
    """Our verdict on an embedded proof; it reads bytes, as the service does."""
    try:
        document = read_document(json.dumps(credential).encode()).value
        proof = document.pop("proof")
        key = _find_key(proof["verificationMethod"], document["issuer"]["id"], documents)
        outcome = verify_proof(document, proof, key)
    except Refusal as refusal:
        return Answer(False, " ".join([refusal.code, *(found.code for found in refusal.findings)]))
    except LookupError as missing:
        return Answer(False, f"no such method or member: {missing}")
    return Answer(outcome is ProofOutcome.VERIFIED, str(outcome))


def verify_token(token: str, jwk: JsonObject) -> Answer:
    """Our verdict on the signature of a VC-JWT against a key we already trust."""
    try:
        verified = verify_compact(parse_compact(token), public_key_from_jwk(jwk))
    except Refusal as refusal:
        return Answer(False, " ".join([refusal.code, *(found.code for found in refusal.findings)]))
    return Answer(verified, "" if verified else "signature-wrong")


def _find_key(method_id: str, issuer: str, documents: Mapping[str, JsonObject]) -> PublicKey:
    """The key of a method that the issuer itself lists for assertions, or LookupError."""
    controller, _, _ = method_id.partition("#")
    if controller != issuer:
        raise LookupError("the method is not the issuer's own")
    if controller.startswith("did:key:"):
        return public_key_from_did_key(controller)
    document = documents[controller]
    if method_id not in document["assertionMethod"]:
        raise LookupError(method_id)
    methods = {method["id"]: method for method in document["verificationMethod"]}
    return public_key_from_multikey(methods[method_id]["publicKeyMultibase"])
