"""The engine as a whole: threads, bounds, hashes, single statements, and that it can be off."""

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256, sha384
from itertools import combinations
from threading import Barrier
from typing import Any

import pytest

from badgeservice.errors import Refusal
from badgeservice.proofs.canonical import Engines, canonicalise, choose_engines, read_dataset
from badgeservice.proofs.contexts import bundled_contexts
from badgeservice.proofs.fast import Declined, FastEngine
from badgeservice.proofs.fast.extent import MAX_NEW
from badgeservice.proofs.fast.scopes import MAX_MADE, MAX_SCOPES
from badgeservice.proofs.rdfc import DEFAULT_BUDGET, canonicalise_dataset
from full_credential import CONTEXTS, full_credential, with_value, without
from hostile.works import a_badge, about, alignments, alike, clique, endorsements
from proofs.fast.both_engines import JsonObject, Pair, bundled, saying, small_world
from proofs.fast.mutating import own_documents

THREADS = 8
LETTERS = "abcdefghijkl"
# Each set of these types gives an active context of its own.
WORLD = small_world(
    {"@vocab": "https://words.example/", "p": "ex:p"}
    | {letter: {"@id": f"ex:{letter}", "@context": {"x": f"ex:{letter}x"}} for letter in LETTERS}
)


def test_it_gives_the_text_and_its_hash() -> None:
    engine = FastEngine(bundled_contexts())
    for document in (*own_documents(), *own_documents()):
        text = engine.canonicalise(document, "sha256", DEFAULT_BUDGET)
        digest = sha256(text.encode()).digest()
        assert engine.digest(document, "sha256", DEFAULT_BUDGET) == digest
        text = engine.canonicalise(document, "sha384", DEFAULT_BUDGET)
        assert engine.digest(document, "sha384", DEFAULT_BUDGET) == sha384(text.encode()).digest()


@pytest.mark.parametrize("change", [("name", "x"), ("id", "urn:x:1"), ("id", None)])
def test_the_statements_about_the_root_come_first(change: tuple[str, Any]) -> None:
    name, value = change
    document = with_value(full_credential(), (name,), value)
    if value is None:
        del document[name]
    quads = FastEngine(bundled_contexts()).read(document)
    root = quads[0].subject
    about_root = [number for number, quad in enumerate(quads) if quad.subject == root]
    assert about_root == list(range(len(about_root)))
    assert root == f"<{document['id']}>" if "id" in document else root.startswith("_:")
    assert canonicalise_dataset(quads).text == bundled().general(document)


def test_the_documents_are_left_as_they_were() -> None:
    engine = FastEngine(bundled_contexts())
    for document in own_documents():
        before = repr(document)
        engine.canonicalise(document, "sha256", DEFAULT_BUDGET)
        engine.digest(document, "sha256", DEFAULT_BUDGET)
        engine.read(document)
        assert repr(document) == before


# --- threads and bounds -----------------------------------------------------------------------


def of_types(number: int) -> JsonObject:
    """A document whose objects have forty sets of types that no other document has."""
    sets = [*combinations(LETTERS, 4), *combinations(LETTERS, 5), *combinations(LETTERS, 6)]
    mine = sets[40 * number : 40 * (number + 1)]
    objects = [{"id": f"urn:x:{''.join(one)}", "type": list(one), "x": "y"} for one in mine]
    return saying(p=[*objects, *[{"x": f"{number}"}] * 3])


def of_words(number: int) -> JsonObject:
    """A document with words of its own, as many as an engine learns at once."""
    return saying(**{f"w{number}x{word}": "x" for word in range(MAX_NEW - 10)})


def rounds(thread: int) -> list[JsonObject]:
    documents = [of_types(5 * thread + number) for number in range(5)]
    documents += [of_words(20 * thread + number) for number in range(20)]
    return documents + documents[:5]


def test_threads_get_the_same_answers_while_what_was_compiled_is_dropped() -> None:
    engine, begin = FastEngine(WORLD.contexts, memo_entries=2), Barrier(THREADS)
    engine.canonicalise(saying(p="x"), "sha256", DEFAULT_BUDGET)
    first = engine._scopes

    def work(thread: int) -> list[str]:
        begin.wait()
        return [engine.canonicalise(one, "sha256", DEFAULT_BUDGET) for one in rounds(thread)]

    with ThreadPoolExecutor(THREADS) as pool:
        together = list(pool.map(work, range(THREADS)))
    assert engine._scopes is not first
    for thread, texts in enumerate(together):
        alone = FastEngine(WORLD.contexts, memo_entries=0)
        for document, text in zip(rounds(thread), texts, strict=True):
            assert alone.canonicalise(document, "sha256", DEFAULT_BUDGET) == text
    for text, document in zip(together[3][:6], rounds(3)[:6], strict=True):
        assert text == WORLD.general(document)


