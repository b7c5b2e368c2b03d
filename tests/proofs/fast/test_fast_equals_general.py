"""The fast engine is the general one: tens of thousands of documents, and an independent oracle.

A document that the fast engine declines is the general one's alone, so it is of no interest here
but for how many there are: by declining everything no difference would ever be found.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import pytest

from badgeservice.proofs.canonical import Engines, canonicalise, choose_engines
from badgeservice.proofs.contexts import bundled_contexts, conformance_contexts
from badgeservice.proofs.fast import Declined, FastEngine
from badgeservice.proofs.rdfc import DEFAULT_BUDGET, HASHES, HashName, canonicalise_dataset
from proofs.fast.both_engines import JsonObject, Pair, ask_the_oracle, bundled
from proofs.fast.mutating import (
    TEXTS,
    case_documents,
    mutations,
    own_documents,
    published_documents,
)

Answer = TypeVar("Answer")
CHUNKS = 40
PER_CHUNK = 500
CONFORMANCE_CHUNKS = 4
# One in so many is shown to the independent implementation, and read statement by statement.
ONE_IN = 5
LEAST_TAKEN = 0.25
LEAST_TAKEN_UNCHANGED = 0.99


def ask(engine: FastEngine, document: JsonObject, hash_name: HashName) -> str | None:
    """The text, None if declined; nothing else may be raised."""
    return patiently(lambda: engine.canonicalise(document, hash_name, DEFAULT_BUDGET))


def patiently(call: Callable[[], Answer]) -> Answer | None:
    """What was too much to learn at once is known when it is asked again."""
    for _ in range(5):
        try:
            return call()
        except Declined as declined:
            if declined.reason != "new":
                break
    return None


def compare(pair: Pair, documents: Iterable[JsonObject], seed: int) -> Counter[bool]:
    """Assert that there is no difference; count the documents taken and those declined."""
    chance = random.Random(seed)
    taken: Counter[bool] = Counter()
    for document in documents:
        hash_name: HashName = chance.choice(("sha256", "sha256", "sha384"))
        before = repr(document)
        text = ask(pair.fast, document, hash_name)
        assert ask(pair.forgetful, document, hash_name) == text, document
        assert_hashed(pair.fast, document, hash_name, text)
        taken[text is not None] += 1
        if text is not None:
            assert pair.general(document, hash_name) == text, document
            if chance.randrange(ONE_IN) == 0:
                look_closer(pair, document, hash_name, text)
        assert repr(document) == before
    return taken


def assert_hashed(
    engine: FastEngine, document: JsonObject, hash_name: HashName, text: str | None
) -> None:
    """The hash, which may come from a template, is that of the text, or there is none either."""
    digest = patiently(lambda: engine.digest(document, hash_name, DEFAULT_BUDGET))
    assert digest == (None if text is None else HASHES[hash_name](text.encode()).digest()), document


def look_closer(pair: Pair, document: JsonObject, hash_name: HashName, text: str) -> None:
    assert ask_the_oracle(pair.quads(document), hash_name) == text, document
    read = patiently(lambda: pair.fast.read(document))
    assert read is not None, document
    assert canonicalise_dataset(read, hash_name=hash_name).text == text, document


@cache
def for_conformance() -> Pair:
    """The engines for conformance suites, whose examples have a vocabulary."""
    return Pair(conformance_contexts())


def mostly_own(others: Sequence[JsonObject]) -> list[JsonObject]:
    """Ours twice as often as all others together, of which many were made to be refused."""
    own = own_documents()
    return [*others, *own * (2 * len(others) // len(own) + 1)]


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_changed_document_tells_them_apart(chunk: int) -> None:
    documents = mutations(mostly_own(case_documents()), chunk, PER_CHUNK)
    taken = compare(bundled(), documents, chunk)
    assert taken.total() == PER_CHUNK
    assert taken[True] >= LEAST_TAKEN * PER_CHUNK


@pytest.mark.parametrize("chunk", range(CONFORMANCE_CHUNKS))
def test_nor_does_one_in_which_every_word_is_a_term(chunk: int) -> None:
    urls = sorted(conformance_contexts().keys() - bundled_contexts().keys())
    seeds = [one | {"@context": [*as_list(one["@context"]), *urls]} for one in own_documents()]
    documents = mutations(seeds, 1_000 + chunk, PER_CHUNK)
    taken = compare(for_conformance(), documents, chunk)
    assert taken[True] >= LEAST_TAKEN * PER_CHUNK


def test_no_changed_published_document_tells_them_apart(shared_data: Path) -> None:
    documents = mutations(mostly_own(published_documents(shared_data)), 2_000, PER_CHUNK)
    taken = compare(for_conformance(), documents, 1)
    assert taken[True] >= LEAST_TAKEN * PER_CHUNK


@pytest.mark.parametrize("document", own_documents(), ids=range(len(own_documents())))
def test_no_text_of_a_kind_that_comes_again_tells_them_apart(document: JsonObject) -> None:
    pair, chance = Pair(bundled_contexts()), random.Random(3)
    taken = 0
    for _ in range(150):
        changed = deepcopy(document)
        for _ in range(chance.choice((1, 1, 2))):
            members = chance.choice(opened(changed))
            names = [name for name, value in members.items() if isinstance(value, str)]
            members[chance.choice(names)] = chance.choice((*TEXTS, document["@context"][0]))
        text = pair.general(changed)
        digest = patiently(lambda: pair.fast.digest(changed, "sha256", DEFAULT_BUDGET))  # noqa: B023
        taken += digest is not None
        assert digest in (None, text and sha256(text.encode()).digest()), changed
    assert taken >= 30


def opened(document: JsonObject) -> list[JsonObject]:
    """The objects that hold what differs from one badge to the next."""
    found = [document]
    for name in ("credentialSubject", "credentialStatus"):
        if isinstance(document.get(name), dict):
            found += opened(document[name])
    return found


def assert_nearly_all_taken(pair: Pair, documents: Sequence[JsonObject]) -> None:
    good = [one for one in documents if pair.general(one) is not None]
    assert len(good) > len(documents) / 2
    taken = compare(pair, good, 1)
    assert taken[True] >= LEAST_TAKEN_UNCHANGED * len(good)


def test_nearly_all_documents_of_ours_and_of_the_cases_are_taken() -> None:
    assert_nearly_all_taken(bundled(), [*own_documents(), *case_documents()])


def test_nearly_all_published_documents_are_taken(shared_data: Path) -> None:
    assert_nearly_all_taken(for_conformance(), published_documents(shared_data))


@pytest.mark.parametrize("document", own_documents(), ids=range(len(own_documents())))
def test_the_service_gives_the_same_text_with_and_without_it(document: JsonObject) -> None:
    try:
        with_it = canonicalise(document)
        choose_engines(Engines(has_fast=False))
        without_it = canonicalise(document)
        choose_engines(Engines(memo_entries=0))
        assert canonicalise(document) == with_it == without_it
    finally:
        choose_engines(Engines())


def as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
