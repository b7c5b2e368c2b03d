"""Making proofs: their options, sets and chains, and what no proof is made for."""

from datetime import datetime
from typing import Any

import pytest

from badgeservice.errors import CannotCanonicalise, UnsignedTerm
from badgeservice.proofs.data_integrity import (
    ProofOutcome,
    add_proof,
    create_proof,
    verify_proof,
)
from badgeservice.proofs.keys import AlgorithmName, PrivateKey, PublicKey
from signed_badge import CREATED, DOCUMENT, KEY, METHOD, PROOF, SIGNED, SIGNER


@pytest.mark.parametrize("algorithm", ["P-256", "RSA-2048"])
def test_a_key_of_another_kind_does_not_fit_the_suite(algorithm: AlgorithmName) -> None:
    other = PrivateKey.generate(algorithm)
    assert verify_proof(DOCUMENT, PROOF, other.public_key) is ProofOutcome.KEY_MISMATCH
    with pytest.raises(ValueError, match="another kind of key"):
        create_proof(DOCUMENT, signer=other, verification_method=METHOD, created=CREATED)


def test_another_key_of_the_same_kind_is_a_wrong_signature() -> None:
    other = PrivateKey.from_seed(b"\x08" * 32).public_key
    assert verify_proof(DOCUMENT, PROOF, other) is ProofOutcome.SIGNATURE_WRONG


def test_a_document_with_a_proof_inside_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="take the proof out"):
        verify_proof(SIGNED, PROOF, KEY)
    with pytest.raises(ValueError, match="take the proof out"):
        create_proof(SIGNED, signer=SIGNER, verification_method=METHOD, created=CREATED)


def test_a_time_without_zone_is_our_own_mistake() -> None:
    naive = datetime.fromisoformat("2026-03-01T12:00:00")
    with pytest.raises(ValueError, match="zone"):
        create_proof(DOCUMENT, signer=SIGNER, verification_method=METHOD, created=naive)


@pytest.mark.parametrize(
    "cryptosuite", ["ecdsa-sd-2023", "eddsa-2022", "Ed25519Signature2020", "none", ""]
)
def test_a_suite_that_makes_no_proofs_here_is_our_own_mistake(cryptosuite: str) -> None:
    with pytest.raises(ValueError, match="suite"):
        create_proof(
            DOCUMENT,
            signer=SIGNER,
            verification_method=METHOD,
            created=CREATED,
            cryptosuite=cryptosuite,
        )


@pytest.mark.parametrize("method", ["#key-1", "key-1", ""])
def test_a_relative_verification_method_is_not_signed(method: str) -> None:
    with pytest.raises(CannotCanonicalise):
        create_proof(DOCUMENT, signer=SIGNER, verification_method=method, created=CREATED)


def test_an_undefined_term_is_not_signed() -> None:
    with pytest.raises(UnsignedTerm):
        add_proof(
            {**DOCUMENT, "grade": "10"}, signer=SIGNER, verification_method=METHOD, created=CREATED
        )


class WrongLength:
    """A signer whose answer is cut short."""

    algorithm: AlgorithmName = "Ed25519"
    public_key: PublicKey = KEY

    def sign(self, data: bytes) -> bytes:
        return SIGNER.sign(data)[:-1]


def test_a_signer_that_answers_another_length_is_noticed() -> None:
    with pytest.raises(ValueError, match="another length"):
        create_proof(DOCUMENT, signer=WrongLength(), verification_method=METHOD, created=CREATED)


def made(document: dict[str, Any] = DOCUMENT, **arguments: Any) -> dict[str, Any]:
    return add_proof(
        document, signer=SIGNER, verification_method=METHOD, created=CREATED, **arguments
    )


EXTRA = {
    "id": "urn:uuid:f5cd58ae-8ee0-4b5a-8d3b-8f5ac6ee3c11",
    "expires": "2027-01-01T00:00:00+01:00",
    "domain": ["badges.example", "other.example"],
    "challenge": "1",
    "nonce": "2",
}


