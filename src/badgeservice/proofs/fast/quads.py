"""Knows how the blocks of a walk become single statements, for whoever needs them one by one."""

from collections.abc import Iterator

from badgeservice.proofs.fast.blocks import Block, Blocks
from badgeservice.proofs.fast.scopes import END
from badgeservice.proofs.nquads import Quad


def read_quads(walk: Blocks, *, root_is_named: bool) -> list[Quad]:
    """Give the statements of a walk, each once, those about its first object first."""
    blocks = [(block, base) for _, block, base in walk.named]
    for blank, base in zip(walk.blanks, walk.bases, strict=True):
        blocks.append((blank, base))
        blocks += [(block, base) for block in blank.contents if block.subject]
    if not root_is_named:
        root = next(number for number, (block, _) in enumerate(blocks) if not block.subject)
        blocks.insert(0, blocks.pop(root))
    return list(dict.fromkeys(quad for block, base in blocks for quad in _quads_of(block, base)))


def _quads_of(block: Block, base: int) -> Iterator[Quad]:
    subject = block.subject or _label(base + block.number)
    graph = "" if block.graph is None else _label(base + block.graph)
    for tail in block.tails:
        # A predicate is an IRI, so the first bracket that closes is its own.
        end = tail.index(">") + 1
        yield Quad(subject, tail[1:end], tail[end + 1 : -len(END)], graph)
    for predicate, number in block.links:
        yield Quad(subject, predicate.strip(), _label(base + number), graph)


def _label(number: int) -> str:
    return f"_:n{number}"
