"""Bitstring Status List 1.0: rules of the list and rules of the entry."""

from typing import Any

import pytest

from badgeservice.openbadges.verification import VC_API, Outcome, Verdict
from badgeservice.openbadges.verification.status_check import check_status
from badgeservice.openbadges.verification.submission import unwrap
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import write_json
from openbadges.verification.status_check.issuer_with_lists import (
    IssuerWithLists,
    encoded,
    status_of,
    with_entries,
)
from simulator import DID, LIST_URL, NOW, POSITION, codes_of

_BITS = 131_072
_MIB = 1_048_576


def status_code(issuer: IssuerWithLists, *entries: dict[str, Any]) -> str:
    """Code of the status check of a sound badge with these entries."""
    return status_of(issuer.verify(issuer.sign(with_entries(*(entries or ({},)))))).code


# --- the list ---------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["json", "jwt"])
@pytest.mark.parametrize(("revoked", "code"), [((), "status.ok"), ((POSITION,), "status.revoked")])
def test_a_list_may_be_json_or_a_token(form: str, revoked: tuple[int, ...], code: str) -> None:
    assert status_code(IssuerWithLists(form=form, revoked=revoked)) == code


@pytest.mark.parametrize("form", ["json", "jwt"])
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"type": ["VerifiableCredential"]}, "status.list_invalid"),
        ({"id": "https://issuer.example/status/2"}, "status.list_invalid"),
        ({"id": f"{LIST_URL}/"}, "status.list_invalid"),
        ({"issuer": "did:web:other.example"}, "status.list_invalid"),
        ({"issuer": None}, "status.list_invalid"),
        ({"credentialSubject": None}, "status.list_invalid"),
        ({"validUntil": "2026-11-21T11:58:00Z"}, "status.list_expired"),
        ({"validFrom": "2026-11-21T12:02:00Z"}, "status.list_invalid"),
    ],
)
def test_a_list_that_breaks_a_rule_says_nothing(
    form: str, changes: dict[str, Any], code: str
) -> None:
    for revoked in ((), (POSITION,)):
        issuer = IssuerWithLists(form=form, revoked=revoked, list_changes=changes)
        assert status_code(issuer) == code


@pytest.mark.parametrize(
    "changes",
    [
        {"@context": ["https://www.w3.org/2018/credentials/v1"]},
        {"@context": "https://www.w3.org/ns/credentials/v2/"},
        {"@context": None},
        {"type": ["VerifiableCredential", "StatusList2021Credential"]},
        {"type": "BitstringStatusListCredential"},
        {"issuer": [DID]},
        {"credentialSubject": "x"},
        {"credentialSubject": []},
        {"credentialStatus": {"type": "X", "id": "urn:x"}},
        {"credentialStatus": None, "validUntil": "someday"},
        {"validFrom": 5},
    ],
)
def test_a_list_that_no_sound_issuer_would_sign_says_nothing(changes: dict[str, Any]) -> None:
    issuer = IssuerWithLists(form="jwt", list_changes=changes)
    assert status_code(issuer) == "status.list_invalid"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"type": "StatusList2021"}, "status.list_invalid"),
        ({"statusPurpose": "suspension"}, "status.list_invalid"),
        ({"statusPurpose": ["suspension", "message"]}, "status.list_invalid"),
        ({"statusPurpose": None}, "status.list_invalid"),
        ({"statusPurpose": {"revocation": True}}, "status.list_invalid"),
        ({"encodedList": None}, "status.list_invalid"),
        ({"encodedList": ["u"]}, "status.list_invalid"),
        ({"encodedList": ""}, "status.list_invalid"),
        ({"encodedList": "u"}, "status.list_invalid"),
        ({"encodedList": "z" + encoded(bytes(16_384))[1:]}, "status.list_invalid"),
        ({"encodedList": encoded(bytes(16_384)) + "="}, "status.list_invalid"),
        ({"encodedList": encoded(bytes(16_384))[:-8]}, "status.list_invalid"),
        ({"encodedList": encoded(bytes(16_383))}, "status.too_short"),
        ({"encodedList": encoded(b"")}, "status.too_short"),
        ({"encodedList": encoded(bytes(2 * _MIB + 1))}, "status.list_invalid"),
        ({"encodedList": encoded(bytes(256 * _MIB))}, "status.list_invalid"),
    ],
)
def test_contents_that_break_a_rule_say_nothing(changes: dict[str, Any], code: str) -> None:
    issuer = IssuerWithLists(form="jwt", list_subject_changes=changes)
    assert status_code(issuer) == code


