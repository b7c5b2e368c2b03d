"""A ``@context`` inside a proof: what it may say, in each reading and for each kind of suite."""

from typing import Any

import pytest

from badgeservice.errors import ContextNotAllowed
from badgeservice.proofs.canonical import Reading
from badgeservice.proofs.data_integrity import ProofOutcome, verified_document, verify_proof
from proofs.data_integrity.every_suite import (
    Suite,
    each_over_json,
    each_over_statements,
    each_suite,
)
from signed_badge import DOCUMENT

FIRST, SECOND = DOCUMENT["@context"]
FURTHER = "https://w3id.org/security/multikey/v1"
STRICT, OPEN = Reading.STRICT, Reading.OPEN

VERIFIED, WRONG = ProofOutcome.VERIFIED, ProofOutcome.SIGNATURE_WRONG
MALFORMED = ProofOutcome.PROOF_MALFORMED

both_readings = pytest.mark.parametrize("reading", [STRICT, OPEN])


def judge(suite: Suite, contexts: Any, reading: Reading, **members: Any) -> ProofOutcome:
    """Verify with these contexts in the document and some members of the proof replaced."""
    document = {**DOCUMENT, "@context": contexts}
    proof = {**suite.proof, **members}
    return verify_proof(document, proof, suite.signer.public_key, reading=reading)


@each_over_statements
def test_over_statements_contexts_of_the_proof_are_refused_when_strict(suite: Suite) -> None:
    for contexts in ([FIRST, SECOND], [FIRST], FIRST, {}):
        outcome = judge(suite, [FIRST, SECOND], STRICT, **{"@context": contexts})
        assert outcome is MALFORMED, contexts


@each_over_statements
def test_over_statements_the_open_reading_takes_the_contexts_of_the_document(
    suite: Suite,
) -> None:
    assert judge(suite, [FIRST, SECOND], OPEN, **{"@context": [FIRST, SECOND]}) is VERIFIED


@each_over_statements
@pytest.mark.parametrize(
    "contexts",
    [
        [FIRST],
        [SECOND, FIRST],
        FIRST,
        [FIRST, SECOND, FURTHER],
        [FIRST, SECOND, {"@vocab": "https://attacker.example/#"}],
        {},
        "https://attacker.example/",
        1,
        True,
    ],
    ids=str,
)
def test_over_statements_no_reading_takes_other_contexts(suite: Suite, contexts: Any) -> None:
    for reading in Reading:
        assert judge(suite, [FIRST, SECOND], reading, **{"@context": contexts}) is MALFORMED


@each_over_json
@both_readings
def test_over_json_the_same_contexts_in_both_verify(suite: Suite, reading: Reading) -> None:
    assert suite.proof["@context"] == [FIRST, SECOND]
    assert judge(suite, [FIRST, SECOND], reading) is VERIFIED


@each_over_json
@pytest.mark.parametrize(
    "contexts",
    [
        [FIRST, SECOND, FURTHER],
        [FIRST, SECOND, {"@vocab": "https://other.example/#"}],
        [FIRST, SECOND, FIRST],
        [FIRST, SECOND, 1],
    ],
    ids=str,
)
def test_over_json_contexts_behind_the_signed_ones_are_left_to_the_open_reading(
    suite: Suite, contexts: list[Any]
) -> None:
    assert judge(suite, contexts, STRICT) is WRONG
    assert judge(suite, contexts, OPEN) is VERIFIED


@each_over_json
@pytest.mark.parametrize(
    "contexts",
    [
        [FIRST],
        [SECOND],
        [SECOND, FIRST],
        [FURTHER, FIRST, SECOND],
        [FIRST, FURTHER, SECOND],
        [[FIRST, SECOND]],
        FIRST,
        [],
        None,
        {},
        1,
    ],
    ids=str,
)
@both_readings
def test_over_json_contexts_that_do_not_start_alike_are_wrong(
    suite: Suite, contexts: Any, reading: Reading
) -> None:
    assert judge(suite, contexts, reading) is WRONG


@each_over_json
@both_readings
def test_over_json_a_document_whose_contexts_were_taken_away_is_wrong(
    suite: Suite, reading: Reading
) -> None:
    document = {name: value for name, value in DOCUMENT.items() if name != "@context"}
    key = suite.signer.public_key
    assert verify_proof(document, suite.proof, key, reading=reading) is WRONG


@each_over_json
@both_readings
def test_over_json_contexts_taken_out_of_the_proof_are_wrong(
    suite: Suite, reading: Reading
) -> None:
    proof = {name: value for name, value in suite.proof.items() if name != "@context"}
    key = suite.signer.public_key
    assert verify_proof(DOCUMENT, proof, key, reading=reading) is WRONG


@each_over_json
@both_readings
def test_over_json_shorter_contexts_in_both_are_wrong(suite: Suite, reading: Reading) -> None:
    assert judge(suite, [FIRST], reading, **{"@context": [FIRST]}) is WRONG


@each_over_json
def test_a_context_given_as_text_starts_a_list_in_the_open_reading_alone(suite: Suite) -> None:
    # The text is what was signed, so it is a wrong signature here, but no misfit.
    assert judge(suite, [FIRST, SECOND], OPEN, **{"@context": FIRST}) is WRONG


@each_over_statements
def test_an_unknown_context_behind_the_others_stays_refused_in_the_open(suite: Suite) -> None:
    with pytest.raises(ContextNotAllowed):
        judge(suite, [FIRST, SECOND, "https://attacker.example/"], OPEN)


@each_suite
def test_a_document_is_covered_as_it_stands(suite: Suite) -> None:
    assert verified_document(DOCUMENT, suite.proof) == DOCUMENT


@each_over_json
def test_a_document_is_covered_without_the_contexts_that_were_not_signed(suite: Suite) -> None:
    longer = {**DOCUMENT, "@context": [FIRST, SECOND, FURTHER]}
    assert verified_document(longer, suite.proof) == DOCUMENT


@each_over_statements
def test_over_statements_every_context_is_covered(suite: Suite) -> None:
    longer = {**DOCUMENT, "@context": [FIRST, SECOND, FURTHER]}
    assert verified_document(longer, suite.proof) == longer


def test_a_proof_of_no_known_suite_covers_nothing_else() -> None:
    assert verified_document(DOCUMENT, {"type": "Unknown"}) == DOCUMENT
