"""Endorsements: what others say about a badge stands beside the verdict (OB 9.1)."""

from typing import Any

from cases.authoring.keys import a_key
from cases.authoring.signing import signed, token
from cases.authoring.world import (
    ACHIEVEMENT,
    CONTEXTS,
    DID,
    ISSUED,
    OTHER,
    OTHER_KEY,
    OTHER_METHOD,
    OTHER_URL,
    Json,
    a_badge,
    altered,
    controller_document,
    issuer_page,
    other_page,
)
from cases.authoring.writing import Written, fails, passes


def _endorsement(**changes: Any) -> Json:
    body: Json = {
        "@context": CONTEXTS,
        "id": "urn:uuid:8d1a0a5b-3333-4a8e-9a40-000000000001",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Waardering",
        "issuer": {"id": OTHER, "type": ["Profile"], "name": "Gemeente Oss"},
        "validFrom": ISSUED,
        "credentialSubject": {
            "id": ACHIEVEMENT,
            "type": ["EndorsementSubject"],
            "endorsementComment": "Een goede badge.",
        },
    } | changes
    return {name: value for name, value in body.items() if value is not None}


def _endorsed(endorsement: Json) -> Json:
    return signed(a_badge(endorsement=[endorsement]))


def _by_other(endorsement: Json) -> Json:
    return signed(endorsement, OTHER_KEY, verificationMethod=OTHER_METHOD)


CASES: list[Written] = []

# --- endorsements ---------------------------------------------------------------------------------

pages = issuer_page() | other_page()
CASES += [
    passes(
        "endorsement-of-the-achievement",
        "An endorsement with a good proof of its own is told as such (OB 9.1).",
        _endorsed(_by_other(_endorsement())),
        pages=pages,
        checks={"endorsements": "endorsement.ok"},
    ),
    passes(
        "endorsement-of-the-issuer",
        "An endorsement may be about the issuer and stand in its profile (OB 1.4).",
        signed(
            altered(
                a_badge(),
                "/issuer/endorsement",
                [
                    _by_other(
                        _endorsement(credentialSubject={"id": DID, "type": ["EndorsementSubject"]})
                    )
                ],
            )
        ),
        pages=pages,
        checks={"endorsements": "endorsement.ok"},
    ),
]
subject = _endorsement()["credentialSubject"]
payload = _endorsement() | {
    "iss": OTHER,
    "jti": _endorsement()["id"],
    "sub": subject["id"],
    "nbf": 1_793_525_400,
}
key = a_key("other tokens", "P-256")
kid = f"{OTHER}#key-2"
keys = controller_document(
    OTHER, {"id": kid, "type": "JsonWebKey", "controller": OTHER, "publicKeyJwk": key.jwk}
)
CASES += [
    passes(
        "endorsement-as-token",
        "An endorsement may be a token (OB 1.1).",
        signed(a_badge(endorsementJwt=[token(payload, key, kid=kid)])),
        pages=issuer_page() | {OTHER_URL: {"json": keys}},
        checks={"endorsements": "endorsement.ok"},
    ),
]

# --- bad endorsements -----------------------------------------------------------------------------

pages = issuer_page() | other_page()
sound = _by_other(_endorsement())
rows = (
    (
        "forged",
        "A forged endorsement is told, and the badge itself stands",
        signed(_endorsement(), a_key("forger"), verificationMethod=OTHER_METHOD),
        "endorsement.invalid",
    ),
    (
        "without-proof",
        "An endorsement without proof is nobody's word",
        _endorsement(),
        "endorsement.invalid",
    ),
    (
        "expired",
        "An endorsement past its end counts no more",
        _by_other(_endorsement(validUntil="2026-11-10T00:00:00Z")),
        "endorsement.invalid",
    ),
    (
        "of-something-else",
        "An endorsement of something else says nothing about this badge",
        _by_other(
            _endorsement(
                credentialSubject={"id": f"{ACHIEVEMENT}0", "type": ["EndorsementSubject"]}
            )
        ),
        "endorsement.about_other",
    ),
)
for name, what, endorsement, code in rows:
    CASES.append(
        passes(
            f"endorsement-{name}",
            f"{what} (OB 9.1).",
            _endorsed(endorsement),
            pages=pages,
            checks={"endorsements": code},
        )
    )
CASES += [
    passes(
        "endorsement-of-an-unreachable-endorser",
        "An endorsement that cannot be checked leaves the badge as it is (OB 9.1).",
        _endorsed(sound),
        pages=issuer_page() | {OTHER_URL: {"fault": "unreachable"}},
        checks={"endorsements": "endorsement.unknown"},
    ),
    fails(
        "endorsement-changed-inside-the-badge",
        "An endorsement is part of what the issuer signed, so changing it breaks the badge (H3).",
        altered(_endorsed(sound), "/endorsement/0/name", "Lof"),
        "proof.invalid",
        pages=pages,
    ),
    fails(
        "endorsement-removed",
        "Taking an endorsement out of a badge breaks its proof (H3).",
        altered(_endorsed(sound), "/endorsement", None),
        "proof.invalid",
    ),
    fails(
        "endorsement-added",
        "Adding an endorsement to a badge breaks its proof (H3).",
        signed(a_badge()) | {"endorsement": [sound]},
        "proof.invalid",
        pages=issuer_page(),
    ),
    fails(
        "endorsement-without-name",
        "An endorsement without name does not fit its class, nor does the badge then (OB 1.1).",
        _endorsed(_by_other(_endorsement(name=None))),
        "data.schema",
        pages=pages,
    ),
]
inner = _endorsement(
    id="urn:uuid:8d1a0a5b-3333-4a8e-9a40-000000000002",
    name="Lof",
    issuer="did:web:third.example",
    credentialSubject={"id": OTHER, "type": ["EndorsementSubject"]},
)
nested = _by_other(_endorsement(endorsement=[inner]))
CASES += [
    fails(
        "endorsement-of-an-endorsement",
        "An endorsement is not endorsed itself (OB, EndorsementCredential).",
        _endorsed(nested),
        "data.schema",
        pages=pages,
        findings=["data.endorsement_nested"],
    ),
]
