"""Tables of refusals: what a member is replaced by, and what is found where."""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from badgeservice.document import JsonObject
from badgeservice.openbadges.conformance.vcdm import find_vcdm_faults

V1 = "https://www.w3.org/2018/credentials/v1"
V2 = "https://www.w3.org/ns/credentials/v2"
# The text of July 2024 that public suites still use, and the Recommendation.
JULY_SRI = "sha384-NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg"
JULY_MULTIBASE = "uJKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k"
TODAY_SRI = "sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU"
TODAY_MULTIBASE = "uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ"
ABSENT = object()
"""Stands for a member that is taken away."""

CREDENTIAL: JsonObject = {
    "@context": [V2],
    "id": "urn:uuid:7e2a9d6c-52f4-4c57-8d3e-4f9b1a6c0d11",
    "type": ["VerifiableCredential"],
    "issuer": {"id": "did:example:issuer", "name": "Sportclub"},
    "validFrom": "2026-01-31T09:00:00Z",
    "credentialSubject": {"id": "did:example:subject"},
}
LEGACY: JsonObject = {
    "@context": [V1],
    "type": ["VerifiableCredential"],
    "issuer": "did:example:issuer",
    "issuanceDate": "2026-01-31T09:00:00Z",
    "credentialSubject": {"id": "did:example:subject"},
}


@dataclass(frozen=True, slots=True)
class Refused:
    """One refusal: ``member`` gets ``value``, and ``code`` is found at ``pointer``."""

    title: str
    member: str
    value: Any
    code: str
    pointer: str


def refused(
    member: str, code: str, values: dict[str, Any], *, at: str | None = None
) -> list[Refused]:
    """Several values of one member that are refused alike; ``at`` is the member by default."""
    pointer = f"/{member}" if at is None else at
    return [
        Refused(f"{member}: {title}", member, value, code, pointer)
        for title, value in values.items()
    ]


def spoiled(credential: JsonObject, member: str, value: Any) -> JsonObject:
    """The credential with one member replaced or taken away."""
    changed = {**deepcopy(credential), member: value}
    return {name: value for name, value in changed.items() if value is not ABSENT}


def found(credential: JsonObject, *, issuing: bool = True) -> set[tuple[str, str]]:
    """Codes and pointers of what is found."""
    return {(one.code, one.pointer) for one in find_vcdm_faults(credential, issuing=issuing)}
