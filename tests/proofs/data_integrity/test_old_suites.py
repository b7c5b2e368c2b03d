"""The suites that are read and never made: ``Ed25519Signature2020`` and ``eddsa-2022``."""

import hashlib
from typing import Any

import pytest

from badgeservice.errors import CannotCanonicalise, UnsignedTerm
from badgeservice.proofs.canonical import Reading, canonicalise
from badgeservice.proofs.data_integrity import ProofOutcome, is_known_suite, verify_proof
from badgeservice.proofs.encoding import multibase_encode
from badgeservice.proofs.keys import PrivateKey
from signed_badge import DOCUMENT, KEY, METHOD, PROOF, SIGNER

SUITE_CONTEXT = "https://w3id.org/security/suites/ed25519-2020/v1"
OLD_DOCUMENT = {**DOCUMENT, "@context": [*DOCUMENT["@context"], SUITE_CONTEXT]}
OPTIONS = {
    "created": "2021-11-13T18:19:39Z",
    "verificationMethod": METHOD,
    "proofPurpose": "assertionMethod",
}
OF_2020 = {**OPTIONS, "type": "Ed25519Signature2020"}
OF_2022 = {**OPTIONS, "type": "DataIntegrityProof", "cryptosuite": "eddsa-2022"}

CASES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "Ed25519Signature2020": (OLD_DOCUMENT, OF_2020),
    "eddsa-2022": (DOCUMENT, OF_2022),
}
each_case = pytest.mark.parametrize(("document", "options"), CASES.values(), ids=CASES)


def sign_by_hand(document: dict[str, Any], options: dict[str, Any]) -> dict[str, Any]:
    """Hash the options with the contexts of the document, then the document, and sign both."""
    both = b"".join(
        hashlib.sha256(canonicalise(part).encode("utf-8")).digest()
        for part in ({**options, "@context": document["@context"]}, document)
    )
    return {**options, "proofValue": multibase_encode(SIGNER.sign(both), "z")}


@each_case
def test_an_old_proof_verifies_in_both_readings(
    document: dict[str, Any], options: dict[str, Any]
) -> None:
    proof = sign_by_hand(document, options)
    assert is_known_suite(proof)
    for reading in Reading:
        assert verify_proof(document, proof, KEY, reading=reading) is ProofOutcome.VERIFIED


@each_case
def test_an_old_proof_signs_the_document_and_its_options(
    document: dict[str, Any], options: dict[str, Any]
) -> None:
    proof = sign_by_hand(document, options)
    outcomes = [
        verify_proof({**document, "name": "Another"}, proof, KEY),
        verify_proof(document, {**proof, "created": "2021-11-13T18:19:40Z"}, KEY),
        verify_proof(document, {**proof, "proofPurpose": "authentication"}, KEY),
        verify_proof(document, {**proof, "challenge": "1"}, KEY),
        verify_proof(document, {**proof, "proofValue": PROOF["proofValue"]}, KEY),
        verify_proof(document, proof, PrivateKey.generate("Ed25519").public_key),
    ]
    assert outcomes == [ProofOutcome.SIGNATURE_WRONG] * 6


@each_case
def test_an_old_proof_takes_an_ed25519_key_alone(
    document: dict[str, Any], options: dict[str, Any]
) -> None:
    proof = sign_by_hand(document, options)
    for algorithm in ("P-256", "P-384", "P-521", "RSA-2048"):
        key = PrivateKey.generate(algorithm).public_key  # type: ignore[arg-type]
        assert verify_proof(document, proof, key) is ProofOutcome.KEY_MISMATCH


@each_case
@pytest.mark.parametrize(
    "members",
    [
        {"jws": "eyJhbGciOiJFZERTQSJ9..x", "proofValue": None},
        {"proofValue": "u" + "A" * 86},
        {"proofValue": "x"},
        {"proofValue": ""},
        {"verificationMethod": {"id": METHOD}},
        {"proofPurpose": ["assertionMethod"]},
        {"created": "yesterday"},
        {"@context": SUITE_CONTEXT},
        {"previousProof": "urn:uuid:1"},
    ],
    ids=str,
)
def test_an_old_proof_of_another_shape_is_malformed(
    document: dict[str, Any], options: dict[str, Any], members: dict[str, Any]
) -> None:
    proof = {**sign_by_hand(document, options), **members}
    assert verify_proof(document, proof, KEY) is ProofOutcome.PROOF_MALFORMED


def test_the_old_type_names_no_cryptosuite() -> None:
    proof = {**sign_by_hand(OLD_DOCUMENT, OF_2020), "cryptosuite": "eddsa-rdfc-2022"}
    assert verify_proof(OLD_DOCUMENT, proof, KEY) is ProofOutcome.PROOF_MALFORMED


def test_the_old_type_without_its_context_is_covered_by_nothing() -> None:
    proof = sign_by_hand(OLD_DOCUMENT, OF_2020)
    for reading in Reading:
        with pytest.raises(UnsignedTerm):
            verify_proof(DOCUMENT, proof, KEY, reading=reading)


def test_the_draft_name_and_the_name_of_today_are_not_exchanged() -> None:
    proof = sign_by_hand(DOCUMENT, OF_2022)
    for name in ("eddsa-rdfc-2022", "eddsa-jcs-2022"):
        renamed = {**proof, "cryptosuite": name}
        assert verify_proof(DOCUMENT, renamed, KEY) is ProofOutcome.SIGNATURE_WRONG


@pytest.mark.parametrize(
    "kind", ["Ed25519Signature2018", "ed25519Signature2020", "RsaSignature2018"]
)
def test_an_older_type_is_not_supported(kind: str) -> None:
    proof = {**sign_by_hand(OLD_DOCUMENT, OF_2020), "type": kind}
    assert verify_proof(OLD_DOCUMENT, proof, KEY) is ProofOutcome.SUITE_UNSUPPORTED


def test_an_undefined_option_of_an_old_proof_is_refused() -> None:
    with pytest.raises(CannotCanonicalise):
        verify_proof(OLD_DOCUMENT, {**sign_by_hand(OLD_DOCUMENT, OF_2020), "grade": "10"}, KEY)
