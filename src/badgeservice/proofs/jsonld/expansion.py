"""Knows how PyLD expands a document against pinned contexts, and tells what it drops.

PyLD keeps state without locks and edits context documents in place, so it works on private copies
and one document at a time. Its own ``expand`` copies the document first; going in one step below it
saves that and keeps each object what it was, so that a dropped member can be found back.
"""

from collections.abc import Mapping
from copy import deepcopy
from threading import Lock
from typing import Any

from pyld.context_resolver import ContextResolver
from pyld.jsonld import JsonLdError, JsonLdProcessor

from badgeservice.document import JsonObject
from badgeservice.errors import CannotCanonicalise, Finding

_KEPT_CONTEXTS = 1_000

# One lock for all expanders: PyLD has module globals.
LOCK = Lock()

# What PyLD runs into where it meets something that it did not think of, in a document or a context.
STUMBLES = (
    *(JsonLdError, AttributeError, KeyError, IndexError, TypeError, ValueError),
    RecursionError,
)


class Expander:
    """Expands documents with one set of contexts, kept processed from call to call."""

    def __init__(self, contexts: Mapping[str, JsonObject]) -> None:
        self._documents = {url: deepcopy(document) for url, document in contexts.items()}
        self._resolver = make_resolver(self._documents)
        self._processed = Processed()

    def expand(self, document: JsonObject) -> tuple[list[Any], list[tuple[JsonObject, str]]]:
        """Give the expanded document, and each dropped member: its object and its name.

        The document is not changed. Refuses with ``CannotCanonicalise`` what is not JSON-LD 1.1.
        """
        processor = Processor(self._processed)
        try:
            with LOCK:
                expanded = processor.expand_in_place(document, make_options(self._resolver))
        except JsonLdError as cause:
            raise translate_error(cause) from cause
        except STUMBLES as cause:
            raise CannotCanonicalise("The document is not valid JSON-LD.") from cause
        return expanded, processor.dropped


def make_resolver(documents: Mapping[str, JsonObject]) -> ContextResolver:
    """Make what finds contexts among these documents, and nowhere else."""

    def load(url: str, _options: object) -> JsonObject:
        if url not in documents:
            raise JsonLdError("unknown context", "jsonld.LoadDocumentError", {})
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": documents[url],
            # Only an answer with this tag is kept from call to call.
            "tag": "static",
        }

    return ContextResolver({}, load)


def make_options(resolver: ContextResolver, *, keeps_free_nodes: bool = False) -> JsonObject:
    """Make the options of PyLD for one document."""
    # Without a base IRI a relative reference stays relative, and is found out (T-7).
    return {
        "base": None,
        "isFrame": False,
        "keepFreeFloatingNodes": keeps_free_nodes,
        "processingMode": "json-ld-1.1",
        "documentLoader": resolver.document_loader,
        "contextResolver": resolver,
    }


class Processed(dict[tuple[Any, ...], tuple[Any, ...]]):
    """Active contexts by the one they came from and the context that was added to it.

    PyLD's own memory misses the contexts that belong to a type, which is most of them here. The
    keys hold identities, so each value holds on to its objects; the oldest makes room for the
    newest, because a document may vary them without end.
    """

    def __setitem__(self, key: tuple[Any, ...], value: tuple[Any, ...]) -> None:
        if len(self) >= _KEPT_CONTEXTS:
            del self[next(iter(self))]
        super().__setitem__(key, value)


class Processor(JsonLdProcessor):  # type: ignore[misc]
    """Notes each member that no context defines, with the object it is in."""

    def __init__(self, processed: Processed) -> None:
        super().__init__(on_property_dropped=self._note)
        self._processed = processed
        self.dropped: list[tuple[JsonObject, str]] = []
        self._noted: set[int] = set()
        self._inside: list[tuple[Any, JsonObject]] = []

    def expand_in_place(self, document: JsonObject, options: JsonObject) -> list[Any]:
        """Expand without PyLD's copy of the document."""
        initial = self._get_initial_context(options)
        expanded = self._expand(initial, None, document, options)
        return [] if expanded is None else [expanded]

    def _expand_object(self, active: Any, *rest: Any, **named: Any) -> None:
        self._inside.append((active, rest[2]))
        super()._expand_object(active, *rest, **named)
        self._inside.pop()

    def _process_context(
        self, active: Any, local: Any, options: JsonObject, cycles: Any = None, **named: Any
    ) -> Any:
        if cycles is not None:
            return super()._process_context(active, local, options, cycles=cycles, **named)
        key = (id(active), name_context(local), *sorted(named.items()))
        known = self._processed.get(key)
        if known is None:
            result = super()._process_context(active, local, options, **named)
            known = self._processed[key] = (active, local, result)
        return known[2]

    def _note(self, _expanded: str | None) -> None:
        # Called per member without its name, so the first call tells about the whole object.
        active, members = self._inside[-1]
        if id(members) not in self._noted:
            self._noted.add(id(members))
            self.dropped += [
                (members, name)
                for name in members
                if name != "@context" and self._drops(active, name)
            ]

    def _drops(self, active: Any, name: str) -> bool:
        expanded = self._expand_iri(active, name, vocab=True)
        return expanded is None or not (":" in expanded or expanded.startswith("@"))


def name_context(local: Any) -> object:
    """Give what a context is known by as long as it is kept."""
    # Names come anew with each document; what is written out is a lasting part of a pinned one.
    if isinstance(local, str):
        return local
    if isinstance(local, list) and all(isinstance(one, str) for one in local):
        return tuple(local)
    return id(local)


def translate_error(error: JsonLdError) -> CannotCanonicalise:
    """Turn an error of PyLD into a refusal that repeats nothing of the document."""
    # Neither the message nor the details of PyLD may come back: they hold parts of the document.
    code = str(error.code or "syntax error").replace(" ", "-")
    finding = Finding(f"jsonld.{code}", "", "The document breaks a rule of JSON-LD 1.1.")
    return CannotCanonicalise("The document is not valid JSON-LD.", findings=[finding])
