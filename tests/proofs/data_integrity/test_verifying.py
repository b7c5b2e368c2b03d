"""Embedded proofs: what is signed verifies, and nothing that was touched does."""

import copy
import hashlib
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from badgeservice.errors import CannotCanonicalise
from badgeservice.proofs.canonical import canonicalise
from badgeservice.proofs.data_integrity import (
    ProofOutcome,
    create_proof,
    document_digest,
    verify_proof,
)
from badgeservice.proofs.encoding import multibase_decode, multibase_encode
from badgeservice.proofs.keys import PublicKey
from signed_badge import CREATED, DOCUMENT, KEY, METHOD, PROOF, SIGNED, SIGNER


def judge(document: dict[str, Any] = DOCUMENT, key: PublicKey = KEY, **members: Any) -> str:
    """The outcome with some proof members replaced; ``REFUSED`` for a refusal."""
    try:
        return verify_proof(document, {**PROOF, **members}, key)
    except CannotCanonicalise:
        return "refused"


def without(member: str) -> dict[str, Any]:
    return {name: value for name, value in PROOF.items() if name != member}


def sign_by_hand(options: dict[str, Any]) -> dict[str, Any]:
    """A proof with any options, made step by step as the suite says."""
    configuration = {**options, "@context": DOCUMENT["@context"]}
    both = b"".join(
        hashlib.sha256(canonicalise(part).encode("utf-8")).digest()
        for part in (configuration, DOCUMENT)
    )
    return {**options, "proofValue": multibase_encode(SIGNER.sign(both), "z")}


def test_what_we_sign_verifies() -> None:
    assert judge() is ProofOutcome.VERIFIED
    assert {name: value for name, value in SIGNED.items() if name != "proof"} == DOCUMENT


def test_the_proof_says_what_the_standard_asks_in_whole_seconds_utc() -> None:
    assert without("proofValue") == {
        "type": "DataIntegrityProof",
        "created": "2026-03-01T12:00:05Z",
        "verificationMethod": METHOD,
        "cryptosuite": "eddsa-rdfc-2022",
        "proofPurpose": "assertionMethod",
    }
    assert PROOF["proofValue"].startswith("z")
    assert len(multibase_decode(PROOF["proofValue"])) == 64


def test_a_time_in_another_zone_is_written_in_utc() -> None:
    local = CREATED.astimezone(timezone(timedelta(hours=5, minutes=30)))
    proof = create_proof(DOCUMENT, signer=SIGNER, verification_method=METHOD, created=local)
    assert proof == PROOF


def test_an_early_year_keeps_its_four_digits() -> None:
    early = datetime(33, 4, 3, tzinfo=UTC)
    proof = create_proof(DOCUMENT, signer=SIGNER, verification_method=METHOD, created=early)
    assert proof["created"] == "0033-04-03T00:00:00Z"


def test_another_purpose_is_signed_too() -> None:
    proof = create_proof(
        DOCUMENT,
        signer=SIGNER,
        verification_method=METHOD,
        created=CREATED,
        proof_purpose="authentication",
    )
    assert verify_proof(DOCUMENT, proof, KEY) is ProofOutcome.VERIFIED
    assert verify_proof(DOCUMENT, {**proof, "proofPurpose": "assertionMethod"}, KEY) == (
        ProofOutcome.SIGNATURE_WRONG
    )


def test_the_order_of_members_and_of_sets_makes_no_difference() -> None:
    turned = dict(reversed(DOCUMENT.items()))
    turned["type"] = ["OpenBadgeCredential", "VerifiableCredential"]
    assert verify_proof(turned, dict(reversed(PROOF.items())), KEY) is ProofOutcome.VERIFIED


def test_a_proof_with_a_context_of_its_own_is_malformed_even_if_it_is_the_same() -> None:
    members = {"@context": copy.deepcopy(DOCUMENT["@context"])}
    assert judge(**members) is ProofOutcome.PROOF_MALFORMED


def test_optional_members_that_are_signed_verify() -> None:
    extra = {
        "id": "urn:uuid:f5cd58ae-8ee0-4b5a-8d3b-8f5ac6ee3c11",
        "expires": "2027-01-01T00:00:00+01:00",
        "domain": ["badges.example", "other.example"],
        "challenge": "1",
        "nonce": "2",
    }
    proof = sign_by_hand({**without("proofValue"), **extra})
    assert verify_proof(DOCUMENT, proof, KEY) is ProofOutcome.VERIFIED
    for member in extra:
        stripped = {name: value for name, value in proof.items() if name != member}
        assert verify_proof(DOCUMENT, stripped, KEY) is ProofOutcome.SIGNATURE_WRONG


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("expires", "2099-01-01T00:00:00Z"),
        ("domain", "badges.example"),
        ("challenge", "x"),
        ("nonce", "x"),
        ("id", "urn:uuid:f5cd58ae-8ee0-4b5a-8d3b-8f5ac6ee3c11"),
        ("created", "2026-03-01T12:00:06Z"),
        ("created", "2026-03-01T13:00:05+01:00"),
        ("created", "2026-03-01T12:00:05.0Z"),
        ("verificationMethod", METHOD + "2"),
        ("verificationMethod", "https://badges.example/keys/1"),
        ("proofPurpose", "authentication"),
        ("name", "a defined term that was not signed"),
    ],
)
def test_a_member_that_was_added_or_changed_breaks_the_signature(member: str, value: Any) -> None:
    assert judge(**{member: value}) == ProofOutcome.SIGNATURE_WRONG


