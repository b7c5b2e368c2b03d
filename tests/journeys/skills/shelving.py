"""A service that has a catalogue of the test's own in use, and badges to compare."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from badgeservice.journeys.parts import Parts
from badgeservice.journeys.skill_shelf import Shelved, SkillShelf
from badgeservice.proofs.strict_json import write_json
from badgeservice.skills.addresses import SKILL_PREFIX
from badgeservice.skills.catalogue import Catalogue
from badgeservice.skills.search import SearchIndex
from badgeservice.store import Database
from factories import TEAMWORK, SimulatedWeb
from simulator import LIST_URL, Simulator, a_credential

DID_URL = "https://issuer.example/.well-known/did.json"


class FixedShelf(SkillShelf):
    """Always hands out the same catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._fixed = Shelved(catalogue, SearchIndex(catalogue))

    def take(self, database: Database, now: datetime) -> Shelved:
        """The catalogue of the test."""
        return self._fixed


def with_catalogue(parts: Parts, catalogue: Catalogue) -> Parts:
    """The same service with this catalogue."""
    return replace(parts, skills=FixedShelf(catalogue))


def web_of(elsewhere: Simulator) -> SimulatedWeb:
    """What an issuer of elsewhere publishes."""
    pages = {DID_URL: write_json(elsewhere.controller()), LIST_URL: elsewhere.status_list()}
    return SimulatedWeb(pages)


def a_badge_for(*skills: str, subject: str = "1", **changes: Any) -> dict[str, Any]:
    """An unsigned badge of elsewhere that names these URIs in alignments."""
    credential = a_credential(
        id=f"urn:uuid:3f0b7b0c-5a55-4f0a-9b7e-0d3e0c4c8a{subject:0>2}", **changes
    )
    found = credential["credentialSubject"]
    found["id"] = f"urn:uuid:0c1f4c1e-65c5-4c5c-8a0e-6a1a1d8a2b{subject:0>2}"
    found["achievement"]["alignment"] = [
        {"type": ["Alignment"], "targetName": "x", "targetUrl": uri}
        for uri in skills or (f"{SKILL_PREFIX}{TEAMWORK}",)
    ]
    return credential
