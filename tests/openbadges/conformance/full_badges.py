"""A badge that uses every member of the model, and its parts."""

from typing import Any

from openbadges.conformance.badges import (
    EXTENSIONS,
    OB,
    SCHEMAS,
    TOKEN,
    V2,
    small_achievement,
    small_badge,
)

JsonObject = dict[str, Any]


def full_badge() -> JsonObject:
    """A badge in which every class carries every member of its own, and one extension."""
    badge = small_badge()
    badge["@context"].append(EXTENSIONS)
    badge |= {
        "awardedDate": "2026-02-28T20:15:00.5+01:00",
        "validUntil": "2036-03-01T10:00:00Z",
        "image": an_image("badge"),
        "issuer": full_profile("issuer"),
        "endorsement": [full_endorsement("badge")],
        "endorsementJwt": [TOKEN],
        "credentialSubject": full_subject(),
        **plumbing("achievementcredential"),
    }
    return badge


def an_image(name: str) -> JsonObject:
    return {"id": f"https://badges.example/{name}.png", "type": "Image", "caption": "Twee handen"}


def an_alignment() -> JsonObject:
    return {
        "type": ["Alignment"],
        "targetCode": "1D54A21B60",
        "targetDescription": "Een vaardigheid",
        "targetName": "Samenwerken",
        "targetFramework": "CompetentNL",
        "targetType": "ext:CompetentNLSkill",
        "targetUrl": "https://linkeddata.competentnl.nl/id/humancapability/1D54A21B60",
    }


def an_identifier() -> JsonObject:
    return {"type": "IdentifierEntry", "identifier": "12AB", "identifierType": "ext:BRIN"}


def plumbing(schema: str) -> JsonObject:
    return {
        "credentialSchema": [
            {
                "id": f"{SCHEMAS}/ob_v3p0_{schema}_schema.json",
                "type": "1EdTechJsonSchemaValidator2019",
            }
        ],
        "credentialStatus": {
            "id": f"https://badges.example/lists/1#{schema}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "94567",
            "statusListCredential": "https://badges.example/lists/1",
            "statusSize": 2,
            "statusMessage": [{"status": "0x0", "message": "geldig"}],
            "statusReference": ["https://badges.example/lists/about"],
        },
        "refreshService": {
            "id": f"https://badges.example/refresh/{schema}",
            "type": "1EdTechCredentialRefresh",
        },
        "termsOfUse": [{"id": f"https://badges.example/terms/{schema}", "type": "Terms"}],
        "evidence": [full_evidence(schema)],
        "proof": [
            {
                "type": "DataIntegrityProof",
                "created": "2026-03-01T10:00:00Z",
                "cryptosuite": "eddsa-rdfc-2022",
                "challenge": "1f44d55f",
                "domain": "badges.example",
                "nonce": "0a1b",
                "proofPurpose": "assertionMethod",
                "proofValue": "z58DAdFfa9SkqZMVPxAQp",
                "verificationMethod": "did:web:badges.example:issuers:hcoss#key-1",
            }
        ],
    }


def full_evidence(name: str) -> JsonObject:
    return {
        "id": f"https://badges.example/evidence/{name}",
        "type": ["Evidence"],
        "narrative": "Foto's van het toernooi",
        "name": "Toernooi",
        "description": "Een dag met vijf scholen",
        "genre": "Foto",
        "audience": "Ouders",
    }


def full_profile(name: str, *, is_endorsed: bool = True) -> JsonObject:
    profile = {
        "id": f"https://badges.example/profiles/{name}",
        "type": ["Profile"],
        "url": "https://hcoss.example/",
        "image": an_image(f"profile-{name}"),
        "address": {
            "type": ["Address"],
            "addressCountryCode": "NL",
            "geo": {"type": "GeoCoordinates", "latitude": 51.765, "longitude": 5},
        },
        "otherIdentifier": [an_identifier()],
        "dateOfBirth": "2010-02-28",
    }
    texts = "name phone description email official familyName givenName additionalName"
    texts += " patronymicName honorificPrefix honorificSuffix familyNamePrefix"
    profile |= {member: f"{member} {name}" for member in texts.split()}
    address = "addressCountry addressRegion addressLocality streetAddress"
    address += " postOfficeBoxNumber postalCode"
    profile["address"] |= {member: f"{member} {name}" for member in address.split()}
    if is_endorsed:
        profile["endorsement"] = [full_endorsement(name)]
        profile["endorsementJwt"] = [TOKEN]
        profile["parentOrg"] = full_profile(f"{name}-parent", is_endorsed=False)
    return profile


def full_endorsement(name: str) -> JsonObject:
    return {
        "@context": [V2, OB, EXTENSIONS],
        "id": f"https://badges.example/endorsements/{name}",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Aanbeveling",
        "description": "Van de gemeente",
        "credentialSubject": {
            "id": f"https://badges.example/endorsed/{name}",
            "type": ["EndorsementSubject"],
            "endorsementComment": "Bekend bij de gemeente",
        },
        "awardedDate": "2026-01-01T00:00:00Z",
        "issuer": full_profile(f"endorser-{name}", is_endorsed=False),
        "validFrom": "2026-01-01T00:00:00Z",
        "validUntil": "2027-01-01T00:00:00Z",
        **plumbing("endorsementcredential"),
    }


