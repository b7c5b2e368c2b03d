"""The status check: trouble with a list is unknown, never revoked and never not revoked."""

import base64
import gzip
from hashlib import sha256
from typing import Any

import pytest

from badgeservice.openbadges.verification import (
    Materials,
    Verdict,
    decide,
    unwrap,
)
from badgeservice.openbadges.verification.materials import KnownStatus
from badgeservice.openbadges.verification.status_check import bitstring
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import write_json
from simulator import DID, LIST_URL, NOW, POSITION, Simulator, a_credential, codes_of


def _encoded(raw: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(gzip.compress(raw, mtime=0)).rstrip(b"=").decode()


# --- revocation -------------------------------------------------------------------------------


def test_a_revoked_badge_is_invalid() -> None:
    elsewhere = Simulator(revoked=(POSITION,))
    report = elsewhere.verify(elsewhere.sign())
    assert report.verdict is Verdict.INVALID
    assert report.leading_code == "status.revoked"


def test_the_bit_of_somebody_else_says_nothing() -> None:
    elsewhere = Simulator(revoked=(POSITION - 1, POSITION + 1))
    assert elsewhere.verify(elsewhere.sign()).verdict is Verdict.VALID


def test_a_revoked_badge_is_invalid_whatever_else_cannot_be_checked() -> None:
    elsewhere = Simulator()
    signed = write_json(elsewhere.sign())
    materials = Materials(
        controllers={},
        status_lists={LIST_URL: KnownStatus(DID, "revocation", 131_072, frozenset({POSITION}))},
    )
    report = decide(unwrap(signed), materials, now=NOW)
    assert codes_of(report)["proof"] == "did.unreachable"
    assert report.verdict is Verdict.INVALID
    assert report.leading_code == "status.revoked"


def test_a_revoked_and_expired_badge_says_first_that_it_is_revoked() -> None:
    elsewhere = Simulator(revoked=(POSITION,))
    report = elsewhere.verify(elsewhere.sign(a_credential(validUntil="2026-11-02T00:00:00Z")))
    assert report.leading_code == "status.revoked"


# --- what cannot be checked -------------------------------------------------------------------


def test_an_unreachable_issuer_is_unknown_not_failed() -> None:
    elsewhere = Simulator(is_reachable=False)
    report = elsewhere.verify(elsewhere.sign())
    assert report.verdict is Verdict.INDETERMINATE
    assert codes_of(report)["proof"] == "did.unreachable"


def test_an_unreachable_list_is_unknown_never_not_revoked() -> None:
    elsewhere = Simulator(is_list_reachable=False)
    report = elsewhere.verify(elsewhere.sign())
    assert report.verdict is Verdict.INDETERMINATE
    assert codes_of(report)["status"] == "status.unreachable"


def test_an_unreachable_issuer_shows_the_badge_as_not_confirmed() -> None:
    elsewhere = Simulator(is_reachable=False)
    credential = elsewhere.verify(elsewhere.sign()).credential
    assert credential is not None
    assert credential["isConfirmed"] is False


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"type": ["VerifiableCredential"]}, "status.list_invalid"),
        ({"id": "https://issuer.example/status/2"}, "status.list_invalid"),
        ({"issuer": "did:web:other.example"}, "status.list_invalid"),
        ({"validFrom": "2027-01-01T00:00:00Z"}, "status.list_invalid"),
        ({"validUntil": "2026-11-20T00:00:00Z"}, "status.list_expired"),
        ({"validUntil": "someday"}, "status.list_invalid"),
    ],
)
def test_a_list_that_breaks_a_rule_is_unknown(changes: dict[str, Any], code: str) -> None:
    elsewhere = Simulator(list_changes=changes, revoked=(POSITION,))
    report = elsewhere.verify(elsewhere.sign())
    assert report.verdict is Verdict.INDETERMINATE
    assert codes_of(report)["status"] == code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"statusPurpose": "suspension"}, "status.list_invalid"),
        ({"encodedList": _encoded(bytes(16))}, "status.too_short"),
        ({"encodedList": "u!!!"}, "status.list_invalid"),
        ({"encodedList": _encoded(bytes(16 * 1024))[1:]}, "status.list_invalid"),
        ({"encodedList": _encoded(bytes(40 * 1024 * 1024))}, "status.list_invalid"),
    ],
)
def test_a_list_with_bad_contents_is_unknown(changes: dict[str, Any], code: str) -> None:
    elsewhere = Simulator(list_subject_changes=changes)
    report = elsewhere.verify(elsewhere.sign())
    assert report.verdict is Verdict.INDETERMINATE
    assert codes_of(report)["status"] == code


