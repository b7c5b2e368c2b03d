"""Knows how the blocks of a walk become the canonical text: labels first, then one join."""

from collections.abc import Sequence

from badgeservice.errors import CanonicalisationLimit
from badgeservice.proofs.fast.blocks import Block, check_sound, hash_block, write_tails
from badgeservice.proofs.fast.declined import Declined
from badgeservice.proofs.fast.walk import Walk
from badgeservice.proofs.rdfc import Budget, HashName, Link, label_by_hashes


def write_canonical(walk: Walk, hash_name: HashName, budget: Budget) -> str:
    """Give the canonical N-Quads of what was walked (RDFC-1.0); ``Declined`` if it cannot."""
    named, blanks, bases = walk.named, walk.blanks, walk.bases
    check_sound(named, blanks)
    within = [
        (block.subject, block, base)
        for blank, base in zip(blanks, bases, strict=True)
        for block in blank.contents
        if block.subject
    ]
    if within:
        named = named + within
    size = sum(len(block.tails) + len(block.links) for _, block, _ in named)
    size += sum(len(block.tails) + len(block.links) for block in blanks)
    if size > budget.max_quads:
        raise Declined("size")
    labels, order = _label(blanks, bases, hash_name, budget)
    by_subject: dict[str, list[str]] = {}
    for subject, block, base in named:
        tails = write_tails(block, labels, base)
        if subject in by_subject:
            # Lines that several objects state about a subject count once.
            tails = sorted({*tails, *by_subject[subject]})
        by_subject[subject] = tails
    # A join puts the subject between the lines, and an empty text before them puts it there too.
    parts = [subject.join(["", *by_subject[subject]]) for subject in sorted(by_subject)]
    for number in order:
        tails = write_tails(blanks[number], labels, bases[number])
        parts.append(labels[number].join(["", *tails]))
    return "".join(parts)


def _label(
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
