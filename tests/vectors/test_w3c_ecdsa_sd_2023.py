"""The test vectors of Data Integrity ECDSA Cryptosuites 1.0 appendix A, for ecdsa-sd-2023.

Every intermediate of both samples is reproduced to the byte, from the canonical document to the
two proof values.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from badgeservice.proofs.canonical import Reading, canonicalise
from badgeservice.proofs.encoding import base64url_encode, multibase_encode
from badgeservice.proofs.keys import PublicKey, public_key_from_multikey
from badgeservice.proofs.nquads import read_nquads
from badgeservice.proofs.proof_shape import ProofOutcome, proof_options
from badgeservice.proofs.rdfc import canonicalise_dataset
from badgeservice.proofs.selective import (
    create_base_proof,
    derive_proof,
    select,
    verify_derived_proof,
)
from badgeservice.proofs.selective.base_proof import key_bytes
from badgeservice.proofs.selective.proof_value import (
    DerivedProofValue,
    read_base_proof_value,
    read_derived_proof_value,
    write_base_proof_value,
    write_derived_proof_value,
)
from badgeservice.proofs.selective.statements import (
    SplitDocument,
    hash_options,
    hash_statements,
)
from badgeservice.proofs.selective.verify import separate
from vectors.disclosure_samples import CONTEXTS, CREATED, RULES, SELECTIVE, Sample


@pytest.fixture(scope="module", params=["prc", "employ"])
def sample(request: pytest.FixtureRequest, shared_data: Path) -> Sample:
    return Sample(shared_data / "vectors/vc-di-ecdsa/ecdsa-sd-2023" / request.param)


def listed(published: dict[str, Any]) -> list[list[Any]]:
    """The entries of a JavaScript map as the vectors write it."""
    assert published["dataType"] == "Map"
    entries: list[list[Any]] = published["value"]
    return entries


def numbered(split: SplitDocument, pointers: Sequence[str]) -> list[list[Any]]:
    return [[place, split.statements[place]] for place in split.group(pointers).positions]


def without(split: SplitDocument, pointers: Sequence[str]) -> list[list[Any]]:
    chosen = split.group(pointers).positions
    return [[at, text] for at, text in enumerate(split.statements) if at not in chosen]


def labels_of(value: DerivedProofValue) -> list[list[str]]:
    labels = sorted(value.labels.items())
    return [[f"c14n{number}", f"u{base64url_encode(label)}"] for number, label in labels]


def hexes(values: Sequence[bytes]) -> list[str]:
    return [value.hex() for value in values]


def multikey(value: bytes) -> str:
    return multibase_encode(value, "z")


# --- base proof -------------------------------------------------------------------------------


def test_the_private_keys_give_the_published_public_keys(sample: Sample) -> None:
    own = tuple(key.public_key.to_multikey() for key in (sample.issuer, sample.proof_key))
    assert own == sample.published_keys


def test_the_canonical_document_is_the_published_one(sample: Sample) -> None:
    canonical = canonicalise(sample.document, contexts=CONTEXTS)
    assert canonical.splitlines(keepends=True) == sample.read("addBaseDocCanon.json")
    assert sample.split().canonical.text == canonical


def test_the_statements_with_secret_labels_are_the_published_ones(sample: Sample) -> None:
    assert list(sample.split().statements) == sample.read("addBaseDocHMACCanon.json")


def test_a_mandatory_pointer_chooses_the_published_value(sample: Sample) -> None:
    for published in sample.read("addPointerValues.json"):
        selected = select(sample.document, [published["pointer"]])
        assert selected is not None
        assert selected[published["pointer"].removeprefix("/")] == published["value"]


def test_the_mandatory_group_and_the_rest_are_the_published_ones(sample: Sample) -> None:
    published = sample.read("addBaseTransform.json")
    split = sample.split()
    assert numbered(split, sample.mandatory) == listed(published["mandatory"])
    assert without(split, sample.mandatory) == listed(published["nonMandatory"])
    assert bytes.fromhex(published["hmacKeyString"]) == sample.hmac_key


def test_the_options_and_their_canonical_form_are_the_published_ones(sample: Sample) -> None:
    configuration = sample.read("addProofConfig.json")
    context = sample.document["@context"]
    assert {**proof_options(sample.base_proof), "@context": context} == configuration
    canonical = canonicalise(configuration, contexts=CONTEXTS).encode()
    assert canonical == (sample.folder / "addProofConfigCanon.txt").read_bytes()


def test_the_hashes_are_the_published_ones(sample: Sample) -> None:
    published = sample.read("addHashData.json")
    options = proof_options(sample.base_proof)
    assert hash_options(options, sample.document, RULES).hex() == published["proofHash"]
    mandatory = [text for _, text in numbered(sample.split(), sample.mandatory)]
    assert hash_statements(mandatory).hex() == published["mandatoryHash"]


def test_the_signatures_are_the_published_ones(sample: Sample) -> None:
    published = sample.read("addRawBaseSignatureInfo.json")
    value = sample.base()
    assert value.base_signature.hex() == published["baseSignature"]
    assert multikey(value.proof_key) == published["publicKey"]
    assert hexes(value.signatures) == published["signatures"]
    assert list(value.mandatory_pointers) == published["mandatoryPointers"]


def test_the_base_proof_value_is_the_published_one(sample: Sample) -> None:
    assert write_base_proof_value(sample.base()) == sample.base_proof["proofValue"]


# --- derived proof ----------------------------------------------------------------------------


def test_the_base_proof_value_is_read_as_published(sample: Sample) -> None:
    published = sample.read("derivedRecoveredBaseData.json")
    value = read_base_proof_value(sample.base_proof["proofValue"])
    assert value.base_signature.hex() == published["baseSignature"]
    assert multikey(value.proof_key) == published["proofPublicKey"]
    assert value.hmac_key.hex() == published["hmacKey"]
    assert hexes(value.signatures) == published["signatures"]
    assert list(value.mandatory_pointers) == published["mandatoryPointers"]


def test_the_three_groups_are_the_published_ones(sample: Sample) -> None:
    split = sample.split()
    pointers = {
        "mandatory": sample.mandatory,
        "selective": SELECTIVE,
        "combined": [*sample.mandatory, *SELECTIVE],
    }
    indexes = sample.read("derivedGroupIndexes.json")
    groups = sample.read("derivedAllGroupData.json")["groups"]
    assert groups.keys() == pointers.keys()
    for name, chosen in pointers.items():
        assert list(split.group(chosen).positions) == indexes[f"{name}Indexes"]
        assert numbered(split, chosen) == listed(groups[name]["matching"])
        assert without(split, chosen) == listed(groups[name]["nonMatching"])
    outside = [place for place, _ in without(split, sample.mandatory)]
    assert outside == indexes["nonMandatoryIndexes"]


def test_the_blank_nodes_of_each_group_stand_for_the_published_ones(sample: Sample) -> None:
    # The names that an object without id has for the time being are free; what they say is not.
    data = sample.read("derivedAllGroupData.json")
    split = sample.split()
    chosen = {"mandatory": sample.mandatory, "selective": SELECTIVE}
    for name, pointers in {**chosen, "combined": [*sample.mandatory, *SELECTIVE]}.items():
        published = read_nquads("".join(data["groups"][name]["deskolemizedNQuads"]))
        own = canonicalise_dataset(split.group(pointers).quads)
        assert own.text == canonicalise_dataset(published).text
    whole = read_nquads("".join(data["deskolemizedNQuads"]))
    assert split.canonical.text == canonicalise_dataset(whole).text
    assert list(split.statements) == data["nquads"]
    published_labels = [label for _, label in listed(data["labelMap"])]
    assert sorted(split.secret_labels.values()) == sorted(published_labels)


def test_the_adjusted_indexes_and_signatures_are_the_published_ones(sample: Sample) -> None:
    value = sample.disclosed()
    indexes = sample.read("derivedAdjMandatoryIndexes.json")["adjMandatoryIndexes"]
    assert list(value.mandatory_indexes) == indexes
    published = sample.read("derivedAdjSignatures.json")
    assert hexes(value.signatures) == published["filteredSignatures"]
    every = hexes(sample.base().signatures)
    assert [every[at] for at in published["adjSignatureIndexes"]] == hexes(value.signatures)


def test_the_unsigned_part_is_the_published_one(sample: Sample) -> None:
    selected = select(sample.document, [*sample.mandatory, *SELECTIVE])
    assert selected == sample.read("derivedUnsignedReveal.json")


def test_what_is_disclosed_is_what_was_published(sample: Sample) -> None:
    published = sample.read("derivedDisclosureData.json")
    value = sample.disclosed()
    assert value.base_signature.hex() == published["baseSignature"]
    assert multikey(value.proof_key) == published["publicKey"]
    assert hexes(value.signatures) == published["signatures"]
    assert labels_of(value) == listed(published["labelMap"])
    assert list(value.mandatory_indexes) == published["mandatoryIndexes"]


def test_deriving_gives_the_published_document_and_proof_value(sample: Sample) -> None:
    derived = derive_proof(
        sample.document, sample.base_proof, selective_pointers=SELECTIVE, contexts=CONTEXTS
    )
    assert derived == sample.read("derivedRevealDocument.json")
    assert write_derived_proof_value(sample.disclosed()) == derived["proof"]["proofValue"]


# --- verification -----------------------------------------------------------------------------


def test_the_derived_proof_value_is_read_as_published(sample: Sample) -> None:
    published = sample.read("verifyDerivedProofValue.json")
    _, proof = sample.revealed()
    value = read_derived_proof_value(proof["proofValue"])
    assert value.base_signature.hex() == published["baseSignature"]
    assert multikey(value.proof_key) == published["publicKey"]
    assert hexes(value.signatures) == published["signatures"]
    assert labels_of(value) == published["labelMap"]
    assert list(value.mandatory_indexes) == published["mandatoryIndexes"]


def test_the_statements_that_are_verified_are_the_published_ones(sample: Sample) -> None:
    document, proof = sample.revealed()
    parts = separate(document, read_derived_proof_value(proof["proofValue"]), RULES)
    assert parts is not None
    mandatory, others = parts
    assert sorted([*mandatory, *others]) == sample.read("verifyNQuads.json")
    published = sample.read("verifyCreateVerifyData.json")
    assert list(others) == published["nonMandatory"]
    assert hash_statements(mandatory).hex() == published["mandatoryHash"]
    assert hash_options(proof_options(proof), document, RULES).hex() == published["proofHash"]


def key_of(proof: dict[str, Any]) -> PublicKey:
    return public_key_from_multikey(proof["verificationMethod"].partition("#")[2])


@pytest.mark.parametrize("reading", list(Reading))
def test_the_published_derived_document_verifies(sample: Sample, reading: Reading) -> None:
    document, proof = sample.revealed()
    outcome = verify_derived_proof(
        document, proof, key_of(proof), contexts=CONTEXTS, reading=reading
    )
    assert outcome is ProofOutcome.VERIFIED


def test_the_published_base_document_is_not_for_verifiers(sample: Sample) -> None:
    outcome = verify_derived_proof(
        sample.document, sample.base_proof, key_of(sample.base_proof), contexts=CONTEXTS
    )
    assert outcome is ProofOutcome.BASE_PROOF


def test_a_changed_value_another_time_and_another_key_are_noticed(sample: Sample) -> None:
    document, proof = sample.revealed()
    issuer = {**document["issuer"], "image": "https://example.com/other.png"}
    later = {**proof, "created": "2023-08-15T23:36:39Z"}
    attempts = [
        ({**document, "validUntil": "2035-12-16T23:59:59Z"}, proof, key_of(proof)),
        ({**document, "issuer": issuer}, proof, key_of(proof)),
        (document, later, key_of(proof)),
        (document, proof, sample.proof_key.public_key),
    ]
    for changed, changed_proof, key in attempts:
        outcome = verify_derived_proof(changed, changed_proof, key, contexts=CONTEXTS)
        assert outcome is ProofOutcome.SIGNATURE_WRONG


def test_another_hmac_key_gives_other_labels_for_the_same_document(sample: Sample) -> None:
    random = iter([b"\x01" * 32])
    proof = create_base_proof(
        sample.document,
        signer=sample.issuer,
        verification_method=sample.base_proof["verificationMethod"],
        created=CREATED,
        mandatory_pointers=sample.mandatory,
        contexts=CONTEXTS,
        random_bytes=lambda length: next(random)[:length],
    )
    assert proof_options(proof) == proof_options(sample.base_proof)
    value = read_base_proof_value(proof["proofValue"])
    assert value.hmac_key == b"\x01" * 32
    assert value.proof_key != key_bytes(sample.proof_key.public_key)
    derived = derive_proof(sample.document, proof, selective_pointers=SELECTIVE, contexts=CONTEXTS)
    assert labels_of(read_derived_proof_value(derived["proof"]["proofValue"])) != labels_of(
        sample.disclosed()
    )
