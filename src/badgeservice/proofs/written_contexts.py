"""Knows what contexts define that no installed package carries, stated term by term.

Two belong to credentials in use: the first version of the Data Integrity context, and the Open
Badges context without a version in its URL. Those of the examples define nothing but a vocabulary:
with it every word is a term, so they are for conformance suites only.
"""

from collections.abc import Mapping
from copy import deepcopy
from types import MappingProxyType
from typing import Any

from badgeservice.document import JsonObject

DATA_INTEGRITY_V1 = "https://w3id.org/security/data-integrity/v1"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context.json"
OPEN_BADGES_3_0_1 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json"
EXAMPLES_V2 = "https://www.w3.org/ns/credentials/examples/v2"

_SECURITY = "https://w3id.org/security#"
_DATE_TIME = "http://www.w3.org/2001/XMLSchema#dateTime"
_CREATED = "http://purl.org/dc/terms/created"
_PURPOSES = {
    "assertionMethod": "assertionMethod",
    "authentication": "authenticationMethod",
    "capabilityInvocation": "capabilityInvocationMethod",
    "capabilityDelegation": "capabilityDelegationMethod",
    "keyAgreement": "keyAgreementMethod",
}

_VOCABULARY = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#"
_LEFT_OUT = None
# What the context without a version says differently from 3.0.1, by the way to it.
_OPEN_BADGES_DIFFERENCES: Mapping[tuple[str, ...], str | None] = MappingProxyType(
    {
        ("Achievement", "alignment", "@type"): f"{_VOCABULARY}Alignment",
        ("Achievement", "creator", "@id"): f"{_VOCABULARY}Profile",
        ("Achievement", "image"): _LEFT_OUT,
        ("Achievement", "otherIdentifier", "@type"): f"{_VOCABULARY}IdentifierEntry",
        ("Achievement", "related", "@type"): f"{_VOCABULARY}Related",
        ("Achievement", "resultDescription", "@type"): f"{_VOCABULARY}ResultDescription",
        ("AchievementSubject", "achievement", "@id"): f"{_VOCABULARY}Achievement",
        ("AchievementSubject", "identifier", "@type"): f"{_VOCABULARY}IdentityObject",
        ("AchievementSubject", "image"): _LEFT_OUT,
        ("AchievementSubject", "result", "@type"): f"{_VOCABULARY}Result",
        ("AchievementSubject", "source", "@type"): f"{_VOCABULARY}Profile",
        ("Profile", "address", "@id"): f"{_VOCABULARY}Address",
        ("Profile", "address", "@type"): _LEFT_OUT,
        ("Profile", "image"): _LEFT_OUT,
        ("Profile", "otherIdentifier", "@type"): f"{_VOCABULARY}IdentifierEntry",
        ("Profile", "parentOrg", "@type"): "xsd:string",
        ("Profile", "phone", "@id"): f"{_VOCABULARY}PhoneNumber",
        ("ResultDescription", "rubricCriterionLevel", "@type"): (
            f"{_VOCABULARY}RubricCriterionLevel"
        ),
        ("Alignment", "@id"): "https://schema.org/Alignment",
        ("alignment", "@type"): f"{_VOCABULARY}Alignment",
        ("awardedDate",): _LEFT_OUT,
        ("endorsement", "@type"): f"{_VOCABULARY}EndorsementCredential",
        ("image", "@type"): f"{_VOCABULARY}Image",
    }
)


def written_contexts(pinned: Mapping[str, JsonObject]) -> Mapping[str, JsonObject]:
    """Give the contexts that are stated here: URL to document; ``pinned`` holds Open Badges 3.0.1.

    Of each the meaning of every term is that of the published one, not its bytes.
    """
    open_badges = _with_differences(pinned[OPEN_BADGES_3_0_1]["@context"])
    return {
        DATA_INTEGRITY_V1: {"@context": _data_integrity_v1()},
        OPEN_BADGES: {"@context": open_badges},
    }


def example_contexts() -> Mapping[str, JsonObject]:
    """Give the contexts that only examples use: URL to document."""
    return {EXAMPLES_V2: {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}}


def _data_integrity_v1() -> JsonObject:
    names = {"id": "@id", "type": "@type", "@protected": True}
    purposes = {
        term: {"@id": f"{_SECURITY}{name}", "@type": "@id", "@container": "@set"}
        for term, name in _PURPOSES.items()
    }
    members = {
        **{term: f"{_SECURITY}{term}" for term in ("challenge", "cryptosuite", "domain", "nonce")},
        "created": {"@id": _CREATED, "@type": _DATE_TIME},
        "expires": {"@id": f"{_SECURITY}expiration", "@type": _DATE_TIME},
        "proofPurpose": {
            "@id": f"{_SECURITY}proofPurpose",
            "@type": "@vocab",
            "@context": {**names, **purposes},
        },
        "proofValue": {"@id": f"{_SECURITY}proofValue", "@type": f"{_SECURITY}multibase"},
        "verificationMethod": {"@id": f"{_SECURITY}verificationMethod", "@type": "@id"},
    }
    return {
        **names,
        "proof": {"@id": f"{_SECURITY}proof", "@type": "@id", "@container": "@graph"},
        "DataIntegrityProof": {
            "@id": f"{_SECURITY}DataIntegrityProof",
            "@context": {**names, **members},
        },
    }


def _with_differences(context: Any) -> JsonObject:
    changed: JsonObject = deepcopy(context)
    for path, meaning in _OPEN_BADGES_DIFFERENCES.items():
        *way, last = path
        place = changed
        for step in way:
            # A term of a class is in the context that belongs to the class.
            place = place[step] if step in place else place["@context"][step]
        if meaning is _LEFT_OUT:
            place.get("@context", place).pop(last)
        else:
            place[last] = meaning
    return changed
