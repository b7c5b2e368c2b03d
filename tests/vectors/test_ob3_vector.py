"""The worked example of Open Badges 3.0 for eddsa-rdfc-2022, reproduced to the byte."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from badgeservice.errors import UnsignedTerm
from badgeservice.proofs.canonical import canonicalise
from badgeservice.proofs.data_integrity import (
    ProofOutcome,
    add_proof,
    create_proof,
    document_digest,
    verify_proof,
)
from badgeservice.proofs.encoding import multibase_decode
from badgeservice.proofs.keys import PrivateKey, PublicKey, public_key_from_multikey
from badgeservice.proofs.strict_json import read_document, write_json


@pytest.fixture(scope="module")
def folder(shared_data: Path) -> Path:
    return shared_data / "vectors" / "ob3-eddsa-rdfc-2022"


@pytest.fixture(scope="module")
def vector(folder: Path) -> dict[str, Any]:
    return read_document((folder / "vector.json").read_bytes()).value


@pytest.fixture(scope="module")
def signer(vector: dict[str, Any]) -> PrivateKey:
    return PrivateKey.from_seed(bytes.fromhex(vector["privateSeedHex"]))


def arguments(vector: dict[str, Any]) -> dict[str, Any]:
    return {
        "verification_method": vector["proof"]["verificationMethod"],
        "created": datetime(2010, 1, 1, 19, 23, 24, tzinfo=UTC),
    }


def options_of(vector: dict[str, Any]) -> dict[str, Any]:
    return {**vector["proof"], "@context": vector["document"]["@context"]}


def test_the_key_has_the_published_spellings(vector: dict[str, Any], signer: PrivateKey) -> None:
    assert signer.public_key == PublicKey("Ed25519", bytes.fromhex(vector["publicKeyHex"]))
    assert signer.public_key == public_key_from_multikey(vector["publicKeyMultibase"])
    assert signer.public_key.to_multikey() == vector["publicKeyMultibase"]


def test_the_canonical_document_is_the_published_text(vector: dict[str, Any], folder: Path) -> None:
    published = (folder / "document-canon.txt").read_bytes()
    assert canonicalise(vector["document"]).encode("utf-8") == published
    assert hashlib.sha256(published).hexdigest() == vector["documentHashHex"]
    assert document_digest(vector["document"]) == "sha256:" + vector["documentHashHex"]


def test_the_canonical_options_are_the_published_text(vector: dict[str, Any], folder: Path) -> None:
    published = (folder / "proof-canon.txt").read_bytes()
    assert canonicalise(options_of(vector)).encode("utf-8") == published
    assert hashlib.sha256(published).hexdigest() == vector["proofHashHex"]


def test_the_signature_is_the_published_one(vector: dict[str, Any], signer: PrivateKey) -> None:
    both = bytes.fromhex(vector["proofHashHex"] + vector["documentHashHex"])
    assert signer.sign(both).hex() == vector["signatureHex"]
    proof = create_proof(vector["document"], signer=signer, **arguments(vector))
    assert multibase_decode(proof["proofValue"]).hex() == vector["signatureHex"]


def test_the_signed_document_is_the_published_one(
    vector: dict[str, Any], signer: PrivateKey
) -> None:
    signed = add_proof(vector["document"], signer=signer, **arguments(vector))
    assert write_json(signed) == write_json(vector["signed"])
    assert json.dumps(signed) == json.dumps(vector["signed"]), "also the order of members"
    assert "proof" not in vector["document"]


def test_the_published_proof_verifies(vector: dict[str, Any], signer: PrivateKey) -> None:
    outcome = verify_proof(vector["document"], vector["signed"]["proof"], signer.public_key)
    assert outcome is ProofOutcome.VERIFIED


def test_the_hashes_in_the_other_order_do_not_verify(
    vector: dict[str, Any], signer: PrivateKey
) -> None:
    other_order = bytes.fromhex(vector["documentHashHex"] + vector["proofHashHex"])
    assert not signer.public_key.verify(bytes.fromhex(vector["signatureHex"]), other_order)


def read_sample(shared_data: Path, name: str) -> tuple[dict[str, Any], dict[str, Any], PublicKey]:
    raw = (shared_data / "samples" / "1edtech" / name).read_bytes()
    secured = dict(read_document(raw).value)
    (proof,) = secured.pop("proof")
    return secured, proof, public_key_from_multikey(proof["verificationMethod"].partition("#")[2])


def test_the_simple_sample_verifies_with_its_own_key(shared_data: Path) -> None:
    secured, proof, key = read_sample(shared_data, "simple.json")
    assert verify_proof(secured, proof, key) is ProofOutcome.VERIFIED
    secured["name"] = "Somebody else's badge"
    assert verify_proof(secured, proof, key) is ProofOutcome.SIGNATURE_WRONG


def test_the_complete_sample_is_refused_for_types_that_none_of_its_contexts_define(
    shared_data: Path,
) -> None:
    secured, proof, key = read_sample(shared_data, "complete.json")
    with pytest.raises(UnsignedTerm) as refusal:
        verify_proof(secured, proof, key)
    pointers = {finding.pointer for finding in refusal.value.findings}
    assert "/endorsement/0/credentialStatus/type" in pointers
