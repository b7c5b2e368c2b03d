"""The documents: no two alike, and right for everybody who verifies them."""

from datetime import UTC, datetime

import pytest
from benchmarks.awards import numbered_award, read_award, unsigned_award
from benchmarks.supply import (
    DOCUMENTS,
    ISSUER,
    Signing,
    key_pair,
    moment,
    numbered,
    read_moment,
    unsigned_text,
)

from badgeservice.proofs.data_integrity import ProofOutcome, verify_proof
from badgeservice.proofs.strict_json import read_document

SUITES = {
    "eddsa-rdfc-2022": "Ed25519",
    "eddsa-jcs-2022": "Ed25519",
    "ecdsa-rdfc-2019": "P-256",
}


@pytest.mark.parametrize("subject", DOCUMENTS)
def test_no_two_documents_share_an_id_a_person_a_place_or_a_moment(subject: str) -> None:
    base = DOCUMENTS[subject](ISSUER)
    made = [numbered(base, number) for number in range(1_000)]
    for told in (
        {one["id"] for one in made},
        {one["credentialSubject"]["id"] for one in made},
        {one["credentialStatus"]["id"] for one in made},
        {one["validFrom"] for one in made},
    ):
        assert len(told) == len(made)


@pytest.mark.parametrize("subject", DOCUMENTS)
def test_all_documents_share_issuer_and_achievement(subject: str) -> None:
    base = DOCUMENTS[subject](ISSUER)
    before = DOCUMENTS[subject](ISSUER)
    made = numbered(base, 7)
    assert made["issuer"] == before["issuer"]
    assert made["credentialSubject"]["achievement"] == before["credentialSubject"]["achievement"]
    assert base == before


@pytest.mark.parametrize("suite", SUITES)
def test_a_signed_document_verifies_and_was_made_when_it_says(suite: str) -> None:
    key = key_pair(SUITES[suite]).private
    text = Signing(key, cryptosuite=suite).text(DOCUMENTS["basic"](ISSUER), 3)
    document = read_document(text.encode()).value
    proof = document.pop("proof")
    assert proof["created"] == document["validFrom"]
    assert verify_proof(document, proof, key.public_key) is ProofOutcome.VERIFIED


def test_moments_are_a_second_apart_and_read_as_they_are_written() -> None:
    assert moment(1) == datetime(2025, 3, 1, 10, 0, 1, tzinfo=UTC)
    assert read_moment("2025-03-01T10:00:01Z") == moment(1)


def test_a_moment_with_another_offset_is_not_read() -> None:
    with pytest.raises(ValueError, match="does not match"):
        read_moment("2025-03-01T10:00:01+01:00")


def test_an_unsigned_text_has_no_proof() -> None:
    document = read_document(unsigned_text(DOCUMENTS["rich"](ISSUER), 1).encode()).value
    assert "proof" not in document


@pytest.mark.parametrize("subject", DOCUMENTS)
def test_an_award_is_read_back_from_its_credential(subject: str) -> None:
    assert read_award(unsigned_award(subject, 12_345)) == numbered_award(12_345)
