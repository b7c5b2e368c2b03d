"""Selective disclosure with ``ecdsa-sd-2023``: what a holder shows, and what he cannot.

The proofs are made with the service's own suite, which other tests compare with published
vectors and with another implementation.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from badgeservice.proofs.canonical import Reading
from badgeservice.proofs.keys import PublicKey
from badgeservice.proofs.selective import derive_proof
from badgeservice.proofs.selective.base_proof import sign_statements
from badgeservice.proofs.selective.proof_value import write_base_proof_value
from badgeservice.proofs.selective.statements import Rules
from cases.authoring.keys import CaseKey, a_key
from cases.authoring.world import (
    DID,
    DID_URL,
    ISSUED,
    Json,
    a_badge,
    altered,
    controller_document,
    method,
)
from cases.authoring.writing import Written, fails, passes, unknown

_P256 = a_key("issuer p-256", "P-256")

_METHOD = f"{DID}#key-6"

_SUBJECT = "/credentialSubject"

_BADGE = f"{_SUBJECT}/achievement"

_NEEDED = (
    "/id",
    "/type",
    "/issuer",
    "/validFrom",
    "/name",
    "/description",
    f"{_SUBJECT}/id",
    f"{_SUBJECT}/type",
    f"{_BADGE}/id",
    f"{_BADGE}/type",
    f"{_BADGE}/name",
    f"{_BADGE}/description",
    f"{_BADGE}/criteria",
)


@dataclass(frozen=True)
class _Signer:
    key: CaseKey
    algorithm: Any = "P-256"

    @property
    def public_key(self) -> PublicKey:
        return PublicKey("P-256", self.key.raw)

    def sign(self, data: bytes) -> bytes:
        return self.key.sign(data)


def _page() -> Json:
    return {DID_URL: {"json": controller_document(DID, method(_METHOD, _P256, DID))}}


def _base(badge: Json, pointers: tuple[str, ...] = _NEEDED) -> Json:
    options = {
        "type": "DataIntegrityProof",
        "created": ISSUED,
        "verificationMethod": _METHOD,
        "cryptosuite": "ecdsa-sd-2023",
        "proofPurpose": "assertionMethod",
    }
    value = sign_statements(
        badge,
        options,
        signer=_Signer(_P256),
        proof_signer=_Signer(a_key("of one proof", "P-256")),
        hmac_key=sha256(b"key of the corpus: labels").digest(),
        mandatory_pointers=pointers,
        rules=Rules(None, Reading.STRICT),
    )
    return {**options, "proofValue": write_base_proof_value(value)}


CASES: list[Written] = []

# --- derived --------------------------------------------------------------------------------------

badge, pages = a_badge(), _page()
base = _base(badge)
shown = derive_proof(badge, base, selective_pointers=[f"{_SUBJECT}/role", "/evidence"])
least = derive_proof(badge, base, selective_pointers=[])
CASES += [
    passes(
        "sd-derived",
        "A holder shows a part of a badge, and the proof still holds (cert 1.5, DIS-5).",
        shown,
        pages=pages,
    ),
    passes(
        "sd-derived-with-the-least",
        "What the issuer made mandatory is a sound badge by itself (cert 1.5, ISS-3).",
        least,
        pages=pages,
    ),
    unknown(
        "sd-base-proof",
        "A base proof is for the holder; whoever verifies asks for a derived one (DI ECDSA 3.4).",
        {**badge, "proof": base},
        "proof.base_proof",
        pages=pages,
    ),
]
rows = (
    (
        "with-a-changed-value",
        "A shown value that was changed",
        altered(shown, f"{_SUBJECT}/role", "trainer"),
    ),
    (
        "with-a-changed-mandatory-value",
        "A mandatory value that was changed",
        altered(shown, "/name", "Aanvoerder"),
    ),
    (
        "with-a-member-added",
        "A member that was not shown and came in by hand",
        altered(least, f"{_SUBJECT}/role", "speler"),
    ),
    (
        "with-a-member-removed",
        "A shown member that was taken out again",
        altered(shown, f"{_SUBJECT}/role", None),
    ),
    (
        "with-a-mandatory-member-removed",
        "A mandatory member that was taken out",
        altered(shown, "/description", None),
    ),
    (
        "with-the-proof-of-another-selection",
        "A proof of another selection",
        {**shown, "proof": least["proof"]},
    ),
    (
        "with-changed-options",
        "Changed options of a derived proof",
        altered(shown, "/proof/created", "2026-11-02T09:30:00Z"),
    ),
    (
        "with-a-cut-proof",
        "A derived proof that was cut off",
        altered(shown, "/proof/proofValue", shown["proof"]["proofValue"][:-8]),
    ),
    (
        "in-base58",
        "A derived proof in another alphabet",
        altered(
            shown, "/proof/proofValue", "z" + shown["proof"]["proofValue"][1:].replace("0", "1")
        ),
    ),
)
for name, what, document in rows:
    CASES.append(
        fails(
            f"sd-derived-{name}",
            f"{what} does not hold (DI ECDSA 3.4).",
            document,
            "proof.invalid",
            pages=pages,
        )
    )
hiding = derive_proof(badge, _base(badge, ("/issuer",)), selective_pointers=["/name"])
CASES += [
    fails(
        "sd-derived-that-hides-what-a-badge-needs",
        "A selection without the achievement is no badge any more (cert 1.5, ISS-3).",
        hiding,
        "data.schema",
        pages=pages,
        checks={"proof": "proof.ok"},
    ),
]
