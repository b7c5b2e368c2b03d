"""What a holder must not be able to do, with the base proof of the issuer in hand.

The forger here knows everything that a holder knows: the HMAC key, every signature and the proof
keys of two credentials. Only the secret keys are the issuer's.
"""

from copy import deepcopy
from typing import Any

import pytest

from badgeservice.errors import Refusal
from badgeservice.proofs.canonical import Reading
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.proof_shape import ProofOutcome
from badgeservice.proofs.selective import derive_proof
from badgeservice.proofs.selective.base_proof import key_bytes
from badgeservice.proofs.selective.proof_value import read_base_proof_value
from badgeservice.proofs.selective.statements import Rules, split_document
from full_credential import Path, full_credential, look_up, places
from proofs.selective.disclosing import (
    HMAC_KEY,
    MANDATORY,
    derive,
    issue,
    signed_pairs,
    statements_of,
    value_of,
    verify,
    with_statements,
)

JsonObject = dict[str, Any]

ALIGNMENT = "/credentialSubject/achievement/alignment"
RULES = Rules(None, Reading.STRICT)


@pytest.fixture(scope="module")
def derived() -> JsonObject:
    return derive(full_credential(), "/name", f"{ALIGNMENT}/0/targetName", f"{ALIGNMENT}/1")


def without_member(derived: JsonObject, path: Path) -> JsonObject:
    changed = deepcopy(derived)
    del look_up(changed, path[:-1])[path[-1]]
    return changed


def test_the_forger_writes_good_proofs_of_good_statements(derived: JsonObject) -> None:
    mandatory, _ = statements_of(derived)
    assert with_statements(derived, mandatory, signed_pairs(derived)) == derived


# --- to drop ----------------------------------------------------------------------------------

MANDATORY_MEMBERS: list[Path] = [
    ("issuer", "name"),
    ("issuer", "url"),
    ("issuer", "address", "addressLocality"),
    ("issuer", "address", "geo"),
    ("issuer", "address"),
    ("issuer",),
    ("validFrom",),
    ("type", 1),
    ("credentialSubject", "achievement", "name"),
    ("credentialSubject", "achievement"),
    ("credentialSubject",),
]


@pytest.mark.parametrize("path", MANDATORY_MEMBERS, ids=str)
def test_a_mandatory_member_cannot_be_dropped(derived: JsonObject, path: Path) -> None:
    assert verify(without_member(derived, path)) is ProofOutcome.SIGNATURE_WRONG


@pytest.mark.parametrize("word", ['"Korfbalvereniging De Linde"', "#validFrom>", "#Achievement>"])
def test_a_mandatory_statement_cannot_be_dropped_from_the_proof(
    derived: JsonObject, word: str
) -> None:
    mandatory, _ = statements_of(derived)
    (dropped,) = [text for text in mandatory if word in text]
    rest = [text for text in mandatory if text != dropped]
    paths: dict[str, Path] = {
        '"Korfbalvereniging De Linde"': ("issuer", "name"),
        "#validFrom>": ("validFrom",),
        "#Achievement>": ("credentialSubject", "achievement", "type"),
    }
    forged = with_statements(derived, rest, signed_pairs(derived))
    assert verify(forged) is ProofOutcome.SIGNATURE_WRONG
    smaller = without_member(forged, paths[word])
    assert verify(smaller) is ProofOutcome.SIGNATURE_WRONG


def test_a_mandatory_statement_cannot_become_one_that_may_be_dropped(derived: JsonObject) -> None:
    mandatory, _ = statements_of(derived)
    pairs = signed_pairs(derived)
    for moved in mandatory:
        rest = [text for text in mandatory if text != moved]
        for signature in (value_of(derived).base_signature, next(iter(pairs.values()))):
            forged = with_statements(derived, rest, {**pairs, moved: signature})
            assert verify(forged) is ProofOutcome.SIGNATURE_WRONG


def test_a_signed_statement_cannot_become_a_mandatory_one(derived: JsonObject) -> None:
    mandatory, _ = statements_of(derived)
    pairs = signed_pairs(derived)
    for moved in pairs:
        rest = {text: signature for text, signature in pairs.items() if text != moved}
        forged = with_statements(derived, [*mandatory, moved], rest)
        assert verify(forged) is ProofOutcome.SIGNATURE_WRONG


def test_leaving_out_a_statement_with_its_signature_is_a_holders_right(
    derived: JsonObject,
) -> None:
    mandatory, others = statements_of(derived)
    (dropped,) = [text for text in others if '"Jeugdtrainer"' in text]
    rest = {text: one for text, one in signed_pairs(derived).items() if text != dropped}
    smaller = without_member(derived, ("name",))
    assert verify(with_statements(smaller, mandatory, rest)) is ProofOutcome.VERIFIED
    assert verify(smaller) is ProofOutcome.SIGNATURE_WRONG
    assert verify(with_statements(derived, mandatory, rest)) is ProofOutcome.SIGNATURE_WRONG


