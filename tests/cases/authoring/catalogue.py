"""Every case that is written here, topic by topic."""

from collections.abc import Iterator

from cases.authoring.topics.content import (
    contexts,
    hostile,
    images,
    json_ld,
    legacy,
    moments,
    raw_json,
    rules,
)
from cases.authoring.topics.proofs import (
    binding,
    issuer_ids,
    proof_sets,
    sd_proofs,
    sd_tokens,
    suites,
    tampering,
    token_attacks,
    tokens,
)
from cases.authoring.topics.standing import (
    encoded_lists,
    endorsements,
    legacy_list,
    newer,
    status_entries,
    status_lists,
    status_words,
)
from cases.authoring.writing import Written

_PROOFS = (
    tampering,
    binding,
    issuer_ids,
    proof_sets,
    suites,
    sd_proofs,
    tokens,
    token_attacks,
    sd_tokens,
)
_CONTENT = (rules, json_ld, contexts, raw_json, images, moments, legacy, hostile)
_STANDING = (
    status_words,
    status_lists,
    encoded_lists,
    status_entries,
    legacy_list,
    endorsements,
    newer,
)


def all_cases() -> Iterator[Written]:
    """The cases of all topics."""
    for topic in (*_PROOFS, *_CONTENT, *_STANDING):
        yield from topic.CASES
