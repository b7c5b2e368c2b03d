"""Older badges, read and never made: VCDM 1.1 and older suites."""

from typing import Any

from cases.authoring.signing import signed, token
from cases.authoring.world import DID, OTHER, Json, a_badge, altered
from cases.authoring.writing import Written, fails, passes, refused, unknown

_V1 = "https://www.w3.org/2018/credentials/v1"

_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json"

_ED25519_2020 = "https://w3id.org/security/suites/ed25519-2020/v1"

_DATA_INTEGRITY = "https://w3id.org/security/data-integrity/v1"

_LEGACY = ["data.legacy_version"]


def _old(*contexts: str, **changes: Any) -> Json:
    """A badge of VCDM 1.1 with the members that its context knows."""
    badge = a_badge(
        **{"@context": [_V1, _BADGES, *contexts]},
        validFrom=None,
        awardedDate=None,
        evidence=None,
        image=None,
    )
    badge["issuanceDate"] = "2026-11-01T09:30:00Z"
    subject = {
        "id": badge["credentialSubject"]["id"],
        "type": ["AchievementSubject"],
        "achievement": {
            "id": "https://issuer.example/achievements/1",
            "type": ["Achievement"],
            "name": "Teamspeler",
            "description": "Je speelt een seizoen lang samen.",
            "criteria": {"narrative": "Een seizoen lang."},
        },
    }
    issuer = {"id": DID, "type": ["Profile"], "name": "Zwemvereniging De Golf"}
    badge |= {"credentialSubject": subject, "issuer": issuer} | changes
    return {name: value for name, value in badge.items() if value is not None}


def _signed_2020(badge: Json) -> Json:
    return signed(badge, type="Ed25519Signature2020", cryptosuite=None)


def _vc_token(badge: Json, *, typ: str | None = "JWT", **changes: Any) -> str:
    payload: Json = {
        "iss": DID,
        "jti": badge["id"],
        "sub": badge["credentialSubject"]["id"],
        "nbf": 1_793_525_400,
        "vc": badge,
    } | changes
    members = {name: value for name, value in payload.items() if value is not None}
    return token(members, typ=typ)


def _swapped(sound: str, other: str) -> str:
    head, _, signature = sound.split(".")
    return f"{head}.{other.split('.')[1]}.{signature}"


CASES: list[Written] = []

# --- embedded -------------------------------------------------------------------------------------

sound = _signed_2020(_old(_ED25519_2020))
CASES += [
    passes(
        "legacy-ed25519-signature-2020",
        "A badge of VCDM 1.1 with Ed25519Signature2020 is read (cert 1.5, DIS-4 and DIS-7).",
        sound,
        warnings=[*_LEGACY, "proof.legacy_suite"],
    ),
    fails(
        "legacy-ed25519-signature-2020-tampered",
        "A changed badge of VCDM 1.1 is false like any other (H3).",
        altered(sound, "/name", "Aanvoerder"),
        "proof.invalid",
    ),
    fails(
        "legacy-ed25519-signature-2020-of-another-key",
        "A badge of VCDM 1.1 is bound to the keys of its issuer like any other (H1).",
        altered(sound, "/proof/verificationMethod", f"{DID}#key-9"),
        "proof.key_not_authorised",
    ),
]
older = signed(_old(_DATA_INTEGRITY), cryptosuite="eddsa-2022")
CASES += [
    passes(
        "legacy-eddsa-2022",
        "The suite eddsa-2022 is the older name of eddsa-rdfc-2022 and is read (cert 1.5, DIS-7).",
        older,
        warnings=["proof.legacy_suite"],
    ),
    fails(
        "legacy-eddsa-2022-renamed",
        "The name of the suite is signed: the newer name does not fit the older proof (DI 4.4).",
        altered(older, "/proof/cryptosuite", "eddsa-rdfc-2022"),
        "proof.invalid",
    ),
    passes(
        "legacy-version-with-a-newer-suite",
        "A badge of VCDM 1.1 may have a proof of eddsa-rdfc-2022 (OB 3.2).",
        signed(_old(_DATA_INTEGRITY)),
        warnings=_LEGACY,
    ),
]
unknown_suite = {
    **_old(_ED25519_2020),
    "proof": sound["proof"] | {"type": "Ed25519Signature2018"},
}
CASES += [
    unknown(
        "legacy-ed25519-signature-2018",
        "An older kind of signature that we do not read is not called false (security 6.2).",
        unknown_suite,
        "proof.unsupported_suite",
    ),
    fails(
        "legacy-version-with-an-undefined-term",
        "What no context defines is not covered in a badge of VCDM 1.1 either (H3).",
        altered(sound, "/honours", "cum laude"),
        "data.unsigned_term",
    ),
    fails(
        "legacy-version-without-name",
        "A badge of VCDM 1.1 has a name (OB, AchievementCredentialv1p1).",
        _signed_2020(_old(_ED25519_2020, name=None)),
        "data.schema",
    ),
]

