"""Gathering: what is fetched and what is not, what is remembered, and never with an open store."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from badgeservice.errors import Unavailable
from badgeservice.journeys.parts import Parts, Rules
from badgeservice.journeys.verifying.purse import Allowance, Purse
from badgeservice.journeys.verifying.verify import verify
from badgeservice.openbadges.status_list import status_entry
from badgeservice.openbadges.verification import Verdict
from badgeservice.openbadges.vocabulary import BADGE_CONTEXTS
from badgeservice.outside.fetch import Fetched, Kind
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import write_json
from badgeservice.store import Database, Store
from factories import FixedClock, SimulatedWeb, a_service
from openbadges.verification.status_check.issuer_with_lists import IssuerWithLists
from simulator import LIST_URL, NOW, POSITION, Simulator, a_credential, codes_of

_DID_URL = "https://issuer.example/.well-known/did.json"
_SCHOOL, _SCHOOL_URL = "did:web:school.example", "https://school.example/.well-known/did.json"
_HTTPS = "https://issuer.example/issuer"
_JWKS_URL = "https://issuer.example/.well-known/jwks.json"


@pytest.fixture
def service() -> Parts:
    return a_service()


def web_of(issuer: Simulator) -> SimulatedWeb:
    return SimulatedWeb({_DID_URL: write_json(issuer.controller()), LIST_URL: issuer.status_list()})


def marks(parts: Parts) -> dict[str, Any]:
    with parts.database.open_store(read_only=True) as store:
        return store.list_marks.of([LIST_URL])


# --- marks of lists ---------------------------------------------------------------------------


def test_how_new_a_verified_list_was_is_remembered(service: Parts) -> None:
    issuer = Simulator()
    verify(replace(service, fetch=web_of(issuer)), write_json(issuer.sign()))
    assert marks(service) == {LIST_URL: NOW - timedelta(minutes=5)}


@pytest.mark.parametrize("revoked", [(), (POSITION,)])
def test_it_is_remembered_whatever_the_list_says(service: Parts, revoked: tuple[int, ...]) -> None:
    issuer = Simulator(revoked=revoked)
    verify(replace(service, fetch=web_of(issuer)), write_json(issuer.sign()))
    assert marks(service)


@pytest.mark.parametrize(
    "changes",
    [
        {"list_signer": PrivateKey.from_seed(b"\x09" * 32)},
        {"list_changes": {"issuer": "did:web:other.example"}},
        {"list_changes": {"validUntil": "2026-11-20T00:00:00Z"}},
        {"list_changes": {"validFrom": "2027-11-20T00:00:00Z"}},
        {"list_subject_changes": {"encodedList": "u"}},
        {"is_reachable": False},
    ],
)
def test_a_list_that_was_not_verified_leaves_no_mark(
    service: Parts, changes: dict[str, Any]
) -> None:
    issuer = Simulator(**changes)
    web = web_of(issuer)
    if not issuer.is_reachable:
        del web.pages[_DID_URL]
    verify(replace(service, fetch=web), write_json(issuer.sign()))
    assert marks(service) == {}


def test_a_forged_badge_leaves_no_mark(service: Parts) -> None:
    issuer = Simulator()
    forged = write_json(issuer.sign() | {"name": "Anders"})
    verify(replace(service, fetch=web_of(issuer)), forged)
    assert marks(service) == {}


def test_a_newer_list_raises_the_mark_and_an_older_one_does_not(service: Parts) -> None:
    issuer = IssuerWithLists(begins=NOW - timedelta(hours=2))
    for begins, code in (
        (NOW - timedelta(hours=2), "status.ok"),
        (NOW - timedelta(hours=1), "status.ok"),
        (NOW - timedelta(hours=2), "status.rollback"),
    ):
        published = replace(issuer, begins=begins)
        report = verify(replace(service, fetch=web_of(published)), write_json(issuer.sign()))
        assert codes_of(report)["status"] == code
    assert marks(service) == {LIST_URL: NOW - timedelta(hours=1)}


@dataclass
class Watched:
    """A database that knows how many stores are open, and may refuse to be written."""

    database: Database
    open_stores: int = 0
    written: int = 0
    is_full: bool = False

    @property
    def era(self) -> object:
        return self.database.era

    @contextmanager
    def open_store(self, *, read_only: bool = False) -> Iterator[Store]:
        if not read_only:
            self.written += 1
            if self.is_full:
                raise Unavailable("the disk is full")
        with self.database.open_store(read_only=read_only) as store:
            self.open_stores += 1
            try:
                yield store
            finally:
                self.open_stores -= 1


def watched(service: Parts, web: Any, **changes: Any) -> tuple[Parts, Watched]:
    database: Any = Watched(service.database, **changes)
    return replace(service, database=database, fetch=web), database


def test_a_mark_that_is_there_is_not_written_again(service: Parts) -> None:
    issuer = Simulator()
    parts, database = watched(service, web_of(issuer))
    for _ in range(3):
        verify(parts, write_json(issuer.sign()))
    assert database.written == 1


def test_a_mark_that_cannot_be_written_changes_no_verdict(service: Parts) -> None:
    issuer = Simulator()
    parts, _ = watched(service, web_of(issuer), is_full=True)
    assert verify(parts, write_json(issuer.sign())).verdict is Verdict.VALID


def test_nothing_is_fetched_while_the_store_is_open(service: Parts) -> None:
    issuer = Simulator()
    web = web_of(issuer)
    seen: list[int] = []
    known: list[Watched] = []

    def fetch(url: str, *, accept: str, kind: Kind = "other", fresh: bool = False) -> Fetched:
        seen.append(known[0].open_stores)
        return web(url, accept=accept)

    parts, database = watched(service, fetch)
    known.append(database)
    assert verify(parts, write_json(issuer.sign())).verdict is Verdict.VALID
    assert seen == [0, 0]


# --- endorsements -----------------------------------------------------------------------------


def an_endorsed_badge(issuer: Simulator, school: Simulator) -> dict[str, Any]:
    endorsement = school.sign(
        {
            "@context": list(BADGE_CONTEXTS),
            "id": "urn:uuid:6b0b7b0c-5a55-4f0a-9b7e-0d3e0c4c8a22",
            "type": ["VerifiableCredential", "EndorsementCredential"],
            "issuer": {"id": _SCHOOL, "type": ["Profile"], "name": "School"},
            "validFrom": "2026-11-01T09:30:00Z",
            "name": "Steun",
            "credentialStatus": status_entry("https://school.example/status/1", 5),
            "credentialSubject": {"id": a_credential()["id"], "type": ["EndorsementSubject"]},
        }
    )
    return issuer.sign(a_credential(endorsement=[endorsement]))


def test_what_endorsements_want_is_fetched_after_what_the_badge_wants(service: Parts) -> None:
    issuer, school = Simulator(), Simulator(did=_SCHOOL)
    web = web_of(issuer)
    web.pages[_SCHOOL_URL] = write_json(school.controller())
    badge = write_json(an_endorsed_badge(issuer, school))
    report = verify(replace(service, fetch=web), badge)
    assert web.asked == [_DID_URL, LIST_URL, _SCHOOL_URL, "https://school.example/status/1"]
    assert report.verdict is Verdict.VALID
    assert codes_of(report)["endorsements"] == "endorsement.unknown"


@pytest.mark.parametrize(("fetches", "asked"), [(2, 2), (3, 3), (1, 1)])
def test_endorsements_are_paid_from_the_same_purse(
    service: Parts, fetches: int, asked: int
) -> None:
    issuer, school = Simulator(), Simulator(did=_SCHOOL)
    web = web_of(issuer)
    web.pages[_SCHOOL_URL] = write_json(school.controller())
    poor = replace(service, fetch=web, rules=Rules(fetches_per_verification=fetches))
    report = verify(poor, write_json(an_endorsed_badge(issuer, school)))
    assert len(web.asked) == asked
    assert codes_of(report)["endorsements"] == "endorsement.unknown"


# --- JWK sets ---------------------------------------------------------------------------------


def test_an_https_issuer_without_a_document_is_asked_for_its_jwk_set(service: Parts) -> None:
    issuer = Simulator(did=_HTTPS)
    credential = a_credential(credentialStatus=None)
    credential["issuer"]["id"] = _HTTPS
    jwk = issuer.token_key.public_key.to_jwk() | {"kid": issuer.token_method_id}
    token = issuer.sign_token(credential).encode()
    profile = write_json({"id": _HTTPS, "type": "Profile"})
    web = SimulatedWeb({_JWKS_URL: write_json({"keys": [jwk]}), _HTTPS: profile})
    assert verify(replace(service, fetch=web), token).verdict is Verdict.VALID
    assert web.asked == [_HTTPS, _JWKS_URL]
    # While its document cannot be had, nobody knows whether it withdraws the key.
    del web.pages[_HTTPS]
    assert verify(replace(service, fetch=web), token).leading_code == "did.unreachable"


def test_an_https_issuer_with_a_document_is_not(service: Parts) -> None:
    issuer = Simulator(did=_HTTPS)
    credential = a_credential(credentialStatus=None)
    credential["issuer"]["id"] = _HTTPS
    web = SimulatedWeb({_HTTPS: write_json(issuer.controller())})
    report = verify(replace(service, fetch=web), issuer.sign_token(credential).encode())
    assert report.verdict is Verdict.VALID
    assert web.asked == [_HTTPS]


# --- the purse --------------------------------------------------------------------------------


def test_a_purse_holds_so_many_fetches_and_no_more() -> None:
    purse = Purse(Rules(fetches_per_verification=2), FixedClock(NOW), NOW)
    assert [purse.spend() for _ in range(4)] == [True, True, False, False]


def test_a_purse_is_shut_after_its_seconds() -> None:
    clock = FixedClock(NOW)
    purse = Purse(Rules(fetch_seconds_per_verification=8.0), clock, NOW)
    clock.move_on(timedelta(seconds=7.9))
    assert purse.spend()
    clock.move_on(timedelta(seconds=0.1))
    assert not purse.spend()


def test_purses_of_a_batch_are_filled_from_one_allowance() -> None:
    shared = Allowance(3)
    rules = Rules(fetches_per_verification=2)
    purses = [Purse(rules, FixedClock(NOW), NOW, shared=shared) for _ in range(2)]
    assert [purse.spend() for purse in purses for _ in range(3)] == [
        True,
        True,
        False,
        True,
        False,
        False,
    ]


def test_lists_that_only_bear_a_message_are_not_fetched(service: Parts) -> None:
    issuer = Simulator()
    entry = status_entry(LIST_URL, POSITION) | {
        "statusPurpose": "message",
        "statusMessage": [{"status": "0x0", "message": "x"}, {"status": "0x1", "message": "y"}],
    }
    web = web_of(issuer)
    badge = issuer.sign_token(a_credential(credentialStatus=entry)).encode()
    verify(replace(service, fetch=web), badge)
    assert web.asked == [_DID_URL]
