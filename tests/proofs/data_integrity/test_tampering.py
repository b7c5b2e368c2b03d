"""Embedded proofs of every suite under attack: nothing that was touched verifies."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import CannotCanonicalise, ContextNotAllowed
from badgeservice.proofs.data_integrity import ProofOutcome, create_proof, verify_proof
from proofs.data_integrity.every_suite import (
    SUITES,
    Suite,
    at,
    each_over_json,
    each_over_statements,
    each_suite,
    places,
)
from signed_badge import CREATED, DOCUMENT, METHOD


def replaced(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    document = copy.deepcopy(DOCUMENT)
    at(document, path[:-1])[path[-1]] = value
    return document


PLACES = list(places(DOCUMENT))
OBJECTS = [(), *(path for path in PLACES if isinstance(at(DOCUMENT, path), dict))]


@each_suite
def test_what_was_signed_verifies(suite: Suite) -> None:
    assert suite.outcome() == ProofOutcome.VERIFIED


@each_suite
def test_deleting_anything_anywhere_is_never_verified(suite: Suite) -> None:
    for path in PLACES:
        document = copy.deepcopy(DOCUMENT)
        del at(document, path[:-1])[path[-1]]
        assert suite.outcome(document) != ProofOutcome.VERIFIED, path


@each_suite
@pytest.mark.parametrize(
    "value", ["x", "", 7, 1.25, True, ["x"], {"id": "urn:x:y"}, {"type": ["Profile"]}], ids=str
)
def test_replacing_anything_anywhere_is_never_verified(suite: Suite, value: Any) -> None:
    for path in PLACES:
        assert suite.outcome(replaced(path, value)) != ProofOutcome.VERIFIED, path


@each_suite
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("grade", "10"),
        ("grade", None),
        ("description", "x"),
        ("id", "urn:x:y"),
        ("@id", "urn:x:y"),
        ("@type", "Profile"),
        ("@context", {"name": "https://attacker.example/name"}),
        ("@context", None),
        ("@graph", []),
        ("@included", []),
        ("@reverse", {}),
        ("@nest", {}),
        ("https://schema.org/name", "Another"),
        ("https://www.w3.org/2018/credentials#issuer", {"@id": "did:web:attacker.example"}),
    ],
    ids=str,
)
def test_adding_a_member_to_any_object_is_never_verified(
    suite: Suite, name: str, value: Any
) -> None:
    for path in OBJECTS:
        if at(DOCUMENT, path).get(name) != value:
            assert suite.outcome(replaced((*path, name), value)) != ProofOutcome.VERIFIED, path


@each_suite
@pytest.mark.parametrize("value", [None, []], ids=str)
def test_adding_an_empty_defined_member_to_any_object_is_never_verified(
    suite: Suite, value: Any
) -> None:
    # JSON-LD drops both, so a signature over statements alone would not notice.
    for path in OBJECTS:
        if "description" not in at(DOCUMENT, path):
            document = replaced((*path, "description"), value)
            assert suite.outcome(document) != ProofOutcome.VERIFIED, path


@given(
    st.sampled_from(SUITES),
    st.sampled_from([path for path in PLACES if isinstance(at(DOCUMENT, path), str)]),
    st.integers(min_value=0),
    st.characters(),
)
@settings(deadline=None, max_examples=150)
def test_changing_any_character_is_never_verified(
    suite: Suite, path: tuple[Any, ...], position: int, character: str
) -> None:
    text = at(DOCUMENT, path)
    position %= len(text)
    changed = text[:position] + character + text[position + 1 :]
    if changed != text:
        assert suite.outcome(replaced(path, changed)) != ProofOutcome.VERIFIED


@each_suite
def test_every_option_of_the_proof_is_signed(suite: Suite) -> None:
    for name in suite.proof:
        without = {member: value for member, value in suite.proof.items() if member != name}
        assert suite.outcome_of(DOCUMENT, without) != ProofOutcome.VERIFIED, name
        for value in ("x", "did:web:attacker.example#1", "2031-01-01T00:00:00Z", [], None, 1):
            assert suite.outcome(**{name: value}) != ProofOutcome.VERIFIED, (name, value)


@each_suite
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("expires", "2099-01-01T00:00:00Z"),
        ("domain", "badges.example"),
        ("challenge", "x"),
        ("nonce", "x"),
        ("id", "urn:uuid:f5cd58ae-8ee0-4b5a-8d3b-8f5ac6ee3c11"),
        ("name", "a defined term that was not signed"),
    ],
)
def test_an_option_that_was_added_breaks_the_signature(suite: Suite, name: str, value: str) -> None:
    assert suite.outcome(**{name: value}) == ProofOutcome.SIGNATURE_WRONG


@each_suite
@pytest.mark.parametrize(
    "members",
    [
        {"grade": "10"},
        {"": "x"},
        {"nested": {"a": {"b": 1}}},
        {"@id": "urn:x:y"},
        {"@graph": []},
        {"previousProof": "urn:uuid:1"},
        {"previousProof": ["urn:uuid:1"]},
        {"previousProof": []},
        {"jws": "ey..x"},
        {"proofValue2": "z1"},
    ],
    ids=str,
)
def test_a_member_that_was_not_signed_is_never_verified(
    suite: Suite, members: dict[str, Any]
) -> None:
    assert suite.outcome(**members) != ProofOutcome.VERIFIED


@each_suite
def test_a_context_that_gives_another_meaning_is_never_verified(suite: Suite) -> None:
    first, second = DOCUMENT["@context"]
    for changed in ([first], first, [second], second, [], [first, first], {}, None, [None]):
        outcome = suite.outcome({**DOCUMENT, "@context": changed})
        assert outcome != ProofOutcome.VERIFIED, changed


UNKNOWN = ["https://attacker.example/", {"name": "https://attacker.example/name"}]


@each_over_statements
@pytest.mark.parametrize("unknown", UNKNOWN, ids=["remote", "inline"])
def test_a_context_behind_the_others_is_refused(suite: Suite, unknown: Any) -> None:
    document = {**DOCUMENT, "@context": [*DOCUMENT["@context"], unknown]}
    with pytest.raises(ContextNotAllowed):
        verify_proof(document, suite.proof, suite.signer.public_key)


@each_over_json
@pytest.mark.parametrize("unknown", UNKNOWN, ids=["remote", "inline"])
def test_a_context_behind_the_signed_ones_is_a_wrong_signature(suite: Suite, unknown: Any) -> None:
    document = {**DOCUMENT, "@context": [*DOCUMENT["@context"], unknown]}
    assert suite.outcome(document) == ProofOutcome.SIGNATURE_WRONG


@each_over_statements
def test_a_document_without_context_is_refused(suite: Suite) -> None:
    document = {name: value for name, value in DOCUMENT.items() if name != "@context"}
    with pytest.raises(CannotCanonicalise):
        verify_proof(document, suite.proof, suite.signer.public_key)
    with pytest.raises(CannotCanonicalise):
        create_proof(
            document,
            signer=suite.signer,
            verification_method=METHOD,
            created=CREATED,
            cryptosuite=suite.name,
        )


@each_over_json
def test_the_order_of_a_list_is_signed_with_the_json(suite: Suite) -> None:
    for name in ("type", "@context"):
        turned = {**DOCUMENT, name: list(reversed(DOCUMENT[name]))}
        assert suite.outcome(turned) == ProofOutcome.SIGNATURE_WRONG, name


@each_suite
def test_the_order_of_members_makes_no_difference(suite: Suite) -> None:
    turned = dict(reversed(DOCUMENT.items()))
    proof = dict(reversed(suite.proof.items()))
    assert suite.outcome_of(turned, proof) == ProofOutcome.VERIFIED


@each_over_json
@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), 2**53, -(2**53), "\ud800", {"\ud800": 1}, {1: 1}, b"x"],
    ids=str,
)
def test_what_is_no_json_for_the_scheme_is_refused(suite: Suite, value: Any) -> None:
    with pytest.raises(CannotCanonicalise):
        verify_proof({**DOCUMENT, "name": value}, suite.proof, suite.signer.public_key)