# --- dates ----------------------------------------------------------------------------------------

rows = (
    ("expired", {"expirationDate": "2026-11-10T00:00:00Z"}, "time.expired"),
    ("not-yet-issued", {"issuanceDate": "2026-12-01T00:00:00Z"}, "time.not_yet_valid"),
    ("without-issuance-date", {"issuanceDate": None}, "data.schema"),
)
for name, changes, code in rows:
    CASES.append(
        fails(
            f"legacy-version-{name}",
            f"A badge of VCDM 1.1 that is {name.replace('-', ' ')} is not valid (OB 1.8).",
            _signed_2020(_old(_ED25519_2020, **changes)),
            code,
        )
    )

# --- tokens ---------------------------------------------------------------------------------------

old = _old()
CASES += [
    passes(
        "legacy-token-with-the-claim-vc",
        "A token of VCDM 1.1 wraps the badge in the claim vc (VCDM 1.1, 6.3.1).",
        _vc_token(old),
        warnings=_LEGACY,
    ),
]
for name, what, changes in (
    ("iss-of-another", "The claim iss contradicts the badge inside", {"iss": OTHER}),
    ("jti-of-another", "The claim jti contradicts the badge inside", {"jti": "urn:uuid:1"}),
    ("sub-of-another", "The claim sub contradicts the badge inside", {"sub": "urn:uuid:1"}),
    ("nbf-of-another", "The claim nbf contradicts the badge inside", {"nbf": 1_793_525_401}),
):
    CASES.append(
        fails(
            f"legacy-token-{name}",
            f"{what} (OB 8.2.3).",
            _vc_token(old, **changes),
            "data.claim_mismatch",
        )
    )
CASES += [
    fails(
        "legacy-token-expired",
        "The claim exp ends a token of VCDM 1.1 (VCDM 1.1, 6.3.1).",
        _vc_token(old | {"expirationDate": "2026-11-10T00:00:00Z"}, exp=1_794_268_800),
        "time.expired",
    ),
    refused(
        "legacy-token-of-the-newer-type-with-the-claim-vc",
        "The type vc+jwt and the claim vc exclude each other (VC-JOSE-COSE 3.1).",
        _vc_token(old, typ="vc+jwt"),
        "malformed-token",
        "token.legacy-claim",
    ),
    fails(
        "legacy-token-with-a-forged-badge-in-the-claim-vc",
        "A badge that was swapped inside its token is false (H3).",
        _swapped(_vc_token(old), _vc_token(altered(old, "/name", "Aanvoerder"))),
        "proof.invalid",
    ),
]

# --- mixed ----------------------------------------------------------------------------------------

CASES += [
    fails(
        "legacy-date-in-a-newer-badge",
        "A badge of VCDM 2.0 has no issuanceDate, and no context defines it (OB 1.8).",
        signed(a_badge(issuanceDate="2026-11-01T09:30:00Z")),
        "data.unsigned_term",
    ),
    fails(
        "legacy-badge-with-a-newer-date",
        "A badge of VCDM 1.1 begins at its issuanceDate and has no validFrom (OB 1.8).",
        _signed_2020(_old(_ED25519_2020, validFrom="2026-11-01T09:30:00Z")),
        "data.schema",
        findings=["data.version_mixed"],
    ),
]
both = _old(_ED25519_2020) | {"@context": ["https://www.w3.org/ns/credentials/v2", _V1, _BADGES]}
CASES += [
    fails(
        "legacy-both-versions-at-once",
        "A badge has one version of the data model, told by its first context (OB 1.8).",
        {**both, "proof": _signed_2020(_old(_ED25519_2020))["proof"]},
        "data.malformed",
    ),
]