# --- to change --------------------------------------------------------------------------------

LEAVES = [
    path
    for path, leaf in places(full_credential())
    if not isinstance(leaf, dict | list) and "@context" not in path
]


@pytest.mark.parametrize("path", LEAVES, ids=str)
def test_no_disclosed_value_can_be_changed(path: Path) -> None:
    whole = derive(full_credential(), "")
    leaf = look_up(whole, path)
    if isinstance(leaf, bool):
        other: object = not leaf
    else:
        other = leaf + 1 if isinstance(leaf, float | int) else f"{leaf}x"
    look_up(whole, path[:-1])[path[-1]] = other
    for reading in Reading:
        try:
            outcome = verify(whole, reading=reading)
        except Refusal:
            continue
        assert outcome is ProofOutcome.SIGNATURE_WRONG


def test_an_undisclosed_value_can_be_neither_told_nor_made_up(derived: JsonObject) -> None:
    mandatory, _ = statements_of(derived)
    pairs = signed_pairs(derived)
    split = split_document(full_credential(), HMAC_KEY, RULES)
    undisclosed = [text for text in split.statements if text not in {*mandatory, *pairs}]
    (told,) = [text for text in undisclosed if "#awardedDate>" in text]
    for date in (full_credential()["awardedDate"], "2020-01-01T00:00:00Z"):
        larger = {**derived, "awardedDate": date}
        assert verify(larger) is ProofOutcome.SIGNATURE_WRONG
        for signature in (bytes(64), b"\x01" * 64, *value_of(derived).signatures):
            forged = with_statements(larger, mandatory, {**pairs, told: signature})
            assert verify(forged) is ProofOutcome.SIGNATURE_WRONG


def test_a_proof_key_of_the_holders_own_signs_nothing(derived: JsonObject) -> None:
    own = PrivateKey.generate("P-256")
    mandatory, others = statements_of(derived)
    pairs = {text: own.sign(text.encode()) for text in others}
    forged = with_statements(derived, mandatory, pairs, proof_key=key_bytes(own.public_key))
    assert verify(forged) is ProofOutcome.SIGNATURE_WRONG
    assert verify(with_statements(derived, mandatory, pairs)) is ProofOutcome.SIGNATURE_WRONG


# --- to mix -----------------------------------------------------------------------------------


def two_credentials() -> tuple[JsonObject, JsonObject]:
    """Two badges of one issuer that differ in one word, derived with the same HMAC key."""
    other = full_credential()
    other["credentialSubject"]["achievement"]["alignment"][1]["targetName"] = "leidinggeven"
    chosen = ("/name", f"{ALIGNMENT}/0/targetName", f"{ALIGNMENT}/1")
    return derive(full_credential(), *chosen), derive(other, *chosen)


def test_a_statement_of_another_credential_does_not_fit() -> None:
    one, other = two_credentials()
    mandatory, _ = statements_of(one)
    assert mandatory == statements_of(other)[0]
    taken = {**other, "proof": one["proof"]}
    assert verify(taken) is ProofOutcome.SIGNATURE_WRONG
    # Of the other: only what differs, or everything but the signature of the issuer.
    mixed = {
        text: signed_pairs(one).get(text, signed_pairs(other)[text])
        for text in statements_of(other)[1]
    }
    assert verify(with_statements(taken, mandatory, mixed)) is ProofOutcome.SIGNATURE_WRONG
    for changes in (
        {"proof_key": value_of(other).proof_key},
        {"base_signature": value_of(other).base_signature},
    ):
        forged = with_statements(taken, mandatory, mixed, **changes)
        assert verify(forged) is ProofOutcome.SIGNATURE_WRONG


def test_all_of_another_credential_is_that_credential() -> None:
    one, other = two_credentials()
    assert verify({**other, "proof": one["proof"]}) is ProofOutcome.SIGNATURE_WRONG
    assert verify({**one, "proof": other["proof"]}) is ProofOutcome.SIGNATURE_WRONG
    assert verify(other) is ProofOutcome.VERIFIED


def test_a_credential_derived_by_the_base_proof_of_another_does_not_verify() -> None:
    document = full_credential()
    document["name"] = "Hoofdtrainer"
    foreign = issue(full_credential())
    forged = derive_proof(document, foreign, selective_pointers=["/name"])
    assert verify(forged) is ProofOutcome.SIGNATURE_WRONG


def test_the_mandatory_pointers_of_these_tests_are_in_the_base_proof() -> None:
    value = read_base_proof_value(issue(full_credential())["proofValue"])
    assert value.mandatory_pointers == MANDATORY
