"""The two engines side by side: what each of them says about a document."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pyoxigraph

from badgeservice.errors import Refusal
from badgeservice.proofs.canonical import Engines, _Engine
from badgeservice.proofs.contexts import bundled_contexts
from badgeservice.proofs.fast import Declined, FastEngine
from badgeservice.proofs.nquads import Quad, write_nquad
from badgeservice.proofs.rdfc import DEFAULT_BUDGET, Budget, HashName, canonicalise_dataset
from proofs.test_rdfc import ORACLE

JsonObject = dict[str, Any]
Contexts = Mapping[str, JsonObject]


def ask_the_oracle(quads: list[Quad], hash_name: HashName) -> str:
    """What an independent implementation makes of the statements, however odd their IRIs are."""
    text = "".join(write_nquad(quad) for quad in quads)
    parsed = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
    dataset = pyoxigraph.Dataset(parsed)
    dataset.canonicalize(ORACLE[hash_name])
    written = pyoxigraph.serialize(dataset, format=pyoxigraph.RdfFormat.N_QUADS)
    assert written is not None
    return "".join(f"{line}\n" for line in sorted(written.decode().split("\n")[:-1]))


# A small world in which a test says what the words mean.
URL = "urn:context"
WORDS = {"id": "@id", "type": "@type", "ex": "https://ex.example/", "T": "ex:T"}


class Pair:
    """The fast engine, with a memory and without, and the general one, for one set of contexts."""

    def __init__(self, contexts: Contexts) -> None:
        self.contexts = contexts
        self.budget = DEFAULT_BUDGET
        self.fast = FastEngine(contexts)
        self.forgetful = FastEngine(contexts, memo_entries=0)
        self._general = _Engine(contexts, Engines(has_fast=False))

    def quads(self, document: JsonObject) -> list[Quad]:
        """The statements that the general engine finds; its refusals."""
        return list(dict.fromkeys(self._general.read(document).quads))

    def general(
        self, document: JsonObject, hash_name: HashName = "sha256", budget: Budget = DEFAULT_BUDGET
    ) -> str | None:
        """The text of the general engine, None if it refuses."""
        try:
            quads = self.quads(document)
            return canonicalise_dataset(quads, hash_name=hash_name, budget=budget).text
        except Refusal:
            return None

    def agree_on(self, document: JsonObject, hash_name: HashName = "sha256") -> str:
        """Assert that the fast engine takes a document, in every way as the general one does."""
        text = self.general(document, hash_name)
        assert text is not None, "the general engine refuses"
        before = repr(document)
        # The second time it is remembered.
        for engine in (self.fast, self.fast, self.forgetful):
            assert engine.canonicalise(document, hash_name, DEFAULT_BUDGET) == text
            quads = engine.read(document)
            assert len(set(quads)) == len(quads)
            assert canonicalise_dataset(quads, hash_name=hash_name).text == text
        assert ask_the_oracle(self.quads(document), hash_name) == text
        assert repr(document) == before
        return text


@cache
def bundled() -> Pair:
    """The engines for the contexts of the service."""
    return Pair(bundled_contexts())


def agree(document: JsonObject, hash_name: HashName = "sha256") -> str:
    """Assert that both engines take a document and say the same; give the text."""
    return bundled().agree_on(document, hash_name)


def small_world(*contexts: JsonObject) -> Pair:
    """The engines for one context with these definitions, one after another."""
    first, *others = contexts or ({},)
    return Pair({URL: {"@context": [{"@version": 1.1} | WORDS | first, *others]}})


def saying(**members: Any) -> JsonObject:
    """A document of the small world."""
    return {"@context": URL, "id": "urn:x:root", **members}


def why_declined(
    document: Any,
    pair: Pair | None = None,
    hash_name: HashName = "sha256",
    budget: Budget = DEFAULT_BUDGET,
) -> str:
    """The reason why the fast engine leaves a document alone; fails if it does not."""
    pair = pair or bundled()
    reasons = set()
    for engine in (pair.fast, pair.forgetful):
        try:
            engine.canonicalise(document, hash_name, budget)
        except Declined as declined:
            reasons.add(declined.reason)
        else:
            raise AssertionError("the fast engine takes it")
    (reason,) = reasons
    return reason
