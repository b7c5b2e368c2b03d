"""Proof sets and chains: the vectors of Data Integrity EdDSA 1.0 appendix B."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from badgeservice.proofs.data_integrity import (
    ProofOutcome,
    add_proof,
    earlier_proofs,
    verify_proof,
)
from badgeservice.proofs.keys import PrivateKey, public_key_from_did_key
from vectors.w3c_documents import CONTEXTS, read

# The order in which the vectors add their proofs: two of a set, one behind both, one behind that.
STEPS = ["signedProofSet1", "signedProofSet2", "signedProofChain1", "signedProofChain2"]


@pytest.fixture(scope="module")
def folder(shared_data: Path) -> Path:
    return shared_data / "vectors" / "vc-di-eddsa" / "proof-set-chain"


def split(secured: dict[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    document = dict(secured)
    proofs = document.pop("proof")
    return document, proofs if isinstance(proofs, list) else [proofs]


def judge(
    document: dict[str, Any], proofs: list[dict[str, Any]], proof: dict[str, Any]
) -> ProofOutcome | None:
    earlier = earlier_proofs(proofs, proof)
    if earlier is None:
        return None
    key = public_key_from_did_key(proof["verificationMethod"].partition("#")[0])
    return verify_proof(document, proof, key, contexts=CONTEXTS, earlier=earlier)


@pytest.mark.parametrize("name", STEPS)
def test_every_proof_of_a_set_or_chain_verifies(folder: Path, name: str) -> None:
    document, proofs = split(read(folder / f"{name}.json"))
    outcomes = [judge(document, proofs, proof) for proof in proofs]
    assert outcomes == [ProofOutcome.VERIFIED] * (STEPS.index(name) + 1)


@pytest.mark.parametrize(("step", "name"), list(enumerate(STEPS)))
def test_adding_the_proofs_one_by_one_gives_the_published_documents(
    folder: Path, step: int, name: str
) -> None:
    published = read(folder / f"{name}.json")
    proof = split(published)[1][-1]
    before = read(folder / f"{STEPS[step - 1]}.json" if step else folder / "unsigned.json")
    pair = read(folder / "multiKeyPairs.json")[f"keyPair{step + 1}"]
    signed = add_proof(
        before,
        signer=PrivateKey.from_secret_multikey(pair["privateKeyMultibase"]),
        verification_method=proof["verificationMethod"],
        created=datetime.fromisoformat(proof["created"]).astimezone(UTC),
        contexts=CONTEXTS,
        extra={name: proof[name] for name in ("id", "previousProof") if name in proof},
    )
    assert signed == published


@pytest.mark.parametrize(("step", "name"), [(1, "proofChainTempDoc1"), (2, "proofChainTempDoc2")])
def test_a_chained_proof_signs_the_proofs_that_the_vectors_say(
    folder: Path, step: int, name: str
) -> None:
    document, proofs = split(read(folder / f"signedProofChain{step}.json"))
    earlier = earlier_proofs(proofs, proofs[-1])
    assert {**document, "proof": earlier} == read(folder / f"{name}.json")


@pytest.mark.parametrize(
    "change",
    [
        {"created": "2023-02-24T23:36:39Z"},
        {"proofPurpose": "authentication"},
        {"verificationMethod": "did:example:a#b"},
        {"expires": "2099-01-01T00:00:00Z"},
    ],
    ids=str,
)
def test_changing_an_earlier_proof_breaks_the_later_one_too(
    folder: Path, change: dict[str, str]
) -> None:
    document, proofs = split(read(folder / "signedProofChain1.json"))
    proofs[0] = {**proofs[0], **change}
    assert judge(document, proofs, proofs[2]) is ProofOutcome.SIGNATURE_WRONG


def test_an_earlier_proof_that_signs_again_breaks_the_chain(folder: Path) -> None:
    document, proofs = split(read(folder / "signedProofChain1.json"))
    proofs[0] = {**proofs[0], "proofValue": proofs[1]["proofValue"]}
    assert judge(document, proofs, proofs[2]) is ProofOutcome.SIGNATURE_WRONG


@pytest.mark.parametrize("removed", [0, 1])
def test_a_chain_without_one_of_its_links_cannot_be_followed(folder: Path, removed: int) -> None:
    document, proofs = split(read(folder / "signedProofChain1.json"))
    del proofs[removed]
    assert judge(document, proofs, proofs[-1]) is None


def test_a_chained_proof_does_not_verify_as_one_of_a_set(folder: Path) -> None:
    document, proofs = split(read(folder / "signedProofChain1.json"))
    alone = {name: value for name, value in proofs[2].items() if name != "previousProof"}
    assert judge(document, proofs, alone) is ProofOutcome.SIGNATURE_WRONG


def test_another_order_of_the_earlier_proofs_means_the_same(folder: Path) -> None:
    # In statements a set has no order; so the same holds for the proofs a signature covers.
    document, proofs = split(read(folder / "signedProofChain1.json"))
    turned = [proofs[1], proofs[0], proofs[2]]
    assert judge(document, turned, turned[2]) is ProofOutcome.VERIFIED
