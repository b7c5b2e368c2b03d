"""A service that answers requests in memory, with two issuers, a badge and an API key for each."""

import asyncio
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from fastapi.routing import RouteContext, iter_route_contexts
from starlette.testclient import TestClient

from badgeservice.app import create_app
from badgeservice.document import JsonObject
from badgeservice.journeys.caller import Caller, Role
from badgeservice.journeys.issuing.batch import AwardBatch, Recipient
from badgeservice.journeys.issuing.batches.asked import RowToAward
from badgeservice.journeys.issuing.batches.drafting import draft_batch, preview
from badgeservice.journeys.issuing.issue import Issued
from badgeservice.journeys.issuing.issue_many import BatchResult, issue_many
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.award import AchievementVersion
from badgeservice.openbadges.issuer import Issuer, IssuerKind
from badgeservice.store import Batch
from factories import (
    PUBLIC_URL,
    TEAMWORK,
    a_service,
    an_achievement,
    an_api_key,
    an_award,
    an_issuer,
    caller_of,
)

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
NOBODY = "00000000-0000-4000-8000-000000000000"
# Nobody else in a test is called like this, so finding it anywhere is finding a leak.
CANARY_NAME = "Kanarie van der Geheim"
CANARY_EMAIL = "kanarie.geheim@prive.example"
CHUNK_BYTES = 65_536


@dataclass(frozen=True)
class Site:
    """A served service: ``club`` awarded ``issued`` and ``batch`` to the canary.

    ``school`` is another tenant.
    """

    parts: Parts
    app: FastAPI
    client: TestClient
    club: Issuer
    school: Issuer
    achievement: AchievementVersion
    issued: Issued
    batch: BatchResult
    considered: Batch
    city_key: str
    club_key: str
    school_key: str

    @property
    def credential_uuid(self) -> str:
        """The UUID part of the id of the issued credential."""
        return self.issued.award.credential_id.removeprefix("urn:uuid:")

    @property
    def list_id(self) -> str:
        """The status list of the issued credential."""
        return self.issued.award.status_list_id

    def as_city(self, **headers: str) -> dict[str, str]:
        """Headers of the city."""
        return bearer(self.city_key, **headers)

    def as_club(self, **headers: str) -> dict[str, str]:
        """Headers of the club."""
        return bearer(self.club_key, **headers)

    def as_school(self, **headers: str) -> dict[str, str]:
        """Headers of the school."""
        return bearer(self.school_key, **headers)

    def paths(self) -> dict[str, str]:
        """A real value for each parameter in the path of a route."""
        return {
            "slug": self.club.slug,
            "achievement_id": self.achievement.achievement_id,
            "version": "1",
            "award_id": self.issued.award.award_id,
            **dict.fromkeys(("membership_id", "invitation_id", "api_key_id"), NOBODY),
            "batch_id": self.batch.batch_id,
            "batch_uuid": self.considered.batch_id,
            "row_number": "1",
            "credential_id": self.credential_uuid,
            "key_id": self.parts_key_id(),
            "list_id": self.list_id,
            "shared_id": "team-player",
            "skill_code": TEAMWORK,
            "occupation_code": TEAMWORK,
            "code": "not-found",
            "token": "t" * 43,
            "name": "style.css",
            "did": "did%3Akey%3Az6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b",
        }

    def parts_key_id(self) -> str:
        """A live key of the club."""
        with self.parts.database.open_store(read_only=True) as store:
            return store.keys.of_issuer(self.club.did)[0].key_id

    def routes(self) -> Iterator[RouteContext]:
        """Every route that is served."""
        return iter_route_contexts(self.app.routes)

    def address(self, route: RouteContext) -> str:
        """The path of a route with real values in it."""
        return str(route.path).format(**self.paths())


def a_site(parts: Parts | None = None) -> Site:
    """A served service; hand in parts to choose its clock, its web or its limits."""
    parts = parts or a_service()
    club, school = an_issuer(parts), an_issuer(parts, "kw1c", name="KW1C", kind=IssuerKind.SCHOOL)
    achievement = an_achievement(parts, club)
    issued = an_award(parts, achievement, recipient_name=CANARY_NAME, recipient_email=CANARY_EMAIL)
    to_canary = AwardBatch(
        achievement.achievement_id, "batch-1", [Recipient(CANARY_NAME, CANARY_EMAIL)]
    )
    batch = issue_many(parts, caller_of(club), club.did, to_canary)
    considered = _a_preview(parts, achievement)
    app = create_app(parts)
    return Site(
        parts=parts,
        app=app,
        client=client_of(app),
        club=club,
        school=school,
        achievement=achievement,
        issued=issued,
        batch=batch,
        considered=considered,
        city_key=an_api_key(parts),
        club_key=an_api_key(parts, club),
        school_key=an_api_key(parts, school),
    )


def _a_preview(parts: Parts, achievement: AchievementVersion) -> Batch:
    caller = Caller("key:preview", Role.ISSUER, achievement.issuer_did)
    rows = [RowToAward(1, CANARY_NAME, CANARY_EMAIL, "K1"), RowToAward(2, "Piet")]
    did, achievement_id = achievement.issuer_did, achievement.achievement_id
    drafted = draft_batch(parts, caller, did, achievement_id, rows, idempotency_key="preview-1")
    return preview(parts, caller, drafted.batch.batch_id)


def client_of(app: FastAPI) -> TestClient:
    """A client that sees a mistake of ours as the world does: as an answer."""
    return TestClient(
        app, base_url=PUBLIC_URL, raise_server_exceptions=False, follow_redirects=False
    )


