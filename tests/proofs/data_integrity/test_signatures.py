"""The bytes in ``proofValue``, and what happens when suite, curve, hash or key are swapped."""

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from badgeservice.proofs.canonical import Reading
from badgeservice.proofs.data_integrity import ProofOutcome, verify_proof
from badgeservice.proofs.data_integrity.suites import suite_of
from badgeservice.proofs.data_integrity.transformations import Rules, Signed
from badgeservice.proofs.encoding import multibase_encode
from badgeservice.proofs.keys import PrivateKey
from proofs.data_integrity.every_suite import (
    ECDSA,
    KEYS,
    ORDERS,
    REFUSED,
    SUITES,
    Suite,
    each_ecdsa,
    each_suite,
    name_of,
)
from signed_badge import DOCUMENT

ED25519_ORDER = 2**252 + 27742317777372353535851937790883648493


def spoiled_spellings(suite: Suite) -> list[str]:
    value, signature = suite.proof["proofValue"], suite.signature
    return [
        value[1:],
        multibase_encode(signature, "u"),
        "u" + value[1:],
        "m" + value[1:],
        "Z" + value[1:],
        "z",
        "z" + value,
        "z1" + value[1:],
        value + "1",
        value + "\n",
        " " + value,
        value[:-1] + "0",
        value * 20,
        signature.hex(),
        multibase_encode(signature[:-1], "z"),
        multibase_encode(signature + b"\x00", "z"),
        multibase_encode(b"\x00" + signature, "z"),
        multibase_encode(signature[: len(signature) // 2], "z"),
        multibase_encode(signature + signature, "z"),
    ]


@each_suite
def test_a_proof_value_that_is_not_base58_of_the_exact_length_is_malformed(suite: Suite) -> None:
    for value in spoiled_spellings(suite):
        assert suite.outcome(proofValue=value) == ProofOutcome.PROOF_MALFORMED, value


@each_suite
def test_a_spoiled_signature_is_wrong(suite: Suite) -> None:
    signature = suite.signature
    half = len(signature) // 2
    spoiled = [
        bytes(2 * half),
        b"\xff" * 2 * half,
        signature[half:] + signature[:half],
        bytes(half) + signature[half:],
        signature[:half] + bytes(half),
    ]
    for position in range(0, 2 * half, 5):
        changed = bytearray(signature)
        changed[position] ^= 1
        spoiled.append(bytes(changed))
    for one in spoiled:
        value = multibase_encode(one, "z")
        assert suite.outcome(proofValue=value) == ProofOutcome.SIGNATURE_WRONG, one.hex()


@pytest.mark.parametrize("suite", SUITES[:2], ids=name_of)
def test_a_second_spelling_of_an_ed25519_signature_is_wrong(suite: Suite) -> None:
    s = int.from_bytes(suite.signature[32:], "little") + ED25519_ORDER
    value = multibase_encode(suite.signature[:32] + s.to_bytes(32, "little"), "z")
    assert suite.outcome(proofValue=value) == ProofOutcome.SIGNATURE_WRONG


def halves(suite: Suite) -> tuple[int, int, int]:
    size = len(suite.signature) // 2
    r = int.from_bytes(suite.signature[:size], "big")
    s = int.from_bytes(suite.signature[size:], "big")
    return r, s, size


@each_ecdsa
def test_an_ecdsa_signature_outside_the_order_is_wrong(suite: Suite) -> None:
    r, s, size = halves(suite)
    order = ORDERS[suite.algorithm]
    for bad in ((0, s), (r, 0), (0, 0), (order, s), (r, order), (order + 1, s), (r, order - 1)):
        value = multibase_encode(b"".join(one.to_bytes(size, "big") for one in bad), "z")
        assert suite.outcome(proofValue=value) == ProofOutcome.SIGNATURE_WRONG, bad


@each_ecdsa
def test_an_ecdsa_signature_with_the_other_s_is_standard(suite: Suite) -> None:
    # Neither FIPS 186-5 nor the suites ask for low S, and a signature names nothing here.
    r, s, size = halves(suite)
    other = ORDERS[suite.algorithm] - s
    value = multibase_encode(r.to_bytes(size, "big") + other.to_bytes(size, "big"), "z")
    assert suite.outcome(proofValue=value) == ProofOutcome.VERIFIED


@each_ecdsa
def test_an_ecdsa_signature_in_der_is_malformed(suite: Suite) -> None:
    r, s, _ = halves(suite)
    value = multibase_encode(encode_dss_signature(r, s), "z")
    assert suite.outcome(proofValue=value) == ProofOutcome.PROOF_MALFORMED


@each_suite
@pytest.mark.parametrize(
    "name",
    [
        "eddsa-rdfc-2022",
        "eddsa-jcs-2022",
        "ecdsa-rdfc-2019",
        "ecdsa-jcs-2019",
        "ecdsa-sd-2023",
        "eddsa-2022",
        "none",
        "",
    ],
)
def test_a_proof_under_the_name_of_another_suite_is_never_verified(suite: Suite, name: str) -> None:
    if name != suite.name:
        assert suite.outcome(cryptosuite=name) != ProofOutcome.VERIFIED


@each_suite
def test_a_proof_of_the_old_type_is_never_one_of_a_cryptosuite(suite: Suite) -> None:
    kept = {name: value for name, value in suite.proof.items() if name != "cryptosuite"}
    old = {**kept, "type": "Ed25519Signature2020"}
    assert suite.outcome_of(DOCUMENT, old) != ProofOutcome.VERIFIED
    both = {**suite.proof, "type": "Ed25519Signature2020"}
    assert suite.outcome_of(DOCUMENT, both) == ProofOutcome.PROOF_MALFORMED


@each_suite
def test_a_key_of_a_kind_that_the_suite_does_not_take_does_not_match(suite: Suite) -> None:
    taken = ("Ed25519",) if suite.algorithm == "Ed25519" else ("P-256", "P-384")
    others = [*KEYS.values(), PrivateKey.generate("P-521"), PrivateKey.generate("RSA-2048")]
    for key in others:
        if key.algorithm not in taken:
            outcome = verify_proof(DOCUMENT, suite.proof, key.public_key)
            assert outcome is ProofOutcome.KEY_MISMATCH, key.algorithm


@each_suite
def test_another_key_of_the_same_kind_is_a_wrong_signature(suite: Suite) -> None:
    other = PrivateKey.generate(suite.algorithm).public_key
    assert verify_proof(DOCUMENT, suite.proof, other) is ProofOutcome.SIGNATURE_WRONG


@each_ecdsa
def test_a_key_on_the_other_curve_never_verifies(suite: Suite) -> None:
    other = KEYS["P-384" if suite.algorithm == "P-256" else "P-256"].public_key
    outcome = verify_proof(DOCUMENT, suite.proof, other)
    # The signature of another curve has another length.
    assert outcome is ProofOutcome.PROOF_MALFORMED


@each_ecdsa
def test_a_signature_over_the_hashes_of_the_other_curve_is_wrong(suite: Suite) -> None:
    options = {name: value for name, value in suite.proof.items() if name != "proofValue"}
    known = suite_of(suite.proof)
    assert known is not None
    outcomes = []
    for hash_name in ("sha256", "sha384"):
        rules = Rules(None, Reading.STRICT, hash_name)
        both = known.transformation.hash_both(Signed(DOCUMENT, options), rules)
        value = multibase_encode(suite.signer.sign(both), "z")
        outcomes.append(suite.outcome(proofValue=value))
    good, wrong = ProofOutcome.VERIFIED, ProofOutcome.SIGNATURE_WRONG
    assert outcomes == ([good, wrong] if suite.algorithm == "P-256" else [wrong, good])


@each_suite
def test_a_signature_over_the_hashes_the_other_way_round_is_wrong(suite: Suite) -> None:
    options = {name: value for name, value in suite.proof.items() if name != "proofValue"}
    known = suite_of(suite.proof)
    assert known is not None
    use = known.keys[suite.algorithm]
    rules = Rules(None, Reading.STRICT, use.hash_name)
    both = known.transformation.hash_both(Signed(DOCUMENT, options), rules)
    half = len(both) // 2
    value = multibase_encode(suite.signer.sign(both[half:] + both[:half]), "z")
    assert suite.outcome(proofValue=value) == ProofOutcome.SIGNATURE_WRONG


@pytest.mark.parametrize("suite", ECDSA, ids=name_of)
def test_the_same_document_is_signed_to_the_same_bytes(suite: Suite) -> None:
    # RFC 6979: no randomness that could fail and give the key away.
    assert suite.signer.sign(b"x") == suite.signer.sign(b"x")


def test_a_statement_proof_under_a_json_suite_is_no_refusal_but_wrong() -> None:
    assert SUITES[0].outcome(cryptosuite="eddsa-jcs-2022") == ProofOutcome.SIGNATURE_WRONG
    assert SUITES[1].outcome(cryptosuite="eddsa-rdfc-2022") in (
        ProofOutcome.PROOF_MALFORMED,
        REFUSED,
    )
