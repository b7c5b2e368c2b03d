"""The test vectors of Data Integrity EdDSA Cryptosuites 1.0 appendix B, for eddsa-rdfc-2022.

Two contexts are not bundled with the service and are given here, for the test alone. The one for
examples is known in full: a single ``@vocab``. Of the draft context of the citizenship vocabulary
(v4rc1) only the terms that the second sample uses are written down; that they mean what the
published context means is shown by the published canonical text coming out.
Of the proof sets and chains, every proof that names no earlier one is verified by itself.
Not run: Ed25519Signature2020 and eddsa-jcs-2022, which are other suites.
"""

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from badgeservice.errors import ContextNotAllowed
from badgeservice.proofs.canonical import canonicalise
from badgeservice.proofs.contexts import bundled_contexts
from badgeservice.proofs.data_integrity import ProofOutcome, add_proof, verify_proof
from badgeservice.proofs.encoding import multibase_decode, multibase_encode
from badgeservice.proofs.keys import PrivateKey, public_key_from_did_key, public_key_from_multikey
from badgeservice.proofs.strict_json import read_document

CITIZENSHIP = "https://w3id.org/citizenship#"
DATE_TIME = "http://www.w3.org/2001/XMLSchema#dateTime"


def typed(name: str, datatype: str) -> dict[str, str]:
    return {"@id": name, "@type": datatype}


CONTEXTS_OF_THE_VECTORS = {
    "https://www.w3.org/ns/credentials/examples/v2": {
        "@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}
    },
    "https://w3id.org/citizenship/v4rc1": {
        "@context": {
            "EmployablePerson": CITIZENSHIP + "EmployablePerson",
            "EmploymentAuthorizationDocument": CITIZENSHIP + "EmploymentAuthorizationDocument",
            "EmploymentAuthorizationDocumentCredential": CITIZENSHIP
            + "EmploymentAuthorizationDocumentCredential",
            "Person": "https://schema.org/Person",
            "additionalName": "https://schema.org/additionalName",
            "birthCountry": CITIZENSHIP + "birthCountry",
            "birthDate": typed("https://schema.org/birthDate", DATE_TIME),
            "employmentAuthorizationDocument": typed(
                CITIZENSHIP + "employmentAuthorizationDocument", "@id"
            ),
            "familyName": "https://schema.org/familyName",
            "gender": "https://schema.org/gender",
            "givenName": "https://schema.org/givenName",
            "identifier": "https://schema.org/identifier",
            "image": typed("https://schema.org/image", "@id"),
            "lprCategory": CITIZENSHIP + "lprCategory",
            "lprNumber": CITIZENSHIP + "lprNumber",
            "residentSince": typed(CITIZENSHIP + "residentSince", DATE_TIME),
        }
    },
}

SAMPLES = [("eddsa-rdfc-2022", "unsigned.json"), ("eddsa-rdfc-2022/employ", "employmentAuth.json")]


@pytest.fixture(scope="module")
def folder(shared_data: Path) -> Path:
    return shared_data / "vectors" / "vc-di-eddsa"


@pytest.fixture(scope="module")
def contexts() -> dict[str, Any]:
    return {**bundled_contexts(), **CONTEXTS_OF_THE_VECTORS}


@pytest.fixture(scope="module")
def signer(folder: Path) -> PrivateKey:
    pair = read_document((folder / "keyPair.json").read_bytes()).value
    secret = multibase_decode(pair["privateKeyMultibase"])
    # Multicodec ed25519-priv is 0x1300, as a varint 0x8026.
    assert secret[:2] == b"\x80\x26"
    return PrivateKey.from_seed(secret[2:])


def read(path: Path) -> dict[str, Any]:
    return read_document(path.read_bytes()).value


def test_the_private_key_gives_the_published_public_key(folder: Path, signer: PrivateKey) -> None:
    pair = read(folder / "keyPair.json")
    assert signer.public_key.to_multikey() == pair["publicKeyMultibase"]


@pytest.mark.parametrize(("place", "unsigned"), SAMPLES)
def test_the_canonical_texts_and_hashes_are_the_published_ones(
    folder: Path, contexts: dict[str, Any], place: str, unsigned: str
) -> None:
    options = read(folder / place / "proofConfigDataInt.json")
    expected = [
        (read(folder / unsigned), "canonDocDataInt.txt", "docHashDataInt.txt"),
        (options, "proofCanonDataInt.txt", "proofHashDataInt.txt"),
    ]
    for document, canonical_name, hash_name in expected:
        canonical = canonicalise(document, contexts=contexts).encode("utf-8")
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
    folder: Path, contexts: dict[str, Any], signer: PrivateKey, place: str, unsigned: str
) -> None:
    published = read(folder / place / "signedDataInt.json")
    signed = add_proof(
        read(folder / unsigned),
        signer=signer,
        verification_method=published["proof"]["verificationMethod"],
        created=datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC),
        contexts=contexts,
    )
    assert signed == published


@pytest.mark.parametrize(("place", "unsigned"), SAMPLES)
def test_the_published_proof_verifies_and_a_spoiled_one_does_not(
    folder: Path, contexts: dict[str, Any], signer: PrivateKey, place: str, unsigned: str
) -> None:
    secured = read(folder / place / "signedDataInt.json")
    proof = secured.pop("proof")
    key = public_key_from_did_key(proof["verificationMethod"].partition("#")[0])
    assert verify_proof(secured, proof, key, contexts=contexts) is ProofOutcome.VERIFIED
    other = PrivateKey.from_seed(b"\x01" * 32).public_key
    outcomes = [
        verify_proof({**secured, "name": "Another"}, proof, key, contexts=contexts),
        verify_proof(secured, {**proof, "created": "2023-02-24T23:36:39Z"}, key, contexts=contexts),
        verify_proof(secured, proof, other, contexts=contexts),
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


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("signedProofSet1.json", ["verified"]),
        ("signedProofSet2.json", ["verified", "verified"]),
        ("signedProofChain1.json", ["verified", "verified", "suite-unsupported"]),
        ("signedProofChain2.json", ["verified", "verified"] + ["suite-unsupported"] * 2),
    ],
)
def test_a_proof_of_a_set_verifies_and_a_link_of_a_chain_is_not_judged_yet(
    folder: Path, contexts: dict[str, Any], name: str, expected: list[str]
) -> None:
    secured = read(folder / "proof-set-chain" / name)
    proofs = secured.pop("proof")
    outcomes = []
    for proof in proofs if isinstance(proofs, list) else [proofs]:
        key = public_key_from_multikey(proof["verificationMethod"].partition("#")[2])
        outcomes.append(verify_proof(secured, proof, key, contexts=contexts))
    assert outcomes == expected
