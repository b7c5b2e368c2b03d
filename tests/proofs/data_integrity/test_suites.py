"""The table of suites: which names are known, and round trips of any document through each."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.proofs.canonical import Reading
from badgeservice.proofs.data_integrity import (
    ProofOutcome,
    create_proof,
    is_known_suite,
    signs_whole_json,
    verify_proof,
)
from proofs.data_integrity.every_suite import SUITES, Suite
from signed_badge import CREATED, DOCUMENT, METHOD


def named(cryptosuite: Any) -> dict[str, Any]:
    return {"type": "DataIntegrityProof", "cryptosuite": cryptosuite}


@pytest.mark.parametrize(
    ("proof", "is_json"),
    [
        (named("eddsa-rdfc-2022"), False),
        (named("eddsa-jcs-2022"), True),
        (named("ecdsa-rdfc-2019"), False),
        (named("ecdsa-jcs-2019"), True),
        (named("ecdsa-sd-2023"), False),
        (named("eddsa-2022"), False),
        ({"type": "Ed25519Signature2020"}, False),
    ],
    ids=str,
)
def test_a_known_suite_says_whether_it_signs_the_json(proof: dict[str, Any], is_json: bool) -> None:
    assert is_known_suite(proof)
    assert signs_whole_json(proof) is is_json


@pytest.mark.parametrize(
    "proof",
    [
        {},
        None,
        [],
        "eddsa-jcs-2022",
        {"cryptosuite": "eddsa-jcs-2022"},
        {"type": "DataIntegrityProof"},
        {"type": ["DataIntegrityProof"], "cryptosuite": "eddsa-jcs-2022"},
        {"type": "Ed25519Signature2018"},
        {"type": "eddsa-jcs-2022"},
        {"type": "Ed25519Signature2018", "cryptosuite": "eddsa-jcs-2022"},
        named(None),
        named(["eddsa-jcs-2022"]),
        named({"eddsa-jcs-2022": 1}),
        named("bbs-2023"),
        named("Ed25519Signature2020"),
        named("eddsa-jcs-2022 "),
    ],
    ids=str,
)
def test_anything_else_is_no_known_suite(proof: Any) -> None:
    assert not is_known_suite(proof)
    assert not signs_whole_json(proof)


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)


@given(
    suite=st.sampled_from(SUITES),
    name=TEXTS,
    tags=st.lists(TEXTS, min_size=1, max_size=5, unique=True),
    credits=st.integers(0, 4_000).map(lambda quarters: quarters / 4),
    challenge=TEXTS,
)
@settings(deadline=None, max_examples=60)
def test_whatever_a_suite_signs_it_verifies_in_both_readings(
    suite: Suite, name: str, tags: list[str], credits: float, challenge: str
) -> None:
    subject = DOCUMENT["credentialSubject"]
    achievement = {**subject["achievement"], "name": name, "tag": tags}
    document = {
        **DOCUMENT,
        "credentialSubject": {**subject, "creditsEarned": credits, "achievement": achievement},
    }
    proof = create_proof(
        document,
        signer=suite.signer,
        verification_method=METHOD,
        created=CREATED,
        cryptosuite=suite.name,
        extra={"challenge": challenge},
    )
    key = suite.signer.public_key
    for reading in Reading:
        assert verify_proof(document, proof, key, reading=reading) is ProofOutcome.VERIFIED
    other = {**proof, "challenge": challenge + "x"}
    assert verify_proof(document, other, key) is ProofOutcome.SIGNATURE_WRONG
    assert verify_proof(DOCUMENT, proof, key) is ProofOutcome.SIGNATURE_WRONG


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=10,
)


@given(suite=st.sampled_from([suite for suite in SUITES if suite.is_json]), value=JSON)
@settings(deadline=None, max_examples=60)
def test_a_suite_over_json_signs_any_json(suite: Suite, value: Any) -> None:
    document = {"@context": "urn:any", "value": value}
    proof = create_proof(
        document,
        signer=suite.signer,
        verification_method=METHOD,
        created=CREATED,
        cryptosuite=suite.name,
    )
    key = suite.signer.public_key
    assert verify_proof(document, proof, key) is ProofOutcome.VERIFIED
    assert verify_proof({**document, "value": [value]}, proof, key) is ProofOutcome.SIGNATURE_WRONG
