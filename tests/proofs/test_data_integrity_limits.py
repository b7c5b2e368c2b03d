"""What no proof is made or judged for: other suites, keys, chains, times, our own mistakes."""

from datetime import datetime
from typing import Any

import pytest

from badgeservice.errors import CannotCanonicalise, UnsignedTerm
from badgeservice.proofs.data_integrity import (
    ProofOutcome,
    add_proof,
    create_proof,
    document_digest,
    is_date_time_stamp,
    verify_proof,
)
from badgeservice.proofs.keys import AlgorithmName, PrivateKey, PublicKey
from signed_badge import CREATED, DOCUMENT, KEY, METHOD, PROOF, SIGNED, SIGNER


def outcome_of(document: dict[str, Any], **members: Any) -> str:
    try:
        return verify_proof(document, {**PROOF, **members}, KEY)
    except CannotCanonicalise:
        return "refused"


@pytest.mark.parametrize("previous", ["urn:uuid:1", ["urn:uuid:1"], [], None, "", 1])
def test_a_link_of_a_proof_chain_is_never_silently_taken(previous: object) -> None:
    outcome = outcome_of(DOCUMENT, previousProof=previous)
    assert outcome in (ProofOutcome.SUITE_UNSUPPORTED, ProofOutcome.PROOF_MALFORMED)


@pytest.mark.parametrize(
    "members",
    [
        {"type": "Ed25519Signature2020"},
        {"type": "RsaSignature2018"},
        {"type": "https://w3id.org/security#DataIntegrityProof"},
        {"cryptosuite": "eddsa-2022"},
        {"cryptosuite": "eddsa-jcs-2022"},
        {"cryptosuite": "ecdsa-rdfc-2019"},
        {"cryptosuite": "ecdsa-sd-2023"},
        {"cryptosuite": "EDDSA-RDFC-2022"},
        {"cryptosuite": "eddsa-rdfc-2022 "},
        {"cryptosuite": "none"},
    ],
    ids=str,
)
def test_another_suite_is_not_supported(members: dict[str, str]) -> None:
    assert outcome_of(DOCUMENT, **members) == ProofOutcome.SUITE_UNSUPPORTED


@pytest.mark.parametrize("algorithm", ["P-256", "RSA-2048"])
def test_a_key_of_another_kind_does_not_fit_the_suite(algorithm: AlgorithmName) -> None:
    other = PrivateKey.generate(algorithm)
    assert verify_proof(DOCUMENT, PROOF, other.public_key) is ProofOutcome.KEY_MISMATCH
    with pytest.raises(ValueError, match="another kind of key"):
        create_proof(DOCUMENT, signer=other, verification_method=METHOD, created=CREATED)


def test_another_key_of_the_same_kind_is_a_wrong_signature() -> None:
    other = PrivateKey.from_seed(b"\x08" * 32).public_key
    assert verify_proof(DOCUMENT, PROOF, other) is ProofOutcome.SIGNATURE_WRONG


def test_a_document_with_a_proof_inside_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="take the proof out"):
        verify_proof(SIGNED, PROOF, KEY)
    with pytest.raises(ValueError, match="take the proof out"):
        add_proof(SIGNED, signer=SIGNER, verification_method=METHOD, created=CREATED)


def test_a_time_without_zone_is_our_own_mistake() -> None:
    naive = datetime.fromisoformat("2026-03-01T12:00:00")
    with pytest.raises(ValueError, match="zone"):
        create_proof(DOCUMENT, signer=SIGNER, verification_method=METHOD, created=naive)


def test_an_unknown_suite_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="suite"):
        create_proof(
            DOCUMENT,
            signer=SIGNER,
            verification_method=METHOD,
            created=CREATED,
            cryptosuite="ecdsa-sd-2023",
        )


@pytest.mark.parametrize("method", ["#key-1", "key-1", ""])
def test_a_relative_verification_method_is_not_signed(method: str) -> None:
    with pytest.raises(CannotCanonicalise):
        create_proof(DOCUMENT, signer=SIGNER, verification_method=method, created=CREATED)


def test_an_undefined_term_is_not_signed() -> None:
    with pytest.raises(UnsignedTerm):
        add_proof(
            {**DOCUMENT, "grade": "10"}, signer=SIGNER, verification_method=METHOD, created=CREATED
        )


class WrongLength:
    """A signer whose answer is cut short."""

    algorithm: AlgorithmName = "Ed25519"
    public_key: PublicKey = KEY

    def sign(self, data: bytes) -> bytes:
        return SIGNER.sign(data)[:-1]


def test_a_signer_that_answers_another_length_is_noticed() -> None:
    with pytest.raises(ValueError, match="another length"):
        create_proof(DOCUMENT, signer=WrongLength(), verification_method=METHOD, created=CREATED)


def test_the_digest_is_the_same_for_every_spelling_and_every_proof() -> None:
    digest = document_digest(DOCUMENT)
    assert digest.startswith("sha256:")
    assert len(digest) == 71
    assert document_digest(SIGNED) == digest
    assert document_digest(dict(reversed(SIGNED.items()))) == digest
    assert document_digest({**DOCUMENT, "proof": [{"type": "anything"}]}) == digest
    assert document_digest({**DOCUMENT, "name": "Another"}) != digest


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01T12:00:05Z",
        "2026-03-01T12:00:05.123456789Z",
        "2026-03-01T12:00:05+01:00",
        "2026-03-01T12:00:05-14:00",
        "2026-03-01T12:00:05+14:00",
        "2026-03-01T24:00:00Z",
        "2026-03-01T24:00:00.00Z",
        "2024-02-29T00:00:00Z",
        "2000-02-29T00:00:00Z",
        "0000-02-29T00:00:00Z",
        "-0001-01-01T00:00:00Z",
        "12026-01-01T00:00:00Z",
    ],
)
def test_an_xsd_date_time_stamp_is_recognised(text: str) -> None:
    assert is_date_time_stamp(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-03-01",
        "12:00:05Z",
        "2026-03-01T12:00:05",
        "2026-03-01T12:00Z",
        "2026-03-01T12:00:05.Z",
        "2026-03-01T12:00:60Z",
        "2026-03-01T12:60:00Z",
        "2026-03-01T24:00:01Z",
        "2026-03-01T25:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-03-00T00:00:00Z",
        "2026-03-32T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-03-01T00:00:00+14:01",
        "2026-03-01T00:00:00+15:00",
        "2026-03-01T00:00:00+1:00",
        "2026-03-01T00:00:00+0100",
        "2026-03-01T00:00:00+01",
        "2026-03-01T00:00:00z",
        "2026-03-01t00:00:00Z",
        "2026-03-01 00:00:00Z",
        "2026-03-01T00:00:00Z\n",
        " 2026-03-01T00:00:00Z",
        "+2026-03-01T00:00:00Z",
        "026-03-01T00:00:00Z",
        "02026-03-01T00:00:00Z",
        "2026-3-1T0:0:0Z",
        "２０２６-03-01T00:00:00Z",
        "20260301T000000Z",
        "2026-W09-7T00:00:00Z",
        "2026-03-01T00:00:00.5,5Z",
        "2026-03-01T00:00:00ZZ",
    ],
)
def test_anything_else_is_no_date_time_stamp(text: str) -> None:
    assert not is_date_time_stamp(text)
