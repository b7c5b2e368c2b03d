"""Bitstring Status List 1.0: what is only told, and how old a list may be."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from badgeservice.openbadges.verification import VC_API, Outcome, Verdict
from badgeservice.openbadges.verification.materials import KnownStatus, Materials
from badgeservice.openbadges.verification.status_check import check_status
from badgeservice.openbadges.verification.submission import unwrap
from badgeservice.proofs.strict_json import write_json
from openbadges.verification.status_check.issuer_with_lists import (
    IssuerWithLists,
    status_of,
    with_entries,
)
from simulator import DID, LIST_URL, NOW, POSITION

_BITS = 131_072


def status_code(issuer: IssuerWithLists) -> str:
    """Code of the status check of a sound badge."""
    return status_of(issuer.verify(issuer.sign(with_entries({})))).code


# --- purposes that only tell something --------------------------------------------------------


@pytest.mark.parametrize("purpose", ["refresh", "message"])
@pytest.mark.parametrize("revoked", [(), (9,)])
def test_an_entry_that_only_tells_something_changes_no_word(
    purpose: str, revoked: tuple[int, ...]
) -> None:
    purposes = {"statusPurpose": ["revocation", purpose]}
    issuer = IssuerWithLists(list_subject_changes=purposes, revoked=revoked)
    told = {"statusPurpose": purpose, "statusListIndex": "9"}
    submission = unwrap(write_json(with_entries({}, told)))
    check = check_status(submission, issuer.materials(), now=NOW, policy=VC_API)
    assert (check.outcome, check.code) == (Outcome.PASS, "status.ok")
    assert check.details["entries"][1]["isSet"] is bool(revoked)


@pytest.mark.parametrize(
    "told",
    [
        {"statusListCredential": "https://x.example/"},
        {"statusSize": 8},
        {"statusListIndex": "x"},
        {"statusListIndex": str(_BITS)},
    ],
)
def test_trouble_with_such_an_entry_changes_no_word(told: dict[str, Any]) -> None:
    submission = unwrap(write_json(with_entries({}, {"statusPurpose": "refresh"} | told)))
    check = check_status(submission, IssuerWithLists().materials(), now=NOW, policy=VC_API)
    assert (check.outcome, check.code) == (Outcome.PASS, "status.ok")


def test_such_an_entry_alone_is_no_list_of_revocations() -> None:
    submission = unwrap(write_json(with_entries({"statusPurpose": "message"})))
    check = check_status(submission, IssuerWithLists().materials(), now=NOW, policy=VC_API)
    assert (check.outcome, check.code) == (Outcome.NOT_APPLICABLE, "status.none")


def test_a_newer_version_is_told() -> None:
    purposes = {"statusPurpose": ["revocation", "refresh"]}
    issuer = IssuerWithLists(list_subject_changes=purposes, revoked=(9,))
    told = {"statusPurpose": "refresh", "statusListIndex": "9"}
    submission = unwrap(write_json(with_entries({}, told)))
    check = check_status(submission, issuer.materials(), now=NOW, policy=VC_API)
    assert [one.code for one in check.findings] == ["refresh.available"]


# --- rollback, freeze and age -----------------------------------------------------------------


@pytest.mark.parametrize("form", ["json", "jwt"])
@pytest.mark.parametrize("revoked", [(), (POSITION,)])
def test_a_list_older_than_one_seen_before_says_nothing(
    form: str, revoked: tuple[int, ...]
) -> None:
    issuer = IssuerWithLists(
        form=form,
        revoked=revoked,
        begins=NOW - timedelta(hours=1),
        seen=NOW - timedelta(hours=1) + timedelta(microseconds=1),
    )
    assert status_code(issuer) == "status.rollback"


def test_a_list_that_hides_its_age_is_no_newer_than_one_seen_before() -> None:
    issuer = IssuerWithLists(list_changes={"validFrom": None}, seen=NOW - timedelta(days=9))
    assert status_code(issuer) == "status.rollback"


@pytest.mark.parametrize("newer", [timedelta(0), timedelta(seconds=1), timedelta(days=3)])
def test_the_same_list_and_a_newer_one_are_read(newer: timedelta) -> None:
    begins = NOW - timedelta(minutes=5)
    assert status_code(IssuerWithLists(begins=begins, seen=begins - newer)) == "status.ok"


@pytest.mark.parametrize("form", ["json", "jwt"])
@pytest.mark.parametrize(
    ("age", "code"),
    [
        (timedelta(days=7), "status.ok"),
        (timedelta(days=7, seconds=1), "status.list_expired"),
        (timedelta(days=4_000), "status.list_expired"),
    ],
)
def test_a_list_without_an_end_is_too_old_after_a_week(
    form: str, age: timedelta, code: str
) -> None:
    issuer = IssuerWithLists(form=form, begins=NOW - age, list_changes={"validUntil": None})
    assert status_code(issuer) == code


def test_a_list_without_any_date_is_too_old() -> None:
    dates = {"validFrom": None, "validUntil": None}
    assert status_code(IssuerWithLists(list_changes=dates)) == "status.list_expired"


def test_the_dates_of_a_token_may_stand_in_its_claims() -> None:
    issuer = IssuerWithLists(
        form="jwt",
        list_changes={"validFrom": None, "validUntil": None},
        claims={"nbf": int(NOW.timestamp()) - 60},
    )
    assert status_code(issuer) == "status.ok"
    issuer.claims["exp"] = int(NOW.timestamp()) - 61
    assert status_code(issuer) == "status.list_expired"


def test_an_old_list_with_an_end_to_come_is_read() -> None:
    issuer = IssuerWithLists(begins=NOW - timedelta(days=300))
    assert status_code(issuer) == "status.ok"


def test_a_stale_copy_is_told_and_changes_no_word() -> None:
    issuer = IssuerWithLists(is_stale=True)
    report = issuer.verify(issuer.sign())
    assert report.verdict is Verdict.VALID
    assert [one.code for one in status_of(report).findings] == ["status.stale"]
    assert status_of(report).age_seconds == 7


def test_a_stale_copy_that_says_revoked_is_believed() -> None:
    issuer = IssuerWithLists(is_stale=True, revoked=(POSITION,))
    assert status_of(issuer.verify(issuer.sign())).code == "status.revoked"


def test_the_check_tells_which_list_it_read_and_since_when_that_holds() -> None:
    begins = datetime(2026, 11, 21, 11, 0, 0, 250_000, tzinfo=UTC)
    issuer = IssuerWithLists(list_changes={"validFrom": "2026-11-21T11:00:00.250Z"})
    (entry,) = status_of(issuer.verify(issuer.sign())).details["entries"]
    assert entry["list"] == LIST_URL
    assert entry["listValidFrom"] == begins.isoformat()


@pytest.mark.parametrize("index", ["131072", "9" * 30])
def test_our_own_register_is_asked_as_strictly(index: str) -> None:
    known = KnownStatus(DID, "revocation", _BITS, frozenset({POSITION}))
    submission = unwrap(write_json(with_entries({"statusListIndex": index})))
    materials = Materials(status_lists={LIST_URL: known})
    check = check_status(submission, materials, now=NOW, policy=VC_API)
    assert check.code == "status.range"