def send_endlessly(app: FastAPI, path: str, headers: dict[str, str]) -> tuple[int, int]:
    """POST a body without end or length; gives the status and how many chunks were taken."""
    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "https",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"badges.example"), *raw],
        "server": ("badges.example", 443),
        "client": ("192.0.2.1", 50_000),
    }
    statuses, chunks = [], 0

    async def receive() -> dict[str, Any]:
        nonlocal chunks
        chunks += 1
        # A service that reads on for ever fails the test instead of filling the machine.
        assert chunks < 1_000
        return {"type": "http.request", "body": b" " * CHUNK_BYTES, "more_body": True}

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    asyncio.run(app(scope, receive, send))
    return statuses[0], chunks


def bearer(key: str, **headers: str) -> dict[str, str]:
    """Headers with an API key; underscores in other names become hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {"Authorization": f"Bearer {key}", **named}


def _batch_bodies(site: Site) -> dict[str, JsonObject]:
    return {
        "/v1/issuers/{slug}/batches": {
            "achievementId": site.achievement.achievement_id,
            "rows": [{"name": "Jan"}, {"name": "Piet", "isUnder16": True}],
        },
        "/v1/batches/{batch_uuid}/choices": {"code": "row.under_16", "isIncluded": True},
        "/v1/batches/{batch_uuid}/confirmation": {"awards": None},
        "/v1/batches/{batch_uuid}/undo": {"rowNumber": None},
        "/v1/batches/{batch_uuid}/rows/{row_number}": {"isIncluded": False},
    }


def a_body(path: str, site: Site) -> JsonObject:
    """A body that a POST route of the API takes."""
    publication = {
        "name": "Aanvoerder",
        "description": "Je leidt een team.",
        "criteria": "Een seizoen lang.",
        "skills": ["49790E767C"],
        "art": {
            "shape": "circle",
            "colour": "#7a1f3d",
            "accent": "#f2c14e",
            "pictogram": "whistle",
            "ringText": "Aanvoerder",
        },
    }
    bodies: dict[str, JsonObject] = {
        "/v1/issuers": {
            "slug": "nieuw",
            "name": "Nieuw",
            "kind": "organisation",
            "url": "https://nieuw.example",
        },
        "/v1/issuers/{slug}/keys": {"algorithm": "Ed25519"},
        "/v1/issuers/{slug}/api-keys": {"label": "Ledenadministratie"},
        "/v1/issuers/{slug}/achievements": publication,
        "/v1/achievements/{achievement_id}/versions": publication,
        "/v1/catalogue-achievements/{shared_id}/adoptions": {"name": "Samen sterk"},
        "/v1/issuers/{slug}/awards": {"achievementId": site.achievement.achievement_id},
        "/v1/issuers/{slug}/awards/batch": {
            "achievementId": site.achievement.achievement_id,
            "recipients": [{"name": "Jan"}, {"name": "Piet"}],
        },
        "/v1/awards/{award_id}/revocation": {"reason": "Verkeerde persoon."},
        **_batch_bodies(site),
    }
    return bodies[path]


# Path of every POST route that takes a JSON request of our own, and who may call it.
JSON_POSTS = {
    "/v1/issuers": "city",
    "/v1/issuers/{slug}/keys": "city",
    "/v1/issuers/{slug}/api-keys": "city",
    "/v1/issuers/{slug}/achievements": "club",
    "/v1/achievements/{achievement_id}/versions": "club",
    "/v1/catalogue-achievements/{shared_id}/adoptions": "club",
    "/v1/issuers/{slug}/awards": "club",
    "/v1/issuers/{slug}/awards/batch": "club",
    "/v1/awards/{award_id}/revocation": "club",
    "/v1/issuers/{slug}/batches": "club",
    "/v1/batches/{batch_uuid}/choices": "club",
    "/v1/batches/{batch_uuid}/confirmation": "club",
    "/v1/batches/{batch_uuid}/undo": "club",
}
# The other routes that need a key.
KEYED_GETS = {
    "/v1/awards/{award_id}": "club",
    "/v1/credentials/{credential_id}": "club",
    "/v1/issuers/{slug}/awards/batch/{batch_id}": "club",
    "/v1/batches/{batch_uuid}": "club",
    "/v1/batches/{batch_uuid}/rows": "club",
}
KEYED_PATCHES = {"/v1/batches/{batch_uuid}/rows/{row_number}": "club"}
# What the city does to an issuer, with the body that each takes.
CITY_CALLS: dict[tuple[str, str], JsonObject | None] = {
    ("PATCH", "/v1/issuers/{slug}"): {"description": "Wij voetballen."},
    ("POST", "/v1/issuers/{slug}/recognitions"): {"scope": ["achievementType:Badge"]},
    ("DELETE", "/v1/issuers/{slug}/recognitions"): None,
    ("POST", "/v1/issuers/{slug}/suspension"): {"reason": "Er klopt iets niet."},
    ("DELETE", "/v1/issuers/{slug}/suspension"): None,
    ("PUT", "/v1/issuers/{slug}/keys/{key_id}/retirement"): None,
    ("POST", "/v1/issuers/{slug}/keys/{key_id}/revocation"): {"reason": "Gestolen laptop."},
    ("DELETE", "/v1/issuers/{slug}/api-keys/{api_key_id}"): None,
    ("GET", "/v1/events"): None,
}
