"""Badges of VCDM 1.1 and of older suites: read like any other, never made."""

import json
from pathlib import Path
from typing import Any

import pytest

from badgeservice.errors import MalformedToken
from badgeservice.openbadges.verification import (
    STRICT,
    Materials,
    Report,
    Unreachable,
    Verdict,
    decide,
    unwrap,
)
from badgeservice.openbadges.verification.materials import Controller
from badgeservice.openbadges.vocabulary import CREDENTIALS_V1
from badgeservice.proofs.jose import sign_compact
from badgeservice.proofs.strict_json import write_json
from simulator import DID, ISSUED, NOW, Simulator, a_credential, codes_of

SAMPLE_ISSUER = "https://example.com/issuers/876543"


def an_old_badge(**changes: Any) -> dict[str, Any]:
    """A badge in the form of VCDM 1.1, without status."""
    credential = a_credential(credentialStatus=None, validFrom=None)
    credential["@context"][0] = CREDENTIALS_V1
    credential["@context"].append("https://w3id.org/security/data-integrity/v2")
    credential["issuanceDate"] = "2026-11-01T09:30:00Z"
    credential |= changes
    return {name: value for name, value in credential.items() if value is not None}


def judge_sample(folder: Path, found: Controller | Unreachable, **changes: Any) -> Report:
    sample = json.loads((folder / "samples/1edtech/simple_v1.json").read_text(encoding="utf-8"))
    materials = Materials(controllers={SAMPLE_ISSUER: found})
    return decide(unwrap(write_json(sample | changes)), materials, now=NOW, policy=STRICT)


def controller_of_sample() -> Controller:
    """What 1EdTech's example issuer would publish if it existed."""
    multikey = "z6MknNHHrBzPytzu6CUBP9Lg7fg4KSBjzimc2Frh693YbMiv"
    method = {
        "id": f"{SAMPLE_ISSUER}#{multikey}",
        "type": "Ed25519VerificationKey2020",
        "controller": SAMPLE_ISSUER,
        "publicKeyMultibase": multikey,
    }
    return Controller({"id": SAMPLE_ISSUER, "assertionMethod": [method]})


def test_the_old_sample_of_1edtech_is_valid_once_its_issuer_publishes_the_key(
    shared_data: Path,
) -> None:
    report = judge_sample(shared_data, controller_of_sample())
    assert report.verdict is Verdict.VALID, codes_of(report)
    assert {warning.code for warning in report.warnings} == {
        "data.legacy_version",
        "proof.legacy_suite",
    }


def test_the_old_sample_without_a_document_of_its_issuer_is_never_valid(shared_data: Path) -> None:
    report = judge_sample(shared_data, Unreachable("did.unreachable"))
    assert report.verdict is Verdict.INDETERMINATE
    assert report.checks[1].details["signatureFits"] is True


def test_the_old_sample_with_another_name_is_invalid(shared_data: Path) -> None:
    report = judge_sample(shared_data, controller_of_sample(), name="Leadership Badge")
    assert codes_of(report)["proof"] == "proof.invalid"


def test_an_old_badge_is_valid_within_its_old_dates() -> None:
    elsewhere = Simulator()
    badge = an_old_badge(expirationDate="2026-11-21T12:00:30Z")
    report = elsewhere.verify(elsewhere.sign(badge))
    assert report.verdict is Verdict.VALID, codes_of(report)
    assert report.credential is not None
    assert report.credential["validUntil"] == "2026-11-21T12:00:30Z"