@pytest.mark.parametrize("cryptosuite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_further_options_are_signed(cryptosuite: str) -> None:
    proof = made(cryptosuite=cryptosuite, extra=EXTRA)["proof"]
    assert {name: proof[name] for name in EXTRA} == EXTRA
    assert verify_proof(DOCUMENT, proof, KEY) is ProofOutcome.VERIFIED
    for member in EXTRA:
        stripped = {name: value for name, value in proof.items() if name != member}
        assert verify_proof(DOCUMENT, stripped, KEY) is ProofOutcome.SIGNATURE_WRONG, member


@pytest.mark.parametrize(
    "extra",
    [
        {"type": "DataIntegrityProof"},
        {"proofValue": "z1"},
        {"created": "2027-01-01T00:00:00Z"},
        {"verificationMethod": METHOD},
        {"cryptosuite": "eddsa-rdfc-2022"},
        {"proofPurpose": "assertionMethod"},
        {"@context": DOCUMENT["@context"]},
        {"@id": "urn:x:y"},
        {"expires": "tomorrow"},
        {"challenge": None},
        {"domain": []},
        {"nonce": 1},
        {"previousProof": "urn:uuid:unknown"},
        {"previousProof": []},
    ],
    ids=str,
)
@pytest.mark.parametrize("cryptosuite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_an_option_that_no_proof_has_is_our_own_mistake(
    cryptosuite: str, extra: dict[str, Any]
) -> None:
    with pytest.raises((ValueError, CannotCanonicalise)):
        made(cryptosuite=cryptosuite, extra=extra)


def test_an_undefined_option_is_not_signed_over_statements() -> None:
    with pytest.raises(UnsignedTerm):
        made(extra={"grade": "10"})


def test_a_json_proof_carries_the_contexts_of_its_document() -> None:
    proof = made(cryptosuite="eddsa-jcs-2022")["proof"]
    assert proof["@context"] == DOCUMENT["@context"]
    without = {name: value for name, value in DOCUMENT.items() if name != "@context"}
    assert "@context" not in made(without, cryptosuite="eddsa-jcs-2022")["proof"]


def test_a_second_proof_makes_a_set_and_signs_the_document_alone() -> None:
    both = made(SIGNED, cryptosuite="eddsa-jcs-2022")
    assert both["proof"][0] == PROOF
    assert {name: value for name, value in both.items() if name != "proof"} == DOCUMENT
    for proof in both["proof"]:
        assert verify_proof(DOCUMENT, proof, KEY) is ProofOutcome.VERIFIED


@pytest.mark.parametrize("proof", ["text", ["text"], 1, None, [PROOF, None]], ids=str)
def test_a_document_with_something_else_under_proof_is_our_own_mistake(proof: Any) -> None:
    with pytest.raises(ValueError, match="something else than proofs"):
        made({**DOCUMENT, "proof": proof})


@pytest.mark.parametrize("first", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
@pytest.mark.parametrize("second", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_a_chained_proof_signs_the_one_it_names(first: str, second: str) -> None:
    # A proof over JSON carries contexts, which stand in the way of a signature over statements.
    name = "urn:uuid:0b7d6a52-9ea9-4b5e-a0b4-53f8c4c7cf0e"
    once = made(cryptosuite=first, extra={"id": name})
    arguments: dict[str, Any] = {"cryptosuite": second, "extra": {"previousProof": name}}
    if (first, second) == ("eddsa-jcs-2022", "eddsa-rdfc-2022"):
        with pytest.raises(CannotCanonicalise):
            made(once, **arguments)
        return
    earlier, later = made(once, **arguments)["proof"]
    verdicts = [
        verify_proof(DOCUMENT, later, KEY, earlier=links)
        for links in ([earlier], [], [later], [earlier, earlier], [{**earlier, "nonce": "1"}])
    ]
    malformed, wrong = ProofOutcome.PROOF_MALFORMED, ProofOutcome.SIGNATURE_WRONG
    assert verdicts == [ProofOutcome.VERIFIED, malformed, malformed, malformed, wrong]
    assert verify_proof(DOCUMENT, earlier, KEY) is ProofOutcome.VERIFIED
    assert verify_proof(DOCUMENT, earlier, KEY, earlier=[later]) is ProofOutcome.PROOF_MALFORMED
