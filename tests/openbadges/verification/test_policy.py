"""Policies as values: what is asked for changes what is checked, and nothing else."""

from typing import Any

from badgeservice.openbadges.verification import (
    COMPATIBLE,
    PROOF_ONLY,
    STRICT,
    VC_API,
    Materials,
    Outcome,
    Unreachable,
    Verdict,
    decide,
    needs,
    undecided,
    unwrap,
)
from badgeservice.openbadges.verification.materials import Controller
from badgeservice.openbadges.verification.policy import POLICIES
from badgeservice.proofs.canonical import Reading
from badgeservice.proofs.data_integrity import add_proof
from badgeservice.proofs.keys import PrivateKey, did_key_document
from badgeservice.proofs.strict_json import write_json
from simulator import ISSUED, NOW, Simulator, a_credential, codes_of

KEY = PrivateKey.from_seed(b"\x21" * 32)
DID = f"did:key:{KEY.public_key.to_multikey()}"
METHOD = f"{DID}#{KEY.public_key.to_multikey()}"


def a_plain_credential(**changes: Any) -> dict[str, Any]:
    """A credential of the W3C data model that is no badge."""
    unsigned = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": DID,
        "credentialSubject": {"id": "did:example:alice"},
    } | changes
    return add_proof(
        unsigned,
        signer=KEY,
        verification_method=METHOD,
        created=ISSUED,
        reading=Reading.OPEN,
    )


def judge(signed: dict[str, Any], policy: Any) -> Any:
    materials = Materials(controllers={DID: Controller(did_key_document(DID))})
    return decide(unwrap(write_json(signed)), materials, now=NOW, policy=policy)


def test_a_credential_that_is_no_badge_is_only_valid_where_none_is_asked_for() -> None:
    assert judge(a_plain_credential(), VC_API).verdict is Verdict.VALID
    assert judge(a_plain_credential(), STRICT).verdict is Verdict.INVALID
    assert judge(a_plain_credential(), COMPATIBLE).verdict is Verdict.INVALID


def test_the_rules_of_the_data_model_hold_where_no_badge_is_asked_for() -> None:
    report = judge(a_plain_credential(credentialSubject={}), VC_API)
    assert report.verdict is Verdict.INVALID


def test_a_key_that_is_not_the_issuers_passes_only_where_proofs_alone_are_asked_for() -> None:
    signed = a_plain_credential(issuer="https://vc.example/issuers/1")
    assert judge(signed, PROOF_ONLY).verdict is Verdict.VALID
    assert judge(signed, VC_API).verdict is not Verdict.VALID


def test_a_wrong_signature_fails_where_proofs_alone_are_asked_for() -> None:
    signed = a_plain_credential() | {"issuer": "https://vc.example/issuers/1"}
    assert judge(signed, PROOF_ONLY).leading_code == "proof.invalid"


def test_status_and_dates_are_not_looked_at_where_proofs_alone_are_asked_for() -> None:
    report = judge(a_plain_credential(validUntil="2020-01-01T00:00:00Z"), PROOF_ONLY)
    assert report.verdict is Verdict.VALID
    assert codes_of(report)["time"] == "check.not_asked"
    assert judge(a_plain_credential(validUntil="2020-01-01T00:00:00Z"), VC_API).verdict is (
        Verdict.INVALID
    )


def test_an_inline_context_is_only_read_where_no_badge_is_asked_for() -> None:
    inline = {"trainer": "https://vocabulary.example/trainer"}
    contexts = ["https://www.w3.org/ns/credentials/v2", inline]
    signed = a_plain_credential(**{"@context": contexts, "trainer": "Sanne"})
    assert judge(signed, VC_API).verdict is Verdict.VALID
    assert judge(signed, STRICT).verdict is Verdict.INDETERMINATE


def test_proofs_alone_want_the_document_of_the_method_and_no_lists() -> None:
    elsewhere = Simulator()
    submission = unwrap(write_json(elsewhere.sign(verification_method=METHOD)))
    assert needs(submission, PROOF_ONLY).controllers == (DID,)
    assert needs(submission, PROOF_ONLY).status_lists == ()
    assert needs(submission).controllers == (elsewhere.did, DID)


def test_the_public_api_offers_no_policy_that_binds_no_issuer() -> None:
    assert all(policy.binds_issuer and policy.requires_badge for policy in POLICIES.values())
    assert all(policy.checks_standing for policy in POLICIES.values())


def test_what_could_not_be_judged_at_all_says_so_and_shows_nothing() -> None:
    report = undecided("budget.exceeded", now=NOW, policy=STRICT)
    assert report.verdict is Verdict.INDETERMINATE
    assert report.leading_code == "budget.exceeded"
    assert report.to_json()["credential"] is None
    assert [check.outcome for check in report.checks[1:]] == [Outcome.SKIPPED] * 4


def test_a_badge_that_says_something_twice_and_was_changed_is_called_changed() -> None:
    elsewhere = Simulator()
    credential = a_credential()
    issuer = credential["issuer"]
    credential["credentialSubject"]["achievement"]["creator"] = {
        **issuer,
        "url": "https://a.example",
    }
    signed = elsewhere.sign(credential, reading=Reading.OPEN)
    assert elsewhere.verify(signed).leading_code == "data.not_judged"
    changed = signed | {"name": "Another badge"}
    assert elsewhere.verify(changed).leading_code == "proof.invalid"


def test_an_unreachable_document_says_nothing_about_the_proof() -> None:
    materials = Materials(controllers={DID: Unreachable("did.tls")})
    signed = unwrap(write_json(a_plain_credential()))
    report = decide(signed, materials, now=NOW, policy=VC_API)
    assert report.leading_code == "did.tls"
