"""The test vectors of Data Integrity EdDSA Cryptosuites 1.0 appendix B, for eddsa-rdfc-2022.

Both samples: the plain one and the one with the citizenship vocabulary. All suites stand beside
each other in ``test_w3c_suites``, sets and chains in ``test_w3c_proof_chains``.
"""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from badgeservice.errors import ContextNotAllowed
from badgeservice.proofs.canonical import canonicalise
from badgeservice.proofs.data_integrity import ProofOutcome, add_proof, verify_proof
from badgeservice.proofs.encoding import multibase_encode
from badgeservice.proofs.keys import PrivateKey, public_key_from_did_key
from vectors.w3c_documents import CONTEXTS, read

SAMPLES = [("eddsa-rdfc-2022", "unsigned.json"), ("eddsa-rdfc-2022/employ", "employmentAuth.json")]


@pytest.fixture(scope="module")
def folder(shared_data: Path) -> Path:
    return shared_data / "vectors" / "vc-di-eddsa"


@pytest.fixture(scope="module")
def signer(folder: Path) -> PrivateKey:
    pair = read(folder / "keyPair.json")
    return PrivateKey.from_secret_multikey(pair["privateKeyMultibase"])


def test_the_private_key_gives_the_published_public_key(folder: Path, signer: PrivateKey) -> None:
    pair = read(folder / "keyPair.json")
    assert signer.public_key.to_multikey() == pair["publicKeyMultibase"]


@pytest.mark.parametrize(("place", "unsigned"), SAMPLES)
def test_the_canonical_texts_and_hashes_are_the_published_ones(
    folder: Path, place: str, unsigned: str
) -> None:
    options = read(folder / place / "proofConfigDataInt.json")
    expected = [
        (read(folder / unsigned), "canonDocDataInt.txt", "docHashDataInt.txt"),
        (options, "proofCanonDataInt.txt", "proofHashDataInt.txt"),
    ]
    for document, canonical_name, hash_name in expected:
        canonical = canonicalise(document, contexts=CONTEXTS).encode("utf-8")
        assert canonical == (folder / place / canonical_name).read_bytes()
        digest = hashlib.sha256(canonical).hexdigest()
        assert digest == (folder / place / hash_name).read_text("ascii")


@pytest.mark.parametrize(("place", "unsigned"), SAMPLES)
def test_the_signature_over_the_combined_hash_is_the_published_one(
    folder: Path, signer: PrivateKey, place: str, unsigned: str
) -> None:
    here = folder / place
    combined = (here / "combinedHashDataInt.txt").read_text("ascii")
    parts = ("proofHashDataInt.txt", "docHashDataInt.txt")
    assert combined == "".join((here / part).read_text("ascii") for part in parts)
    signature = signer.sign(bytes.fromhex(combined))
    assert signature.hex() == (here / "sigHexDataInt.txt").read_text("ascii")
    assert multibase_encode(signature, "z") == (here / "sigBTC58DataInt.txt").read_text("ascii")


@pytest.mark.parametrize(("place", "unsigned"), SAMPLES)
def test_signing_gives_the_published_signed_document(
    folder: Path, signer: PrivateKey, place: str, unsigned: str
) -> None:
    published = read(folder / place / "signedDataInt.json")
    signed = add_proof(
        read(folder / unsigned),
        signer=signer,
        verification_method=published["proof"]["verificationMethod"],
        created=datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC),
        contexts=CONTEXTS,
    )
    assert signed == published


@pytest.mark.parametrize(("place", "unsigned"), SAMPLES)
def test_the_published_proof_verifies_and_a_spoiled_one_does_not(
    folder: Path, signer: PrivateKey, place: str, unsigned: str
) -> None:
    secured = read(folder / place / "signedDataInt.json")
    proof = secured.pop("proof")
    key = public_key_from_did_key(proof["verificationMethod"].partition("#")[0])
    assert verify_proof(secured, proof, key, contexts=CONTEXTS) is ProofOutcome.VERIFIED
    other = PrivateKey.from_seed(b"\x01" * 32).public_key
    outcomes = [
        verify_proof({**secured, "name": "Another"}, proof, key, contexts=CONTEXTS),
        verify_proof(secured, {**proof, "created": "2023-02-24T23:36:39Z"}, key, contexts=CONTEXTS),
        verify_proof(secured, proof, other, contexts=CONTEXTS),
    ]
    assert outcomes == [ProofOutcome.SIGNATURE_WRONG] * 3


@pytest.mark.parametrize(("place", "unsigned"), SAMPLES)
def test_without_the_contexts_of_the_test_a_sample_is_refused(
    folder: Path, signer: PrivateKey, place: str, unsigned: str
) -> None:
    secured = read(folder / place / "signedDataInt.json")
    proof = secured.pop("proof")
    with pytest.raises(ContextNotAllowed):
        verify_proof(secured, proof, signer.public_key)
