"""Knows the open reading of a document, from its JSON to its statements."""

from collections.abc import Mapping

from badgeservice.document import JsonObject
from badgeservice.errors import CannotCanonicalise, ContextNotAllowed, UnsignedTerm
from badgeservice.proofs.jsonld.faults import describe_faults
from badgeservice.proofs.jsonld.open.dataset import build_open_dataset
from badgeservice.proofs.jsonld.open.expansion import OpenExpander
from badgeservice.proofs.jsonld.open.screen import screen_open
from badgeservice.proofs.nquads import Quad

_CONTEXT_HINT = "Name only contexts that the service carries, or write out what they define."
_HINT = "Leave out or correct what the findings name; new terms need a context that defines them."


class OpenReader:
    """Reads documents with one set of contexts that may be named."""

    def __init__(self, contexts: Mapping[str, JsonObject]) -> None:
        self._contexts = contexts
        self._expander = OpenExpander(contexts)

    def read(self, document: JsonObject) -> list[Quad]:
        """Give the statements of a document, each once.

        Refuses ``ContextNotAllowed``, ``UnsignedTerm`` with all findings, ``CanonicalisationLimit``
        and, for what is not JSON-LD, ``CannotCanonicalise``.
        """
        found = screen_open(document, self._contexts)
        if found.unknown:
            detail = "The document uses a context that the service does not carry."
            raise ContextNotAllowed(detail, hint=_CONTEXT_HINT, findings=found.unknown)
        if found.faults:
            detail = "The document writes out a context that is not valid JSON-LD."
            raise CannotCanonicalise(detail, findings=found.faults)
        expansion = self._expander.expand(document, names_only=found.names_only)
        dataset = build_open_dataset(expansion.nodes)
        faults = [*dataset.faults, *(("unsigned.lost", one) for one in expansion.lost)]
        findings = describe_faults(document, expansion.dropped, faults)
        if findings:
            detail = "The document holds something that a signature would not cover."
            raise UnsignedTerm(detail, hint=_HINT, findings=tuple(dict.fromkeys(findings)))
        return list(dataset.quads)
