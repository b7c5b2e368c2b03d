"""What the test vectors of the W3C proof suites need beside what the service bundles.

Two contexts are given here, for the tests alone. The one for examples is known in full: a single
``@vocab``. Of the draft context of the citizenship vocabulary (v4rc1) only the terms that the
second sample uses are written down; that they mean what the published context means is shown by
the published canonical text coming out.
"""

from pathlib import Path
from typing import Any

from badgeservice.proofs.contexts import bundled_contexts
from badgeservice.proofs.strict_json import read_document

CITIZENSHIP = "https://w3id.org/citizenship#"
DATE_TIME = "http://www.w3.org/2001/XMLSchema#dateTime"


def typed(name: str, datatype: str) -> dict[str, str]:
    return {"@id": name, "@type": datatype}


CONTEXTS_OF_THE_VECTORS = {
    "https://www.w3.org/ns/credentials/examples/v2": {
        "@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}
    },
    "https://w3id.org/citizenship/v4rc1": {
        "@context": {
            "EmployablePerson": CITIZENSHIP + "EmployablePerson",
            "EmploymentAuthorizationDocument": CITIZENSHIP + "EmploymentAuthorizationDocument",
            "EmploymentAuthorizationDocumentCredential": CITIZENSHIP
            + "EmploymentAuthorizationDocumentCredential",
            "Person": "https://schema.org/Person",
            "additionalName": "https://schema.org/additionalName",
            "birthCountry": CITIZENSHIP + "birthCountry",
            "birthDate": typed("https://schema.org/birthDate", DATE_TIME),
            "employmentAuthorizationDocument": typed(
                CITIZENSHIP + "employmentAuthorizationDocument", "@id"
            ),
            "familyName": "https://schema.org/familyName",
            "gender": "https://schema.org/gender",
            "givenName": "https://schema.org/givenName",
            "identifier": "https://schema.org/identifier",
            "image": typed("https://schema.org/image", "@id"),
            "lprCategory": CITIZENSHIP + "lprCategory",
            "lprNumber": CITIZENSHIP + "lprNumber",
            "residentSince": typed(CITIZENSHIP + "residentSince", DATE_TIME),
        }
    },
}

# One object for all tests: engines are kept by identity.
CONTEXTS: dict[str, Any] = {**bundled_contexts(), **CONTEXTS_OF_THE_VECTORS}


def read(path: Path) -> dict[str, Any]:
    """One JSON file of the vectors."""
    return read_document(path.read_bytes()).value
