"""Knows RDFC-1.0 (W3C Recommendation): canonical labels for blank nodes, under a work budget.

The number of steps can be exponential in the size of a hostile dataset (section 7.1), so the work
is counted and refused before it is done. Numbers in comments are sections of the Recommendation.
"""

import hashlib
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from math import factorial
from types import MappingProxyType
from typing import Generic, Literal, TypeVar

from badgeservice.errors import CanonicalisationLimit
from badgeservice.proofs.nquads import Quad, is_blank, write_nquad

HashName = Literal["sha256", "sha384"]
Node = TypeVar("Node", bound=Hashable)

HASHES: Mapping[HashName, Callable[[bytes], "hashlib._Hash"]] = MappingProxyType(
    {"sha256": hashlib.sha256, "sha384": hashlib.sha384}
)


@dataclass(frozen=True, slots=True)
class Budget:
    """How much work one dataset may cost; every field is a count.

    ``max_n_degree_calls`` and ``per_blank_node`` bound the calls of Hash N-Degree Quads: at most
    ``per_blank_node`` for each blank node that its own statements do not tell apart.
    ``max_permutations`` bounds the orders tried among nodes that tie, ``max_links`` the
    connections between blank nodes that are followed, ``max_depth`` how many are followed in a
    row, ``max_quads`` the size of the dataset.
    """

    max_n_degree_calls: int = 4_000
    per_blank_node: int = 50
    max_permutations: int = 10_000
    max_links: int = 100_000
    max_depth: int = 150
    max_quads: int = 30_000


DEFAULT_BUDGET = Budget()


@dataclass(frozen=True, slots=True)
class CanonicalDataset:
    """Canonical N-Quads text, and what each blank node of the input is called in it.

    ``labels`` holds labels without their ``_:``.
    """

    text: str
    labels: Mapping[str, str]


def canonicalise_dataset(
    quads: Iterable[Quad],
    *,
    hash_name: HashName = "sha256",
    budget: Budget = DEFAULT_BUDGET,
) -> CanonicalDataset:
    """Give the canonical form of a dataset (section 4.4); a repeated quad counts once.

    Refuses with ``CanonicalisationLimit`` a dataset that costs more than the budget.
    """
    dataset = list(dict.fromkeys(quads))
    if len(dataset) > budget.max_quads:
        raise CanonicalisationLimit("The document makes too many statements.")
    issued = _label_dataset(dataset, hash_name, budget)
    lines = sorted(write_nquad(_relabel(quad, issued)) for quad in dataset)
    labels = {node[2:]: label[2:] for node, label in issued.items()}
    return CanonicalDataset("".join(lines), MappingProxyType(labels))


def label_by_hashes(
    hashes: Mapping[Node, str],
    links_of: Callable[[Node], "Sequence[Link[Node]]"],
    hash_name: HashName,
    budget: Budget,
) -> Mapping[Node, str]:
    """Give each blank node its canonical label, ``_:`` included (section 4.4.3, steps 3 to 5).

    ``hashes`` are the first-degree hashes in hex; ``links_of`` is asked for those nodes only that
    have one in common. Refuses with ``CanonicalisationLimit`` like ``canonicalise_dataset``.
    """
    return _Labelling(hashes, links_of, hash_name, budget).label_all()


def _label_dataset(dataset: list[Quad], hash_name: HashName, budget: Budget) -> Mapping[str, str]:
    mentions: dict[str, list[Quad]] = {}
    for quad in dataset:
        for node in {term for term in (quad.subject, quad.object, quad.graph) if term}:
            if is_blank(node):
                mentions.setdefault(node, []).append(quad)
    hashes = {one: _hash_first_degree(one, mentions[one], HASHES[hash_name]) for one in mentions}
    return label_by_hashes(hashes, lambda node: _links_of(node, mentions[node]), hash_name, budget)


def _hash_first_degree(
    node: str, mentions: Iterable[Quad], hash_function: Callable[[bytes], "hashlib._Hash"]
) -> str:
    """Hash the statements that mention a node, all nodes unnamed (section 4.6)."""
    lines = []
    for quad in mentions:
        subject, obj, graph = (
            ("_:a" if term == node else "_:z") if is_blank(term) else term
            for term in (quad.subject, quad.object, quad.graph)
        )
        lines.append(write_nquad(Quad(subject, quad.predicate, obj, graph)))
    return hash_function("".join(sorted(lines)).encode()).hexdigest()


def _links_of(node: str, mentions: Iterable[Quad]) -> "list[Link[str]]":
    links = []
    for quad in mentions:
        if is_blank(quad.subject) and quad.subject != node:
            links.append(Link(quad.subject, "s", quad.predicate))
        if is_blank(quad.object) and quad.object != node:
            links.append(Link(quad.object, "o", quad.predicate))
        if is_blank(quad.graph) and quad.graph != node:
            links.append(Link(quad.graph, "g", ""))
    return links


def _relabel(quad: Quad, issued: Mapping[str, str]) -> Quad:
    if not (is_blank(quad.subject) or is_blank(quad.object) or is_blank(quad.graph)):
        return quad
    return Quad(
        issued.get(quad.subject, quad.subject),
        quad.predicate,
        issued.get(quad.object, quad.object),
        issued.get(quad.graph, quad.graph),
    )


