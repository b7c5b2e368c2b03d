"""What is asked and answered over the VC-API, as JSON Schema for its description in OpenAPI."""

import json
from importlib.resources import files
from typing import Any

from badgeservice.document import JsonObject
from badgeservice.web.api.answers import problem_schema
from badgeservice.web.problems import MEDIA_TYPE

EXAMPLES: JsonObject = json.loads(
    files(__package__).joinpath("examples.json").read_text(encoding="utf-8")
)
"""Small documents that are right: ``unsigned``, ``signed``, ``presentation``, ``selective``."""

_TEXT: JsonObject = {"type": "string"}
_TEXTS: JsonObject = {"type": "array", "items": _TEXT}
_TEXT_OR_NULL: JsonObject = {"type": ["string", "null"]}
_TEXTS_OR_NULL: JsonObject = {"type": ["array", "null"], "items": _TEXT}
_OBJECT: JsonObject = {"type": "object"}
_OBJECTS: JsonObject = {"type": "array", "items": _OBJECT}


def _whole(
    properties: JsonObject, *, optional: tuple[str, ...] = (), closed: bool = True
) -> JsonObject:
    """An object with these members, all required but the optional ones."""
    required = [name for name in properties if name not in optional]
    schema: JsonObject = {"type": "object", "required": required, "properties": properties}
    return {**schema, "additionalProperties": False} if closed else schema


def _one_of_ours(name: str) -> JsonObject:
    return {"$ref": f"#/components/schemas/{name}"}


_DATA_MODEL: JsonObject = {
    "@context": {"type": "array", "minItems": 1},
    "type": {"type": "array", "items": _TEXT, "minItems": 1},
    "issuer": {"type": ["string", "object"]},
    "credentialSubject": {"type": ["object", "array"]},
}
_FINDING = _whole({"code": _TEXT, "pointer": _TEXT, "message": _TEXT})
_PROBLEM_DETAIL = _whole({"type": {**_TEXT, "format": "uri"}, "title": _TEXT, "detail": _TEXT})
_CHECKS: JsonObject = {**_TEXTS, "description": "What was looked at and is right."}
_WARNINGS: JsonObject = {"type": "array", "items": _one_of_ours("Finding")}
_PRESENTED: JsonObject = {
    "holderBinding": _whole({"status": {"enum": ["proved", "signed", "not_checked"]}}),
    "credentialResults": {"type": "array", "items": _whole({"verified": {"type": "boolean"}})},
}
_REFUSED: JsonObject = {
    "verified": {"const": False},
    "problemDetails": {"type": "array", "items": _PROBLEM_DETAIL},
    "checks": _CHECKS,
    "warnings": _WARNINGS,
    **_PRESENTED,
}
_RESOLVED: JsonObject = {
    "@context": {"const": "https://w3id.org/did-resolution/v1"},
    "didDocument": {**_OBJECT, "description": "Empty when there is an error."},
    "didDocumentMetadata": _OBJECT,
    "didResolutionMetadata": {**_OBJECT, "description": "Of a DID; `error` says what is wrong."},
    "didDereferencingMetadata": {**_OBJECT, "description": "The same of a DID URL."},
}
_METADATA = ("didResolutionMetadata", "didDereferencingMetadata")
_LIST_SUBJECT: JsonObject = {
    "type": {"const": "BitstringStatusList"},
    "statusPurpose": {"const": "revocation"},
    "encodedList": {**_TEXT, "pattern": "^u[A-Za-z0-9_-]+$"},
}
_IMPLEMENTATION = _whole(
    {
        "name": _TEXT,
        "implementation": _TEXT,
        "issuers": _OBJECTS,
        "verifiers": _OBJECTS,
        "vpVerifiers": _OBJECTS,
        "vcHolders": _OBJECTS,
        "didResolvers": _OBJECTS,
    }
)

