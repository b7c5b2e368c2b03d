"""An issuer of elsewhere, in memory: it signs, publishes and can be spoiled in one line."""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from badgeservice.openbadges.status_list import StatusBits, status_entry, status_list_credential
from badgeservice.openbadges.verification import (
    STRICT,
    Materials,
    Policy,
    Published,
    Report,
    Unreachable,
    decide,
    unwrap,
)
from badgeservice.openbadges.verification.materials import Controller
from badgeservice.openbadges.vocabulary import BADGE_CONTEXTS
from badgeservice.proofs.data_integrity import add_proof
from badgeservice.proofs.jose import sign_compact
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import write_json

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
ISSUED = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
DID = "did:web:issuer.example"
LIST_URL = "https://issuer.example/status/1"
POSITION = 4242

_ACHIEVEMENT: dict[str, Any] = {
    "id": "https://issuer.example/achievements/1",
    "type": ["Achievement"],
    "name": "Teamspeler",
    "description": "Je speelt samen.",
    "criteria": {"narrative": "Een seizoen lang."},
    "creditsAvailable": 1.5,
    "tag": ["sport", "team"],
    "alignment": [
        {
            "type": ["Alignment"],
            "targetName": "Samenwerken",
            "targetUrl": ("https://linkeddata.competentnl.nl/id/humancapability/1D54A21B60"),
            "targetFramework": "CompetentNL",
            "targetCode": "1D54A21B60",
            "targetType": "ext:CompetentNLSkill",
        }
    ],
}


def a_credential(**changes: Any) -> dict[str, Any]:
    """A sound, unsigned badge; ``changes`` replace top-level members, None removes one."""
    credential: dict[str, Any] = {
        "@context": list(BADGE_CONTEXTS),
        "id": "urn:uuid:3f0b7b0c-5a55-4f0a-9b7e-0d3e0c4c8a11",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {
            "id": DID,
            "type": ["Profile"],
            "name": "Elders",
            "url": "https://issuer.example",
        },
        "validFrom": "2026-11-01T09:30:00Z",
        "name": "Teamspeler",
        "description": "Je speelt samen.",
        "credentialSubject": {
            "id": "urn:uuid:0c1f4c1e-65c5-4c5c-8a0e-6a1a1d8a2b22",
            "type": ["AchievementSubject"],
            "achievement": deepcopy(_ACHIEVEMENT),
        },
        "credentialStatus": status_entry(LIST_URL, POSITION),
    }
    credential |= deepcopy(changes)
    return {name: value for name, value in credential.items() if value is not None}


@dataclass
class Simulator:
    """Materials are made afresh at each ``verify``, from whatever a test did to the parts."""

    key: PrivateKey = field(default_factory=lambda: PrivateKey.from_seed(b"\x01" * 32))
    token_key: PrivateKey = field(default_factory=lambda: PrivateKey.generate("P-256"))
    did: str = DID
    revoked: tuple[int, ...] = ()
    now: datetime = NOW
    list_changes: dict[str, Any] = field(default_factory=dict)
    list_subject_changes: dict[str, Any] = field(default_factory=dict)
    controller_changes: dict[str, Any] = field(default_factory=dict)
    method_changes: dict[str, Any] = field(default_factory=dict)
    is_reachable: bool = True
    is_list_reachable: bool = True
    list_signer: PrivateKey | None = None

    @property
    def method_id(self) -> str:
        return f"{self.did}#key-1"

    @property
    def token_method_id(self) -> str:
        return f"{self.did}#key-2"

    def controller(self) -> dict[str, Any]:
        proof_method = {
            "id": self.method_id,
            "type": "Multikey",
            "controller": self.did,
            "publicKeyMultibase": self.key.public_key.to_multikey(),
        } | self.method_changes
        token_method = {
            "id": self.token_method_id,
            "type": "JsonWebKey",
            "controller": self.did,
            "publicKeyJwk": self.token_key.public_key.to_jwk(),
        }
        return {
            "@context": ["https://www.w3.org/ns/did/v1"],
            "id": self.did,
            "verificationMethod": [proof_method, token_method],
            "assertionMethod": [self.method_id, self.token_method_id],
        } | self.controller_changes

    def sign(self, credential: dict[str, Any] | None = None, **proof: Any) -> dict[str, Any]:
        """The credential with an embedded proof; ``proof`` overrides arguments of add_proof."""
        arguments = {
            "signer": self.key,
            "verification_method": self.method_id,
            "created": ISSUED,
        } | proof
        return add_proof(credential or a_credential(), **arguments)

    def sign_token(self, credential: dict[str, Any] | None = None, **claims: Any) -> str:
        """The credential as VC-JWT; ``claims`` replace claims, None removes one."""
        body = credential or a_credential()
        payload = {
            **body,
            "iss": body["issuer"]["id"],
            "jti": body["id"],
            "sub": body["credentialSubject"]["id"],
            "nbf": int(ISSUED.timestamp()),
        } | claims
        payload = {name: value for name, value in payload.items() if value is not None}
        return sign_compact(write_json(payload), signer=self.token_key, kid=self.token_method_id)

    def status_list(self) -> bytes:
        unsigned = status_list_credential(
            list_url=LIST_URL,
            issuer_did=self.did,
            bits=StatusBits.empty().with_set(self.revoked),
            valid_from=self.now - timedelta(minutes=5),
            valid_until=self.now + timedelta(hours=1),
        )
        unsigned["credentialSubject"] |= self.list_subject_changes
        unsigned |= self.list_changes
        signer = self.list_signer or self.key
        return write_json(
            add_proof(unsigned, signer=signer, verification_method=self.method_id, created=self.now)
        )

    def materials(self) -> Materials:
        lists: dict[str, Any] = {LIST_URL: Unreachable("status.unreachable")}
        if self.is_list_reachable:
            lists = {LIST_URL: Published(self.status_list(), age_seconds=7)}
        found = Controller(self.controller(), 3)
        return Materials(
            controllers={self.did: found if self.is_reachable else Unreachable("did.unreachable")},
            status_lists=lists,
        )

    def verify(self, signed: dict[str, Any] | str | bytes, policy: Policy = STRICT) -> Report:
        """Judge a badge with this issuer's materials at its moment."""
        raw = (
            signed
            if isinstance(signed, bytes)
            else (signed.encode() if isinstance(signed, str) else write_json(signed))
        )
        return decide(unwrap(raw), self.materials(), now=self.now, policy=policy)


def codes_of(report: Report) -> dict[str, str]:
    """Check id to code, for short asserts."""
    return {check.check_id: check.code for check in report.checks}
