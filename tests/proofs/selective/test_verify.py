"""What a verifier makes of a derived proof (ECDSA 1.0 sections 3.5.9 and 3.6.7)."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import CannotCanonicalise, ContextNotAllowed, UnsignedTerm
from badgeservice.proofs.canonical import Reading
from badgeservice.proofs.encoding import base64url_decode, multibase_decode, multibase_encode
from badgeservice.proofs.keys import PrivateKey, public_key_from_multikey
from badgeservice.proofs.proof_shape import ProofOutcome
from badgeservice.proofs.selective import derive_proof, verify_derived_proof
from badgeservice.proofs.strict_json import read_document
from full_credential import full_credential
from proofs.selective.disclosing import (
    ISSUER_KEY,
    derive,
    issue,
    value_of,
    verify,
    with_options,
    with_value,
)
from proofs.selective.test_proof_value import NOT_DERIVED

V2 = "https://www.w3.org/ns/credentials/v2"


@pytest.fixture(scope="module")
def derived() -> dict[str, Any]:
    return derive(full_credential(), "/name", "/credentialSubject/achievement/alignment/1")


# --- accepted ---------------------------------------------------------------------------------


@pytest.mark.parametrize("reading", list(Reading))
def test_a_derived_proof_verifies(derived: dict[str, Any], reading: Reading) -> None:
    assert verify(derived, reading=reading) is ProofOutcome.VERIFIED


def test_the_order_of_members_and_sets_means_nothing(derived: dict[str, Any]) -> None:
    shuffled = dict(reversed(derived.items()))
    shuffled["type"] = [*reversed(shuffled["type"])]
    assert verify(shuffled) is ProofOutcome.VERIFIED


def test_the_derived_badge_of_1edtech_verifies_with_the_key_it_names(shared_data: Path) -> None:
    raw = (shared_data / "samples/1edtech/derivedcredential.json").read_bytes()
    sample = read_document(raw).value
    (proof,) = sample.pop("proof")
    key = public_key_from_multikey(proof["verificationMethod"].partition("#")[2])
    for reading in Reading:
        outcome = verify_derived_proof(sample, proof, key, reading=reading)
        assert outcome is ProofOutcome.VERIFIED
    sample["credentialSubject"]["achievement"]["name"] = "Samenwerken"
    assert verify_derived_proof(sample, proof, key) is ProofOutcome.SIGNATURE_WRONG


def test_contexts_written_out_verify_in_the_open_reading_alone() -> None:
    document = {
        "@context": [V2, {"colour": "https://terms.example#colour"}],
        "type": ["VerifiableCredential"],
        "issuer": "did:web:club.example",
        "credentialSubject": {"colour": ["red", "green"], "name": "Een"},
    }
    proof = issue(document, ["/issuer"], reading=Reading.OPEN)
    part = {name: document[name] for name in ("@context", "type", "issuer")}
    derived = derive_proof(
        document, proof, selective_pointers=["/credentialSubject/colour/1"], reading=Reading.OPEN
    )
    assert derived.items() >= part.items()
    assert derived["credentialSubject"] == {"colour": ["green"]}
    assert verify(derived, reading=Reading.OPEN) is ProofOutcome.VERIFIED
    with pytest.raises(ContextNotAllowed):
        verify(derived)


# --- refused for what it is -------------------------------------------------------------------


def test_a_base_proof_is_not_verified() -> None:
    document = full_credential()
    assert verify({**document, "proof": issue(document)}) is ProofOutcome.BASE_PROOF


def test_anything_that_begins_as_a_base_proof_is_one(derived: dict[str, Any]) -> None:
    for value in ("u2V0A", "u2V0A!", "u2V0AhVhA"):
        assert verify(with_options(derived, proofValue=value)) is ProofOutcome.BASE_PROOF


@pytest.mark.parametrize("name", [name for name in NOT_DERIVED if name != "base header"])
def test_a_hostile_proof_value_is_malformed(derived: dict[str, Any], name: str) -> None:
    spoiled = with_options(derived, proofValue=NOT_DERIVED[name])
    assert verify(spoiled) is ProofOutcome.PROOF_MALFORMED


@pytest.mark.parametrize("value", [None, 7, True, ["u2V0B"], {"u2V0B": 1}, ""], ids=repr)
def test_a_proof_value_that_is_no_text_is_malformed(derived: dict[str, Any], value: object) -> None:
    assert verify(with_options(derived, proofValue=value)) is ProofOutcome.PROOF_MALFORMED


@pytest.mark.parametrize(
    ("options", "outcome"),
    [
        ({"type": "Ed25519Signature2020"}, ProofOutcome.SUITE_UNSUPPORTED),
        ({"cryptosuite": "ecdsa-rdfc-2019"}, ProofOutcome.SUITE_UNSUPPORTED),
        ({"cryptosuite": "ECDSA-SD-2023"}, ProofOutcome.SUITE_UNSUPPORTED),
        ({"previousProof": "urn:x:1"}, ProofOutcome.SUITE_UNSUPPORTED),
        ({"cryptosuite": None}, ProofOutcome.PROOF_MALFORMED),
        ({"created": "yesterday"}, ProofOutcome.PROOF_MALFORMED),
        ({"verificationMethod": ""}, ProofOutcome.PROOF_MALFORMED),
        ({"@context": V2}, ProofOutcome.PROOF_MALFORMED),
        ({"@id": "urn:x:1"}, ProofOutcome.PROOF_MALFORMED),
        ({"expires": None}, ProofOutcome.PROOF_MALFORMED),
        ({"created": "2025-03-01T10:00:01Z"}, ProofOutcome.SIGNATURE_WRONG),
        ({"expires": "2035-03-01T10:00:00Z"}, ProofOutcome.SIGNATURE_WRONG),
        ({"proofPurpose": "authentication"}, ProofOutcome.SIGNATURE_WRONG),
        ({"verificationMethod": "did:web:other.example#1"}, ProofOutcome.SIGNATURE_WRONG),
        ({"id": "urn:x:proof"}, ProofOutcome.SIGNATURE_WRONG),
    ],
)
def test_other_options_are_noticed(
    derived: dict[str, Any], options: dict[str, Any], outcome: ProofOutcome
) -> None:
    assert verify(with_options(derived, **options)) is outcome


def test_a_proof_that_is_no_object_is_malformed() -> None:
    for proof in (None, "u2V0B", [], {}):
        outcome = verify_derived_proof(full_credential(), proof, ISSUER_KEY.public_key)  # type: ignore[arg-type]
        assert outcome is ProofOutcome.PROOF_MALFORMED


def test_the_contexts_of_the_document_may_be_repeated_in_the_open_reading(
    derived: dict[str, Any],
) -> None:
    repeated = with_options(derived, **{"@context": derived["@context"]})
    assert verify(repeated, reading=Reading.OPEN) is ProofOutcome.VERIFIED
    assert verify(repeated) is ProofOutcome.PROOF_MALFORMED
    other = with_options(derived, **{"@context": V2})
    assert verify(other, reading=Reading.OPEN) is ProofOutcome.PROOF_MALFORMED


# --- keys -------------------------------------------------------------------------------------


def test_another_key_of_the_kind_is_noticed(derived: dict[str, Any]) -> None:
    other = PrivateKey.generate("P-256").public_key
    assert verify(derived, other) is ProofOutcome.SIGNATURE_WRONG


@pytest.mark.parametrize("algorithm", ["Ed25519", "P-384", "P-521", "RSA-2048"])
def test_a_key_of_another_kind_does_not_belong_to_the_suite(
    derived: dict[str, Any], algorithm: Any
) -> None:
    other = PrivateKey.generate(algorithm).public_key
    assert verify(derived, other) is ProofOutcome.KEY_MISMATCH


def test_the_proof_key_is_not_the_issuers(derived: dict[str, Any]) -> None:
    key = public_key_from_multikey(multibase_encode(value_of(derived).proof_key, "z"))
    assert verify(derived, key) is ProofOutcome.SIGNATURE_WRONG


def wrong_proof_keys() -> dict[str, bytes]:
    own = multibase_decode(ISSUER_KEY.public_key.to_multikey())
    ed25519 = multibase_decode(PrivateKey.from_seed(bytes(32)).public_key.to_multikey())
    return {
        "nothing": bytes(35),
        "another prefix": b"\x81\x24" + own[2:],
        "no prefix": own[2:] + bytes(2),
        "Ed25519": ed25519 + b"\0",
        "not compressed": own[:2] + b"\x04" + own[3:],
        "off the curve": own[:2] + b"\x02" + b"\xff" * 32,
    }


@pytest.mark.parametrize("name", wrong_proof_keys())
def test_a_proof_key_of_another_kind_is_malformed(derived: dict[str, Any], name: str) -> None:
    spoiled = with_value(derived, proof_key=wrong_proof_keys()[name])
    assert verify(spoiled) is ProofOutcome.PROOF_MALFORMED


# --- any content ------------------------------------------------------------------------------

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


@given(
    name=TEXTS,
    narrative=TEXTS,
    tags=st.lists(TEXTS, min_size=1, max_size=4, unique=True),
    other=TEXTS,
)
@settings(deadline=None, max_examples=20)
def test_whatever_was_signed_verifies_in_parts_until_it_changes(
    name: str, narrative: str, tags: list[str], other: str
) -> None:
    document = full_credential()
    achievement = document["credentialSubject"]["achievement"]
    document["name"], achievement["tag"] = name, tags
    achievement["criteria"]["narrative"] = narrative
    pointers = ("/name", "/credentialSubject/achievement/criteria")
    shown = derive(document, *pointers, "/credentialSubject/achievement/tag")
    assert verify(shown) is ProofOutcome.VERIFIED
    told = shown["credentialSubject"]["achievement"]
    for holder, member, value in (
        (shown, "name", other),
        (told["criteria"], "narrative", other),
        (told, "tag", [*tags, other]),
        (told, "tag", tags[1:]),
    ):
        kept = holder[member]
        if value == kept or sorted(set(value)) == sorted(kept):
            continue
        holder[member] = value
        assert not is_verified(shown), member
        holder[member] = kept


def is_verified(derived: dict[str, Any]) -> bool:
    try:
        return verify(derived) is ProofOutcome.VERIFIED
    except CannotCanonicalise:
        return False


# --- every byte -------------------------------------------------------------------------------


def test_no_bit_of_the_proof_value_can_be_flipped() -> None:
    derived = derive(full_credential(), "/name")
    encoded = base64url_decode(derived["proof"]["proofValue"][1:])
    for place in range(len(encoded)):
        flipped = bytearray(encoded)
        flipped[place] ^= 1 << place % 8
        spoiled = with_options(derived, proofValue=multibase_encode(bytes(flipped), "u"))
        assert verify(spoiled) is not ProofOutcome.VERIFIED, place


# --- what is no outcome -----------------------------------------------------------------------


def test_what_no_signature_covers_is_refused(derived: dict[str, Any]) -> None:
    with pytest.raises(UnsignedTerm):
        verify({**derived, "unknownTerm": "x"})
    with pytest.raises(UnsignedTerm):
        verify(with_options(derived, remark="x"))


def test_a_proof_left_in_the_document_is_a_mistake(derived: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="proof"):
        verify_derived_proof(derived, derived["proof"], ISSUER_KEY.public_key)
