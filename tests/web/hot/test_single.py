"""One verification: in the event loop, or in the pool when something has to be waited for."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from fastapi import FastAPI

from badgeservice.app import create_app
from badgeservice.journeys.bench import judge_here
from badgeservice.journeys.parts import Rules
from badgeservice.openbadges import baking
from badgeservice.outside.fetch import CannotFetch, Fetched
from badgeservice.proofs.data_integrity import add_proof
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import write_json
from badgeservice.store import Database, Store
from factories import UNCOUNTED, a_service
from openbadges.baking.images.small_png import an_image
from served import Site, a_site, client_of
from simulator import ISSUED, Simulator, a_credential
from web.hot.talking import Talk, talk

VERIFY = "/v1/verifications"
ANY = {"Content-Type": "text/plain"}


def is_in_loop() -> bool:
    """Whether this runs in the event loop itself, where nothing may wait."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


@dataclass
class Noted:
    """A database, a web and a judge that note whether the event loop asked them."""

    database: Database
    reads: list[bool] = field(default_factory=list)
    fetches: list[bool] = field(default_factory=list)
    judged: list[bool] = field(default_factory=list)

    @property
    def era(self) -> object:
        return self.database.era

    @contextmanager
    def open_store(self, *, read_only: bool = False) -> Iterator[Store]:
        self.reads.append(is_in_loop())
        with self.database.open_store(read_only=read_only) as store:
            yield store

    def fetch(self, url: str, **_: Any) -> Fetched:
        self.fetches.append(is_in_loop())
        raise CannotFetch("unreachable")

    def judge(self, *arguments: Any) -> Any:
        self.judged.append(is_in_loop())
        return judge_here(*arguments)


def noted(**numbers: Any) -> tuple[Site, Noted]:
    """A served service that notes, with one badge."""
    parts = a_service(rules=replace(UNCOUNTED, **numbers))
    notes = Noted(parts.database)
    site = a_site(parts)
    database: Any = notes
    watched = replace(parts, database=database, fetch=notes.fetch, judge=notes.judge)
    app = create_app(watched)
    return replace(site, parts=watched, app=app, client=client_of(app)), notes


def verdicts(
    site: Site, *badges: bytes, query: str = "", headers: dict[str, str] = ANY
) -> list[str]:
    return [
        site.client.post(f"{VERIFY}{query}", content=badge, headers=headers).json()["verdict"]
        for badge in badges
    ]


def a_badge_of_nobody() -> bytes:
    """Signed by a did:key, so that nothing has to be fetched."""
    key = PrivateKey.from_seed(b"\x03" * 32)
    did = f"did:key:{key.public_key.to_multikey()}"
    credential = a_credential(credentialStatus=None)
    credential["issuer"]["id"] = did
    method = f"{did}#{did.removeprefix('did:key:')}"
    return write_json(add_proof(credential, signer=key, verification_method=method, created=ISSUED))


def test_what_is_remembered_is_judged_in_the_loop_and_what_is_not_in_the_pool() -> None:
    site, notes = noted()
    badge = site.issued.credential.document
    assert verdicts(site, badge, badge, badge) == ["valid"] * 3
    assert notes.judged == [False, True, True]
    assert notes.reads == [False]


def test_a_token_is_judged_in_the_loop_as_well() -> None:
    site, notes = noted()
    token = str(site.issued.credential.token).encode()
    assert verdicts(site, token, token) == ["valid"] * 2
    assert notes.judged == [False, True]


def test_after_a_write_it_is_read_in_the_pool() -> None:
    site, notes = noted()
    badge = site.issued.credential.document
    verdicts(site, badge, badge)
    with site.parts.database.open_store() as store:
        store.list_marks.raise_to("https://x.example", site.parts.now())
    verdicts(site, badge, badge)
    assert notes.judged == [False, True, False, True]


@pytest.mark.parametrize(
    ("numbers", "query"),
    [
        ({"verify_at_once_bytes": 0}, ""),
        ({"verify_at_once_bytes": 100}, ""),
        ({}, "?freshness=strict"),
    ],
)
def test_what_is_large_or_must_be_fresh_is_never_judged_in_the_loop(
    numbers: dict[str, int], query: str
) -> None:
    site, notes = noted(**numbers)
    badge = site.issued.credential.document
    assert verdicts(site, badge, badge, query=query) == ["valid"] * 2
    assert notes.judged == [False, False]


def test_an_image_is_never_judged_in_the_loop() -> None:
    site, notes = noted()
    document = site.issued.credential.document
    image = baking.bake(an_image(), document.decode())
    verdicts(site, document, image, image, headers=ANY)
    verdicts(site, image, headers={"Content-Type": "image/png"})
    assert notes.judged == [False] * 4