@pytest.mark.parametrize("form", ["json", "jwt"])
def test_a_list_with_another_signature_says_nothing(form: str) -> None:
    stranger = PrivateKey.from_seed(b"\x09" * 32)
    if form == "jwt":
        stranger = PrivateKey.generate("P-256")
    issuer = IssuerWithLists(form=form, list_signer=stranger, revoked=(POSITION,))
    assert status_code(issuer) == "status.list_invalid"


def test_a_list_without_its_signature_says_nothing() -> None:
    issuer = IssuerWithLists(list_changes={"proof": None})
    unsigned = write_json(issuer._unsigned())
    issuer.status_list = lambda: unsigned  # type: ignore[method-assign]
    assert status_code(issuer) == "status.list_invalid"


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[]", b"<html>", b"null", b"\xff\xfe", b"a.b.c", b'{"a":1,"a":1}']
)
def test_what_is_no_list_says_nothing(body: bytes) -> None:
    issuer = IssuerWithLists()
    issuer.status_list = lambda: body  # type: ignore[method-assign]
    assert status_code(issuer) == "status.list_invalid"


@pytest.mark.parametrize(
    "claims",
    [{"iss": "did:web:other.example"}, {"jti": "urn:x"}, {"nbf": 0}, {"exp": 1}, {"nbf": "x"}],
)
def test_a_token_whose_claims_contradict_it_says_nothing(claims: dict[str, Any]) -> None:
    issuer = IssuerWithLists(form="jwt", claims=claims)
    assert status_code(issuer) in ("status.list_invalid", "status.list_expired")


def test_an_issuer_whose_keys_cannot_be_had_leaves_the_list_unread() -> None:
    issuer = IssuerWithLists(is_reachable=False, revoked=(POSITION,))
    assert status_code(issuer) == "status.unreachable"


# --- the entry --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"statusListIndex": str(_BITS)}, "status.range"),
        ({"statusListIndex": str(_BITS - 1)}, "status.ok"),
        ({"statusListIndex": "0"}, "status.ok"),
        ({"statusListIndex": ""}, "status.range"),
        ({"statusListIndex": "00"}, "status.range"),
        ({"statusListIndex": "+1"}, "status.range"),
        ({"statusListIndex": "1 "}, "status.range"),
        ({"statusListIndex": "1\n"}, "status.range"),
        ({"statusListIndex": "1.0"}, "status.range"),
        ({"statusListIndex": "1e3"}, "status.range"),
        ({"statusListIndex": "0x10"}, "status.range"),
        ({"statusListIndex": "1_000"}, "status.range"),
        ({"statusListIndex": "１２"}, "status.range"),
        ({"statusListIndex": "٣"}, "status.range"),
        ({"statusListIndex": -1}, "status.range"),
        ({"statusListIndex": True}, "status.range"),
        ({"statusListIndex": 1.5}, "status.range"),
        ({"statusListIndex": ["1"]}, "status.range"),
        ({"statusListIndex": None}, "status.range"),
        ({"statusListCredential": None}, "status.unsupported"),
        ({"statusListCredential": {"id": LIST_URL}}, "status.unsupported"),
        ({"statusListCredential": f"{LIST_URL}9"}, "status.unreachable"),
        ({"statusPurpose": None}, "status.unsupported"),
        ({"statusPurpose": ["revocation"]}, "status.unsupported"),
        ({"statusPurpose": "Revocation"}, "status.unsupported"),
        ({"statusPurpose": "annulment"}, "status.unsupported"),
        ({"statusPurpose": "suspension"}, "status.list_invalid"),
        ({"statusSize": 1}, "status.ok"),
        ({"statusSize": 2}, "status.unsupported"),
        ({"statusSize": 0}, "status.unsupported"),
        ({"statusSize": "1"}, "status.unsupported"),
        ({"statusSize": True}, "status.unsupported"),
        ({"type": "StatusList2021Entry"}, "status.unsupported"),
        ({"type": "RevocationList2020Status"}, "status.unsupported"),
        ({"type": None}, "status.unsupported"),
        ({"type": []}, "status.unsupported"),
        ({"type": [["BitstringStatusListEntry"]]}, "status.unsupported"),
    ],
)
def test_an_entry_is_read_exactly(change: dict[str, Any], code: str) -> None:
    issuer = IssuerWithLists()
    submission = unwrap(write_json(with_entries(change)))
    check = check_status(submission, issuer.materials(), now=NOW, policy=VC_API)
    assert check.code == code
    assert (check.outcome is Outcome.PASS) == (code == "status.ok")
    assert check.outcome is not Outcome.FAIL


