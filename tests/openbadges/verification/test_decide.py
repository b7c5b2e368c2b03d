"""The verdict: invalid beats indeterminate beats valid, and unknown is not no."""

from datetime import timedelta
from typing import Any

import pytest

from badgeservice.openbadges.issuer import Recognition
from badgeservice.openbadges.verification import (
    Materials,
    Outcome,
    Verdict,
    decide,
    unwrap,
)
from badgeservice.proofs.canonical import Reading
from badgeservice.proofs.strict_json import write_json
from simulator import DID, NOW, POSITION, Simulator, a_credential, codes_of

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


def test_a_wrong_proof_of_the_issuer_spoils_a_set() -> None:
    elsewhere = Simulator()
    signed = elsewhere.sign()
    assert elsewhere.verify(signed | {"proof": [signed["proof"]]}).verdict is Verdict.VALID
    again = elsewhere.sign(created=NOW)["proof"]
    assert elsewhere.verify(signed | {"proof": [signed["proof"], again]}).verdict is Verdict.VALID
    wrong = signed["proof"] | {"created": "2026-11-02T00:00:00Z"}
    report = elsewhere.verify(signed | {"proof": [signed["proof"], wrong]})
    assert report.verdict is Verdict.INVALID


@pytest.mark.parametrize(
    "other",
    [
        {"cryptosuite": "bbs-2023"},
        {"type": "RsaSignature2018"},
        {"verificationMethod": "did:web:witness.example#key-1"},
    ],
    ids=["suite", "type", "signer"],
)
def test_a_proof_of_somebody_else_beside_a_good_one_is_never_called_false(
    other: dict[str, Any],
) -> None:
    elsewhere = Simulator()
    signed = elsewhere.sign()
    report = elsewhere.verify(signed | {"proof": [signed["proof"], signed["proof"] | other]})
    assert report.verdict is Verdict.INDETERMINATE
    assert codes_of(report)["proof"] == "proof.others_not_judged"


def test_the_same_proof_twice_is_not_judged() -> None:
    elsewhere = Simulator()
    signed = elsewhere.sign()
    report = elsewhere.verify(signed | {"proof": [signed["proof"], signed["proof"]]})
    assert report.verdict is Verdict.INDETERMINATE


def test_a_badge_that_says_something_twice_is_not_judged_false() -> None:
    elsewhere, credential = Simulator(), a_credential()
    creator = {name: credential["issuer"][name] for name in ("id", "type", "name")}
    credential["credentialSubject"]["achievement"]["creator"] = creator
    report = elsewhere.verify(elsewhere.sign(credential, reading=Reading.OPEN))
    assert report.verdict is Verdict.INDETERMINATE
    assert codes_of(report)["conformance"] == "data.not_judged"


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


def test_an_older_version_of_the_data_model_is_judged_by_its_own_rules() -> None:
    elsewhere, credential = Simulator(), a_credential()
    credential["@context"][0] = "https://www.w3.org/2018/credentials/v1"
    credential["@context"].append("https://w3id.org/security/data-integrity/v2")
    credential["issuanceDate"] = credential.pop("validFrom")
    del credential["credentialStatus"]
    report = elsewhere.verify(elsewhere.sign(credential))
    assert report.verdict is Verdict.VALID
    assert "data.legacy_version" in [warning.code for warning in report.warnings]


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


@pytest.mark.parametrize(
    ("changes", "code", "kind"),
    [
        ({}, "1D54A21B60", "ext:CompetentNLSkill"),
        ({"targetCode": None, "targetType": None}, None, None),
        ({"targetCode": 5, "targetType": ["CTDL"]}, None, None),
        ({"targetCode": "x" * 300, "targetType": "ext:" + "x" * 297}, "x" * 300, None),
        ({"targetCode": "x" * 301, "targetType": False}, None, None),
    ],
)
def test_the_code_and_the_type_of_an_alignment_are_told_as_far_as_they_are_short_texts(
    changes: dict[str, object], code: str | None, kind: str | None
) -> None:
    badge = a_credential()
    alignment = badge["credentialSubject"]["achievement"]["alignment"][0]
    alignment |= changes
    for name in [name for name, told in changes.items() if told is None]:
        del alignment[name]
    simulator = Simulator(is_reachable=False)
    (told,) = simulator.verify(simulator.sign(badge)).credential["skills"]
    assert (told["code"], told["type"]) == (code, kind)
    assert told["uri"] == alignment["targetUrl"]