class _Issuer(Generic[Node]):
    """Gives each blank node a new label, in the order in which they come (section 4.5)."""

    __slots__ = ("issued", "prefix")

    def __init__(self, prefix: str, issued: dict[Node, str] | None = None) -> None:
        self.prefix = prefix
        self.issued: dict[Node, str] = {} if issued is None else issued

    def issue(self, node: Node) -> str:
        label = self.issued.get(node)
        if label is None:
            label = self.issued[node] = f"{self.prefix}{len(self.issued)}"
        return label

    def copy(self) -> "_Issuer[Node]":
        return _Issuer(self.prefix, self.issued.copy())


class _Meter:
    """Counts the work done and refuses the step that would go over the budget."""

    def __init__(self, budget: Budget, ties: int) -> None:
        self._calls = min(budget.max_n_degree_calls, budget.per_blank_node * ties)
        self._permutations = budget.max_permutations
        self._links = budget.max_links
        self._depth = budget.max_depth

    def enter(self, links: int) -> None:
        self._calls -= 1
        self._links -= links
        self._depth -= 1
        if self._calls < 0 or self._links < 0 or self._depth < 0:
            raise CanonicalisationLimit("The document is too costly to canonicalise.")

    def leave(self) -> None:
        self._depth += 1

    def permute(self, nodes: int) -> None:
        # Every order is counted before the first is tried; above 20 none of them would fit.
        self._permutations -= factorial(min(nodes, 20))
        if self._permutations < 0:
            raise CanonicalisationLimit("Too many parts of the document cannot be told apart.")


@dataclass(frozen=True, slots=True)
class Link(Generic[Node]):
    """A statement as it ties one blank node to another; ``position`` is that of the other.

    ``predicate`` is an IRI in brackets, empty where the other one names the graph.
    """

    node: Node
    position: Literal["s", "o", "g"]
    predicate: str


class _Labelling(Generic[Node]):
    """The canonicalisation state of one dataset (section 4.3)."""

    def __init__(
        self,
        hashes: Mapping[Node, str],
        links_of: Callable[[Node], Sequence[Link[Node]]],
        hash_name: HashName,
        budget: Budget,
    ) -> None:
        self._hash_function = HASHES[hash_name]
        self._budget = budget
        self._links_of = links_of
        self._links: dict[Node, Sequence[Link[Node]]] = {}
        self._first_degree = hashes
        self._canonical: _Issuer[Node] = _Issuer("_:c14n")

    def label_all(self) -> Mapping[Node, str]:
        """Issue every canonical label."""
        by_hash: dict[str, list[Node]] = {}
        for node, digest in self._first_degree.items():
            by_hash.setdefault(digest, []).append(node)
        groups = [by_hash[digest] for digest in sorted(by_hash)]
        for group in groups:
            if len(group) == 1:
                self._canonical.issue(group[0])
        ties = [group for group in groups if len(group) > 1]
        if ties:
            self._label_ties(ties)
        return self._canonical.issued

    def _label_ties(self, ties: list[list[Node]]) -> None:
        meter = _Meter(self._budget, sum(len(group) for group in ties))
        for group in ties:
            for node in group:
                self._links[node] = self._links_of(node)
        for group in ties:
            paths = []
            for node in group:
                if node not in self._canonical.issued:
                    issuer: _Issuer[Node] = _Issuer("_:b")
                    issuer.issue(node)
                    paths.append(self._hash_n_degree(node, issuer, meter))
            for _, issuer in sorted(paths, key=lambda path: path[0]):
                for node in issuer.issued:
                    self._canonical.issue(node)

    def _hash(self, text: str) -> str:
        return self._hash_function(text.encode()).hexdigest()

    def _hash_related(self, link: Link[Node], issuer: _Issuer[Node]) -> str:
        """Hash how a node is related to another one (section 4.7)."""
        name = self._canonical.issued.get(link.node) or issuer.issued.get(link.node)
        return self._hash(link.position + link.predicate + (name or self._first_degree[link.node]))

    def _hash_n_degree(
        self, node: Node, issuer: _Issuer[Node], meter: _Meter
    ) -> tuple[str, _Issuer[Node]]:
        """Hash a node by all that is tied to it (section 4.8)."""
        links = self._links[node]
        meter.enter(len(links))
        related: dict[str, list[Node]] = {}
        for link in links:
            related.setdefault(self._hash_related(link, issuer), []).append(link.node)
        data = []
        for digest in sorted(related):
            nodes = related[digest]
            meter.permute(len(nodes))
            chosen_path = ""
            chosen = issuer
            for order in permutations(nodes):
                found = self._walk(order, issuer.copy(), chosen_path, meter)
                if found is not None:
                    chosen_path, chosen = found
            data += [digest, chosen_path]
            issuer = chosen
        meter.leave()
        return self._hash("".join(data)), issuer

    def _walk(
        self, order: tuple[Node, ...], issuer: _Issuer[Node], best: str, meter: _Meter
    ) -> tuple[str, _Issuer[Node]] | None:
        """Give the path through one order of nodes, or None if ``best`` is as good (5.4)."""
        path = ""
        unvisited = []
        for node in order:
            canonical = self._canonical.issued.get(node)
            if canonical is None and node not in issuer.issued:
                unvisited.append(node)
            path += canonical or issuer.issue(node)
            if _is_no_better(path, best):
                return None
        for node in unvisited:
            digest, result = self._hash_n_degree(node, issuer, meter)
            path += f"{issuer.issue(node)}<{digest}>"
            issuer = result
            if _is_no_better(path, best):
                return None
        return (path, issuer) if not best or path < best else None


def _is_no_better(path: str, best: str) -> bool:
    return best != "" and len(path) >= len(best) and path > best
