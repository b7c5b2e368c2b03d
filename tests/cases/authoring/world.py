"""What the cases are about: an issuer elsewhere, its badge, its documents and its status list."""

import gzip
from copy import deepcopy
from typing import Any

from badgeservice.proofs.encoding import base64url_encode
from cases.authoring.keys import CaseKey, a_key

Json = dict[str, Any]

NOW = "2026-11-21T12:00:00Z"
ISSUED = "2026-11-01T09:30:00Z"
DID = "did:web:issuer.example"
DID_URL = "https://issuer.example/.well-known/did.json"
METHOD = f"{DID}#key-1"
TOKEN_METHOD = f"{DID}#key-2"
OTHER = "did:web:other.example"
OTHER_URL = "https://other.example/.well-known/did.json"
OTHER_METHOD = f"{OTHER}#key-1"
LIST_URL = "https://issuer.example/status/1"
POSITION = 4242
CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
CONTEXTS = [CREDENTIALS_V2, OPEN_BADGES]
ACHIEVEMENT = "https://issuer.example/achievements/1"
RESULT = f"{ACHIEVEMENT}/results/1"
LEVEL = f"{RESULT}/levels/2"

KEY = a_key("issuer")
TOKEN_KEY = a_key("issuer tokens", "P-256")
OTHER_KEY = a_key("other")

_BADGE: Json = {
    "@context": CONTEXTS,
    "id": "urn:uuid:3f0b7b0c-5a55-4f0a-9b7e-0d3e0c4c8a11",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "issuer": {
        "id": DID,
        "type": ["Profile"],
        "name": "Zwemvereniging De Golf",
        "url": "https://issuer.example",
        "email": "bestuur@issuer.example",
        "image": {"id": "https://issuer.example/logo.png", "type": "Image"},
    },
    "validFrom": ISSUED,
    "awardedDate": "2026-10-30T20:00:00+01:00",
    "name": "Teamspeler",
    "description": "Je speelt samen.",
    "image": {"id": "https://issuer.example/badge.png", "type": "Image"},
    "credentialSubject": {
        "id": "urn:uuid:0c1f4c1e-65c5-4c5c-8a0e-6a1a1d8a2b22",
        "type": ["AchievementSubject"],
        "role": "speler",
        "creditsEarned": 1.5,
        "result": [
            {
                "type": ["Result"],
                "resultDescription": RESULT,
                "achievedLevel": LEVEL,
                "value": "7",
            }
        ],
        "achievement": {
            "id": ACHIEVEMENT,
            "type": ["Achievement"],
            "achievementType": "Badge",
            "name": "Teamspeler",
            "description": "Je speelt een seizoen lang samen.",
            "criteria": {"narrative": "Een seizoen lang."},
            "creditsAvailable": 2,
            "inLanguage": "nl",
            "tag": ["sport", "team"],
            "alignment": [
                {
                    "type": ["Alignment"],
                    "targetName": "Samenwerken",
                    "targetUrl": "https://skills.example/1D54A21B60",
                    "targetFramework": "CompetentNL",
                    "targetCode": "1D54A21B60",
                    "targetType": "ext:CompetentNLSkill",
                }
            ],
            "resultDescription": [
                {
                    "id": RESULT,
                    "type": ["ResultDescription"],
                    "name": "Niveau",
                    "resultType": "RubricCriterionLevel",
                    "allowedValue": ["6", "7", "8"],
                    "requiredValue": "6",
                    "rubricCriterionLevel": [
                        {
                            "id": LEVEL,
                            "type": ["RubricCriterionLevel"],
                            "name": "Gevorderd",
                            "level": "2",
                        }
                    ],
                }
            ],
        },
    },
    "evidence": [
        {
            "id": "https://issuer.example/evidence/1",
            "type": ["Evidence"],
            "name": "Verslag",
            "narrative": "De trainer zag het elke week.",
        }
    ],
}


def a_badge(**changes: Any) -> Json:
    """A sound badge without proof and without status; None removes a member."""
    badge = deepcopy(_BADGE) | deepcopy(changes)
    return {name: value for name, value in badge.items() if value is not None}


def altered(document: Json, path: str, value: Any) -> Json:
    """A copy with another value at a JSON Pointer; None removes it, ``-`` appends."""
    copy = deepcopy(document)
    here: Any = copy
    *steps, last = path.removeprefix("/").split("/")
    for step in steps:
        here = here[int(step)] if isinstance(here, list) else here[step]
    if last == "-":
        here.append(value)
    elif value is None:
        del here[int(last) if isinstance(here, list) else last]
    else:
        here[int(last) if isinstance(here, list) else last] = value
    return copy


def method(id_: str, key: CaseKey, owner: str, **changes: Any) -> Json:
    """A Multikey verification method."""
    members: Json = {
        "id": id_,
        "type": "Multikey",
        "controller": owner,
        "publicKeyMultibase": key.multikey,
    } | changes
    return {name: value for name, value in members.items() if value is not None}


def jwk_method(id_: str, key: CaseKey, controller: str) -> Json:
    """A JsonWebKey verification method."""
    return {"id": id_, "type": "JsonWebKey", "controller": controller, "publicKeyJwk": key.jwk}


def controller_document(did: str, *methods: Json, **changes: Any) -> Json:
    """A controller document that lists all its methods for assertions."""
    document: Json = {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "verificationMethod": list(methods),
        "assertionMethod": [one["id"] for one in methods],
    } | changes
    return {name: value for name, value in document.items() if value is not None}


def issuer_document(**changes: Any) -> Json:
    """The document of the issuer: one key for proofs, one for tokens."""
    methods = (method(METHOD, KEY, DID), jwk_method(TOKEN_METHOD, TOKEN_KEY, DID))
    return controller_document(DID, *methods, **changes)


def issuer_page(**changes: Any) -> Json:
    """What the web answers for the issuer."""
    return {DID_URL: {"json": issuer_document(**changes)}}


def other_page() -> Json:
    """What the web answers for the other party."""
    return {OTHER_URL: {"json": controller_document(OTHER, method(OTHER_METHOD, OTHER_KEY, OTHER))}}


def status_entry(**changes: Any) -> Json:
    """The status entry of the badge; None removes a member."""
    entry: Json = {
        "id": f"{LIST_URL}#{POSITION}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(POSITION),
        "statusListCredential": LIST_URL,
    } | changes
    return {name: value for name, value in entry.items() if value is not None}


def encoded_list(positions: tuple[int, ...] = (), *, length: int = 131_072) -> str:
    """``encodedList`` with these bits set."""
    bits = bytearray(length // 8)
    for position in positions:
        bits[position >> 3] |= 0x80 >> (position & 7)
    return "u" + base64url_encode(gzip.compress(bytes(bits), mtime=0))


def a_list(
    *positions: int, subject: Json | None = None, url: str = LIST_URL, **changes: Any
) -> Json:
    """An unsigned status list credential; ``subject`` and ``changes`` replace, None removes."""
    listed: Json = {
        "id": f"{url}#list",
        "type": "BitstringStatusList",
        "statusPurpose": "revocation",
        "encodedList": encoded_list(positions),
    } | (subject or {})
    document: Json = {
        "@context": [CREDENTIALS_V2],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": DID,
        "validFrom": "2026-11-21T11:55:00Z",
        "validUntil": "2026-11-22T11:55:00Z",
        "credentialSubject": {name: value for name, value in listed.items() if value is not None},
    } | changes
    return {name: value for name, value in document.items() if value is not None}