@pytest.mark.parametrize(
    "members",
    [
        {"grade": "10"},
        {"": "x"},
        {"nested": {"a": {"b": 1}}},
        {"proofPurpose": "somethingUnknown"},
        {"verificationMethod": "#key-1"},
        {"verificationMethod": "key-1"},
        {"id": "relative"},
    ],
    ids=str,
)
def test_a_member_that_no_signature_covers_is_refused(members: dict[str, Any]) -> None:
    with pytest.raises(CannotCanonicalise):
        verify_proof(DOCUMENT, {**PROOF, **members}, KEY)


@pytest.mark.parametrize(
    "members",
    [
        {"type": None},
        {"type": ["DataIntegrityProof"]},
        {"type": {"@id": "DataIntegrityProof"}},
        {"cryptosuite": None},
        {"cryptosuite": ""},
        {"cryptosuite": ["eddsa-rdfc-2022"]},
        {"cryptosuite": {"@value": "eddsa-rdfc-2022"}},
        {"verificationMethod": None},
        {"verificationMethod": ""},
        {"verificationMethod": [METHOD]},
        {"verificationMethod": {"id": METHOD, "controller": "did:web:badges.example"}},
        {"proofPurpose": None},
        {"proofPurpose": ""},
        {"proofPurpose": ["assertionMethod"]},
        {"proofPurpose": 1},
        {"proofValue": None},
        {"proofValue": ""},
        {"proofValue": [PROOF["proofValue"]]},
        {"created": None},
        {"created": ""},
        {"created": 1772366405},
        {"created": "2026-03-01"},
        {"created": "2026-03-01 12:00:05Z"},
        {"created": "2026-03-01t12:00:05z"},
        {"created": ["2026-03-01T12:00:05Z"]},
        {"expires": "tomorrow"},
        {"expires": None},
        {"expires": "2026-02-30T00:00:00Z"},
        {"domain": None},
        {"domain": ""},
        {"domain": []},
        {"domain": [1]},
        {"domain": ["a", ""]},
        {"challenge": 1},
        {"challenge": None},
        {"challenge": ["x"]},
        {"nonce": {"x": 1}},
        {"id": 1},
        {"id": None},
        {"name": None},
        {"name": []},
        {"@context": "https://www.w3.org/ns/credentials/v2"},
        {"@context": DOCUMENT["@context"][:1]},
        {"@context": list(reversed(DOCUMENT["@context"]))},
        {"@context": [*DOCUMENT["@context"], {"@vocab": "https://attacker.example/#"}]},
        {"@context": None},
        {"@context": []},
        {"@id": "urn:x:y"},
        {"@type": "DataIntegrityProof"},
        {"@graph": []},
        {"@included": [{"id": "urn:x:y"}]},
        {"@reverse": {}},
    ],
    ids=lambda members: str(members)[:60],
)
def test_a_proof_of_another_shape_is_malformed(members: dict[str, Any]) -> None:
    assert judge(**members) == ProofOutcome.PROOF_MALFORMED


@pytest.mark.parametrize(
    "member", ["type", "cryptosuite", "verificationMethod", "proofPurpose", "proofValue"]
)
def test_a_proof_without_a_required_member_is_malformed(member: str) -> None:
    assert verify_proof(DOCUMENT, without(member), KEY) is ProofOutcome.PROOF_MALFORMED


def test_leaving_out_when_it_was_created_breaks_the_signature() -> None:
    assert verify_proof(DOCUMENT, without("created"), KEY) is ProofOutcome.SIGNATURE_WRONG


@pytest.mark.parametrize("proof", [None, [], [PROOF], "proof", 1, {}])
def test_what_is_no_proof_object_is_malformed(proof: Any) -> None:
    assert verify_proof(DOCUMENT, proof, KEY) is ProofOutcome.PROOF_MALFORMED


def test_the_digest_is_the_same_for_every_spelling_and_every_proof() -> None:
    digest = document_digest(DOCUMENT)
    assert digest.startswith("sha256:")
    assert len(digest) == 71
    assert document_digest(SIGNED) == digest
    assert document_digest(dict(reversed(SIGNED.items()))) == digest
    assert document_digest({**DOCUMENT, "proof": [{"type": "anything"}]}) == digest
    assert document_digest({**DOCUMENT, "name": "Another"}) != digest


@pytest.mark.parametrize("previous", ["urn:uuid:1", ["urn:uuid:1"], [], None, "", 1])
def test_a_link_of_a_proof_chain_is_never_silently_taken(previous: object) -> None:
    assert judge(previousProof=previous) == ProofOutcome.PROOF_MALFORMED


@pytest.mark.parametrize(
    "members",
    [
        {"type": "RsaSignature2018"},
        {"type": "Ed25519Signature2018"},
        {"type": "https://w3id.org/security#DataIntegrityProof"},
        {"cryptosuite": "bbs-2023"},
        {"cryptosuite": "EDDSA-RDFC-2022"},
        {"cryptosuite": "eddsa-rdfc-2022 "},
        {"cryptosuite": "none"},
    ],
    ids=str,
)
def test_another_suite_is_not_supported(members: dict[str, str]) -> None:
    assert judge(**members) == ProofOutcome.SUITE_UNSUPPORTED
