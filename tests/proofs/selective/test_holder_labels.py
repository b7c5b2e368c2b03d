"""What a holder must not be able to do: to reorder, to relabel, to count otherwise."""

from copy import deepcopy
from typing import Any

import pytest

from badgeservice.proofs.proof_shape import ProofOutcome
from badgeservice.proofs.selective.proof_value import read_base_proof_value
from full_credential import full_credential, look_up
from proofs.selective.disclosing import derive, issue, value_of, verify, with_value

JsonObject = dict[str, Any]

ALIGNMENT = "/credentialSubject/achievement/alignment"


@pytest.fixture(scope="module")
def derived() -> JsonObject:
    return derive(full_credential(), "/name", f"{ALIGNMENT}/0/targetName", f"{ALIGNMENT}/1")


def test_signatures_cannot_change_places(derived: JsonObject) -> None:
    signatures = value_of(derived).signatures
    for at in range(len(signatures) - 1):
        swapped = (*signatures[:at], signatures[at + 1], signatures[at], *signatures[at + 2 :])
        assert verify(with_value(derived, signatures=swapped)) is ProofOutcome.SIGNATURE_WRONG


def test_a_signature_more_or_less_is_noticed(derived: JsonObject) -> None:
    signatures = value_of(derived).signatures
    every = read_base_proof_value(issue(full_credential())["proofValue"]).signatures
    for wrong in ((), signatures[1:], (*signatures, signatures[-1]), every):
        assert verify(with_value(derived, signatures=wrong)) is ProofOutcome.SIGNATURE_WRONG


def test_indexes_cannot_point_elsewhere(derived: JsonObject) -> None:
    indexes = value_of(derived).mandatory_indexes
    count = len(indexes) + len(value_of(derived).signatures)
    for wrong in (
        (),
        indexes[1:],
        indexes[:-1],
        tuple(range(count)),
        (*indexes[:-1], count),
        (*indexes[:-1], 2**40),
        tuple(index + 1 for index in indexes),
        tuple(range(len(indexes))),
    ):
        outcome = verify(with_value(derived, mandatory_indexes=wrong))
        assert outcome is ProofOutcome.SIGNATURE_WRONG


def test_labels_cannot_change_places(derived: JsonObject) -> None:
    labels = value_of(derived).labels
    assert len(labels) > 3
    for at in range(len(labels) - 1):
        swapped = {**labels, at: labels[at + 1], at + 1: labels[at]}
        assert verify(with_value(derived, labels=swapped)) is ProofOutcome.SIGNATURE_WRONG


def test_a_label_more_or_less_or_made_up_is_noticed(derived: JsonObject) -> None:
    labels = value_of(derived).labels
    last = len(labels) - 1
    for wrong in (
        {},
        {number: label for number, label in labels.items() if number != last},
        {**labels, last + 1: b"\x01" * 32},
        {**labels, last: b"\x01" * 32},
    ):
        assert verify(with_value(derived, labels=wrong)) is ProofOutcome.SIGNATURE_WRONG


def test_one_part_cannot_be_shown_as_two(derived: JsonObject) -> None:
    # Both halves would need the one label that was signed.
    changed = deepcopy(derived)
    whole = look_up(changed, ("credentialSubject", "achievement", "alignment"))[1]
    half = {"type": whole["type"], "targetUrl": whole.pop("targetUrl")}
    look_up(changed, ("credentialSubject", "achievement", "alignment")).append(half)
    labels = value_of(derived).labels
    assert verify(changed) is ProofOutcome.SIGNATURE_WRONG
    for label in labels.values():
        doubled = with_value(changed, labels={**labels, len(labels): label})
        assert verify(doubled) is ProofOutcome.PROOF_MALFORMED


def test_two_parts_cannot_be_shown_as_one(derived: JsonObject) -> None:
    changed = deepcopy(derived)
    first, second = look_up(changed, ("credentialSubject", "achievement", "alignment"))
    second["targetName"] = first["targetName"]
    look_up(changed, ("credentialSubject", "achievement"))["alignment"] = [second]
    labels = value_of(derived).labels
    for dropped in labels:
        rest = [label for number, label in labels.items() if number != dropped]
        merged = with_value(changed, labels=dict(enumerate(rest)))
        assert verify(merged) is ProofOutcome.SIGNATURE_WRONG
