"""A school that endorses badges of others, and how a badge with endorsements is judged."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from badgeservice.openbadges.verification import (
    STRICT,
    Check,
    Materials,
    Policy,
    Report,
    Submission,
    decide,
    unwrap,
)
from badgeservice.openbadges.verification.endorsements import (
    check_endorsements,
)
from badgeservice.openbadges.verification.report import Endorsement
from badgeservice.openbadges.vocabulary import BADGE_CONTEXTS
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import write_json
from simulator import NOW, Simulator, a_credential

SCHOOL = "did:web:school.example"
BADGE_ID = "urn:uuid:3f0b7b0c-5a55-4f0a-9b7e-0d3e0c4c8a11"
ACHIEVEMENT_ID = "https://issuer.example/achievements/1"
HOLDER_ID = "urn:uuid:0c1f4c1e-65c5-4c5c-8a0e-6a1a1d8a2b22"


def an_endorsement(about: Any = BADGE_ID, **changes: Any) -> dict[str, Any]:
    endorsement: dict[str, Any] = {
        "@context": list(BADGE_CONTEXTS),
        "id": "urn:uuid:6b0b7b0c-5a55-4f0a-9b7e-0d3e0c4c8a22",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "issuer": {"id": SCHOOL, "type": ["Profile"], "name": "School"},
        "validFrom": "2026-11-01T09:30:00Z",
        "name": "Steun",
        "credentialSubject": {
            "id": about,
            "type": ["EndorsementSubject"],
            "endorsementComment": "Dit klopt.",
        },
    } | changes
    return {name: value for name, value in endorsement.items() if value is not None}


@dataclass
class Endorser(Simulator):
    """A school that signs endorsements; everybody's materials are known to the verifier."""

    did: str = SCHOOL
    badge_issuer: Simulator = field(default_factory=lambda: Simulator())

    def all_materials(self) -> Materials:
        ours, theirs = self.materials(), self.badge_issuer.materials()
        return replace(ours, controllers={**theirs.controllers, **ours.controllers})


def an_endorser() -> Endorser:
    return Endorser(key=PrivateKey.from_seed(b"\x05" * 32))


def judge(submission: Submission, materials: Materials, now: datetime, policy: Policy) -> Report:
    return decide(submission, materials, now=now, policy=policy)


def judged(
    badge: dict[str, Any], endorser: Endorser, materials: Materials | None = None
) -> tuple[Check, tuple[Endorsement, ...]]:
    return check_endorsements(
        unwrap(write_json(badge)),
        materials or endorser.all_materials(),
        now=NOW,
        policy=STRICT,
        judge=judge,
    )


def code_of(endorsement: Any, endorser: Endorser, member: str = "endorsement") -> str:
    """Code of one endorsement in a badge."""
    check, (found,) = judged(a_credential(**{member: [endorsement]}), endorser)
    assert check.code == found.code
    return found.code
