"""What an issuer makes (ECDSA 1.0 sections 3.6.1 to 3.6.5)."""

from datetime import datetime
from typing import Any

import pytest

from badgeservice.errors import ContextNotAllowed, PointerNotFound, TooLarge, UnsignedTerm
from badgeservice.proofs.canonical import Reading
from badgeservice.proofs.keys import PrivateKey, PublicKey
from badgeservice.proofs.selective.proof_value import read_base_proof_value
from badgeservice.proofs.selective.statements import (
    Rules,
    hash_options,
    hash_statements,
    split_document,
)
from full_credential import full_credential
from proofs.selective.disclosing import CREATED, HMAC_KEY, ISSUER_KEY, MANDATORY, METHOD, issue


def proof_key_of(proof: dict[str, Any]) -> PublicKey:
    return PublicKey("P-256", read_base_proof_value(proof["proofValue"]).proof_key[2:])


def test_the_proof_has_the_members_of_the_suite_and_no_others() -> None:
    proof = issue(full_credential())
    assert proof.pop("proofValue").startswith("u2V0A")
    assert proof == {
        "type": "DataIntegrityProof",
        "created": "2025-03-01T10:00:00Z",
        "verificationMethod": METHOD,
        "cryptosuite": "ecdsa-sd-2023",
        "proofPurpose": "assertionMethod",
    }


def test_further_options_are_in_the_proof_and_signed() -> None:
    further = {"id": "urn:x:proof", "expires": "2030-01-01T00:00:00Z", "domain": "club.example"}
    proof = issue(full_credential(), proof_purpose="authentication", extra=further)
    assert proof.items() >= further.items()
    assert proof["proofPurpose"] == "authentication"


def test_the_issuer_signs_options_proof_key_and_mandatory_statements() -> None:
    document = full_credential()
    proof = issue(document)
    value = read_base_proof_value(proof.pop("proofValue"))
    rules = Rules(None, Reading.STRICT)
    split = split_document(document, HMAC_KEY, rules)
    mandatory = [split.statements[place] for place in split.group(MANDATORY).positions]
    signed = hash_options(proof, document, rules) + value.proof_key + hash_statements(mandatory)
    assert ISSUER_KEY.public_key.verify(value.base_signature, signed)
    assert value.mandatory_pointers == MANDATORY
    assert value.hmac_key == HMAC_KEY


def test_every_other_statement_has_a_signature_of_the_proof_key() -> None:
    document = full_credential()
    proof = issue(document)
    split = split_document(document, HMAC_KEY, Rules(None, Reading.STRICT))
    mandatory = split.group(MANDATORY).positions
    others = [text for place, text in enumerate(split.statements) if place not in mandatory]
    signatures = read_base_proof_value(proof["proofValue"]).signatures
    key = proof_key_of(proof)
    assert len(signatures) == len(others) > 20
    pairs = zip(signatures, others, strict=True)
    assert all(key.verify(signature, statement.encode()) for signature, statement in pairs)


def test_each_proof_has_a_key_of_its_own() -> None:
    document = full_credential()
    keys = {proof_key_of(issue(document)).material for _ in range(3)}
    assert len(keys) == 3
    assert ISSUER_KEY.public_key.material not in keys


def test_the_hmac_key_is_asked_for_once_at_its_full_length() -> None:
    asked = []

    def random_bytes(length: int) -> bytes:
        asked.append(length)
        return bytes(length)

    document = full_credential()
    issue(document, random_bytes_of=random_bytes)
    assert asked == [32]


def test_nothing_need_be_mandatory() -> None:
    assert (
        read_base_proof_value(issue(full_credential(), ())["proofValue"]).mandatory_pointers == ()
    )


@pytest.mark.parametrize("pointers", [("/absent",), ("/issuer", "name"), ("/type/9",)])
def test_a_mandatory_pointer_must_lead_somewhere(pointers: tuple[str, ...]) -> None:
    with pytest.raises(PointerNotFound):
        issue(full_credential(), pointers)


def test_what_no_signature_covers_is_refused() -> None:
    with pytest.raises(UnsignedTerm):
        issue({**full_credential(), "unknownTerm": "x"})
    with pytest.raises(ContextNotAllowed):
        issue({**full_credential(), "@context": ["https://unknown.example"]})
    with pytest.raises(UnsignedTerm):
        issue(full_credential(), extra={"remark": "x"})


def test_a_document_with_too_many_statements_is_refused() -> None:
    document = full_credential()
    document["credentialSubject"]["achievement"]["tag"] = [f"label {n}" for n in range(800)]
    with pytest.raises(TooLarge):
        issue(document)


@pytest.mark.parametrize("algorithm", ["Ed25519", "P-384", "P-521", "RSA-2048"])
def test_only_a_p256_key_signs(algorithm: Any) -> None:
    with pytest.raises(ValueError, match="P-256"):
        issue(full_credential(), signer=PrivateKey.generate(algorithm))


def test_a_document_with_a_proof_and_a_naive_time_are_mistakes() -> None:
    with pytest.raises(ValueError, match="proof"):
        issue({**full_credential(), "proof": {}})
    naive = datetime.fromisoformat("2025-03-01T10:00:00")
    assert naive.replace(tzinfo=CREATED.tzinfo) == CREATED
    with pytest.raises(ValueError, match="zone"):
        issue(full_credential(), created=naive)


@pytest.mark.parametrize(
    "extra",
    [
        {"type": "Other"},
        {"created": "2020-01-01T00:00:00Z"},
        {"cryptosuite": "eddsa-rdfc-2022"},
        {"verificationMethod": "did:web:other.example#1"},
        {"proofPurpose": "authentication"},
        {"proofValue": "z1"},
        {"@context": "https://www.w3.org/ns/credentials/v2"},
        {"previousProof": "urn:x:1"},
        {"expires": "tomorrow"},
        {"nonce": ""},
    ],
    ids=lambda extra: next(iter(extra)),
)
def test_extra_options_may_not_be_those_of_the_suite_or_malformed(extra: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="option"):
        issue(full_credential(), extra=extra)


class ShortSigner:
    """A key that gives DER, as some hardware does."""

    algorithm = "P-256"
    public_key = ISSUER_KEY.public_key

    def sign(self, data: bytes) -> bytes:
        return ISSUER_KEY.sign(data)[:-1]


def test_a_signature_of_another_length_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="length"):
        issue(full_credential(), signer=ShortSigner())
