"""The verdict: invalid beats indeterminate beats valid, and unknown is not no."""

import base64
import gzip
from datetime import timedelta
from typing import Any

import pytest

from badgeservice.openbadges.issuer import Recognition
from badgeservice.openbadges.verification import (
    COMPATIBLE,
    Materials,
    Outcome,
    Verdict,
    decide,
    unwrap,
)
from badgeservice.openbadges.verification.materials import Controller, KnownStatus
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import write_json
from simulator import DID, LIST_URL, NOW, POSITION, Simulator, a_credential, codes_of


def _encoded(raw: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(gzip.compress(raw, mtime=0)).rstrip(b"=").decode()


# --- sound badges -----------------------------------------------------------------------------


def test_a_sound_badge_with_an_embedded_proof_is_valid() -> None:
    elsewhere = Simulator()
    report = elsewhere.verify(elsewhere.sign())
    assert report.verdict is Verdict.VALID
    assert codes_of(report) == {
        "conformance": "data.ok",
        "proof": "proof.ok",
        "status": "status.ok",
        "time": "time.ok",
        "endorsements": "endorsement.none",
    }


def test_a_sound_badge_as_token_is_valid() -> None:
    elsewhere = Simulator()
    report = elsewhere.verify(elsewhere.sign_token())
    assert report.verdict is Verdict.VALID
    assert codes_of(report)["claims"] == "data.ok"


def test_both_forms_of_a_badge_without_claims_have_the_digest_of_their_content() -> None:
    elsewhere = Simulator()
    signed = elsewhere.sign()
    again = elsewhere.sign(created=NOW)
    assert signed["proof"] != again["proof"]
    digest = elsewhere.verify(signed).credential_digest
    assert digest == elsewhere.verify(again).credential_digest
    assert digest is not None
    assert digest.startswith("sha256:")


def test_an_unknown_issuer_is_valid_with_unknown_trust() -> None:
    elsewhere = Simulator()
    body = elsewhere.verify(elsewhere.sign()).to_json()
    assert body["verdict"] == "valid"
    assert body["issuerTrust"] == {"status": "unknown"}
    assert "kent deze uitgever niet" in body["summary"]["nl"]


def test_recognition_stands_beside_the_verdict() -> None:
    elsewhere = Simulator()
    known = Recognition(issuer_did=DID, recognised_by="did:web:city.example", since=NOW)
    materials = elsewhere.materials()
    recognised = Materials(materials.controllers, materials.status_lists, known)
    report = decide(unwrap(write_json(elsewhere.sign())), recognised, now=NOW)
    assert report.to_json()["issuerTrust"]["status"] == "recognised"
    spoiled = decide(unwrap(write_json(elsewhere.sign() | {"name": "x"})), recognised, now=NOW)
    assert spoiled.to_json()["issuerTrust"] == {"status": "unknown"}


def test_a_badge_without_status_is_valid_and_says_that_nobody_keeps_a_list() -> None:
    elsewhere = Simulator()
    report = elsewhere.verify(elsewhere.sign(a_credential(credentialStatus=None)))
    assert report.verdict is Verdict.VALID
    assert codes_of(report)["status"] == "status.none"


def test_a_status_index_given_as_number_is_read_with_a_warning() -> None:
    elsewhere = Simulator()
    credential = a_credential()
    credential["credentialStatus"]["statusListIndex"] = POSITION
    report = elsewhere.verify(elsewhere.sign(credential))
    assert report.verdict is Verdict.VALID
    assert any(warning.pointer.endswith("statusListIndex") for warning in report.warnings)


def test_the_source_age_of_issuer_and_list_is_told() -> None:
    elsewhere = Simulator()
    checks = {
        check["id"]: check for check in elsewhere.verify(elsewhere.sign()).to_json()["checks"]
    }
    assert checks["proof"]["sourceAge"] == 3
    assert checks["status"]["sourceAge"] == 7


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
        {"statusPurpose": "message"},
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


# --- forged and changed -----------------------------------------------------------------------


def test_after_a_false_signature_nothing_the_attacker_wrote_is_read() -> None:
    elsewhere = Simulator(revoked=(POSITION,))
    report = elsewhere.verify(elsewhere.sign() | {"name": "Kampioen"})
    assert report.verdict is Verdict.INVALID
    assert codes_of(report)["proof"] == "proof.invalid"
    skipped = [c.check_id for c in report.checks if c.outcome is Outcome.SKIPPED]
    assert skipped == ["status", "time", "endorsements"]
    assert report.credential is None


def test_a_badge_without_proof_is_invalid() -> None:
    report = Simulator().verify(a_credential())
    assert codes_of(report)["proof"] == "proof.missing"
    assert report.verdict is Verdict.INVALID


@pytest.mark.parametrize("proof", [[], "proof", 1, None, [None], ["z"], [[]], {}])
def test_a_proof_of_another_shape_is_never_valid(proof: Any) -> None:
    assert Simulator().verify(a_credential() | {"proof": proof}).verdict is not Verdict.VALID


def test_every_proof_of_a_set_must_pass() -> None:
    elsewhere = Simulator()
    signed = elsewhere.sign()
    unsupported = signed["proof"] | {"cryptosuite": "bbs-2023"}
    assert elsewhere.verify(signed | {"proof": [signed["proof"]]}).verdict is Verdict.VALID
    both = elsewhere.verify(signed | {"proof": [signed["proof"], unsupported]})
    assert both.verdict is Verdict.INDETERMINATE
    wrong = signed["proof"] | {"created": "2026-11-02T00:00:00Z"}
    assert elsewhere.verify(signed | {"proof": [signed["proof"], wrong]}).verdict is Verdict.INVALID


def test_more_proofs_than_the_limit_are_refused() -> None:
    elsewhere = Simulator()
    signed = elsewhere.sign()
    report = elsewhere.verify(signed | {"proof": [signed["proof"]] * 5})
    assert report.verdict is Verdict.INVALID


def test_a_proof_for_another_purpose_is_invalid() -> None:
    elsewhere = Simulator()
    report = elsewhere.verify(elsewhere.sign(proof_purpose="authentication"))
    assert codes_of(report)["proof"] == "proof.purpose"
    assert report.verdict is Verdict.INVALID


def test_an_unsigned_term_is_invalid_and_named() -> None:
    elsewhere = Simulator()
    report = elsewhere.verify(elsewhere.sign() | {"honours": "summa cum laude"})
    assert report.verdict is Verdict.INVALID
    assert codes_of(report)["conformance"] == "data.unsigned_term"


def test_an_unknown_context_is_indeterminate_not_fetched() -> None:
    credential = a_credential()
    credential["@context"] = [*credential["@context"], "https://evil.example/context"]
    proof = Simulator().sign()["proof"]
    report = Simulator().verify(credential | {"proof": proof})
    assert report.verdict is Verdict.INDETERMINATE
    assert codes_of(report)["conformance"] == "context.not_allowed"


def test_an_older_version_of_the_data_model_is_indeterminate_for_now() -> None:
    credential = a_credential()
    credential["@context"][0] = "https://www.w3.org/2018/credentials/v1"
    report = Simulator().verify(credential | {"proof": {"type": "Ed25519Signature2020"}})
    assert codes_of(report)["conformance"] == "data.version_unsupported"
    assert report.verdict is not Verdict.VALID


# --- dates ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "verdict"), [(-61, "invalid"), (-59, "valid"), (0, "valid"), (61, "valid")]
)
def test_the_end_date_counts_with_sixty_seconds_of_skew(seconds: int, verdict: str) -> None:
    elsewhere = Simulator()
    until = (NOW + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")
    report = elsewhere.verify(elsewhere.sign(a_credential(validUntil=until)))
    assert report.verdict.value == verdict


def test_a_badge_from_the_future_is_not_yet_valid() -> None:
    elsewhere = Simulator()
    report = elsewhere.verify(elsewhere.sign(a_credential(validFrom="2026-11-21T12:02:00Z")))
    assert report.leading_code == "time.not_yet_valid"


# --- claims of a token ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "did:web:other.example"},
        {"iss": None},
        {"jti": "urn:uuid:other"},
        {"jti": None},
        {"sub": "urn:uuid:other"},
        {"nbf": 0},
        {"nbf": None},
        {"nbf": True},
        {"nbf": "1"},
        {"exp": 4_000_000_000},
    ],
)
def test_a_claim_that_contradicts_the_badge_is_invalid(claims: dict[str, Any]) -> None:
    elsewhere = Simulator()
    report = elsewhere.verify(elsewhere.sign_token(**claims))
    assert report.verdict is Verdict.INVALID
    assert codes_of(report)["claims"] == "data.claim_mismatch"


