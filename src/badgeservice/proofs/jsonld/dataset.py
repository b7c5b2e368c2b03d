"""Knows how expanded JSON-LD becomes an RDF dataset (JSON-LD 1.1 API section 8.2), leaf by leaf.

Where the algorithm of the standard skips what has no place in RDF, this one notes a fault. Blank
nodes of a document have no label of their own here, so the dataset is a forest of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from badgeservice.errors import CannotCanonicalise
from badgeservice.proofs.jsonld.literals import spell_value
from badgeservice.proofs.jsonld.repeats import Description, has_repeats
from badgeservice.proofs.nquads import Quad, is_absolute_iri, is_blank, spell_iri

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
TYPE, FIRST, REST, NIL = (spell_iri(f"{RDF}{name}") for name in ("type", "first", "rest", "nil"))

Statement = tuple[str, str]


@dataclass(slots=True)
class Dataset:
    """The quads, each once, with the counts that must match those of the screening.

    ``faults`` are pairs of a code and the text in the document that it is about, if there is one.
    """

    quads: list[Quad] = field(default_factory=list)
    leaves: int = 0
    objects: int = 0
    iris: list[str] = field(default_factory=list)
    faults: list[tuple[str, str | None]] = field(default_factory=list)


def build_dataset(expanded: list[Any]) -> Dataset:
    """Turn one expanded document into quads; what would be lost is among the faults."""
    builder = _Builder()
    for node in expanded:
        builder.describe(node, "")
    builder.check_repeats()
    return builder.made


class _Builder:
    def __init__(self) -> None:
        self.made = Dataset()
        self._blank_nodes = 0
        self._described: dict[tuple[str, str], list[Description]] = {}

    def describe(self, node: dict[str, Any], graph: str) -> str:
        """Add what a node object says; give the term that stands for the node."""
        name = node.get("@id")
        subject = self._new_blank_node() if name is None else self._iri(name, "unsigned.iri")
        types = [self._iri(one, "unsigned.type") for one in node.get("@type", ())]
        self.made.leaves += len(types) + (name is not None)
        statements = []
        for term, values in node.items():
            if term not in ("@id", "@type"):
                predicate = self._predicate(term)
                statements += [(predicate, self._object(value, graph)) for value in values]
        if len(node) != 1 or name is None:
            self.made.objects += 1
        self._state(subject, [(TYPE, one) for one in types], graph)
        self._state(subject, statements, graph)
        if len(set(types)) + len(set(statements)) < len(types) + len(statements):
            self._fault("unsigned.repeated", name)
        if name is not None and (types or statements):
            # A statement about a blank node is about that one only, so it is never said twice.
            named = [statement for statement in statements if not is_blank(statement[1])]
            description = Description(frozenset(types), frozenset(named))
            self._described.setdefault((graph, subject), []).append(description)
        return subject

    def check_repeats(self) -> None:
        """Look at the nodes that are described in several places."""
        for (_, subject), descriptions in self._described.items():
            if len(descriptions) > 1 and has_repeats(descriptions):
                self._fault("unsigned.repeated", subject[1:-1])

    def _state(self, subject: str, statements: Iterable[Statement], graph: str) -> None:
        self.made.quads += [Quad(subject, verb, noun, graph) for verb, noun in statements]

    def _predicate(self, term: str) -> str:
        # A term for rdf:type or rdf:first would be a second way to say what JSON-LD says already.
        if term.startswith(("@", RDF)):
            raise CannotCanonicalise("A context gives a member a meaning that is not supported.")
        return self._iri(term, "unsigned.term", counted=False)

    def _object(self, value: dict[str, Any], graph: str) -> str:
        if "@value" in value:
            self.made.leaves += 1
            text, fault = spell_value(value)
            if isinstance(value["@value"], str):
                self._note_iri(value["@value"])
            if fault:
                self._fault(fault, str(value["@value"]))
            return text
        if "@list" in value:
            return self._list(value, graph)
        if "@graph" in value:
            return self._graph(value)
        return self.describe(value, graph)

    def _list(self, value: dict[str, Any], graph: str) -> str:
        self._only(value, "@list")
        items = value["@list"]
        nodes = [self._new_blank_node() for _ in items]
        links = [*nodes, NIL]
        for item, node, rest in zip(items, nodes, links[1:], strict=True):
            self._state(node, [(FIRST, self._object(item, graph)), (REST, rest)], graph)
        return links[0]

    def _graph(self, value: dict[str, Any]) -> str:
        """Give the blank node that names a graph (the container of ``proof`` in VCDM 2.0)."""
        self._only(value, "@graph")
        name = self._new_blank_node()
        for member in value["@graph"]:
            if "@value" in member or "@list" in member or member.keys() <= {"@id"}:
                self._fault("unsigned.lost", member.get("@id"))
            else:
                self.describe(member, name)
        return name

    def _only(self, value: dict[str, Any], keyword: str) -> None:
        if len(value) != 1:
            raise CannotCanonicalise(f"A context adds a keyword to {keyword}.")

    def _new_blank_node(self) -> str:
        self._blank_nodes += 1
        return f"_:n{self._blank_nodes}"

    def _iri(self, value: Any, fault: str, *, counted: bool = True) -> str:
        if not isinstance(value, str) or not is_absolute_iri(value):
            self._fault(fault, value if isinstance(value, str) else None)
            return spell_iri(str(value))
        if counted:
            self.made.iris.append(value)
        return spell_iri(value)

    def _note_iri(self, text: str) -> None:
        if ":" in text:
            self.made.iris.append(text)

    def _fault(self, code: str, text: str | None) -> None:
        self.made.faults.append((code, text))
