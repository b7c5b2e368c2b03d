"""Open Badges 3.0 credentials written by hand: one small, one with nearly everything.

The benchmark uses the same two. Both follow decision 2: exactly two contexts, a Bitstring status
entry with purpose revocation, no ``credentialSchema``. The skills are real CompetentNL ones.
"""

from typing import Any

JsonObject = dict[str, Any]

ISSUED = "2025-03-01T10:00:00Z"
STATUS_POSITION = 94_567

_HOST = "https://badges.oss.example"
STATUS_LIST_URL = f"{_HOST}/status/1"

_CONTEXTS = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
_SKILLS = (
    ("Samenwerken", "1D54A21B60"),
    ("Leidinggeven", "49790E767C"),
    ("Verplichtingen nakomen", "6EDDE6185F"),
    ("Actief luisteren", "8500CACF46"),
    ("Aanpassen aan verandering", "DB21DC938E"),
    ("Actiegericht leren", "DB6B8EEBD1"),
    ("Aandacht en begrip tonen", "B620732163"),
    ("Adviseren", "CECB22E3FA"),
    ("Anticiperen", "EDB4E0C35A"),
    ("Beslissingen nemen", "9DD6D3E301"),
)


def basic(issuer: str) -> JsonObject:
    """About 1 KB: an issuer, an achievement with criteria and a status entry."""
    return {
        "@context": list(_CONTEXTS),
        "id": "urn:uuid:5b7c1f5e-6d0c-4c39-9d35-6f1f3c2e7a10",
        "type": ["VerifiableCredential", "AchievementCredential"],
        "name": "Jeugdtrainer",
        "issuer": {
            "id": issuer,
            "type": ["Profile"],
            "name": "Korfbalvereniging De Linde",
            "url": "https://delinde.example",
        },
        "validFrom": ISSUED,
        "credentialSubject": {
            "id": "urn:uuid:0c5a8a4e-91c2-4a0e-8a5c-2b8f3f0d6b21",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": f"{_HOST}/achievements/jeugdtrainer",
                "type": ["Achievement"],
                "name": "Jeugdtrainer",
                "description": "Traint een seizoen lang een jeugdteam.",
                "criteria": {"narrative": "Twintig trainingen voorbereid, gegeven en besproken."},
            },
        },
        "credentialStatus": _status_entry(),
    }


def rich(issuer: str) -> JsonObject:
    """About 7 KB: alignments, address, results, rubric, evidence and a hashed identity.

    Three numbers are not whole, because the lexical form of a double is where two canonical
    forms can differ; text outside ASCII is there for the same reason.
    """
    credential = basic(issuer)
    credential["issuer"] |= _issuer_profile()
    credential["description"] = "Gaf een seizoen lang training aan de jongste jeugd — met plezier."
    credential["awardedDate"] = "2025-02-28T20:15:00+01:00"
    subject = credential["credentialSubject"]
    subject["identifier"] = [_hashed_identity()]
    subject["achievement"] |= _achievement_details()
    subject["creditsEarned"] = 1.5
    subject["result"] = _results()
    credential["evidence"] = _evidence()
    return credential


def endorsement(issuer: str) -> JsonObject:
    """An endorsement of the achievement, to be signed on its own and embedded in a credential."""
    return {
        "@context": list(_CONTEXTS),
        "id": "urn:uuid:8d1a0a5b-3c55-4a8e-9a40-8d6a0a6f2f77",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Waardering van de gemeente",
        "issuer": issuer,
        "validFrom": ISSUED,
        "credentialSubject": {
            "id": f"{_HOST}/achievements/jeugdtrainer",
            "type": ["EndorsementSubject"],
            "endorsementComment": "Wij herkennen dit als ervaring in begeleiden.",
        },
    }


def status_list(issuer: str, encoded_list: str) -> JsonObject:
    """The unsigned status list credential that the status entries point at."""
    return {
        "@context": _CONTEXTS[:1],
        "id": STATUS_LIST_URL,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": ISSUED,
        "credentialSubject": {
            "id": f"{STATUS_LIST_URL}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded_list,
        },
    }


def _status_entry() -> JsonObject:
    return {
        "id": f"{STATUS_LIST_URL}#{STATUS_POSITION}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(STATUS_POSITION),
        "statusListCredential": STATUS_LIST_URL,
    }


