"""The test vectors of Data Integrity EdDSA 1.0 and ECDSA 1.0, appendix B, one row per suite.

Every step is reproduced to the byte: canonical document and options, both hashes, what is signed,
and the signature. The sample for the citizenship vocabulary of eddsa-rdfc-2022 is a row of its
own in ``test_w3c_eddsa_rdfc_2022``. The private P-384 key is not among the vectors, so those two
signatures are verified and not made.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from badgeservice.errors import ContextNotAllowed
from badgeservice.proofs.canonical import Reading, canonicalise
from badgeservice.proofs.data_integrity import (
    ProofOutcome,
    add_proof,
    is_known_suite,
    signs_whole_json,
    verify_proof,
)
from badgeservice.proofs.encoding import multibase_decode
from badgeservice.proofs.jcs import canonicalise_json
from badgeservice.proofs.keys import PrivateKey, PublicKey, public_key_from_did_key
from badgeservice.proofs.rdfc import HashName
from vectors.w3c_documents import CONTEXTS, read

CREATED = datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Row:
    """Where the vectors of one suite are: in ``place``, with ``mark`` in every file name."""

    place: str
    mark: str
    is_json: bool = False
    hash_name: HashName = "sha256"


ROWS = [
    Row("vc-di-eddsa/eddsa-rdfc-2022", "DataInt"),
    Row("vc-di-eddsa/eddsa-jcs-2022", "JCS", is_json=True),
    Row("vc-di-eddsa/Ed25519Signature2020", "EdSig"),
    Row("vc-di-ecdsa/ecdsa-rdfc-2019-p256", "ECDSAP256"),
    Row("vc-di-ecdsa/ecdsa-rdfc-2019-p384", "ECDSAP384", hash_name="sha384"),
    Row("vc-di-ecdsa/ecdsa-jcs-2019-p256", "JCSECDSAP256", is_json=True),
    Row("vc-di-ecdsa/ecdsa-jcs-2019-p384", "JCSECDSAP384", is_json=True, hash_name="sha384"),
]
SIGNED_BY_US = [ROWS[0], ROWS[1], ROWS[3], ROWS[5]]

each_suite = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.mark)


@dataclass(frozen=True, slots=True)
class Vector:
    """The files of one row, read."""

    folder: Path
    row: Row

    def text(self, step: str) -> str:
        return (self.folder / f"{step}{self.row.mark}.txt").read_text("utf-8")

    @property
    def signed(self) -> dict[str, Any]:
        return read(self.folder / f"signed{self.row.mark}.json")

    @property
    def document(self) -> dict[str, Any]:
        return {name: value for name, value in self.signed.items() if name != "proof"}

    @property
    def proof(self) -> dict[str, Any]:
        return dict(self.signed["proof"])

    @property
    def key(self) -> PublicKey:
        return public_key_from_did_key(self.proof["verificationMethod"].partition("#")[0])

    def canonical(self, part: dict[str, Any]) -> str:
        if self.row.is_json:
            return canonicalise_json(part).decode("utf-8")
        return canonicalise(part, hash_name=self.row.hash_name, contexts=CONTEXTS)

    def outcome(self, document: dict[str, Any], proof: dict[str, Any]) -> ProofOutcome:
        return verify_proof(document, proof, self.key, contexts=CONTEXTS)


def vector_of(shared_data: Path, row: Row) -> Vector:
    return Vector(shared_data / "vectors" / row.place, row)


@each_suite
def test_the_canonical_texts_and_hashes_are_the_published_ones(shared_data: Path, row: Row) -> None:
    vector = vector_of(shared_data, row)
    options = read(vector.folder / f"proofConfig{row.mark}.json")
    hashes = []
    for part, step in ((options, "proof"), (vector.document, "doc")):
        canonical = vector.canonical(part)
        assert canonical == vector.text("canonDoc" if step == "doc" else "proofCanon")
        hashes.append(hashlib.new(row.hash_name, canonical.encode("utf-8")).hexdigest())
        assert hashes[-1] == vector.text(f"{step}Hash")
    assert vector.text("combinedHash") == "".join(hashes)


@each_suite
def test_the_published_signature_is_over_the_combined_hash(shared_data: Path, row: Row) -> None:
    vector = vector_of(shared_data, row)
    signature = bytes.fromhex(vector.text("sigHex"))
    assert vector.key.verify(signature, bytes.fromhex(vector.text("combinedHash")))
    assert multibase_decode(vector.text("sigBTC58")) == signature
    assert vector.proof["proofValue"] == vector.text("sigBTC58")


@each_suite
def test_the_published_proof_verifies(shared_data: Path, row: Row) -> None:
    vector = vector_of(shared_data, row)
    assert is_known_suite(vector.proof)
    assert signs_whole_json(vector.proof) is row.is_json
    assert vector.outcome(vector.document, vector.proof) is ProofOutcome.VERIFIED
    in_the_open = verify_proof(
        vector.document, vector.proof, vector.key, contexts=CONTEXTS, reading=Reading.OPEN
    )
    assert in_the_open is ProofOutcome.VERIFIED


@each_suite
def test_a_spoiled_document_or_option_or_key_is_a_wrong_signature(
    shared_data: Path, row: Row
) -> None:
    vector = vector_of(shared_data, row)
    document, proof = vector.document, vector.proof
    other = PrivateKey.generate(vector.key.algorithm).public_key
    assert [
        vector.outcome({**document, "name": "Another"}, proof),
        vector.outcome(document, {**proof, "created": "2023-02-24T23:36:39Z"}),
        vector.outcome(document, {**proof, "proofPurpose": "authentication"}),
        vector.outcome(document, {**proof, "verificationMethod": "did:example:a#b"}),
        vector.outcome(document, {name: proof[name] for name in proof if name != "created"}),
        verify_proof(document, proof, other, contexts=CONTEXTS),
    ] == [ProofOutcome.SIGNATURE_WRONG] * 6


@pytest.mark.parametrize("row", [row for row in ROWS if not row.is_json], ids=lambda row: row.mark)
def test_without_the_contexts_of_the_test_a_document_is_refused(
    shared_data: Path, row: Row
) -> None:
    vector = vector_of(shared_data, row)
    with pytest.raises(ContextNotAllowed):
        verify_proof(vector.document, vector.proof, vector.key)


@pytest.mark.parametrize("row", [row for row in ROWS if row.is_json], ids=lambda row: row.mark)
def test_a_signature_over_json_asks_for_no_contexts(shared_data: Path, row: Row) -> None:
    vector = vector_of(shared_data, row)
    assert verify_proof(vector.document, vector.proof, vector.key) is ProofOutcome.VERIFIED


def signer_of(shared_data: Path, row: Row) -> PrivateKey:
    folder = shared_data / "vectors"
    if "eddsa" in row.place:
        pair = read(folder / "vc-di-eddsa" / "keyPair.json")
        return PrivateKey.from_secret_multikey(pair["privateKeyMultibase"])
    pairs = read(folder / "vc-di-ecdsa" / "ecdsa-sd-2023" / "SDKeyMaterial.json")
    return PrivateKey.from_secret_multikey(pairs["baseKeyPair"]["secretKeyMultibase"])


@pytest.mark.parametrize("row", SIGNED_BY_US, ids=lambda row: row.mark)
def test_signing_gives_the_published_signed_document(shared_data: Path, row: Row) -> None:
    vector = vector_of(shared_data, row)
    signed = add_proof(
        vector.document,
        signer=signer_of(shared_data, row),
        verification_method=vector.proof["verificationMethod"],
        created=CREATED,
        cryptosuite=vector.proof["cryptosuite"],
        contexts=CONTEXTS,
    )
    assert signed == vector.signed
