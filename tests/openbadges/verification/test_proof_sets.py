"""Several proofs on one badge: every one must be right, and one must be the issuer's."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from badgeservice.openbadges.verification import (
    STRICT,
    Report,
    Unreachable,
    Verdict,
    decide,
    unwrap,
)
from badgeservice.openbadges.verification.materials import Controller
from badgeservice.proofs.data_integrity import create_proof
from badgeservice.proofs.keys import PrivateKey, did_key_document
from badgeservice.proofs.strict_json import write_json
from simulator import ISSUED, NOW, Simulator, a_credential, codes_of

WITNESS = PrivateKey.from_seed(b"\x07" * 32)
WITNESS_DID = f"did:key:{WITNESS.public_key.to_multikey()}"
WITNESS_METHOD = f"{WITNESS_DID}#{WITNESS.public_key.to_multikey()}"


def proof_of(
    elsewhere: Simulator, credential: dict[str, Any], *, witness: bool = False, **more: Any
) -> dict[str, Any]:
    """A proof by the issuer, or by a witness who is somebody else."""
    return create_proof(
        credential,
        signer=WITNESS if witness else elsewhere.key,
        verification_method=WITNESS_METHOD if witness else elsewhere.method_id,
        created=ISSUED,
        **more,
    )


def judge(
    elsewhere: Simulator,
    credential: dict[str, Any],
    proofs: list[Any],
    *,
    witness: Controller | Unreachable | None = None,
) -> Report:
    """Judge a badge with these proofs; the witness is known unless told otherwise."""
    known = witness or Controller(did_key_document(WITNESS_DID))
    materials = elsewhere.materials()
    materials = replace(materials, controllers={**materials.controllers, WITNESS_DID: known})
    signed = {**credential, "proof": proofs}
    return decide(unwrap(write_json(signed)), materials, now=NOW, policy=STRICT)


def test_two_proofs_by_the_issuer_are_valid() -> None:
    elsewhere, credential = Simulator(), a_credential()
    first = proof_of(elsewhere, credential, extra={"id": "urn:uuid:1"})
    second = proof_of(elsewhere, credential, extra={"id": "urn:uuid:2"})
    assert judge(elsewhere, credential, [first, second]).verdict is Verdict.VALID


def test_a_good_proof_by_a_witness_beside_the_issuers_is_valid() -> None:
    elsewhere, credential = Simulator(), a_credential()
    proofs = [proof_of(elsewhere, credential, witness=True), proof_of(elsewhere, credential)]
    report = judge(elsewhere, credential, proofs)
    assert report.verdict is Verdict.VALID
    assert report.checks[1].details["verificationMethod"] == elsewhere.method_id


def test_a_proof_by_a_witness_alone_is_not_the_issuers() -> None:
    elsewhere, credential = Simulator(), a_credential()
    report = judge(elsewhere, credential, [proof_of(elsewhere, credential, witness=True)])
    assert codes_of(report)["proof"] == "proof.key_not_authorised"


@pytest.mark.parametrize("wrong", ["issuer", "witness"])
def test_one_wrong_proof_makes_the_set_invalid(wrong: str) -> None:
    elsewhere, credential = Simulator(), a_credential()
    other = a_credential(name="Another badge")
    proofs = [
        proof_of(elsewhere, other if wrong == "issuer" else credential),
        proof_of(elsewhere, other if wrong == "witness" else credential, witness=True),
    ]
    report = judge(elsewhere, credential, proofs)
    assert report.verdict is Verdict.INVALID
    assert codes_of(report)["proof"] == "proof.invalid"


def test_a_witness_who_cannot_be_reached_leaves_the_set_unknown() -> None:
    elsewhere, credential = Simulator(), a_credential()
    proofs = [proof_of(elsewhere, credential), proof_of(elsewhere, credential, witness=True)]
    # The method spells its key, and still nobody stands behind it.
    report = judge(elsewhere, credential, proofs, witness=Unreachable("did.unreachable"))
    assert report.verdict is Verdict.INDETERMINATE
    assert codes_of(report)["proof"] == "proof.others_not_judged"


def test_a_proof_of_an_unknown_suite_leaves_the_set_unknown() -> None:
    elsewhere, credential = Simulator(), a_credential()
    strange = {**proof_of(elsewhere, credential), "cryptosuite": "bbs-2023"}
    report = judge(elsewhere, credential, [proof_of(elsewhere, credential), strange])
    assert codes_of(report)["proof"] == "proof.others_not_judged"


@pytest.mark.parametrize(
    "member",
    [{"proofPurpose": "authentication"}, {"expires": "2026-11-01T09:31:00Z"}],
    ids=["purpose", "expired"],
)
def test_a_proof_in_the_set_that_may_not_count_makes_it_invalid(member: dict[str, Any]) -> None:
    elsewhere, credential = Simulator(), a_credential()
    second = {**proof_of(elsewhere, credential, witness=True), **member}
    report = judge(elsewhere, credential, [proof_of(elsewhere, credential), second])
    assert report.verdict is Verdict.INVALID


# --- chains -----------------------------------------------------------------------------------


def a_chain(elsewhere: Simulator, credential: dict[str, Any]) -> list[dict[str, Any]]:
    """The witness signs first; the issuer signs the badge with that proof in it."""
    first = proof_of(elsewhere, credential, witness=True, extra={"id": "urn:uuid:1"})
    extra = {"id": "urn:uuid:2", "previousProof": "urn:uuid:1"}
    return [first, proof_of(elsewhere, credential, extra=extra, earlier=[first])]


def test_a_chain_of_two_good_proofs_is_valid() -> None:
    elsewhere, credential = Simulator(), a_credential()
    assert judge(elsewhere, credential, a_chain(elsewhere, credential)).verdict is Verdict.VALID


def test_a_chain_whose_earlier_proof_was_exchanged_is_invalid() -> None:
    elsewhere, credential = Simulator(), a_credential()
    _, second = a_chain(elsewhere, credential)
    other = create_proof(
        credential,
        signer=WITNESS,
        verification_method=WITNESS_METHOD,
        created=NOW,
        extra={"id": "urn:uuid:1"},
    )
    report = judge(elsewhere, credential, [other, second])
    assert codes_of(report)["proof"] == "proof.invalid"


def test_a_chain_without_its_earlier_proof_is_broken() -> None:
    elsewhere, credential = Simulator(), a_credential()
    _, second = a_chain(elsewhere, credential)
    report = judge(elsewhere, credential, [second])
    assert report.verdict is Verdict.INVALID
    assert codes_of(report)["proof"] == "proof.chain"


@pytest.mark.parametrize("previous", ["urn:uuid:2", "urn:uuid:9", ["urn:uuid:1", "urn:uuid:9"]])
def test_a_previous_proof_that_is_itself_or_unknown_breaks_the_chain(previous: Any) -> None:
    elsewhere, credential = Simulator(), a_credential()
    first, second = a_chain(elsewhere, credential)
    report = judge(elsewhere, credential, [first, {**second, "previousProof": previous}])
    assert codes_of(report)["proof"] == "proof.chain"


def test_two_proofs_with_one_id_break_the_chain() -> None:
    elsewhere, credential = Simulator(), a_credential()
    first, second = a_chain(elsewhere, credential)
    twin = proof_of(elsewhere, credential, extra={"id": "urn:uuid:1"})
    report = judge(elsewhere, credential, [first, twin, second])
    assert report.verdict is Verdict.INVALID


def test_two_proofs_that_name_each_other_are_broken() -> None:
    elsewhere, credential = Simulator(), a_credential()
    first, second = a_chain(elsewhere, credential)
    report = judge(elsewhere, credential, [{**first, "previousProof": "urn:uuid:2"}, second])
    assert codes_of(report)["proof"] == "proof.chain"


# --- moments of a proof -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "code"), [(60, "proof.ok"), (61, "proof.from_future"), (10**9, "proof.from_future")]
)
def test_a_proof_is_not_made_in_the_future(seconds: int, code: str) -> None:
    elsewhere, credential = Simulator(), a_credential()
    proof = create_proof(
        credential,
        signer=elsewhere.key,
        verification_method=elsewhere.method_id,
        created=NOW + timedelta(seconds=seconds),
    )
    assert codes_of(judge(elsewhere, credential, [proof]))["proof"] == code


@pytest.mark.parametrize(
    ("expires", "verdict"),
    [
        ("2026-11-21T12:00:01Z", Verdict.VALID),
        ("2026-11-21T11:59:01Z", Verdict.VALID),  # within the skew of 60 seconds
        ("2026-11-21T11:59:00Z", Verdict.INVALID),
        ("2026-11-21T13:00:00+01:00", Verdict.VALID),
        ("2026-11-21T12:30:00+01:00", Verdict.INVALID),
    ],
)
def test_a_proof_counts_until_it_expires(expires: str, verdict: Verdict) -> None:
    elsewhere, credential = Simulator(), a_credential()
    proof = proof_of(elsewhere, credential, extra={"expires": expires})
    assert judge(elsewhere, credential, [proof]).verdict is verdict
