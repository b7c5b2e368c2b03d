"""Conformance mode in memory: its issuers, what they sign, and the contexts that it knows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from badgeservice.document import JsonObject
from badgeservice.journeys.conforming.issue import issue_conforming
from badgeservice.journeys.conforming.issuers import ThrowawayIssuer
from badgeservice.journeys.conforming.mode import Conformance, start_conformance
from badgeservice.journeys.parts import Parts
from badgeservice.proofs.contexts import load_contexts
from factories import SimulatedWeb, a_service

V1 = "https://www.w3.org/2018/credentials/v1"
V2 = "https://www.w3.org/ns/credentials/v2"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"


@dataclass(frozen=True)
class Mode:
    """A service in conformance mode."""

    parts: Parts
    conformance: Conformance

    def issuer(self, name: str = "eddsa-rdfc-2022") -> ThrowawayIssuer:
        """One of the throw-away issuers."""
        return self.conformance.issuer(name)

    def credential(self, name: str = "eddsa-rdfc-2022", /, **members: Any) -> JsonObject:
        """A small unsigned credential of that issuer; ``context`` stands for ``@context``."""
        credential = {
            "@context": members.pop("context", [V2]),
            "id": "urn:uuid:0b7ccdf2-6b3c-4d4e-9a53-0b2f2c3a7d10",
            "type": ["VerifiableCredential"],
            "issuer": self.issuer(name).did,
            "credentialSubject": {"id": "did:example:subject", "name": "Sanne"},
            **members,
        }
        return {member: value for member, value in credential.items() if value is not None}

    def legacy_credential(self, name: str = "eddsa-rdfc-2022", /, **members: Any) -> JsonObject:
        """The same in VCDM 1.1."""
        subject = {"id": "did:example:subject"}
        dated = {"issuanceDate": "2026-11-01T00:00:00Z", "credentialSubject": subject}
        return self.credential(name, **{"context": [V1], **dated, **members})

    def issue(
        self, credential: JsonObject, name: str = "eddsa-rdfc-2022", **options: Any
    ) -> JsonObject:
        """The credential as that issuer secures it."""
        body = {"credential": credential, "options": options}
        return issue_conforming(self.parts, self.issuer(name), self.conformance.status_list, body)


@contextmanager
def conformance_mode(web: SimulatedWeb | None = None) -> Iterator[Mode]:
    """A service in conformance mode, and afterwards the contexts of every other mode again."""
    load_contexts(for_conformance=True)
    try:
        parts, conformance = start_conformance(a_service(web=web))
        yield Mode(parts, conformance)
    finally:
        load_contexts()
