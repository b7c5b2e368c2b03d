"""The contexts that are stated term by term: they mean what was published."""

import json
from pathlib import Path
from typing import Any

import pytest

from badgeservice.errors import UnsignedTerm
from badgeservice.proofs.canonical import Reading, canonicalise
from badgeservice.proofs.contexts import bundled_contexts, conformance_contexts
from badgeservice.proofs.written_contexts import (
    DATA_INTEGRITY_V1,
    EXAMPLES_V2,
    OPEN_BADGES,
    OPEN_BADGES_3_0_1,
    example_contexts,
    written_contexts,
)

V1 = "https://www.w3.org/2018/credentials/v1"
V2 = "https://www.w3.org/ns/credentials/v2"


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("url", "file"),
    [(DATA_INTEGRITY_V1, "w3id-data-integrity-v1.json"), (OPEN_BADGES, "ob-context.json")],
)
def test_each_term_means_what_was_published(shared_data: Path, url: str, file: str) -> None:
    assert bundled_contexts()[url] == read(shared_data / "contexts" / file)


def test_a_published_badge_is_read_as_with_the_published_context(shared_data: Path) -> None:
    badge = read(shared_data / "samples" / "1edtech" / "simple_v1.json")
    badge.pop("proof", None)
    published = {
        **bundled_contexts(),
        OPEN_BADGES: read(shared_data / "contexts" / "ob-context.json"),
        DATA_INTEGRITY_V1: read(shared_data / "contexts" / "w3id-data-integrity-v1.json"),
    }
    for reading in Reading:
        assert canonicalise(badge, reading=reading) == canonicalise(
            badge, contexts=published, reading=reading
        )


def test_stating_a_context_does_not_change_the_one_it_starts_from() -> None:
    before = json.dumps(bundled_contexts()[OPEN_BADGES_3_0_1])
    written_contexts(bundled_contexts())
    assert json.dumps(bundled_contexts()[OPEN_BADGES_3_0_1]) == before


def test_the_context_without_a_version_says_something_else() -> None:
    creator = {"id": "urn:c", "type": ["Profile"], "name": "C"}
    subject = {"type": "AchievementSubject", "achievement": {"type": "Achievement"}}
    subject["achievement"]["creator"] = creator
    badge = {"type": ["VerifiableCredential"], "credentialSubject": subject}
    old = canonicalise({"@context": [V1, OPEN_BADGES], **badge})
    assert "vocab.html#Profile> <urn:c>" in old
    assert "vocab.html#Profile> <urn:c>" not in canonicalise(
        {"@context": [V1, OPEN_BADGES_3_0_1], **badge}
    )


def test_a_proof_of_the_first_data_model_is_read() -> None:
    proof = {
        "@context": [V1, DATA_INTEGRITY_V1],
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2023-02-24T23:36:38Z",
        "proofPurpose": "assertionMethod",
    }
    text = canonicalise(proof)
    assert (
        "<https://w3id.org/security#proofPurpose> <https://w3id.org/security#assertionMethod>"
        in text
    )
    with pytest.raises(UnsignedTerm):
        canonicalise({**proof, "cryptosuit": "eddsa-rdfc-2022"})


def test_a_word_is_a_term_only_with_the_context_of_the_examples() -> None:
    document = {"@context": [V2, EXAMPLES_V2], "type": "VerifiableCredential", "word": 1}
    text = canonicalise(document, contexts=conformance_contexts(), reading=Reading.OPEN)
    assert "<https://www.w3.org/ns/credentials/examples#word>" in text
    assert example_contexts().keys() == {EXAMPLES_V2}
    with pytest.raises(UnsignedTerm):
        canonicalise({**document, "@context": V2}, reading=Reading.OPEN)
