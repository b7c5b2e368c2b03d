"""The revocation list of 1EdTech, deprecated and still read."""

from typing import Any

from cases.authoring.signing import signed
from cases.authoring.world import DID, OTHER, Json, a_badge, issuer_page
from cases.authoring.writing import Written, fails, passes, unknown

_V1 = "https://www.w3.org/2018/credentials/v1"

_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json"

_ED25519_2020 = "https://w3id.org/security/suites/ed25519-2020/v1"

_EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"

_LIST = "https://issuer.example/revoked.json"


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


CASES: list[Written] = []

# --- revocation list ------------------------------------------------------------------------------

status = {"id": _LIST, "type": "1EdTechRevocationList"}
badge = _signed_2020(_old(_EXTENSIONS, _ED25519_2020, credentialStatus=status))
named = badge["id"]
other = "urn:uuid:3f0b7b0c-5a55-4f0a-9b7e-000000000000"
listed = {"id": _LIST, "issuer": DID}
rows = (
    (
        "not-on-it",
        "A badge that is not on the list stands",
        {"json": listed | {"revokedCredential": [{"id": other}]}},
        passes,
        None,
    ),
    (
        "empty",
        "An empty list revokes nothing",
        {"json": listed | {"revokedCredential": []}},
        passes,
        None,
    ),
    (
        "restored",
        "A badge that the list calls not revoked stands",
        {"json": listed | {"revokedCredential": [{"id": named, "revoked": False}]}},
        passes,
        None,
    ),
    (
        "revoked",
        "A badge on the list is revoked",
        {"json": listed | {"revokedCredential": [{"id": other}, {"id": named}]}},
        fails,
        "status.revoked",
    ),
    (
        "revoked-with-reason",
        "A badge on the list is revoked, whatever the reason",
        {
            "json": listed
            | {
                "revokedCredential": [
                    {"id": named, "revoked": True, "revocationReason": "vergissing"}
                ]
            }
        },
        fails,
        "status.revoked",
    ),
    (
        "unreachable",
        "A list that cannot be had tells nothing",
        {"fault": "unreachable"},
        unknown,
        "status.unreachable",
    ),
    (
        "web-page",
        "A page for people is no list",
        {"text": "<!doctype html>", "type": "text/html"},
        unknown,
        "status.list_invalid",
    ),
    (
        "of-another-issuer",
        "A list of another issuer tells nothing (H11)",
        {"json": listed | {"issuer": OTHER, "revokedCredential": [{"id": named}]}},
        unknown,
        "status.list_invalid",
    ),
    (
        "without-entries",
        "A list without the member for its entries tells nothing",
        {"json": listed},
        unknown,
        "status.list_invalid",
    ),
    (
        "with-odd-entries",
        "A list with an entry that cannot be read tells nothing",
        {"json": listed | {"revokedCredential": [named]}},
        unknown,
        "status.list_invalid",
    ),
)
for name, what, answer, make, code in rows:
    pages = issuer_page() | {_LIST: answer}
    told = [code] if code else []
    CASES.append(
        make(f"legacy-list-{name}", f"{what} (1EdTechRevocationList).", badge, *told, pages=pages)
    )
