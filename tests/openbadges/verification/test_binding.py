"""Claims of a token and keys of an issuer: who may speak for whom."""

from typing import Any

import pytest

from badgeservice.openbadges.verification import (
    COMPATIBLE,
    Materials,
    Verdict,
    decide,
    unwrap,
)
from badgeservice.openbadges.verification.materials import Controller
from badgeservice.proofs.jose import sign_compact
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import write_json
from simulator import DID, ISSUED, NOW, Simulator, a_credential, codes_of

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
        {"exp": "4000000000"},
        {"exp": True},
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


def test_an_end_in_the_token_alone_counts() -> None:
    elsewhere = Simulator()
    later, earlier = 4_000_000_000, int(NOW.timestamp()) - 61
    assert elsewhere.verify(elsewhere.sign_token(exp=later)).verdict is Verdict.VALID
    assert elsewhere.verify(elsewhere.sign_token(exp=earlier)).leading_code == "time.expired"


def test_a_token_may_carry_an_audience_and_terms_that_json_ld_would_drop() -> None:
    elsewhere = Simulator()
    token = elsewhere.sign_token(aud="employers", iat=1, extra="signed all the same")
    assert elsewhere.verify(token).verdict is Verdict.VALID


def test_a_new_badge_in_the_old_wrapping_of_a_token_is_invalid() -> None:
    elsewhere = Simulator()
    outer = {"vc": a_credential(), "iss": DID, "nbf": int(ISSUED.timestamp())}
    kid = elsewhere.token_method_id
    report = elsewhere.verify(sign_compact(write_json(outer), signer=elsewhere.token_key, kid=kid))
    assert report.verdict is Verdict.INVALID
    assert "/vc" in {fault.pointer for fault in report.checks[2].findings}


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
        ({}, {"controller": [DID, "did:web:x.example"]}, "proof.key_not_authorised"),
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


def test_a_controller_and_a_type_may_stand_in_an_array() -> None:
    elsewhere = Simulator(method_changes={"controller": [DID], "type": ["Multikey"]})
    assert elsewhere.verify(elsewhere.sign()).verdict is Verdict.VALID


def test_relative_method_ids_of_a_did_document_are_understood() -> None:
    elsewhere = Simulator(
        method_changes={"id": "#key-1"}, controller_changes={"assertionMethod": ["#key-1"]}
    )
    assert elsewhere.verify(elsewhere.sign()).verdict is Verdict.VALID
