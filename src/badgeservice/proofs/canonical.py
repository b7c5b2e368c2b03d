"""Knows the canonical form of a credential: JSON-LD in safe mode, then RDFC-1.0.

A signature covers statements, not JSON. In the strict reading every leaf of the JSON must become a
statement of its own, or the document is refused: whatever is dropped, resolved against a made-up
base, merged or said twice could be changed under a valid signature. What stays the same under other
spellings is what means the same: the order of a set, ``3.0`` for ``3``, an alias that a context
gives to a type, and a context that defines nothing the document uses.
"""

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from badgeservice.document import JsonObject
from badgeservice.errors import CannotCanonicalise, ContextNotAllowed, Finding, UnsignedTerm
from badgeservice.proofs.contexts import contexts_in_use
from badgeservice.proofs.fast import Declined, FastEngine, Marks, Template
from badgeservice.proofs.fast.memo import DEFAULT_ENTRIES
from badgeservice.proofs.jsonld.dataset import Dataset, build_dataset
from badgeservice.proofs.jsonld.expansion import Expander
from badgeservice.proofs.jsonld.faults import Path, Places, describe_fault, describe_faults
from badgeservice.proofs.jsonld.open.reading import OpenReader
from badgeservice.proofs.jsonld.remembering import remember
from badgeservice.proofs.jsonld.screen import Screening, screen
from badgeservice.proofs.jsonld.terms import find_aliases
from badgeservice.proofs.nquads import Quad
from badgeservice.proofs.rdfc import DEFAULT_BUDGET, HASHES, Budget, HashName, canonicalise_dataset

_KEPT_ENGINES = 4

_CONTEXT_HINT = "Name only contexts that the service carries; its operator can add one."
_HINT = "Leave out or correct what the findings name; new terms need a context that defines them."


class Reading(StrEnum):
    """How a document is read: ``STRICT`` for badges, ``OPEN`` for any verifiable credential.

    ``STRICT`` takes named contexts only and counts every leaf (decision 26). ``OPEN`` is the safe
    mode of JSON-LD 1.1: also contexts written out, ``@vocab``, keywords, and what JSON-LD ignores.
    """

    STRICT = "strict"
    OPEN = "open"


def canonicalise(
    document: JsonObject,
    *,
    hash_name: HashName = "sha256",
    budget: Budget = DEFAULT_BUDGET,
    contexts: Mapping[str, JsonObject] | None = None,
    reading: Reading = Reading.STRICT,
) -> str:
    """Give the canonical N-Quads of a document (RDFC-1.0); strictly read, all leaves are in there.

    ``contexts`` stands in for those in use (URL to document); nothing is ever fetched. Refuses
    ``ContextNotAllowed``, ``UnsignedTerm`` with all findings, ``CanonicalisationLimit`` and, for
    what is not JSON-LD at all, ``CannotCanonicalise``.
    """
    engine = _engine_for(contexts_in_use() if contexts is None else contexts)

    def canonical_text() -> str:
        if reading is Reading.STRICT:
            if engine.fast is not None:
                with suppress(Declined):
                    return engine.fast.canonicalise(document, hash_name, budget)
            return engine.canonicalise(document, hash_name, budget)
        quads = read_dataset(document, contexts=contexts, reading=reading)
        return canonicalise_dataset(quads, hash_name=hash_name, budget=budget).text

    return remember((engine, reading, hash_name, budget), document, canonical_text)


def hash_canonical(
    document: JsonObject,
    *,
    hash_name: HashName = "sha256",
    contexts: Mapping[str, JsonObject] | None = None,
    reading: Reading = Reading.STRICT,
) -> bytes:
    """Hash the canonical form of a document: what ``canonicalise`` gives, and refused alike."""
    engine = _engine_for(contexts_in_use() if contexts is None else contexts)

    def digest() -> bytes:
        if reading is Reading.STRICT and engine.fast is not None:
            with suppress(Declined):
                return engine.fast.digest(document, hash_name, DEFAULT_BUDGET)
            # It would decline the whole text as well.
            text = engine.canonicalise(document, hash_name, DEFAULT_BUDGET)
        else:
            text = canonicalise(document, hash_name=hash_name, contexts=contexts, reading=reading)
        return HASHES[hash_name](text.encode("utf-8")).digest()

    return remember((engine, reading, hash_name), document, digest)


def make_template(
    document: JsonObject, marks: Marks, *, hash_name: HashName = "sha256"
) -> Template | None:
    """Make what canonicalises a document in which marks stand for texts that will differ.

    What the template gives is what ``canonicalise`` would give in the strict reading, with the
    contexts in use; ``Declined`` for values that it cannot tell of. None for a document that has no
    template.
    """
    engine = _engine_for(contexts_in_use())
    if engine.fast is not None:
        with suppress(Declined):
            return engine.fast.make_template(document, marks, hash_name, DEFAULT_BUDGET)
    return None


@dataclass(frozen=True, slots=True)
class Engines:
    """What is done to be fast: answers never depend on it.

    ``has_fast`` tries the engine of ``proofs.fast`` first; of issuers and achievements it remembers
    ``memo_entries``, 0 for none.
    """

    has_fast: bool = True
    memo_entries: int = DEFAULT_ENTRIES