def full_achievement() -> JsonObject:
    texts = "name description fieldOfStudy humanCode specialization version"
    return {
        "id": "https://badges.example/achievements/full",
        "type": ["Achievement"],
        **{member: f"{member} text" for member in texts.split()},
        "alignment": [an_alignment()],
        "achievementType": "CommunityService",
        "creator": full_profile("creator", is_endorsed=False),
        "creditsAvailable": 2.5,
        "criteria": {"id": "https://badges.example/criteria", "narrative": "Meedoen"},
        "endorsement": [full_endorsement("achievement")],
        "endorsementJwt": [TOKEN],
        "image": an_image("achievement"),
        "inLanguage": "nl-NL",
        "otherIdentifier": [an_identifier()],
        "related": [
            {
                "id": "https://badges.example/achievements/en",
                "type": ["Related"],
                "inLanguage": "en",
                "version": "2",
            }
        ],
        "resultDescription": [full_description()],
        "tag": ["sport", "samen"],
    }


def full_description() -> JsonObject:
    return {
        "id": "urn:uuid:6b2f0a52-1d53-4a3a-9f6a-2f6ad36c1b10",
        "type": ["ResultDescription"],
        "alignment": [an_alignment()],
        "allowedValue": ["1", "2", "3"],
        "name": "Uitkomst",
        "requiredLevel": "urn:uuid:6b2f0a52-1d53-4a3a-9f6a-2f6ad36c1b11",
        "requiredValue": "2",
        "resultType": "Status",
        "rubricCriterionLevel": [
            {
                "id": "urn:uuid:6b2f0a52-1d53-4a3a-9f6a-2f6ad36c1b11",
                "type": ["RubricCriterionLevel"],
                "alignment": [an_alignment()],
                "description": "Doet het zelf",
                "level": "zelfstandig",
                "name": "Zelfstandig",
                "points": "3",
            }
        ],
        "valueMax": "3",
        "valueMin": "1",
    }


def full_subject() -> JsonObject:
    return {
        "id": "urn:uuid:6b2f0a52-1d53-4a3a-9f6a-2f6ad36c1b02",
        "type": ["AchievementSubject"],
        "activityStartDate": "2025-09-01T00:00:00+02:00",
        "activityEndDate": "2026-02-28T22:00:00+01:00",
        "creditsEarned": 2,
        "achievement": full_achievement(),
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": True,
                "identityHash": f"sha256${'b5809d8a92f88584' * 4}",
                "identityType": "emailAddress",
                "salt": "Kosher",
            }
        ],
        "image": an_image("baked"),
        "licenseNumber": "A-1",
        "narrative": "Elke zaterdag",
        "result": [
            {
                "type": ["Result"],
                "achievedLevel": "urn:uuid:6b2f0a52-1d53-4a3a-9f6a-2f6ad36c1b11",
                "alignment": [an_alignment()],
                "resultDescription": "urn:uuid:6b2f0a52-1d53-4a3a-9f6a-2f6ad36c1b10",
                "status": "Completed",
                "value": "3",
            }
        ],
        "role": "Begeleider",
        "source": full_profile("source", is_endorsed=False),
        "term": "2025-2026",
    }


def full_parts() -> dict[str, JsonObject]:
    """One object of each class with every member of its own; what is nested is kept small."""
    badge, achievement, subject = full_badge(), full_achievement(), full_subject()
    description, profile = achievement["resultDescription"][0], full_profile("part")
    endorsement = full_endorsement("part")
    small_endorsement = endorsement | {"issuer": small_badge()["issuer"]}
    for owner in (badge, achievement, profile):
        owner["endorsement"] = [small_endorsement]
    return {
        "AchievementCredential": badge
        | {k: small_badge()[k] for k in ("issuer", "credentialSubject")},
        "EndorsementCredential": small_endorsement,
        "AchievementSubject": subject | {"achievement": small_achievement()},
        "EndorsementSubject": endorsement["credentialSubject"],
        "IdentityObject": subject["identifier"][0],
        "Result": subject["result"][0],
        "Achievement": achievement,
        "Criteria": achievement["criteria"],
        "Related": achievement["related"][0],
        "Alignment": achievement["alignment"][0],
        "ResultDescription": description,
        "RubricCriterionLevel": description["rubricCriterionLevel"][0],
        "Profile": profile,
        "Address": profile["address"],
        "GeoCoordinates": profile["address"]["geo"],
        "IdentifierEntry": profile["otherIdentifier"][0],
        "Image": badge["image"],
        "Evidence": badge["evidence"][0],
        "CredentialSchema": badge["credentialSchema"][0],
        "CredentialStatus": badge["credentialStatus"],
        "RefreshService": badge["refreshService"],
        "TermsOfUse": badge["termsOfUse"][0],
        "Proof": badge["proof"][0],
    }
