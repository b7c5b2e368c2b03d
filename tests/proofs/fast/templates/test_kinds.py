"""Kinds of documents: the hash by a template is the hash of what the general engine writes."""

from hashlib import sha256
from typing import Any

import pytest

from badgeservice.errors import Refusal
from badgeservice.proofs.canonical import Engines, _Engine
from badgeservice.proofs.contexts import bundled_contexts
from badgeservice.proofs.fast import Declined, FastEngine
from badgeservice.proofs.fast.templates.kinds import MAX_BYTES
from badgeservice.proofs.rdfc import DEFAULT_BUDGET, canonicalise_dataset
from peers.documents import basic, rich

JsonObject = dict[str, Any]
ISSUER = "did:web:badges.oss.example:issuers:delinde"


def general(document: JsonObject) -> bytes | None:
    engine = _Engine(bundled_contexts(), Engines(has_fast=False))
    try:
        text = canonicalise_dataset(engine.read(document).quads).text
    except Refusal:
        return None
    return sha256(text.encode()).digest()


def by_template(engine: FastEngine, document: JsonObject) -> bytes | None:
    try:
        return engine._kinds.digest(document, "sha256", DEFAULT_BUDGET)
    except Declined:
        return None


def taught(document: JsonObject) -> FastEngine:
    """An engine that met this kind twice."""
    engine = FastEngine(bundled_contexts())
    by_template(engine, document)
    assert by_template(engine, document) == general(document) is not None
    return engine


def numbered(document: JsonObject, number: int) -> JsonObject:
    subject = {**document["credentialSubject"], "id": f"urn:uuid:{number}"}
    return {**document, "id": f"urn:uuid:1{number}", "credentialSubject": subject}


@pytest.mark.parametrize("document", [basic(ISSUER), rich(ISSUER)], ids=["basic", "rich"])
def test_the_second_of_a_kind_is_hashed_by_its_template(document: JsonObject) -> None:
    engine = taught(document)
    for number in range(60):
        other = numbered(document, number)
        assert by_template(engine, other) == general(other)


def test_the_first_of_a_kind_is_not() -> None:
    assert by_template(FastEngine(bundled_contexts()), basic(ISSUER)) is None


def test_without_a_memory_there_are_no_kinds() -> None:
    engine = FastEngine(bundled_contexts(), memo_entries=0)
    for _ in range(3):
        engine.digest(basic(ISSUER), "sha256", DEFAULT_BUDGET)
    assert len(engine._kinds) == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ["Jeugdtrainer"]},
        {"name": {"@value": "Jeugdtrainer", "@language": "nl"}},
        {"evidence": []},
        {"evidence": [{"type": ["Evidence"], "name": "a"}, {"type": ["Evidence"], "name": "a"}]},
        {"issuer": ISSUER},
        {"issuer": {"id": ISSUER, "type": ["Profile"], "name": "Anders"}},
        {"type": "VerifiableCredential"},
        {"@context": ["https://www.w3.org/ns/credentials/v2"]},
        {"id": ISSUER},
        {"id": "schema:x"},
        {"name": "\ud800"},
        {"name": None},
        {"unknown": "x"},
    ],
    ids=str,
)
def test_one_that_differs_in_more_is_another_kind(changes: JsonObject) -> None:
    engine = taught(basic(ISSUER))
    other = {**basic(ISSUER), **changes}
    for _ in range(3):
        assert by_template(engine, other) in (None, general(other))
    again = numbered(basic(ISSUER), 5)
    assert by_template(engine, again) == general(again)


def test_arrays_of_other_lengths_are_other_kinds() -> None:
    document = basic(ISSUER)
    document["evidence"] = [{"id": "urn:a", "type": ["Evidence"], "name": "a"}]
    engine = taught(document)
    for count in (2, 3):
        entry = document["evidence"][0]
        longer = {**document, "evidence": [{**entry, "id": f"urn:{n}"} for n in range(count)]}
        for _ in range(2):
            assert by_template(engine, longer) in (None, general(longer))


@pytest.mark.parametrize("value", [1, 1.0, True, "1"])
def test_equal_numbers_of_other_types_are_other_kinds(value: Any) -> None:
    document = rich(ISSUER)
    document["credentialSubject"]["creditsEarned"] = 1
    engine = taught(document)
    document["credentialSubject"]["creditsEarned"] = value
    for _ in range(2):
        assert by_template(engine, document) in (None, general(document))


def test_a_long_text_does_not_take_the_template_from_the_others() -> None:
    engine = FastEngine(bundled_contexts())
    long = {**basic(ISSUER), "name": "x" * (2 * MAX_BYTES)}
    for _ in range(2):
        by_template(engine, long)
    assert by_template(engine, basic(ISSUER)) == general(basic(ISSUER))
    assert by_template(engine, long) == general(long)


def test_a_large_achievement_is_not_kept() -> None:
    engine = FastEngine(bundled_contexts())
    document = basic(ISSUER)
    achievement = {**document["credentialSubject"]["achievement"], "description": "x" * MAX_BYTES}
    document["credentialSubject"]["achievement"] = achievement
    for _ in range(3):
        assert by_template(engine, document) is None
    assert len(engine._kinds) == 0