def choose_engines(engines: Engines) -> None:
    """Set this for the whole process, once at start-up; what was compiled before is forgotten."""
    if _chosen[0] != engines:
        _chosen[:] = [engines]
        _engines.clear()


def read_dataset(
    document: JsonObject,
    *,
    contexts: Mapping[str, JsonObject] | None = None,
    reading: Reading = Reading.STRICT,
) -> list[Quad]:
    """Give the statements of a document, each once; blank nodes have labels of this call only.

    Those about the root come first. Refuses what ``canonicalise`` refuses, but for the work that
    canonical labels cost.
    """
    engine = _engine_for(contexts_in_use() if contexts is None else contexts)

    def statements() -> list[Quad]:
        if reading is Reading.OPEN:
            return engine.open_reader.read(document)
        if engine.fast is not None:
            with suppress(Declined):
                return engine.fast.read(document)
        return list(dict.fromkeys(engine.read(document).quads))

    return remember((engine, reading), document, statements)


def read_ordinary(
    document: JsonObject, *, contexts: Mapping[str, JsonObject] | None = None
) -> list[Quad] | None:
    """Give the statements of a document as the strict reading takes them, if that is quick.

    None for a document that it refuses, and for some that it would take.
    """
    engine = _engine_for(contexts_in_use() if contexts is None else contexts)
    if engine.fast is not None:
        with suppress(Declined):
            return engine.fast.read(document)
    return None


class _Engine:
    """Reads documents with one set of contexts."""

    def __init__(self, contexts: Mapping[str, JsonObject], engines: Engines) -> None:
        self.contexts = contexts
        self.fast: FastEngine | None = None
        if engines.has_fast:
            self.fast = FastEngine(contexts, memo_entries=engines.memo_entries)
        self._aliases = find_aliases(contexts)
        self._expander = Expander(contexts)
        self.open_reader = OpenReader(contexts)

    def canonicalise(self, document: JsonObject, hash_name: HashName, budget: Budget) -> str:
        """Give the canonical text of a document in the general way."""
        quads = self.read(document).quads
        return canonicalise_dataset(quads, hash_name=hash_name, budget=budget).text

    def read(self, document: JsonObject) -> Dataset:
        """Turn a document into its dataset, or refuse it with everything that is wrong."""
        screening = screen(document, contexts=self.contexts, aliases=self._aliases)
        if screening.context_findings:
            findings = screening.context_findings + screening.findings
            detail = "The document uses a context that the service does not carry."
            raise ContextNotAllowed(detail, hint=_CONTEXT_HINT, findings=findings)
        dataset, findings = self._read_screened(document, screening)
        for path, embedded in screening.embedded:
            if "@context" in embedded:
                findings += self._read_alone(embedded, path)
        if findings:
            detail = "The document holds something that a signature would not cover."
            raise UnsignedTerm(detail, hint=_HINT, findings=tuple(dict.fromkeys(findings)))
        return dataset

    def _read_screened(
        self, document: JsonObject, screening: Screening
    ) -> tuple[Dataset, list[Finding]]:
        findings = list(screening.findings)
        if any(finding.code == "unsigned.keyword" for finding in findings):
            # With keywords at play no other part can be trusted to mean what it seems to.
            return Dataset(), findings
        try:
            expanded, dropped = self._expander.expand(document)
            dataset = build_dataset(expanded)
        except CannotCanonicalise:
            if not findings:
                raise
            return Dataset(), findings
        findings += describe_faults(document, dropped, dataset.faults)
        if not findings:
            findings += _find_losses(document, screening, dataset)
        return dataset, findings

    def _read_alone(self, embedded: JsonObject, path: Path) -> list[Finding]:
        """Read an embedded credential by its own contexts, which must suffice.

        It is a document that was signed alone; and if the contexts around it helped out, one of
        its own could be taken away unnoticed.
        """
        screening = screen(embedded, contexts=self.contexts, aliases=self._aliases)
        _, findings = self._read_screened(embedded, screening)
        return [
            Finding(one.code, describe_fault(one.code, path).pointer + one.pointer, one.message)
            for one in findings
        ]


def _find_losses(document: JsonObject, screening: Screening, dataset: Dataset) -> list[Finding]:
    """Compare what the document holds with what the dataset says, leaf by leaf."""
    if (screening.leaves, screening.objects) != (dataset.leaves, dataset.objects):
        return [describe_fault("unsigned.lost")]
    respelled = Counter(screening.iris) - Counter(dataset.iris)
    if not respelled:
        return []
    places = Places(document)
    return [describe_fault("unsigned.compact-iri", places.of_text(text)) for text in respelled]


_engines: list[_Engine] = []
_chosen = [Engines()]


def _engine_for(contexts: Mapping[str, JsonObject]) -> _Engine:
    # An engine takes a while to warm up. Found by identity, so contexts must not be changed after.
    for engine in _engines:
        if engine.contexts is contexts:
            return engine
    engine = _Engine(contexts, _chosen[0])
    _engines[:] = [engine, *_engines[: _KEPT_ENGINES - 1]]
    return engine
