"""Knows how expanded JSON-LD of every kind becomes an RDF dataset (JSON-LD 1.1 API section 8.2).

What the algorithm of the standard leaves out is a fault here, as in the safe mode of others: nodes
that say nothing, references that are relative, members named by a blank node.
"""

from dataclasses import dataclass, field
from typing import Any

from badgeservice.errors import CannotCanonicalise
from badgeservice.proofs.jsonld.dataset import FIRST, NIL, REST, TYPE
from badgeservice.proofs.jsonld.open.literals import spell_open_value
from badgeservice.proofs.nquads import Quad, is_absolute_iri, is_blank, spell_iri

_KEYWORDS_OF_NODES = frozenset({"@id", "@type", "@index", "@graph", "@included", "@reverse"})


@dataclass(slots=True)
class OpenDataset:
    """The quads, each once, and the faults: pairs of a code and the text that it is about."""

    quads: dict[Quad, None] = field(default_factory=dict)
    faults: list[tuple[str, str | None]] = field(default_factory=list)


def build_open_dataset(nodes: Any) -> OpenDataset:
    """Turn expanded nodes into quads; refuses with ``CannotCanonicalise`` unknown keywords."""
    builder = _Builder()
    builder.describe_all(nodes, "")
    if not builder.made.quads:
        builder.made.faults.append(("unsigned.lost", None))
    return builder.made


def _objects(values: Any) -> list[dict[str, Any]]:
    """Give what must be an array of objects: PyLD lets scalars through in odd places."""
    together = values if isinstance(values, list) else [values]
    if not all(isinstance(one, dict) for one in together):
        raise CannotCanonicalise("A value stands where JSON-LD has no meaning for it.")
    return together


class _Builder:
    def __init__(self) -> None:
        self.made = OpenDataset()
        self._labels: dict[str, str] = {}
        self._blank_nodes = 0

    def describe_all(self, nodes: Any, graph: str) -> None:
        """Add the nodes of a graph; one that says nothing would be left out."""
        for node in _objects(nodes):
            if "@value" in node or "@list" in node or node.keys() <= {"@id", "@index"}:
                text = node.get("@value", node.get("@id"))
                self._fault("unsigned.lost", text if isinstance(text, str) else None)
            else:
                self._describe(node, graph)

    def _describe(self, node: dict[str, Any], graph: str) -> str:
        self._refuse_index(node)
        subject = self._new_blank_node()
        if "@id" in node:
            subject = self._term(node["@id"], "unsigned.iri")
        for one in node.get("@type", ()):
            self._state(subject, TYPE, self._term(one, "unsigned.type"), graph)
        for name, values in node.items():
            if not name.startswith("@"):
                predicate = self._predicate(name)
                for value in _objects(values):
                    self._state(subject, predicate, self._object(value, graph), graph)
            elif name not in _KEYWORDS_OF_NODES:
                raise CannotCanonicalise("A keyword stands where JSON-LD has no meaning for it.")
        self._describe_others(node, subject, graph)
        return subject

    def _describe_others(self, node: dict[str, Any], subject: str, graph: str) -> None:
        """Add what a node brings along besides its own members."""
        for name, values in node.get("@reverse", {}).items():
            predicate = self._predicate(name)
            for value in _objects(values):
                self._state(self._describe(value, graph), predicate, subject, graph)
        self.describe_all(node.get("@included", []), graph)
        self.describe_all(node.get("@graph", []), subject)

    def _refuse_index(self, value: dict[str, Any]) -> None:
        """An index is a text that no statement says: others pass over it, and so it is unsigned."""
        if "@index" in value:
            index = value["@index"]
            self._fault("unsigned.lost", index if isinstance(index, str) else None)

    def _object(self, value: dict[str, Any], graph: str) -> str:
        if "@value" in value:
            self._refuse_index(value)
            text, fault = spell_open_value(value)
            if fault:
                self._fault(fault, str(value["@value"]))
            return text
        if "@list" in value:
            return self._list(value, graph)
        return self._describe(value, graph)

    def _list(self, value: dict[str, Any], graph: str) -> str:
        self._refuse_index(value)
        if not value.keys() <= {"@list", "@index"}:
            raise CannotCanonicalise("A list is more than a list.")
        items = _objects(value["@list"])
        nodes = [self._new_blank_node() for _ in items]
        links = [*nodes, NIL]
        for item, node, rest in zip(items, nodes, links[1:], strict=True):
            self._state(node, FIRST, self._object(item, graph), graph)
            self._state(node, REST, rest, graph)
        return links[0]

    # --- terms --------------------------------------------------------------------------------

    def _state(self, subject: str, predicate: str, noun: str, graph: str) -> None:
        self.made.quads[Quad(subject, predicate, noun, graph)] = None

    def _predicate(self, name: str) -> str:
        # A statement named by a blank node is no RDF.
        if is_blank(name) or not is_absolute_iri(name):
            self._fault("unsigned.term", None)
        return spell_iri(name)

    def _term(self, value: Any, fault: str) -> str:
        """Spell what an id or a type stands for; labels of the document are given new ones."""
        if isinstance(value, str) and is_blank(value):
            if value not in self._labels:
                self._labels[value] = self._new_blank_node()
            return self._labels[value]
        if not isinstance(value, str) or not is_absolute_iri(value):
            self._fault(fault, value if isinstance(value, str) else None)
        return spell_iri(str(value))

    def _new_blank_node(self) -> str:
        self._blank_nodes += 1
        return f"_:n{self._blank_nodes}"

    def _fault(self, code: str, text: str | None) -> None:
        self.made.faults.append((code, text))
