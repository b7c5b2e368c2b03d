"""A service that has a catalogue of the test's own in use, and badges to compare in it."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from badgeservice.journeys.parts import Parts
from badgeservice.journeys.skill_shelf import Shelved, SkillShelf
from badgeservice.journeys.skills.compare import (
    ComparedBadges,
    ComparisonRequest,
    RequiredSkill,
    compare_credentials,
)
from badgeservice.openbadges.issuer import Issuer, IssuerKind, Recognition
from badgeservice.proofs.strict_json import write_json
from badgeservice.skills.addresses import SKILL_PREFIX
from badgeservice.skills.catalogue import Catalogue
from badgeservice.skills.comparison import Importance
from badgeservice.skills.search import SearchIndex
from badgeservice.store import Database
from factories import (
    LEADERSHIP,
    TEAMWORK,
    SimulatedWeb,
    an_achievement,
    an_award,
    an_issuer,
)
from simulator import DID, LIST_URL, Simulator, a_credential

URI = "https://linkeddata.competentnl.nl/id/humancapability/"
WANTED = (RequiredSkill(TEAMWORK), RequiredSkill(f"{URI}{LEADERSHIP}", Importance.ESSENTIAL))
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


def recognise_elsewhere(parts: Parts, did: str = DID) -> Parts:
    """The same service, whose city recognises an issuer that signs elsewhere."""
    issuer = Issuer(
        did=did,
        slug="elders",
        name="Elders",
        kind=IssuerKind.SPORT_CLUB,
        url="https://issuer.example",
        email=None,
        description=None,
        admitted_at=parts.now(),
    )
    with parts.database.open_store() as store:
        store.issuers.add(issuer)
        store.recognitions.add(Recognition(did, recognised_by=did, since=parts.now()))
    return parts


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


def ask(
    parts: Parts, *credentials: object, skills: tuple[RequiredSkill, ...] = WANTED
) -> ComparedBadges:
    return compare_credentials(parts, ComparisonRequest(tuple(credentials), skills=skills))


def lists_of(compared: ComparedBadges) -> dict[str, list[tuple[str, str]]]:
    """Label and reason of everything, by list."""
    comparison = compared.comparison
    return {
        name: [(one.skill.label, one.reason.value) for one in getattr(comparison, name)]
        for name in ("covered", "partly", "missing")
    }


def own_badge(parts: Parts, *, form: str = "document", key: str = "1", **changes: object) -> object:
    club = next((one for one in issuers_of(parts) if one.slug == "club"), None)
    club = club or an_issuer(parts, "club")
    credential = an_award(parts, an_achievement(parts, club, **changes), key=key).credential
    return json.loads(credential.document) if form == "document" else credential.token


def issuers_of(parts: Parts):
    with parts.database.open_store(read_only=True) as store:
        return store.issuers.all()


def codes_of_notes(compared: ComparedBadges) -> list[str]:
    return [note.code for note in compared.notes]
