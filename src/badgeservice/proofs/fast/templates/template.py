"""Knows the canonical form of documents that differ in a few texts: one badge for many people.

The document is walked once with marks in place of those texts. What holds no mark is ready-made;
the lines with a mark are filled in for each document, and only their order is found anew. Where a
blank node is hashed by lines with a mark, the labels of all blank nodes differ as well, and stand
for texts like the others. Values that could change more than their own lines, because something
else is about the same IRI or two blank nodes tie, are ``Declined``.
"""

from collections.abc import Sequence
from operator import itemgetter
from typing import Final

from badgeservice.proofs.fast.blocks import (
    Block,
    Blocks,
    check_sound,
    hash_block,
    lines_to_hash,
    tails_to_hash,
    write_tails,
)
from badgeservice.proofs.fast.canonical_text import label_blanks
from badgeservice.proofs.fast.declined import Declined
from badgeservice.proofs.fast.spelling import escape, is_plain_iri
from badgeservice.proofs.fast.templates.filling import Filling, Marks, OpenLines
from badgeservice.proofs.rdfc import HASHES, Budget, HashName

_SUBJECT: Final = itemgetter(0)


class Template:
    """Canonicalises documents that are equal but for the texts at the marks.

    Made by ``FastEngine.make_template``.
    """

    def __init__(self, walk: Blocks, marks: Marks, hash_name: HashName, budget: Budget) -> None:
        if check_sound(walk.named, walk.blanks) or walk.has_graphs:
            raise Declined("template")
        self._hash = HASHES[hash_name]
        blanks, bases = walk.blanks, walk.bases
        labels, self._order = label_blanks(blanks, bases, hash_name, budget)
        # That of a single blank node never changes, whatever its hash is.
        self._hashes: list[str | Filling] = []
        if len(blanks) > 1 and any(_mentions_mark(block, marks) for block in blanks):
            labels = [marks.next_after(number) for number in range(len(blanks))]
            self._hashes = [_hash_of(block, marks, hash_name) for block in blanks]
        self._names = [f"_:c14n{rank}" for rank in range(len(blanks))]
        # In the order of text: 10 comes before 2.
        self._ranks = sorted(range(len(blanks)), key=self._names.__getitem__)
        self._fixed: list[tuple[str, bytes]] = []
        self._open: list[OpenLines] = []
        for subject, block, base in walk.named:
            tails = write_tails(block, labels, base)
            if marks.are_in("".join([subject, *tails])):
                self._open.append(OpenLines(subject, tails, marks))
            else:
                self._fixed.append((subject, subject.join(["", *tails]).encode()))
        self._subjects = {subject for subject, _ in self._fixed}
        self._blanks = [
            OpenLines(label, write_tails(block, labels, base), marks)
            for label, block, base in zip(labels, blanks, bases, strict=True)
        ]
        lines = "".join(
            f"{block.subject}{tail}"
            for block in [*(block for _, block, _ in walk.named), *blanks]
            for tail in block.tails
        )
        self._is_iri = [f"<{one}>" in lines for one in marks.texts]

    def canonicalise(self, values: Sequence[str]) -> str:
        """Give the canonical form with these texts at the marks, in their order."""
        return b"".join(self._fill(values)).decode()

    def digest(self, values: Sequence[str]) -> bytes:
        """Give the hash of the canonical form, most of which was written beforehand."""
        return self._hash(b"".join(self._fill(values))).digest()

    def _fill(self, values: Sequence[str]) -> list[bytes]:
        """Give the lines in their order, subject by subject."""
        spelled = [
            _spell_iri(value) if is_iri else escape(value)
            for value, is_iri in zip(values, self._is_iri, strict=True)
        ]
        order = self._order
        try:
            if self._hashes:
                labels, order = self._label(spelled)
                spelled += labels
            parts = [(one.subject(spelled), one.fill(spelled)) for one in self._open]
            about_blanks = [self._blanks[number].fill(spelled) for number in order]
        except UnicodeEncodeError:
            raise Declined("surrogate") from None
        subjects = {subject for subject, _ in parts}
        if len(subjects) < len(parts) or not subjects.isdisjoint(self._subjects):
            raise Declined("repeated")
        parts += self._fixed
        parts.sort(key=_SUBJECT)
        return [part for _, part in parts] + about_blanks

    def _label(self, spelled: Sequence[str]) -> tuple[list[str], list[int]]:
        digests = [
            one if isinstance(one, str) else self._hash(one.fill(spelled).encode()).hexdigest()
            for one in self._hashes
        ]
        count = len(digests)
        if len(set(digests)) < count:
            raise Declined("tie")
        order = sorted(range(count), key=digests.__getitem__)
        labels = [""] * count
        for number, name in zip(order, self._names, strict=True):
            labels[number] = name
        return labels, [order[rank] for rank in self._ranks]


def _hash_of(block: Block, marks: Marks, hash_name: HashName) -> str | Filling:
    """The hash of a blank node, or the lines of which it is to be made."""
    if not _mentions_mark(block, marks):
        return block.digest or hash_block(block, hash_name)
    if not marks.keep_their_order(tails_to_hash(block)):
        raise Declined("template")
    return marks.find(lines_to_hash(block))


def _spell_iri(value: str) -> str:
    if not is_plain_iri(value):
        raise Declined("iri")
    return value


def _mentions_mark(block: Block, marks: Marks) -> bool:
    return marks.are_in("".join([block.incoming, *block.tails]))
