"""Knows how the lines about one subject are kept together, and how its blank nodes get hashes.

All lines of a subject begin alike, so only what follows is kept (``tails``) and sorted; one join
puts the subject in front of each. This gives the order of whole lines: an IRI ends in ``>``, which
it cannot contain, and a label is followed by a blank. RDFC-1.0 hashes a blank node by the lines
that mention it, with ``_:a`` for itself and ``_:z`` for every other one (section 4.6): those are
its own lines and the one line that leads to it, because JSON is a tree.
"""

from collections.abc import Iterable, Sequence

from badgeservice.proofs.fast.declined import Declined
from badgeservice.proofs.fast.scopes import END, TYPE_OPENING
from badgeservice.proofs.jsonld.repeats import Description, has_repeats
from badgeservice.proofs.rdfc import HASHES, HashName

# The end of a line without its line feed and full stop, behind which the name of a graph goes.
_BEFORE_GRAPH = -len(END) + 1


class Block:
    """The lines about one subject as one object of the document states them.

    ``subject`` is an IRI in brackets, empty for a blank node, which has a ``number``. ``tails`` are
    lines without their subject, ``links`` pairs of a predicate and the number of the blank node it
    leads to. For a blank node ``incoming`` is the line that leads to it, written with ``_:a``, by
    ``predicate`` from the blank node ``parent`` if it is one. ``graph`` is the number of the blank
    node that names the graph of these lines; the block of that one has the ``contents``.
    """

    # Of most blocks only the lines are told, and what stands here holds for the rest.
    subject = ""
    number = -1
    links: Sequence[tuple[str, int]] = ()
    incoming = ""
    predicate = ""
    parent: int | None = None
    graph: int | None = None
    contents: Sequence["Block"] = ()
    digest: str | None = None
    is_sorted = False

    def __init__(self, tails: list[str]) -> None:
        self.tails = tails

    def sort(self) -> None:
        """Put the lines in order; declines one that is there twice."""
        if not self.is_sorted:
            tails = self.tails
            if len(tails) > 1:
                if len(set(tails)) != len(tails):
                    raise Declined("repeated")
                tails.sort()
            self.is_sorted = True

    def link(self, predicate: str, number: int, target: "Block") -> None:
        """Lead to a blank node that was just described, and to which nothing else leads."""
        self.links = [*self.links, (predicate, number)]
        target.predicate = predicate
        end = END if self.graph is None else " _:z .\n"
        if self.subject:
            target.incoming = f"{self.subject}{predicate}_:a{end}"
        else:
            target.parent = self.number
            target.incoming = f"_:z{predicate}_:a{end}"


class Blocks:
    """The blocks of one walk.

    ``named`` are those about IRIs, each with its subject and the first number of its blank nodes;
    ``blanks`` those about blank nodes by number. ``has_graphs`` tells whether graphs are inside.
    """

    def __init__(self) -> None:
        self.named: list[tuple[str, Block, int]] = []
        self.blanks: list[Block] = []
        self.has_graphs = False
        self.graph: Block | None = None
        self._graph_contents: list[Block] = []
        self._shared: list[range] = []

    @property
    def bases(self) -> list[int]:
        """By number of a blank node, the first number of the walk in which it was met."""
        bases = [0] * len(self.blanks)
        for numbers in self._shared:
            bases[numbers.start : numbers.stop] = [numbers.start] * len(numbers)
        return bases

    def add_named(self, subject: str, block: Block) -> None:
        """Take the block about an IRI."""
        block.subject = subject
        if self.graph is None:
            self.named.append((subject, block, 0))
        else:
            self._put_in_graph(block)

    def add_blank(self, block: Block) -> int:
        """Take the block about a blank node, and give it its number."""
        number = block.number = len(self.blanks)
        self.blanks.append(block)
        if self.graph is not None:
            self._put_in_graph(block)
        return number

    def add_shared(
        self, named: Iterable[tuple[str, Block]], blanks: Sequence[Block], *, has_graphs: bool
    ) -> None:
        """Take the blocks of another walk, whose numbers go on from here."""
        base = len(self.blanks)
        self.named += [(subject, block, base) for subject, block in named]
        self.blanks += blanks
        self.has_graphs = self.has_graphs or has_graphs
        self._shared.append(range(base, len(self.blanks)))

    def open_graph(self) -> int:
        """Begin a graph: what is added until it is closed belongs to the node with this number."""
        graph = Block([])
        number = self.add_blank(graph)
        graph.contents = self._graph_contents = []
        self.graph = graph
        self.has_graphs = True
        return number

    def close_graph(self) -> None:
        """End the graph."""
        self.graph = None

    def _put_in_graph(self, block: Block) -> None:
        if self.graph is not None:
            block.graph = self.graph.number
            self._graph_contents.append(block)


