"""No fault of a host turns a revoked badge into a valid one, nor a good one into an invalid one."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from badgeservice.journeys.parts import Parts
from badgeservice.journeys.verifying.verify import Freshness, verify
from badgeservice.openbadges.verification import VC_API, Report, Verdict
from badgeservice.openbadges.vocabulary import BADGE_CONTEXTS, OB_EXTENSIONS
from badgeservice.outside.cache import CachingFetch
from badgeservice.outside.fetch import CannotFetch, Fetched, Kind
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import write_json
from factories import FixedClock, a_service
from openbadges.verification.status_check.issuer_with_lists import (
    LEGACY_URL,
    IssuerWithLists,
    encoded,
    with_entries,
)
from simulator import LIST_URL, NOW, POSITION, a_credential, codes_of

_DID_URL = "https://issuer.example/.well-known/did.json"
_STRANGER = PrivateKey.from_seed(b"\x09" * 32)
_BIT = (POSITION,)


@dataclass
class Web:
    """Pages with a fault in front of some of them: an exception, or other bytes."""

    pages: dict[str, bytes]
    trouble: dict[str, str | bytes] = field(default_factory=dict)

    def __call__(
        self, url: str, *, accept: str, kind: Kind = "other", fresh: bool = False
    ) -> Fetched:
        found = self.trouble.get(url, self.pages.get(url, "status-404"))
        if isinstance(found, str):
            raise CannotFetch(found)
        return Fetched(found, "application/json")


@dataclass(frozen=True)
class Case:
    """A badge, and the issuer that publishes its lists; ``standing`` is the truth about it."""

    name: str
    issuer: IssuerWithLists
    credential: dict[str, Any]
    standing: bool
    list_url: str = LIST_URL

    def web(self) -> Web:
        pages = {
            _DID_URL: write_json(self.issuer.controller()),
            LIST_URL: self.issuer.status_list(),
        }
        if self.issuer.legacy is not None:
            pages[LEGACY_URL] = self.issuer.legacy
        return Web(pages)


def issuer(revoked: tuple[int, ...] = (), **changes: Any) -> IssuerWithLists:
    return IssuerWithLists(revoked=revoked, ends=NOW + timedelta(days=90), **changes)


def _legacy(*entries: Any) -> bytes:
    return write_json(
        {"id": LEGACY_URL, "issuer": IssuerWithLists().did, "revokedCredential": list(entries)}
    )


_LEGACY_BADGE = a_credential(
    **{"@context": [*BADGE_CONTEXTS, OB_EXTENSIONS]},
    credentialStatus={"id": LEGACY_URL, "type": "1EdTechRevocationList"},
)
_BOTH = {"statusPurpose": ["revocation", "suspension"]}
_SUSPENSION = {"statusPurpose": "suspension"}
CASES = [
    Case("good", issuer(), with_entries({}), True),
    Case("revoked", issuer(_BIT), with_entries({}), False),
    Case("good by token", issuer(form="jwt"), with_entries({}), True),
    Case("revoked by token", issuer(_BIT, form="jwt"), with_entries({}), False),
    Case(
        "suspended",
        issuer(_BIT, list_subject_changes=_SUSPENSION),
        with_entries(_SUSPENSION),
        False,
    ),
    Case("good of two", issuer(list_subject_changes=_BOTH), with_entries({}, _SUSPENSION), True),
    Case(
        "suspended of two",
        issuer((9,), list_subject_changes=_BOTH),
        with_entries({}, _SUSPENSION | {"statusListIndex": "9"}),
        False,
    ),
    Case("good with a number", issuer(), with_entries({"statusListIndex": POSITION}), True),
    Case("revoked with a number", issuer(_BIT), with_entries({"statusListIndex": POSITION}), False),
    Case("good by an older list", issuer(legacy=_legacy()), _LEGACY_BADGE, True, LEGACY_URL),
    Case(
        "revoked by an older list",
        issuer(legacy=_legacy({"id": _LEGACY_BADGE["id"]})),
        _LEGACY_BADGE,
        False,
        LEGACY_URL,
    ),
]


def _respelled(**changes: Any) -> Callable[[Case], bytes]:
    """The list of the case as it would be with every bit the other way, spoiled like this."""

    def spoil(case: Case) -> bytes:
        revoked = () if case.issuer.revoked else _BIT
        return replace(case.issuer, revoked=revoked, **changes).status_list()

    return spoil


def _always(trouble: str | bytes) -> Callable[[Case], str | bytes]:
    return lambda _: trouble


_BOMB = encoded(bytes(64 * 1_048_576))
FAULTS: dict[str, Callable[[Case], str | bytes]] = {
    "down": _always("unreachable"),
    "slow": _always("too-slow"),
    "no such name": _always("unknown-host"),
    "wrong certificate": _always("tls"),
    "404": _always("status-404"),
    "410": _always("status-410"),
    "500": _always("status-500"),
    "503": _always("status-503"),
    "redirect loop": _always("too-many-redirects"),
    "redirect away": _always("redirect-to-another-host"),
    "packed": _always("content-encoding"),
    "too large": _always("too-large"),
    "empty": _always(b""),
    "html": _always(b"<!doctype html><title>Even geduld</title>"),
    "json of nothing": _always(b"{}"),
    "half": lambda case: case.web().pages[case.list_url][:-40],
    "bytes": _always(b"\x00\xff" * 50),
    "wrong signature": _respelled(list_signer=_STRANGER),
    "wrong type": _respelled(list_changes={"type": ["VerifiableCredential"]}),
    "wrong id": _respelled(list_changes={"id": "https://issuer.example/status/2"}),
    "wrong issuer": _respelled(list_changes={"issuer": "did:web:other.example"}),
    "wrong purpose": _respelled(list_subject_changes={"statusPurpose": "message"}),
    "bomb": _respelled(form="jwt", list_subject_changes={"encodedList": _BOMB}),
    "too short": _respelled(
        form="jwt", list_subject_changes={"encodedList": encoded(bytes(2_000))}
    ),
    "ended": _respelled(ends=NOW - timedelta(minutes=4), begins=NOW - timedelta(days=1)),
    "older": _respelled(begins=NOW - timedelta(days=1)),
    "frozen": _respelled(
        form="jwt", begins=NOW - timedelta(days=9), list_changes={"validUntil": None}
    ),
}


@pytest.fixture(scope="module")
def service() -> Parts:
    return a_service()


@dataclass
class Verifier:
    """A service with a memory, a clock that moves, and a web that breaks."""

    parts: Parts
    case: Case
    clock: FixedClock
    web: Web

    @classmethod
    def of(cls, service: Parts, case: Case) -> "Verifier":
        clock, web = FixedClock(NOW), case.web()
        fetch = CachingFetch(web, monotonic=lambda: clock().timestamp(), now=clock)
        return cls(replace(service, fetch=fetch, now=clock), case, clock, web)

    def verify(self, freshness: Freshness = "normal") -> Report:
        signed = write_json(self.case.issuer.sign(self.case.credential))
        return verify(self.parts, signed, VC_API, freshness=freshness)


def is_acceptable(report: Report, case: Case) -> bool:
    """Whether the word does not contradict the truth."""
    false_word = Verdict.INVALID if case.standing else Verdict.VALID
    return report.verdict is not false_word


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_without_a_fault_the_word_is_the_truth(service: Parts, case: Case) -> None:
    wanted = Verdict.VALID if case.standing else Verdict.INVALID
    assert Verifier.of(service, case).verify().verdict is wanted


# A list of the older kind has no signature and no date, so these faults do not show there.
_SIGNED_ONLY = ("older", "wrong signature", "frozen")
MATRIX = [
    pytest.param(case, fault, id=f"{case.name}, {fault}")
    for case in CASES
    for fault in FAULTS
    if case.list_url == LIST_URL or fault not in _SIGNED_ONLY
]


@pytest.mark.parametrize(("case", "fault"), MATRIX)
def test_a_fault_of_the_list_never_makes_a_false_word(
    service: Parts, case: Case, fault: str
) -> None:
    unseen = Verifier.of(service, case)
    unseen.web.trouble[case.list_url] = FAULTS[fault](case)
    if fault != "older":  # whoever never saw a newer list cannot know that this one is old
        assert unseen.verify().verdict is Verdict.INDETERMINATE
    seen = Verifier.of(service, case)
    seen.verify()
    seen.web.trouble[case.list_url] = FAULTS[fault](case)
    # From memory, then when the copy is due, and when nothing may stand in any more.
    assert is_acceptable(seen.verify(), case)
    seen.clock.move_on(timedelta(hours=2))
    assert is_acceptable(seen.verify(), case)
    assert is_acceptable(seen.verify("strict"), case)
    seen.clock.move_on(timedelta(hours=24))
    assert seen.verify().verdict is Verdict.INDETERMINATE


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("case", CASES[:2], ids=lambda case: case.name)
def test_a_fault_of_the_issuer_s_document_never_makes_a_false_word(
    service: Parts, case: Case, fault: str
) -> None:
    seen = Verifier.of(service, case)
    seen.verify()
    seen.web.trouble[_DID_URL] = FAULTS[fault](case)
    for wait in (0, 2, 30, 120):
        seen.clock.move_on(timedelta(minutes=wait))
        assert is_acceptable(seen.verify(), case)


def test_an_old_list_served_again_is_seen_through(service: Parts) -> None:
    case = CASES[1]
    seen = Verifier.of(service, case)
    seen.verify()
    seen.web.trouble[LIST_URL] = FAULTS["older"](case)
    seen.clock.move_on(timedelta(hours=2))
    report = seen.verify()
    assert codes_of(report)["status"] == "status.rollback"
    assert report.verdict is Verdict.INDETERMINATE


def test_a_kept_copy_is_told_as_such_and_not_used_when_asked_for_a_fresh_one(
    service: Parts,
) -> None:
    case = CASES[0]
    seen = Verifier.of(service, case)
    seen.verify()
    seen.web.trouble = {LIST_URL: "unreachable"}
    seen.clock.move_on(timedelta(hours=3))
    (status,) = [check for check in seen.verify().checks if check.check_id == "status"]
    assert [one.code for one in status.findings] == ["status.stale"]
    assert status.age_seconds == 3 * 3_600
    assert codes_of(seen.verify("strict"))["status"] == "status.unreachable"


def test_an_older_copy_of_another_process_is_asked_for_again() -> None:
    """One process has seen a newer list; the other one does not call its own copy a rollback."""
    service, case = a_service(), CASES[0]
    slow = Verifier.of(service, case)
    slow.verify()
    newer = replace(case.issuer, begins=NOW, revoked=_BIT)
    slow.web.pages[LIST_URL] = newer.status_list()
    quick = Verifier.of(service, replace(case, issuer=newer))
    slow.clock.move_on(timedelta(seconds=10))
    assert codes_of(quick.verify())["status"] == "status.revoked"
    assert codes_of(slow.verify())["status"] == "status.revoked"


def test_a_kept_document_of_the_issuer_is_told_as_such(service: Parts) -> None:
    seen = Verifier.of(service, CASES[0])
    seen.verify()
    seen.web.trouble = {_DID_URL: "unreachable"}
    seen.clock.move_on(timedelta(minutes=30))
    report = seen.verify()
    assert report.verdict is Verdict.VALID
    assert "did.stale" in {warning.code for warning in report.warnings}
    assert codes_of(seen.verify("strict"))["proof"] == "did.unreachable"
