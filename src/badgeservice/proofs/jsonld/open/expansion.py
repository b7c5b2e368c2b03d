"""Knows how PyLD expands a document that brings contexts of its own, and what it loses doing so.

PyLD edits an imported context in place, forgets nothing that is written out, and stumbles over some
input that is JSON-LD. So such a document gets a memory of its own, and the work is counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pyld.jsonld import JsonLdError

from badgeservice.document import JsonObject
from badgeservice.errors import CannotCanonicalise, CanonicalisationLimit
from badgeservice.proofs.jsonld.expansion import (
    LOCK,
    STUMBLES,
    Processed,
    Processor,
    make_options,
    make_resolver,
    name_context,
    translate_error,
)
from badgeservice.proofs.jsonld.open.inline import MAX_IRI_CHARACTERS, unwrap
from badgeservice.proofs.nquads import is_absolute_iri

MAX_CONTEXT_WORK = 25_000
_WORK_PER_CONTEXT = 10
_TERMS_COPIED_PER_WORK = 8


@dataclass(slots=True)
class Expansion:
    """The expanded nodes, and what is not in them.

    ``dropped`` are members that no context defines, each with its object; ``lost`` are values that
    JSON-LD takes out because they say nothing where they stand.
    """

    nodes: list[Any]
    dropped: list[tuple[JsonObject, str]] = field(default_factory=list)
    lost: list[Any] = field(default_factory=list)


class OpenExpander:
    """Expands documents with one set of contexts that may be named."""

    def __init__(self, contexts: Mapping[str, JsonObject]) -> None:
        self._documents = {url: _spell_nulls(document) for url, document in contexts.items()}
        self._resolver = make_resolver(self._documents)
        self._processed = Processed()
        self._sizes = _Sizes(self._documents)

    def expand(self, document: JsonObject, *, names_only: bool) -> Expansion:
        """Expand a document that was screened; ``names_only`` if it brings no contexts along.

        Refuses with ``CannotCanonicalise`` what is not JSON-LD 1.1 and with
        ``CanonicalisationLimit`` contexts that cost too much.
        """
        processed = self._processed if names_only else Processed()
        resolver = self._resolver if names_only else make_resolver(self._documents)
        processor = _OpenProcessor(processed, self._documents, self._sizes)
        options = make_options(resolver, keeps_free_nodes=True)
        try:
            with LOCK:
                nodes = processor.expand_in_place(document, options)
        except JsonLdError as cause:
            raise translate_error(cause) from cause
        except STUMBLES as cause:
            raise CannotCanonicalise("The document is not valid JSON-LD.") from cause
        if processor.drops and not processor.dropped:
            processor.lost.append(document)
        return Expansion(nodes, processor.dropped, processor.lost)


@dataclass(frozen=True, slots=True)
class _Size:
    contexts: int = 0
    definitions: int = 0

    def __add__(self, other: "_Size") -> "_Size":
        return _Size(self.contexts + other.contexts, self.definitions + other.definitions)


class _Sizes:
    """Knows how large contexts are, with those inside them, which PyLD tries out as well."""

    def __init__(self, documents: Mapping[str, JsonObject]) -> None:
        self._documents = documents
        self._named: dict[str, _Size] = {}

    def measure(self, local: Any) -> _Size:
        if isinstance(local, list):
            return sum((self.measure(one) for one in local), _Size())
        if isinstance(local, str):
            if local not in self._named:
                self._named[local] = _Size()
                self._named[local] = self.measure(self._documents.get(local, {}).get("@context"))
            return self._named[local]
        if not isinstance(local, dict):
            return _Size(1)
        inside = [
            definition["@context"]
            for definition in local.values()
            if isinstance(definition, dict) and "@context" in definition
        ]
        imported = [local["@import"]] if "@import" in local else []
        wrapped = [local["@context"]] if "@context" in local else []
        return _Size(1, len(local)) + self.measure([*inside, *imported, *wrapped])


class _ActiveContext(dict[str, Any]):
    """An active context, from which may be deleted what is not in it."""

    def __delitem__(self, name: str) -> None:
        self.pop(name, None)


class _OpenProcessor(Processor):
    def __init__(
        self, processed: Processed, documents: Mapping[str, JsonObject], sizes: _Sizes
    ) -> None:
        super().__init__(processed)
        self._sizes = sizes
        self.lost: list[Any] = []
        self.drops = 0
        self._documents = documents
        self._work = MAX_CONTEXT_WORK
        self._counted: dict[object, Any] = {}
        self._parents: list[tuple[Any, JsonObject]] = []
        self._resolved: dict[int, tuple[Any, Any]] = {}

    def expand_in_place(self, document: JsonObject, options: JsonObject) -> list[Any]:
        """Expand, with the graph of a document that is nothing else put in its place."""
        initial = self._get_initial_context(options)
        expanded = self._expand(initial, None, document, options)
        if isinstance(expanded, dict) and expanded.keys() == {"@graph"}:
            expanded = expanded["@graph"]
        if expanded is None:
            return []
        return expanded if isinstance(expanded, list) else [expanded]

    def _note(self, expanded: str | None) -> None:
        super()._note(expanded)
        self.drops += 1

    def _expand(self, active: Any, name: Any, element: Any, *rest: Any, **named: Any) -> Any:
        expanded = super()._expand(active, name, element, *rest, **named)
        if expanded is None and element is not None:
            self.lost.append(element)
        return expanded

    def _expand_object(self, active: Any, *rest: Any, **named: Any) -> None:
        parent = rest[3]
        if self._parents and self._parents[-1][1] is parent and self._parents[-1][0] is not active:
            # PyLD takes a context in a nest to be one, its peers do not.
            raise JsonLdError("context in a nest", "jsonld.SyntaxError", {}, "context in a nest")
        self._parents.append((active, parent))
        super()._expand_object(active, *rest, **named)
        self._parents.pop()

    def _expand_index_map(self, active: Any, *rest: Any) -> Any:
        # PyLD reads the member that an index stands for as a reference to the document's base.
        name, value, index_key, as_graph, property_index, options = rest
        if property_index is not None:
            property_index = self._expand_iri(active, index_key, vocab=True)
        return super()._expand_index_map(
            active, name, value, index_key, as_graph, property_index, options
        )

    # --- contexts -----------------------------------------------------------------------------

    def _clone_active_context(self, active: Any) -> Any:
        return _ActiveContext(super()._clone_active_context(active))

    def _process_context(
        self, active: Any, local: Any, options: JsonObject, cycles: Any = None, **named: Any
    ) -> Any:
        if cycles is None:
            self._count(active, local)
        local = self._resolve(local)
        result = super()._process_context(active, local, options, cycles=cycles, **named)
        vocabulary = result.get("@vocab")
        if vocabulary is not None:
            if not is_absolute_iri(vocabulary):
                raise JsonLdError("relative @vocab", "jsonld.SyntaxError", {}, "relative vocab")
            _limit_iri(vocabulary)
        return result

    def _create_term_definition(
        self, active: Any, local: Any, term: str, *rest: Any, **named: Any
    ) -> None:
        super()._create_term_definition(active, local, term, *rest, **named)
        mapping = active["mappings"].get(term)
        if mapping:
            _limit_iri(mapping["@id"])

    def _count(self, active: Any, local: Any) -> None:
        # Counted per document even if the result is at hand, so that it never depends on others.
        key = (id(active), name_context(local))
        if key in self._counted:
            return
        # Held on to, because the key is its identity.
        self._counted[key] = active
        size = self._sizes.measure(local)
        copied = len(active["mappings"]) // _TERMS_COPIED_PER_WORK
        self._work -= size.definitions + size.contexts * (_WORK_PER_CONTEXT + copied)
        if self._work < 0:
            raise CanonicalisationLimit("The contexts of the document cost too much.")

    def _resolve(self, local: Any) -> Any:
        """Give the context that PyLD is to process, the same object each time."""
        together = local if isinstance(local, list) else [local]
        if not any(_needs_care(one) for one in together):
            return local
        if id(local) not in self._resolved:
            self._resolved[id(local)] = (local, [self._prepare(one) for one in together])
        return self._resolved[id(local)][1]

    def _prepare(self, context: Any) -> Any:
        """Put a context on top of the one it imports (JSON-LD 1.1 API section 4.1.2 step 5.6)."""
        if not isinstance(context, dict):
            return context
        merged = dict(unwrap(context))
        if "@import" in merged:
            imported = self._documents[merged.pop("@import")]["@context"]
            if not isinstance(imported, dict) or "@import" in imported:
                raise JsonLdError("import", "jsonld.SyntaxError", {}, "invalid context entry")
            merged = {**imported, **merged}
        spelled: JsonObject = _spell_nulls(merged)
        return spelled


def _needs_care(context: Any) -> bool:
    return isinstance(context, dict) and (
        "@import" in context
        or "@context" in context
        or any(_forgets_all(definition) for definition in context.values())
    )


def _forgets_all(definition: Any) -> bool:
    return (
        isinstance(definition, dict) and "@context" in definition and definition["@context"] is None
    )


def _spell_nulls(value: Any) -> Any:
    """Copy contexts with an array for each null: PyLD overlooks the null context of a type."""
    if isinstance(value, list):
        return [_spell_nulls(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: [None] if name == "@context" and member is None else _spell_nulls(member)
        for name, member in value.items()
    }


def _limit_iri(iri: str | None) -> None:
    if iri is not None and len(iri) > MAX_IRI_CHARACTERS:
        raise CanonicalisationLimit("A context defines an IRI that is too long.")
