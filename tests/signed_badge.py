"""One small badge with a good embedded proof, for tests that spoil it."""

from datetime import UTC, datetime
from typing import Any

from badgeservice.proofs.data_integrity import add_proof
from badgeservice.proofs.keys import PrivateKey

SIGNER = PrivateKey.from_seed(b"\x09" * 32)
KEY = SIGNER.public_key
METHOD = "did:web:badges.example:issuers:club#key-1"
CREATED = datetime(2026, 3, 1, 12, 0, 5, 999_999, tzinfo=UTC)
DOCUMENT: dict[str, Any] = {
    "@context": [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ],
    "id": "urn:uuid:0a7ff3ad-33f3-4b4e-9d50-5c3e4e0d0f5b",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "issuer": {"id": "did:web:badges.example:issuers:club", "type": ["Profile"], "name": "Club"},
    "validFrom": "2026-03-01T12:00:00Z",
    "name": "Scheidsrechter",
    "credentialSubject": {
        "id": "urn:uuid:5f9a3f37-5c0d-47c7-8b39-3a3a2d4b1c11",
        "type": ["AchievementSubject"],
        "creditsEarned": 1.5,
        "achievement": {
            "id": "https://badges.example/achievements/1",
            "type": ["Achievement"],
            "name": "Scheidsrechter",
            "description": "Leidt wedstrijden van de jeugd.",
            "criteria": {"narrative": "Tien wedstrijden geleid, niet één afgebroken."},
            "tag": ["sport", "jeugd"],
        },
    },
}
SIGNED = add_proof(DOCUMENT, signer=SIGNER, verification_method=METHOD, created=CREATED)
PROOF = SIGNED["proof"]
