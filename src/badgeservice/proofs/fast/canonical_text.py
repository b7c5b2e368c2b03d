"""Knows how the blocks of a walk become the canonical text: labels first, then one join."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Final

from badgeservice.errors import CanonicalisationLimit
from badgeservice.proofs.fast.blocks import Block, Blocks, check_sound, hash_block, write_tails
from badgeservice.proofs.fast.declined import Declined
from badgeservice.proofs.rdfc import Budget, HashName, Link, label_by_hashes

_SUBJECT: Final = itemgetter(0)


def write_canonical(walk: Blocks, hash_name: HashName, budget: Budget) -> str:
    """Give the canonical N-Quads of what was walked (RDFC-1.0); ``Declined`` if it cannot."""
    named, blanks, bases = walk.named, walk.blanks, walk.bases
    is_repeated = check_sound(named, blanks)
    labels, order = label_blanks(blanks, bases, hash_name, budget)
    if walk.has_graphs:
        named = named + _named_in_graphs(blanks, bases)
        is_repeated = True
    if is_repeated:
        parts = _merge(named, labels)
    else:
        # A join puts the subject between lines, and an empty text before them puts it there too.
        parts = [
            subject.join(["", *write_tails(block, labels, base)])
            for subject, block, base in sorted(named, key=_SUBJECT)
        ]
    for number in order:
        tails = write_tails(blanks[number], labels, bases[number])
        parts.append(labels[number].join(["", *tails]))
    return "".join(parts)


def check_size(walk: Blocks, budget: Budget) -> None:
    """Decline more statements than the budget has."""
    within = _named_in_graphs(walk.blanks, walk.bases)
    blocks = [*(block for _, block, _ in [*walk.named, *within]), *walk.blanks]
    if sum(len(block.tails) + len(block.links) for block in blocks) > budget.max_quads:
        raise Declined("size")


def _named_in_graphs(blanks: Sequence[Block], bases: Sequence[int]) -> list[tuple[str, Block, int]]:
    return [
        (block.subject, block, base)
        for blank, base in zip(blanks, bases, strict=True)
        for block in blank.contents
        if block.subject
    ]


def _merge(named: Sequence[tuple[str, Block, int]], labels: Sequence[str]) -> list[str]:
    """Write the lines of all IRIs, where several blocks are about one; equal lines count once."""
    by_subject: dict[str, set[str]] = {}
    for subject, block, base in named:
        by_subject.setdefault(subject, set()).update(write_tails(block, labels, base))
    return [subject.join(["", *sorted(by_subject[subject])]) for subject in sorted(by_subject)]


def label_blanks(
    blanks: Sequence[Block], bases: Sequence[int], hash_name: HashName, budget: Budget
) -> tuple[list[str], list[int]]:
    """Give each blank node its label (section 4.4), and the numbers in the order of the labels."""
    digests = [block.digest or hash_block(block, hash_name) for block in blanks]
    count = len(digests)
    if len(set(digests)) < count:
        labels = _label_ties(blanks, bases, digests, hash_name, budget)
        return labels, sorted(range(count), key=labels.__getitem__)
    order = sorted(range(count), key=digests.__getitem__)
    labels = [""] * count
    for rank, number in enumerate(order):
        labels[number] = f"_:c14n{rank}"
    if count > 10:
        # The order of text: 10 comes before 2.
        order.sort(key=labels.__getitem__)
    return labels, order


def _label_ties(
    blanks: Sequence[Block],
    bases: Sequence[int],
    digests: Sequence[str],
    hash_name: HashName,
    budget: Budget,
) -> list[str]:
    """Tell blank nodes apart that are stated alike, by what is around them (section 4.8)."""

    def links_of(number: int) -> list[Link[int]]:
        block, base = blanks[number], bases[number]
        if block.contents or block.graph is not None:
            # Each line of a graph is a link to its name, and they are not kept that way here.
            raise Declined("tie in a graph")
        links = [Link(base + child, "o", predicate.strip()) for predicate, child in block.links]
        if block.parent is not None:
            links.append(Link(base + block.parent, "s", block.predicate.strip()))
        return links

    try:
        issued = label_by_hashes(dict(enumerate(digests)), links_of, hash_name, budget)
    except CanonicalisationLimit:
        # The general engine says so, with its findings about the rest of the document.
        raise Declined("budget") from None
    return [issued[number] for number in range(len(digests))]