def test_threads_share_what_is_remembered() -> None:
    engine, begin = FastEngine(bundled_contexts(), memo_entries=3), Barrier(THREADS)
    documents = [
        with_value(full_credential(), ("issuer", "id"), f"did:web:x{number % 5}.example")
        for number in range(40)
    ]

    def work(thread: int) -> list[str]:
        begin.wait()
        mine = documents[thread:] + documents[:thread]
        texts = [engine.canonicalise(one, "sha256", DEFAULT_BUDGET) for one in mine]
        return texts[len(texts) - thread :] + texts[: len(texts) - thread]

    with ThreadPoolExecutor(THREADS) as pool:
        together = list(pool.map(work, range(THREADS)))
    expected = [bundled().general(one) for one in documents]
    assert all(texts == expected for texts in together)
    assert len(engine._memo) <= 3


def test_what_was_compiled_is_dropped_when_it_is_too_much() -> None:
    engine = FastEngine(WORLD.contexts)
    for kind, most in ((of_types, 50), (of_words, 130)):
        kept = []
        for number in range(most):
            engine.canonicalise(kind(number), "sha256", DEFAULT_BUDGET)
            scopes = engine._scopes
            assert scopes is not None
            assert len(scopes._scopes) <= MAX_SCOPES + MAX_NEW
            assert scopes._made <= MAX_MADE + MAX_NEW
            kept.append(id(scopes))
        assert len(set(kept)) > 1


# --- on and off -------------------------------------------------------------------------------

HOSTILE: dict[str, JsonObject] = {
    "equal alignments": with_value(
        full_credential(), ("credentialSubject", "achievement", "alignment"), [{}] * 4_500
    ),
    "many alignments": alignments(1_900) | {"proof": None},
    "many endorsements": endorsements(900),
    "long text": a_badge(description="x" * 500_000, credentialStatus=None),
    "clique": about(clique(12)),
    "equal nodes": about(alike(4_500)),
    "deep": {"@context": CONTEXTS, "evidence": [[[[[[[{}]]]]]]]},
    "many proofs": with_value(full_credential(), ("proof",), [{}] * 2_000),
    "many numbers": full_credential() | {"evidence": list(range(9_000))},
    "no context": without(full_credential(), ("@context",)),
    "bad": full_credential() | {"unknown": [None, [], {}]},
}


LARGE_BUT_GOOD = {"long text", "many numbers"}


def outcome(document: JsonObject) -> tuple[Any, ...]:
    try:
        return ("taken", canonicalise(document))
    except Refusal as refusal:
        return (type(refusal), refusal.detail, refusal.hint, refusal.findings)


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_fares_alike_with_and_without_it(name: str) -> None:
    document = HOSTILE[name]
    try:
        with_it = outcome(document)
        choose_engines(Engines(has_fast=False))
        assert outcome(document) == with_it
    finally:
        choose_engines(Engines())
    assert (with_it[0] == "taken") == (name in LARGE_BUT_GOOD)


@pytest.mark.parametrize("engines", [Engines(), Engines(memo_entries=0), Engines(has_fast=False)])
def test_every_choice_gives_the_same_answers(engines: Engines) -> None:
    document = full_credential()
    try:
        choose_engines(engines)
        assert canonicalise(document) == bundled().general(document)
        assert canonicalise_dataset(read_dataset(document)).text == bundled().general(document)
        with pytest.raises(Refusal):
            canonicalise(document | {"unknown": "x"})
    finally:
        choose_engines(Engines())


def test_an_engine_of_other_contexts_knows_other_words() -> None:
    ours, theirs = small_world({"p": "ex:ours"}), small_world({"p": "ex:theirs"})
    assert "ours" in ours.agree_on(saying(p="x"))
    assert "theirs" in theirs.agree_on(saying(p="x"))
    with pytest.raises(Declined):
        Pair(bundled_contexts()).fast.canonicalise(saying(p="x"), "sha256", DEFAULT_BUDGET)
