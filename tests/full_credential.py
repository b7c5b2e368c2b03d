"""A credential with every kind of value that Open Badges 3.0 has, and ways to spoil it."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

JsonObject = dict[str, Any]
Path = tuple[str | int, ...]

CONTEXTS = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
ISSUER = "did:web:club.example"
ACHIEVEMENT = "https://club.example/achievements/trainer"
RESULT = "https://club.example/achievements/trainer/results/1"


def full_credential() -> JsonObject:
    """A conformant credential: lists, sets, numbers, endorsements with proof, repeated profile."""
    return {
        "@context": list(CONTEXTS),
        "id": "urn:uuid:0d9a2f5e-1111-4c39-9d35-6f1f3c2e7a10",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": _profile(),
        "validFrom": "2025-03-01T10:00:00Z",
        "awardedDate": "2025-02-28T20:15:00+01:00",
        "name": "Jeugdtrainer",
        "credentialSubject": {
            "id": "urn:uuid:0c5a8a4e-2222-4a0e-8a5c-2b8f3f0d6b21",
            "type": ["AchievementSubject"],
            "creditsEarned": 1.5,
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": True,
                    "identityHash": "sha256$28d50415252ab6c6",
                    "identityType": "emailAddress",
                    "salt": "b3a1",
                }
            ],
            "source": {"id": ISSUER, "type": ["Profile"]},
            "result": [{"type": ["Result"], "resultDescription": RESULT, "value": "2"}],
            "achievement": _achievement(),
        },
        "credentialStatus": {
            "id": "https://club.example/status/1#7",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "7",
            "statusListCredential": "https://club.example/status/1",
        },
        "endorsement": [_endorsement("1", "Goed."), _endorsement("2", "Heel “goed”.\n")],
    }


def _profile() -> JsonObject:
    return {
        "id": ISSUER,
        "type": ["Profile"],
        "name": "Korfbalvereniging De Linde",
        "url": "https://club.example",
        "address": {
            "type": ["Address"],
            "addressLocality": "Oss",
            "geo": {"type": "GeoCoordinates", "latitude": 51.765, "longitude": 5.5},
        },
    }


def _achievement() -> JsonObject:
    return {
        "id": ACHIEVEMENT,
        "type": ["Achievement"],
        "creator": _profile(),
        "criteria": {"narrative": "Twintig trainingen."},
        "creditsAvailable": 3,
        "description": "Traint een seizoen lang een jeugdteam.",
        "name": "Jeugdtrainer",
        "tag": ["sport", "jeugd", "3"],
        "alignment": [
            {
                "type": ["Alignment"],
                "targetName": name,
                "targetUrl": f"https://skills.example/{name}",
            }
            for name in ("samenwerken", "adviseren")
        ],
        "resultDescription": [
            {
                "id": RESULT,
                "type": ["ResultDescription"],
                "name": "Niveau",
                "resultType": "RawScore",
                "allowedValue": ["1", "2", "3"],
            }
        ],
    }


def _endorsement(number: str, comment: str) -> JsonObject:
    return {
        "@context": list(CONTEXTS),
        "id": f"urn:uuid:8d1a0a5b-3333-4a8e-9a40-00000000000{number}",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": f"Waardering {number}",
        "issuer": "did:web:oss.example",
        "validFrom": "2025-03-01T10:00:00Z",
        "credentialSubject": {
            "id": ACHIEVEMENT,
            "type": ["EndorsementSubject"],
            "endorsementComment": comment,
        },
        "proof": {
            "type": "DataIntegrityProof",
            "created": "2025-03-01T10:00:00Z",
            "verificationMethod": "did:web:oss.example#1",
            "cryptosuite": "eddsa-rdfc-2022",
            "proofPurpose": "assertionMethod",
            "proofValue": f"z{number}",
        },
    }


def places(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value in a document with the way to it, the document itself first."""
    yield path, value
    if isinstance(value, dict):
        for name, member in value.items():
            yield from places(member, (*path, name))
    elif isinstance(value, list):
        for index, element in enumerate(value):
            yield from places(element, (*path, index))


def look_up(document: Any, path: Path) -> Any:
    """The value at a place."""
    for step in path:
        document = document[step]
    return document


def with_value(document: JsonObject, path: Path, value: Any) -> JsonObject:
    """A copy in which the value at a place is another one, or a new member."""
    copy = deepcopy(document)
    look_up(copy, path[:-1])[path[-1]] = value
    return copy


def without(document: JsonObject, path: Path) -> JsonObject:
    """A copy without the member or element at a place."""
    copy = deepcopy(document)
    del look_up(copy, path[:-1])[path[-1]]
    return copy


def with_element(document: JsonObject, path: Path, element: Any) -> JsonObject:
    """A copy in which the array at a place has one more element at its end."""
    copy = deepcopy(document)
    look_up(copy, path).append(element)
    return copy