@pytest.mark.parametrize(
    ("dates", "code"),
    [
        ({"expirationDate": "2026-11-20T00:00:00Z"}, "time.expired"),
        ({"issuanceDate": "2026-11-22T00:00:00Z"}, "time.not_yet_valid"),
    ],
    ids=["expired", "not-yet"],
)
def test_an_old_badge_outside_its_dates_is_invalid(dates: dict[str, str], code: str) -> None:
    elsewhere = Simulator()
    report = elsewhere.verify(elsewhere.sign(an_old_badge(**dates)))
    assert report.leading_code == code


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"issuanceDate": None}, "/issuanceDate"),
        ({"issuanceDate": "1 november"}, "/issuanceDate"),
        ({"expirationDate": "2026-01-01T00:00:00Z"}, "/expirationDate"),
        ({"issuer": DID}, "/issuer"),
        ({"name": None}, "/name"),
        ({"credentialSubject": None}, "/credentialSubject"),
    ],
    ids=["no-date", "no-moment", "ends-before", "issuer", "name", "subject"],
)
def test_an_old_badge_that_breaks_a_rule_is_told_so_by_its_own_names(
    changes: dict[str, Any], pointer: str
) -> None:
    elsewhere = Simulator()
    report = elsewhere.verify(elsewhere.sign(an_old_badge(**changes)))
    assert report.verdict is Verdict.INVALID
    assert pointer in {finding.pointer for finding in report.checks[0].findings}


def test_new_names_of_dates_in_an_old_badge_are_not_covered() -> None:
    elsewhere = Simulator()
    signed = elsewhere.sign(an_old_badge()) | {"validUntil": "2030-01-01T00:00:00Z"}
    assert elsewhere.verify(signed).verdict is Verdict.INVALID


# --- tokens -----------------------------------------------------------------------------------


def an_old_token(elsewhere: Simulator, vc: dict[str, Any], typ: str = "JWT", **claims: Any) -> str:
    payload = {
        "vc": vc,
        "iss": DID,
        "jti": "urn:uuid:3f0b7b0c-5a55-4f0a-9b7e-0d3e0c4c8a11",
        "sub": "urn:uuid:0c1f4c1e-65c5-4c5c-8a0e-6a1a1d8a2b22",
        "nbf": int(ISSUED.timestamp()),
    } | claims
    payload = {name: value for name, value in payload.items() if value is not None}
    kid = elsewhere.token_method_id
    return sign_compact(write_json(payload), signer=elsewhere.token_key, kid=kid, typ=typ)


def test_an_old_token_wraps_its_badge_in_the_claim_vc() -> None:
    elsewhere = Simulator()
    assert elsewhere.verify(an_old_token(elsewhere, an_old_badge())).verdict is Verdict.VALID


def test_what_only_the_claims_of_an_old_token_say_belongs_to_the_badge() -> None:
    elsewhere = Simulator()
    bare = an_old_badge(id=None, issuanceDate=None)
    report = elsewhere.verify(an_old_token(elsewhere, bare))
    assert report.verdict is Verdict.VALID, codes_of(report)
    assert report.credential is not None
    assert report.credential["validFrom"] == "2026-11-01T09:30:00Z"


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "did:web:other.example"},
        {"jti": "urn:uuid:other"},
        {"sub": "urn:uuid:other"},
        {"sub": None},
        {"nbf": 0},
        {"nbf": None},
        {"exp": int(NOW.timestamp()) - 61},
    ],
    ids=["iss", "jti", "sub", "no-sub", "nbf", "no-nbf", "exp"],
)
def test_claims_around_an_old_badge_that_contradict_it_are_invalid(claims: dict[str, Any]) -> None:
    elsewhere = Simulator()
    assert (
        elsewhere.verify(an_old_token(elsewhere, an_old_badge(), **claims)).verdict
        is Verdict.INVALID
    )


def test_the_claim_vc_is_not_read_in_a_token_of_the_new_type() -> None:
    elsewhere = Simulator()
    with pytest.raises(MalformedToken):
        elsewhere.verify(an_old_token(elsewhere, an_old_badge(), typ="vc+jwt"))


def test_a_token_that_is_a_badge_and_wraps_another_is_refused() -> None:
    elsewhere = Simulator()
    with pytest.raises(MalformedToken):
        elsewhere.verify(an_old_token(elsewhere, an_old_badge(), **a_credential()))