def hash_block(block: Block, hash_name: HashName) -> str:
    """Hash the lines that mention a blank node (RDFC-1.0 section 4.6), in lower-case hex."""
    return HASHES[hash_name](lines_to_hash(block).encode()).hexdigest()


def lines_to_hash(block: Block) -> str:
    """Give the lines that mention a blank node, itself as ``_:a`` and the others as ``_:z``."""
    if block.contents:
        return "".join(sorted([block.incoming, *_lines_within(block.contents)]))
    own = "_:a".join(["", *tails_to_hash(block)])
    # In the order of the lines: "<" before "_", and "_:a" before "_:z".
    return block.incoming + own if block.parent is None else own + block.incoming


def tails_to_hash(block: Block) -> list[str]:
    """Give the lines of a blank node in order, without the subject, and the others as ``_:z``."""
    block.sort()
    tails = block.tails
    if block.links:
        tails = sorted([*tails, *[f"{predicate}_:z{END}" for predicate, _ in block.links]])
    return tails if block.graph is None else _in_graph(tails, "_:z")


def write_tails(block: Block, labels: Sequence[str], base: int) -> list[str]:
    """Give the lines of a block in order, without the subject; ``base`` is the first number."""
    tails = block.tails
    if block.links:
        tails = tails + [f"{verb}{labels[base + number]}{END}" for verb, number in block.links]
        tails.sort()
    if block.graph is not None:
        tails = _in_graph(tails, labels[base + block.graph])
    return tails


def check_sound(named: Sequence[tuple[str, Block, int]], blanks: Iterable[Block]) -> bool:
    """Put all lines in order, and tell whether several objects are about one IRI.

    Declines what is stated twice, as the strict reading refuses it.
    """
    for _, block, _ in named:
        block.sort()
    for blank in blanks:
        blank.sort()
        if blank.contents:
            for block in blank.contents:
                block.sort()
            _check_repeated([block for block in blank.contents if block.subject])
    if len({subject for subject, _, _ in named}) == len(named):
        return False
    _check_repeated([block for _, block, _ in named])
    return True


def _check_repeated(blocks: Iterable[Block]) -> None:
    """Look at the IRIs of one graph that several objects are about."""
    places: dict[str, list[Block]] = {}
    for block in blocks:
        places.setdefault(block.subject, []).append(block)
    for together in places.values():
        if len(together) > 1 and _has_repeated(together):
            raise Declined("repeated")


def _has_repeated(blocks: Iterable[Block]) -> bool:
    descriptions = []
    for block in blocks:
        types = frozenset(one for one in block.tails if one.startswith(TYPE_OPENING))
        if block.tails or block.links:
            statements = frozenset((one, "") for one in block.tails if one not in types)
            descriptions.append(Description(types, statements))
    return len(descriptions) > 1 and has_repeats(descriptions)


def _lines_within(contents: Iterable[Block]) -> list[str]:
    """The lines of a graph as the blank node that names it is hashed."""
    lines = []
    for block in contents:
        block.sort()
        tails = [*block.tails, *[f"{predicate}_:z{END}" for predicate, _ in block.links]]
        lines += [f"{block.subject or '_:z'}{tail}" for tail in _in_graph(tails, "_:a")]
    return lines


def _in_graph(tails: Iterable[str], graph: str) -> list[str]:
    # The name of the graph comes last, so the order can change only where lines were equal.
    return sorted(f"{tail[:_BEFORE_GRAPH]}{graph}{END}" for tail in tails)