def test_what_stands_elsewhere_is_fetched_in_the_pool() -> None:
    site, notes = noted()
    badge = write_json(Simulator().sign())
    assert verdicts(site, badge, badge) == ["indeterminate"] * 2
    assert notes.fetches == [False] * 4
    assert notes.judged == [False] * 2


def test_a_newer_version_is_fetched_in_the_pool() -> None:
    site, notes = noted()
    issuer = Simulator()
    service = {"id": "https://issuer.example/newer", "type": "1EdTechCredentialRefresh"}
    badge = issuer.sign_token(a_credential(refreshService=service)).encode()
    verdicts(site, badge, badge)
    assert set(notes.fetches) == set(notes.judged) == {False}


@pytest.mark.parametrize(("count", "expected"), [(2, True), (3, False)])
def test_many_endorsements_are_never_judged_in_the_loop(count: int, expected: bool) -> None:
    site, notes = noted()
    inner = json.loads(a_badge_of_nobody())
    badge = write_json({**inner, "endorsement": [inner] * count})
    assert verdicts(site, badge, badge) == ["indeterminate"] * 2
    assert notes.judged == [False, expected]


def test_nobody_has_to_be_asked_for_a_key_that_is_its_own_name() -> None:
    site, notes = noted()
    badge = a_badge_of_nobody()
    assert verdicts(site, badge, badge) == ["valid"] * 2
    assert notes.judged == [False, True]
    assert notes.fetches == []


def test_an_api_key_is_looked_up_in_the_pool() -> None:
    site, notes = noted()
    badge = site.issued.credential.document
    verdicts(site, badge, badge, headers={**ANY, **site.as_club()})
    assert set(notes.reads) == {False}


def test_in_the_loop_and_in_the_pool_the_answer_is_the_same() -> None:
    site, notes = noted()
    badges = [
        site.issued.credential.document,
        site.issued.credential.document.replace(b"Teamspeler", b"Teamleider", 1),
        a_badge_of_nobody(),
        b"{}",
        b"x.y.z",
        b"[1]",
    ]
    for badge in badges:
        answers = [site.client.post(VERIFY, content=badge, headers=ANY).json() for _ in range(2)]
        for answer in answers:
            answer.pop("instance", None)
        assert answers[0] == answers[1]
    assert True in notes.judged


def test_a_body_may_come_in_pieces(standing: Site) -> None:
    async def conversation() -> None:
        one = Talk(standing.app, VERIFY, ANY)
        task = one.begin()
        for byte in standing.issued.credential.document:
            one.say(bytes([byte]))
        one.say(b"", more=False)
        await task
        assert one.lines[0]["verdict"] == "valid"

    talk(conversation)


@pytest.mark.parametrize("said", [b"", b'{"a":'])
def test_who_leaves_while_sending_gets_no_answer(
    standing: Site, said: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async def conversation() -> None:
        one = Talk(standing.app, VERIFY, ANY)
        task = one.begin()
        one.say(said)
        one.leave()
        await task
        assert one.heard == []

    talk(conversation)
    assert caplog.text == ""


@pytest.mark.parametrize("path", [VERIFY, f"{VERIFY}/batch"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "TRACE"])
def test_every_other_method_is_told_what_there_is(standing: Site, path: str, method: str) -> None:
    answer = standing.client.request(method, path)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "OPTIONS, POST"
    assert standing.client.options(path).headers["allow"] == "OPTIONS, POST"


@pytest.mark.parametrize(
    "path", [f"{VERIFY}/", f"{VERIFY}%0A", f"/{VERIFY}", f"{VERIFY}/batch/", f"{VERIFY}/batch%0A"]
)
def test_what_is_nearly_the_path_is_nothing(standing: Site, path: str) -> None:
    answer = standing.client.post(path, content=b"{}", headers={"Content-Type": "application/json"})
    assert answer.status_code == 404


def test_a_mistake_of_ours_is_told_as_one_and_says_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: Any) -> Any:
        raise LookupError("kanarie")

    site, _ = noted()
    app: FastAPI = create_app(replace(site.parts, judge=broken))
    answer = client_of(app).post(VERIFY, content=site.issued.credential.document, headers=ANY)
    assert (answer.status_code, answer.json()["code"]) == (500, "internal-error")
    assert "kanarie" not in answer.text + caplog.text


def test_rules_that_bind_elsewhere_bind_here() -> None:
    site = a_site(
        a_service(rules=Rules(verify_per_minute=0, verify_per_day=0, max_verify_bytes=1_100))
    )
    badge = site.issued.credential.document
    answer = site.client.post(VERIFY, content=badge + b" " * 1_200, headers=ANY)
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")