COMPONENTS: JsonObject = {
    "Problem": problem_schema(),
    "Finding": _FINDING,
    "NotVerified": {
        "description": "A problem; what was judged and is not verified also has the other members.",
        "allOf": [_one_of_ours("Problem"), {"type": "object", "properties": _REFUSED}],
    },
    "VerifiableCredential": {
        **_whole({**_DATA_MODEL, "proof": {"type": ["object", "array"]}}, closed=False),
        "description": "A credential with an embedded proof (VCDM 1.1 or 2.0).",
    },
    "EnvelopedVerifiableCredential": {
        **_whole(
            {
                "@context": {"type": ["string", "array"]},
                "id": {**_TEXT, "pattern": "^data:"},
                "type": {"const": "EnvelopedVerifiableCredential"},
            }
        ),
        "description": "A credential in a token (VCDM 2.0 section 4.13).",
    },
    "Secured": _whole(
        {
            "verifiableCredential": {
                "anyOf": [
                    _one_of_ours("VerifiableCredential"),
                    _one_of_ours("EnvelopedVerifiableCredential"),
                ]
            }
        }
    ),
    "Derived": _whole({"verifiableCredential": _one_of_ours("VerifiableCredential")}),
    "VerifiedCredential": _whole(
        {"verified": {"const": True}, "checks": _CHECKS, "warnings": _WARNINGS}
    ),
    "VerifiedPresentation": _whole(
        {"verified": {"const": True}, "checks": _CHECKS, "warnings": _WARNINGS, **_PRESENTED}
    ),
    "Resolution": {
        **_whole(_RESOLVED, optional=_METADATA),
        "anyOf": [{"required": [name]} for name in _METADATA],
    },
    "StatusList": _whole(
        {
            **_DATA_MODEL,
            "id": {**_TEXT, "format": "uri"},
            "type": {"type": "array", "contains": {"const": "BitstringStatusListCredential"}},
            "issuer": _TEXT,
            "credentialSubject": _whole(_LIST_SUBJECT, closed=False),
            "proof": _OBJECT,
        },
        closed=False,
    ),
    "StatusSet": _whole({"status": {"const": True}}),
    "Overview": _whole(
        {
            "conformance": {"type": "boolean"},
            "localConfig": _whole(
                {
                    "settings": _OBJECT,
                    "implementations": {"type": "array", "items": _IMPLEMENTATION},
                }
            ),
        }
    ),
    "Description": _whole({"openapi": _TEXT, "info": _OBJECT, "paths": _OBJECT}, closed=False),
}

_VERIFY_OPTIONS = _whole(
    {
        "checks": _TEXTS_OR_NULL,
        "challenge": _TEXT_OR_NULL,
        "domain": _TEXT_OR_NULL,
        "expectedProofPurpose": _TEXT_OR_NULL,
    },
    optional=("checks", "challenge", "domain", "expectedProofPurpose"),
    closed=False,
)


def _request(member: str, document: JsonObject, options: JsonObject) -> JsonObject:
    return _whole({member: document, "options": options}, optional=("options",), closed=False)


def _choice(name: str) -> JsonObject:
    return _whole({name: _TEXTS_OR_NULL}, optional=(name,), closed=False)


TO_VERIFY = _request("verifiableCredential", _OBJECT, _VERIFY_OPTIONS)
PRESENTATION_TO_VERIFY = _request("verifiablePresentation", _OBJECT, _VERIFY_OPTIONS)
TO_ISSUE = _request("credential", _whole(_DATA_MODEL, closed=False), _choice("mandatoryPointers"))
TO_DERIVE = _request(
    "verifiableCredential",
    _whole({**_DATA_MODEL, "proof": {"type": ["object", "array"]}}, closed=False),
    _choice("selectivePointers"),
)
STATUS_TO_SET = _whole(
    {
        "credentialId": _TEXT,
        "credentialStatus": {
            **_OBJECT,
            "properties": {"type": _TEXT, "statusPurpose": {"const": "revocation"}},
        },
        "status": {"const": True},
    },
    optional=("status",),
    closed=False,
)
STATUS_EXAMPLE: JsonObject = {
    "credentialId": EXAMPLES["unsigned"]["id"],
    "credentialStatus": {"type": "BitstringStatusListEntry", "statusPurpose": "revocation"},
}


def answered(description: str, name: str, media_type: str = "application/json") -> dict[str, Any]:
    """What OpenAPI has to know about an answer whose shape is the component ``name``."""
    return {"description": description, "content": {media_type: {"schema": _one_of_ours(name)}}}


NOT_VERIFIED = answered(
    "The request cannot be read, or what was sent was not verified.", "NotVerified", MEDIA_TYPE
)
