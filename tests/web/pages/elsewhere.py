"""Badges of elsewhere that are handed in on the page, and what the page then shows where."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from badgeservice.journeys.parts import Parts
from badgeservice.journeys.verifying.verify import verify
from badgeservice.openbadges.verification.report import Report
from badgeservice.openbadges.vocabulary import BADGE_CONTEXTS
from badgeservice.outside.answers import Fetched
from badgeservice.outside.fetch import Kind
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import write_json
from factories import FixedClock, SimulatedWeb, a_service
from reading_html import Page
from served import BROWSER, a_site
from simulator import LIST_URL, NOW, Simulator, a_credential

SCHOOL = "did:web:school.example"
NEWER_URL = "https://issuer.example/refresh/1"


@dataclass
class StaleWeb(SimulatedWeb):
    """Everything it gives is an earlier copy of a host that is down."""

    def __call__(
        self, url: str, *, accept: str, kind: Kind = "other", fresh: bool = False
    ) -> Fetched:
        found = SimulatedWeb.__call__(self, url, accept=accept, kind=kind, fresh=fresh)
        return Fetched(found.body, found.content_type, age_seconds=600, is_stale=True)


def an_endorser() -> Simulator:
    return Simulator(key=PrivateKey.from_seed(b"\x05" * 32), did=SCHOOL)


def pages_of(issuer: Simulator, **more: bytes) -> dict[str, bytes]:
    return {
        "https://issuer.example/.well-known/did.json": write_json(issuer.controller()),
        "https://school.example/.well-known/did.json": write_json(an_endorser().controller()),
        LIST_URL: issuer.status_list(),
        **more,
    }


def an_endorsement(
    about: str = "https://issuer.example/achievements/1", number: int = 1
) -> dict[str, Any]:
    unsigned: dict[str, Any] = {
        "@context": list(BADGE_CONTEXTS),
        "id": f"urn:uuid:6b0b7b0c-5a55-4f0a-9b7e-0d3e0c4c8a{number:02}",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "issuer": {"id": SCHOOL, "type": ["Profile"], "name": "School <b>De Brug</b>"},
        "validFrom": "2026-11-01T09:30:00Z",
        "name": "Steun",
        "credentialSubject": {
            "id": about,
            "type": ["EndorsementSubject"],
            "endorsementComment": "Dit klopt.",
        },
    }
    return an_endorser().sign(unsigned)


def with_national_number() -> dict[str, Any]:
    """A badge that holds what everyone must know of, and much that only technicians look for."""
    badge = a_credential(image=None, description=None)
    badge["credentialSubject"]["identifier"] = [
        {
            "type": "IdentityObject",
            "identityHash": "123456782",
            "identityType": "nationalIdentityNumber",
            "hashed": False,
        }
    ]
    return badge


def served(web: SimulatedWeb) -> Parts:
    return a_service(web=web, clock=FixedClock(NOW + timedelta(minutes=1)))


def report_on(badge: dict[str, Any], web: SimulatedWeb | None = None) -> Report:
    return verify(served(web or SimulatedWeb(pages_of(Simulator()))), write_json(badge))


def page_on(badge: dict[str, Any], root: str = "", web: SimulatedWeb | None = None) -> Page:
    site = a_site(served(web or SimulatedWeb(pages_of(Simulator()))))
    answer = site.client.post(
        f"{root}/check",
        files={"file": ("badge.json", write_json(badge))},
        headers={"Accept": BROWSER},
    )
    assert answer.status_code == 200
    return Page(answer.text)


def visible_note(page: Page) -> str:
    """What stands in the block that everyone sees; empty when there is none."""
    notes = [e for e in page.all("section") if "note-warning" in e.attributes.get("class", "")]
    return notes[0].text if notes else ""


def technical(page: Page) -> str:
    return page.all("details")[-1].text
