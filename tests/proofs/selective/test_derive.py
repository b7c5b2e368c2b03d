"""What a holder makes of a base proof (ECDSA 1.0 sections 3.5.4 and 3.6.6)."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import (
    PointerNotFound,
    Refusal,
    UnsignedTerm,
    UnusableBaseProof,
)
from badgeservice.proofs.canonical import Reading
from badgeservice.proofs.data_integrity import create_proof
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.proof_shape import ProofOutcome
from badgeservice.proofs.selective import derive_proof, select
from badgeservice.proofs.selective.proof_value import (
    read_base_proof_value,
    write_base_proof_value,
)
from full_credential import full_credential
from proofs.selective.disclosing import (
    CREATED,
    MANDATORY,
    METHOD,
    derive,
    issue,
    pointers_into,
    value_of,
    verify,
)

ALLOWED = "/credentialSubject/achievement/resultDescription/0/allowedValue"
HALF_SAID_TWICE = [f"/credentialSubject/achievement/creator/{name}" for name in ("name", "url")]
SEPARABLE = [one for one in pointers_into(full_credential()) if ALLOWED + "/" not in one]


def changed_base(proof: dict[str, Any], **changes: Any) -> dict[str, Any]:
    value = replace(read_base_proof_value(proof["proofValue"]), **changes)
    return {**proof, "proofValue": write_base_proof_value(value)}


@pytest.mark.parametrize("pointer", SEPARABLE)
def test_every_pointer_into_a_badge_gives_a_part_that_verifies(pointer: str) -> None:
    document = full_credential()
    reading = Reading.OPEN if pointer in HALF_SAID_TWICE else Reading.STRICT
    derived = derive_proof(document, issue(document), selective_pointers=[pointer], reading=reading)
    assert verify(derived, reading=reading) is ProofOutcome.VERIFIED
    derived.pop("proof")
    assert derived == select(document, [*MANDATORY, pointer])


@settings(deadline=None, max_examples=25)
@given(
    mandatory=st.lists(st.sampled_from(SEPARABLE), max_size=4),
    selective=st.lists(st.sampled_from(SEPARABLE), max_size=4),
)
def test_any_choice_gives_a_part_that_verifies(mandatory: list[str], selective: list[str]) -> None:
    document = full_credential()
    proof = issue(document, mandatory)
    chosen = ["/name", *selective]
    derived = derive_proof(document, proof, selective_pointers=chosen, reading=Reading.OPEN)
    assert verify(derived, reading=Reading.OPEN) is ProofOutcome.VERIFIED
    derived.pop("proof")
    assert derived == select(document, [*mandatory, *chosen])


def test_the_derived_proof_has_the_options_of_the_base_proof() -> None:
    document = full_credential()
    proof = issue(document, extra={"expires": "2030-01-01T00:00:00Z"})
    derived = derive_proof(document, proof, selective_pointers=["/name"])
    assert derived["proof"].keys() == proof.keys()
    assert {**derived["proof"], "proofValue": ""} == {**proof, "proofValue": ""}


def test_the_derived_proof_does_not_hold_the_hmac_key_or_other_signatures() -> None:
    document = full_credential()
    proof = issue(document)
    base = read_base_proof_value(proof["proofValue"])
    value = value_of(derive_proof(document, proof, selective_pointers=["/name"]))
    assert value.base_signature == base.base_signature
    assert len(value.signatures) == 1
    assert base.hmac_key not in [*value.labels.values(), *value.signatures]


def test_two_derivations_of_a_base_proof_share_its_signature_but_not_their_labels() -> None:
    document = full_credential()
    proof = issue(document)
    one, other = (
        value_of(derive_proof(document, proof, selective_pointers=[pointer]))
        for pointer in ("/name", "/credentialSubject/achievement/alignment/1/targetName")
    )
    assert one.base_signature == other.base_signature
    assert len(one.labels) + 1 == len(other.labels)


def test_without_mandatory_pointers_the_holder_decides() -> None:
    derived = derive(full_credential(), "/name", mandatory=())
    assert derived.keys() == {"@context", "id", "type", "name", "proof"}
    # The types are statements too, and chosen with the name.
    assert value_of(derived).mandatory_indexes == ()
    assert verify(derived) is ProofOutcome.VERIFIED


def test_a_choice_of_nothing_is_refused() -> None:
    document = full_credential()
    with pytest.raises(PointerNotFound) as refusal:
        derive_proof(document, issue(document, ()), selective_pointers=[])
    assert [found.code for found in refusal.value.findings] == ["pointer.none"]


@pytest.mark.parametrize("pointer", ["/absent", "name", "/issuer/~", f"{ALLOWED}/1", "/proof"])
def test_a_pointer_that_leads_to_nothing_is_refused(pointer: str) -> None:
    with pytest.raises(PointerNotFound):
        derive(full_credential(), "/name", pointer)


def test_a_base_proof_whose_own_pointers_do_not_fit_is_refused() -> None:
    document = full_credential()
    proof = changed_base(issue(document), mandatory_pointers=("/absent",))
    with pytest.raises(PointerNotFound):
        derive_proof(document, proof, selective_pointers=["/name"])


def test_another_number_of_signatures_is_refused() -> None:
    document = full_credential()
    proof = issue(document)
    signatures = read_base_proof_value(proof["proofValue"]).signatures
    for wrong in (signatures[:-1], (*signatures, signatures[0]), ()):
        with pytest.raises(UnusableBaseProof):
            derive_proof(
                document, changed_base(proof, signatures=wrong), selective_pointers=["/name"]
            )


def test_a_document_with_a_statement_more_or_less_is_refused() -> None:
    document = full_credential()
    proof = issue(document)
    without_name = {name: value for name, value in document.items() if name != "name"}
    for other in (without_name, {**document, "description": "Een zin erbij."}):
        with pytest.raises(UnusableBaseProof):
            derive_proof(other, proof, selective_pointers=["/validFrom"])


def test_a_document_with_another_value_gives_a_part_that_nobody_accepts() -> None:
    document = full_credential()
    proof = issue(document)
    derived = derive_proof({**document, "name": "Anders"}, proof, selective_pointers=["/name"])
    assert verify(derived) is ProofOutcome.SIGNATURE_WRONG


def spoiled_proofs() -> dict[str, dict[str, Any]]:
    document = full_credential()
    proof = issue(document)
    derived = derive_proof(document, proof, selective_pointers=["/name"])["proof"]
    whole = create_proof(
        document,
        signer=PrivateKey.from_seed(bytes(32)),
        verification_method=METHOD,
        created=CREATED,
    )
    without_value = {name: value for name, value in proof.items() if name != "proofValue"}
    return {
        "derived": derived,
        "another suite": whole,
        "another suite by name": {**proof, "cryptosuite": "ecdsa-rdfc-2019"},
        "another type": {**proof, "type": "Ed25519Signature2020"},
        "no value": without_value,
        "a number as value": {**proof, "proofValue": 7},
        "a value cut off": {**proof, "proofValue": proof["proofValue"][:-20]},
        "base58": {**proof, "proofValue": "z" + proof["proofValue"][1:]},
        "contexts of its own": {**proof, "@context": document["@context"]},
        "a malformed time": {**proof, "created": "yesterday"},
        "nothing": {},
    }


@pytest.mark.parametrize("name", spoiled_proofs())
def test_what_is_no_base_proof_is_refused(name: str) -> None:
    with pytest.raises(UnusableBaseProof):
        derive_proof(full_credential(), spoiled_proofs()[name], selective_pointers=["/name"])


def test_a_document_that_cannot_be_signed_is_refused() -> None:
    document = full_credential()
    proof = issue(document)
    with pytest.raises(UnsignedTerm):
        derive_proof({**document, "unknownTerm": 1}, proof, selective_pointers=["/name"])
    with pytest.raises(ValueError, match="proof"):
        derive_proof({**document, "proof": proof}, proof, selective_pointers=["/name"])


@pytest.mark.parametrize("member", ["name", "url"])
def test_a_part_that_strict_verifiers_would_refuse_is_not_made(member: str) -> None:
    # The issuer is described twice. If one of the descriptions says less than the other, what it
    # does say could be taken out of it unnoticed.
    document, pointer = full_credential(), f"/credentialSubject/achievement/creator/{member}"
    proof = issue(document)
    with pytest.raises(UnsignedTerm) as refusal:
        derive_proof(document, proof, selective_pointers=[pointer])
    assert {found.code for found in refusal.value.findings} == {"unsigned.repeated"}
    derived = derive_proof(document, proof, selective_pointers=[pointer], reading=Reading.OPEN)
    assert verify(derived, reading=Reading.OPEN) is ProofOutcome.VERIFIED
    with pytest.raises(UnsignedTerm):
        verify(derived)


@settings(deadline=None, max_examples=40)
@given(position=st.integers(0, 3_000), replacement=st.integers(0, 255))
def test_a_spoiled_base_proof_is_refused_or_gives_nothing_that_verifies(
    position: int, replacement: int
) -> None:
    document = full_credential()
    proof = issue(document)
    text = proof["proofValue"]
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    spoiled = text[:position] + alphabet[replacement % 64] + text[position + 1 :]
    if spoiled == text:
        return
    try:
        derived = derive_proof(document, {**proof, "proofValue": spoiled}, selective_pointers=[""])
    except Refusal:
        return
    assert verify(derived) is not ProofOutcome.VERIFIED