@pytest.mark.parametrize(
    "status",
    [None, "x", 5, [], ["x"], [None], {}],
)
def test_a_status_that_is_no_entry_is_unknown(status: object) -> None:
    credential = with_entries({}) | {"credentialStatus": status}
    submission = unwrap(write_json(credential))
    check = check_status(submission, IssuerWithLists().materials(), now=NOW, policy=VC_API)
    assert (check.outcome, check.code) == (Outcome.UNKNOWN, "status.unsupported")


def test_a_good_entry_beside_something_else_is_unknown() -> None:
    credential = with_entries({}, {})
    credential["credentialStatus"][1] = "x"
    submission = unwrap(write_json(credential))
    check = check_status(submission, IssuerWithLists().materials(), now=NOW, policy=VC_API)
    assert check.code == "status.unsupported"


@pytest.mark.parametrize(("revoked", "code"), [((), "status.ok"), ((7,), "status.revoked")])
def test_an_index_that_is_a_number_is_read_with_a_warning(
    revoked: tuple[int, ...], code: str
) -> None:
    issuer = IssuerWithLists(revoked=revoked)
    submission = unwrap(write_json(with_entries({"statusListIndex": 7})))
    check = check_status(submission, issuer.materials(), now=NOW, policy=VC_API)
    assert check.code == code
    assert [(one.code, one.pointer) for one in check.findings] == [
        ("status.index_not_string", "/credentialStatus/statusListIndex")
    ]


def test_a_suspended_credential_is_told_apart() -> None:
    purposes = {"statusPurpose": ["revocation", "suspension"]}
    issuer = IssuerWithLists(list_subject_changes=purposes, revoked=(9,))
    held = {"statusPurpose": "suspension", "statusListIndex": "9"}
    report = issuer.verify(issuer.sign(with_entries({}, held)), VC_API)
    assert codes_of(report)["status"] == "status.suspended"
    assert report.verdict is Verdict.INVALID


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        (({}, {"statusListIndex": "7"}), "status.revoked"),
        (({"statusListIndex": "7"}, {}), "status.revoked"),
        (({"statusListCredential": "https://x.example/"}, {}), "status.unreachable"),
        (
            ({"statusListCredential": "https://x.example/"}, {"statusListIndex": "7"}),
            "status.revoked",
        ),
        (({"type": "Other"}, {}), "status.unsupported"),
        (({}, {}, {}, {}, {}), "status.unsupported"),
    ],
)
def test_of_several_entries_the_worst_counts(
    entries: tuple[dict[str, Any], ...], code: str
) -> None:
    issuer = IssuerWithLists(revoked=(7,))
    submission = unwrap(write_json(with_entries(*entries)))
    check = check_status(submission, issuer.materials(), now=NOW, policy=VC_API)
    assert check.code == code