def test_a_list_may_name_its_type_and_purposes_in_an_array() -> None:
    changes = {"type": ["BitstringStatusList"], "statusPurpose": ["suspension", "revocation"]}
    elsewhere = Simulator(list_subject_changes=changes)
    assert elsewhere.verify(elsewhere.sign()).verdict is Verdict.VALID


def test_a_list_is_verified_once_however_many_entries_point_to_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    elsewhere = Simulator(revoked=(POSITION + 1,))
    credential = a_credential()
    entry = credential["credentialStatus"]
    credential["credentialStatus"] = [
        entry | {"id": f"{LIST_URL}#{place}", "statusListIndex": str(place)}
        for place in (POSITION, POSITION + 1, POSITION + 2)
    ]
    signed = elsewhere.sign(credential)
    seen = []
    monkeypatch.setattr(bitstring, "unwrap", lambda *a: seen.append(1) or unwrap(*a))
    report = elsewhere.verify(signed)
    assert codes_of(report)["status"] == "status.revoked"
    assert len(seen) == 1


def test_more_entries_than_the_limit_are_not_read() -> None:
    elsewhere = Simulator()
    credential = a_credential()
    entry = credential["credentialStatus"]
    credential["credentialStatus"] = [
        entry | {"id": f"{LIST_URL}#{place}", "statusListIndex": str(place)} for place in range(5)
    ]
    report = elsewhere.verify(elsewhere.sign(credential))
    assert codes_of(report)["status"] == "status.unsupported"


def test_a_large_dense_list_is_read() -> None:
    noise = b"".join(sha256(b"%d" % place).digest() for place in range(4_096))
    elsewhere = Simulator(list_subject_changes={"encodedList": _encoded(noise)})
    report = elsewhere.verify(elsewhere.sign())
    assert codes_of(report)["status"] in ("status.ok", "status.revoked")


def test_a_list_signed_by_somebody_else_is_unknown() -> None:
    elsewhere = Simulator(list_signer=PrivateKey.from_seed(b"\x09" * 32), revoked=(POSITION,))
    report = elsewhere.verify(elsewhere.sign())
    assert report.verdict is Verdict.INDETERMINATE
    assert codes_of(report)["status"] == "status.list_invalid"


@pytest.mark.parametrize(
    ("index", "code"),
    [
        ("1_000", "status.range"),
        (" 5", "status.range"),
        ("٣", "status.range"),
        ("-1", "status.range"),
        ("007", "status.range"),
        ("131072", "status.range"),
        ("9" * 30, "status.range"),
    ],
)
def test_an_index_that_is_no_position_checks_nobody(index: str, code: str) -> None:
    elsewhere = Simulator()
    credential = a_credential()
    credential["credentialStatus"]["statusListIndex"] = index
    report = elsewhere.verify(elsewhere.sign(credential))
    assert report.verdict is not Verdict.VALID
    assert codes_of(report)["status"] == code


@pytest.mark.parametrize(
    "entry",
    [
        {"statusPurpose": "annulment"},
        {"type": "BitstringStatusListEntry", "statusPurpose": ""},
        {"statusSize": 2},
    ],
)
def test_a_status_entry_of_another_kind_is_unknown(entry: dict[str, Any]) -> None:
    elsewhere = Simulator()
    credential = a_credential()
    credential["credentialStatus"] |= entry
    report = elsewhere.verify(elsewhere.sign(credential))
    assert report.verdict is not Verdict.VALID
    assert codes_of(report)["status"] == "status.unsupported"


def test_a_list_of_ours_that_belongs_to_another_issuer_is_unknown() -> None:
    elsewhere = Simulator()
    materials = Materials(
        controllers=elsewhere.materials().controllers,
        status_lists={
            LIST_URL: KnownStatus("did:web:other.example", "revocation", 131_072, frozenset())
        },
    )
    report = decide(unwrap(write_json(elsewhere.sign())), materials, now=NOW)
    assert codes_of(report)["status"] == "status.list_invalid"
    assert report.verdict is Verdict.INDETERMINATE
