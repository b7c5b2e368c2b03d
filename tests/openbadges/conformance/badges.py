"""The smallest badge that readers would not warn about, and how to spoil a badge."""

from copy import deepcopy
from typing import Any

JsonObject = dict[str, Any]

V2 = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
SCHEMAS = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json"
TOKEN = "aGVhZA.Ym9keQ.c2lnbg"


def small_badge() -> JsonObject:
    """A badge with what the standard asks for, and nothing a reader would warn about."""
    return {
        "@context": [V2, OB],
        "id": "urn:uuid:6b2f0a52-1d53-4a3a-9f6a-2f6ad36c1b01",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Samen sterk",
        "description": "Voor wie anderen laat meedoen.",
        "image": {"id": "https://badges.example/samen.png", "type": "Image"},
        "issuer": {
            "id": "did:web:badges.example:issuers:hcoss",
            "type": ["Profile"],
            "name": "HC Oss",
            "url": "https://hcoss.example/",
        },
        "validFrom": "2026-03-01T10:00:00Z",
        "credentialSubject": {
            "id": "urn:uuid:6b2f0a52-1d53-4a3a-9f6a-2f6ad36c1b02",
            "type": ["AchievementSubject"],
            "achievement": small_achievement(),
        },
    }


def small_achievement() -> JsonObject:
    return {
        "id": "https://badges.example/achievements/samen",
        "type": ["Achievement"],
        "name": "Samen sterk",
        "description": "Voor wie anderen laat meedoen.",
        "criteria": {"narrative": "Een seizoen lang nieuwe leden wegwijs gemaakt."},
    }


def spoiled(badge: JsonObject, path: str, value: Any) -> JsonObject:
    """A copy of a badge with one value put at a JSON Pointer (an ``...`` takes it away)."""
    copy = deepcopy(badge)
    here: Any = copy
    *before, last = [int(step) if step.isdigit() else step for step in path.split("/")[1:]]
    for step in before:
        here = here[step]
    if value is ...:
        del here[last]
    else:
        here[last] = value
    return copy
