"""The work that every contestant gets: the same keys, contexts and documents, no document twice.

A numbered badge has an id, a subject, a status entry and a moment of its own, and shares issuer and
achievement with all others, as the badges of one club do. So nothing can be answered from a memory
of whole documents or of proof options, and what real badges share is shared here as well.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.peers.documents import basic, rich

from badgeservice.openbadges.status_list import DEFAULT_LENGTH, status_entry
from badgeservice.proofs.contexts import bundled_contexts
from badgeservice.proofs.data_integrity import EDDSA_RDFC_2022, add_proof
from badgeservice.proofs.encoding import multibase_encode
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import write_json

JsonObject = dict[str, Any]

ISSUER = "did:web:badges.oss.example:issuers:de-linde"
METHOD = f"{ISSUER}#key-1"
STATUS_LIST = "https://badges.oss.example/status/1"
DOCUMENTS: Mapping[str, Callable[[str], JsonObject]] = {"basic": basic, "rich": rich}

_BEGIN = datetime(2025, 3, 1, 10, 0, tzinfo=UTC)
_SECRET = bytes(range(1, 33))
_SECRET_PREFIX = {"Ed25519": b"\x80\x26", "P-256": b"\x86\x26"}
_CREATED = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A key by its secret Multikey, which every library reads; ``algorithm`` is the name we use."""

    algorithm: str
    secret_multikey: str

    @property
    def private(self) -> PrivateKey:
        """The key as we load it."""
        return PrivateKey.from_secret_multikey(self.secret_multikey)


def key_pair(algorithm: str) -> KeyPair:
    """The same pair in every run; Ed25519 or P-256."""
    return KeyPair(algorithm, multibase_encode(_SECRET_PREFIX[algorithm] + _SECRET, "z"))


def moment(number: int) -> datetime:
    """When the badge with this number was made: each a second after the one before."""
    return _BEGIN + timedelta(seconds=number)


def read_moment(text: str) -> datetime:
    """The moment that a numbered badge says in ``validFrom``."""
    return datetime.strptime(text, _CREATED).replace(tzinfo=UTC)


def numbered(base: JsonObject, number: int, *, status_list: str = STATUS_LIST) -> JsonObject:
    """The badge with this number, unsigned; ``base`` is not changed."""
    return {
        **base,
        "id": f"urn:uuid:5b7c1f5e-6d0c-4c39-9d35-{number:012x}",
        "validFrom": moment(number).strftime(_CREATED),
        "credentialSubject": {
            **base["credentialSubject"],
            "id": f"urn:uuid:0c5a8a4e-91c2-4a0e-8a5c-{number:012x}",
        },
        # Some distance apart, as on a list that gives out its positions in no order.
        "credentialStatus": status_entry(status_list, number * 7_919 % DEFAULT_LENGTH),
    }


def unsigned_text(base: JsonObject, number: int) -> str:
    """The JSON of a numbered badge."""
    return write_json(numbered(base, number)).decode()


@dataclass(frozen=True, slots=True)
class Signing:
    """How numbered badges are signed."""

    key: PrivateKey
    method: str = METHOD
    cryptosuite: str = EDDSA_RDFC_2022
    status_list: str = STATUS_LIST

    def text(self, base: JsonObject, number: int) -> str:
        """The JSON of a numbered badge with its proof, made in the second that it says."""
        signed = add_proof(
            numbered(base, number, status_list=self.status_list),
            signer=self.key,
            verification_method=self.method,
            created=moment(number),
            cryptosuite=self.cryptosuite,
        )
        return write_json(signed).decode()


def describe(kind: str, pair: KeyPair, **more: Any) -> JsonObject:
    """A task: who signs with which key, and everything that may be looked up."""
    public = pair.private.public_key.to_multikey()
    return {
        "kind": kind,
        "contexts": dict(bundled_contexts()),
        "controller": controller_document(public),
        "multikey": {
            "type": "Multikey",
            "id": METHOD,
            "controller": ISSUER,
            "publicKeyMultibase": public,
            "secretKeyMultibase": pair.secret_multikey,
        },
        **more,
    }


def controller_document(multikey: str, issuer: str = ISSUER, method: str = METHOD) -> JsonObject:
    """What an issuer publishes about its one key."""
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": issuer,
        "verificationMethod": [
            {
                "id": method,
                "type": "Multikey",
                "controller": issuer,
                "publicKeyMultibase": multikey,
            }
        ],
        "assertionMethod": [method],
    }