def test_a_missing_exp_with_an_end_date_is_invalid() -> None:
    elsewhere = Simulator()
    token = elsewhere.sign_token(a_credential(validUntil="2027-01-01T00:00:00Z"))
    assert elsewhere.verify(token).verdict is Verdict.INVALID


def test_a_missing_sub_fails_strictly_and_warns_compatibly() -> None:
    elsewhere = Simulator()
    token = elsewhere.sign_token(sub=None)
    assert elsewhere.verify(token).verdict is Verdict.INVALID
    tolerant = elsewhere.verify(token, policy=COMPATIBLE)
    assert tolerant.verdict is Verdict.VALID
    assert any(warning.pointer == "/sub" for warning in tolerant.warnings)


# --- binding ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("controller", "method", "code"),
    [
        ({"assertionMethod": []}, {}, "proof.key_not_authorised"),
        ({"assertionMethod": None}, {}, "proof.key_not_authorised"),
        ({"assertionMethod": ["did:web:other.example#key-1"]}, {}, "proof.key_not_authorised"),
        ({"id": "did:web:other.example"}, {}, "did.malformed"),
        ({}, {"controller": "did:web:other.example"}, "proof.key_not_authorised"),
        ({}, {"controller": None}, "proof.key_not_authorised"),
        ({}, {"publicKeyMultibase": "z6Mkbroken"}, "key.weak"),
        ({}, {"type": "Unknown2030"}, "proof.unsupported_suite"),
        ({}, {"revoked": "2026-11-20T00:00:00Z"}, "key.revoked_before_signing"),
        ({}, {"expires": "2026-11-20T00:00:00Z"}, "key.revoked_before_signing"),
        ({}, {"revoked": "not a date"}, "key.revoked_before_signing"),
    ],
)
def test_a_key_that_does_not_speak_for_the_issuer_never_makes_a_badge_valid(
    controller: dict[str, Any], method: dict[str, Any], code: str
) -> None:
    elsewhere = Simulator(controller_changes=controller, method_changes=method)
    report = elsewhere.verify(elsewhere.sign())
    assert report.verdict is not Verdict.VALID
    assert codes_of(report)["proof"] == code


def test_a_method_in_the_did_fragment_form_of_the_public_validator_is_not_authorised() -> None:
    elsewhere = Simulator()
    stranger = PrivateKey.from_seed(b"\x07" * 32)
    method = f"{DID}#{stranger.public_key.to_multikey()}"
    report = elsewhere.verify(elsewhere.sign(signer=stranger, verification_method=method))
    assert codes_of(report)["proof"] == "proof.key_not_authorised"


def test_the_document_of_another_issuer_cannot_be_borrowed() -> None:
    elsewhere = Simulator()
    credential = a_credential()
    credential["issuer"]["id"] = "did:web:club.example"
    signed = elsewhere.sign(credential)
    materials = Materials(
        controllers={"did:web:club.example": Controller(elsewhere.controller())},
        status_lists=elsewhere.materials().status_lists,
    )
    report = decide(unwrap(write_json(signed)), materials, now=NOW)
    assert report.verdict is not Verdict.VALID


def test_relative_method_ids_of_a_did_document_are_understood() -> None:
    elsewhere = Simulator(
        method_changes={"id": "#key-1"}, controller_changes={"assertionMethod": ["#key-1"]}
    )
    assert elsewhere.verify(elsewhere.sign()).verdict is Verdict.VALID