def _issuer_profile() -> JsonObject:
    return {
        "description": "Vereniging voor korfbal, opgericht in 1948.",
        "email": "bestuur@delinde.example",
        "phone": "+31412000000",
        "image": {"id": f"{_HOST}/issuers/de-linde.png", "type": "Image", "caption": "Een linde"},
        "address": {
            "type": ["Address"],
            "addressCountry": "Nederland",
            "addressCountryCode": "NL",
            "addressRegion": "Noord-Brabant",
            "addressLocality": "Oss",
            "streetAddress": "Sportlaan 1",
            "postalCode": "5342 AA",
            "geo": {"type": "GeoCoordinates", "latitude": 51.765, "longitude": 5.51806},
        },
    }


def _hashed_identity() -> JsonObject:
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": "sha256$28d50415252ab6c689a54413da15b083034b66e5e8d25ff3ae1c2cd5cd4a2b1e",
        "identityType": "emailAddress",
        "salt": "b3a1c9d2e4f60718",
    }


def _achievement_details() -> JsonObject:
    return {
        "achievementType": "CommunityService",
        "creator": {
            "id": "https://sportindewijk.example",
            "type": ["Profile"],
            "name": "Sport in de wijk",
        },
        "fieldOfStudy": "Sport en bewegen",
        "inLanguage": "nl-NL",
        "version": "2",
        "image": {"id": f"{_HOST}/achievements/jeugdtrainer.png", "type": "Image"},
        "tag": ["sport", "vrijwilliger", "jeugd"],
        "alignment": [_alignment(name, code) for name, code in _SKILLS],
        "resultDescription": _result_descriptions(),
    }


def _alignment(name: str, code: str) -> JsonObject:
    return {
        "type": ["Alignment"],
        "targetCode": code,
        "targetDescription": f"Laat de vaardigheid “{name}” zien tijdens trainen en begeleiden.",
        "targetName": name,
        "targetFramework": "CompetentNL",
        "targetType": "ext:CompetentNL",
        "targetUrl": f"https://linkeddata.competentnl.nl/id/humancapability/{code}",
    }


_RUBRIC_RESULT = f"{_HOST}/achievements/jeugdtrainer/results/niveau"
_HOURS_RESULT = f"{_HOST}/achievements/jeugdtrainer/results/uren"


def _result_descriptions() -> list[JsonObject]:
    levels = (
        ("met-hulp", "Met hulp", "1", "Geeft training samen met een ervaren trainer."),
        ("zelfstandig", "Zelfstandig", "2", "Bereidt training zelf voor en geeft die alleen."),
        ("leidt-op", "Leidt op", "3", "Begeleidt ook andere trainers."),
    )
    return [
        {
            "id": _RUBRIC_RESULT,
            "type": ["ResultDescription"],
            "name": "Niveau",
            "resultType": "RubricCriterionLevel",
            "allowedValue": ["Met hulp", "Zelfstandig", "Leidt op"],
            "requiredLevel": f"{_RUBRIC_RESULT}/zelfstandig",
            "rubricCriterionLevel": [
                {
                    "id": f"{_RUBRIC_RESULT}/{slug}",
                    "type": ["RubricCriterionLevel"],
                    "name": name,
                    "level": level,
                    "points": level,
                    "description": description,
                }
                for slug, name, level, description in levels
            ],
        },
        {
            "id": _HOURS_RESULT,
            "type": ["ResultDescription"],
            "name": "Uren training gegeven",
            "resultType": "RawScore",
            "valueMin": "0",
            "valueMax": "200",
        },
    ]


def _results() -> list[JsonObject]:
    return [
        {
            "type": ["Result"],
            "resultDescription": _RUBRIC_RESULT,
            "achievedLevel": f"{_RUBRIC_RESULT}/zelfstandig",
            "value": "Zelfstandig",
        },
        {"type": ["Result"], "resultDescription": _HOURS_RESULT, "value": "64"},
    ]


def _evidence() -> list[JsonObject]:
    return [
        {
            "id": f"{_HOST}/evidence/trainingsplan",
            "type": ["Evidence"],
            "name": "Trainingsplan",
            "narrative": "Een seizoensplan met doelen per week.\nBesproken met de coördinator.",
            "genre": "Plan",
        },
        {
            "id": f"{_HOST}/evidence/observatie",
            "type": ["Evidence"],
            "name": "Observatie",
            "description": "Verslag van een training die is bijgewoond.",
            "audience": "Vereniging",
        },
    ]
