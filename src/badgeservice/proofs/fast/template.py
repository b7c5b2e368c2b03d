"""Knows the canonical form of documents that differ in a few texts: one badge for many people.

The document is walked once with marks in place of those texts. What holds no mark is ready-made;
the lines with a mark are filled in for each document, and only their order is found anew. The
labels of blank nodes must not depend on what is filled in (that of a single one never does), and no
IRI that is filled in may be one that the rest is about: anything else is ``Declined``, and the
document is canonicalised by itself.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Final

from badgeservice.proofs.fast.blocks import Block, Blocks, check_sound, write_tails
from badgeservice.proofs.fast.canonical_text import label_blanks
from badgeservice.proofs.fast.declined import Declined
from badgeservice.proofs.fast.spelling import escape, is_plain_iri
from badgeservice.proofs.rdfc import HASHES, Budget, HashName

_SUBJECT: Final = itemgetter(0)
# Wide enough for any number of texts, and always of one length, so that none begins another.
_DIGITS: Final = 4


class Marks:
    """The marks of one template: texts that occur nowhere in its document, each also an IRI."""

    def __init__(self, text: str, count: int) -> None:
        number = 0
        while (beginning := f"urn:mark:{number}:") in text:
            number += 1
        self._pattern = re.compile(f"{re.escape(beginning)}([0-9]{{{_DIGITS}}});")
        self.texts = tuple(f"{beginning}{place:0{_DIGITS}};" for place in range(count))

    def find(self, text: str) -> "Filling":
        """Take a text with marks apart."""
        parts = self._pattern.split(text)
        return Filling(parts[::2], [int(one) for one in parts[1::2]])

    def beginning(self, text: str) -> str:
        """Give what stands before the first mark in a text, or all of it."""
        return self._pattern.split(text, maxsplit=1)[0]

    def are_in(self, text: str) -> bool:
        """Tell whether a text holds a mark."""
        return self._pattern.search(text) is not None


class Filling:
    """A text with places to be filled in; ``places`` are the numbers of the values."""

    __slots__ = ("_choose", "_form", "places")

    def __init__(self, texts: Sequence[str], places: Sequence[int]) -> None:
        self.places = places
        self._form = "%s".join(text.replace("%", "%%") for text in texts)
        self._choose = itemgetter(*places) if places else None

    def fill(self, values: Sequence[str]) -> str:
        """Put the values in their places."""
        if self._choose is None:
            return self._form % ()
        chosen: str | tuple[str, ...] = self._choose(values)
        return self._form % chosen


class _OpenBlock:
    """The lines about one subject of which some hold a mark."""

    def __init__(self, subject: str, tails: Sequence[str], marks: Marks) -> None:
        self._subject = marks.find(subject)
        self._lines: Filling | None = None
        ordered = sorted(tails, key=marks.beginning)
        if _keep_their_order([marks.beginning(tail) for tail in ordered]):
            self._lines = marks.find(subject.join(["", *ordered]))
        self._tails = [marks.find(tail) for tail in tails]

    def fill(self, values: Sequence[str]) -> tuple[str, bytes]:
        subject = self._subject.fill(values)
        if self._lines is not None:
            return subject, self._lines.fill(values).encode()
        tails = [one.fill(values) for one in self._tails]
        if len(set(tails)) != len(tails):
            raise Declined("repeated")
        tails.sort()
        return subject, subject.join(["", *tails]).encode()


def _keep_their_order(beginnings: Sequence[str]) -> bool:
    """Tell whether lines that begin like this, in this order, stay in it and apart for good."""
    return not any(after.startswith(before) for before, after in pairwise(beginnings))


class Template:
    """Canonicalises documents that are equal but for the texts at the marks.

    Made by ``FastEngine.make_template``.
    """

    def __init__(self, walk: Blocks, marks: Marks, hash_name: HashName, budget: Budget) -> None:
        if check_sound(walk.named, walk.blanks) or walk.has_graphs:
            raise Declined("template")
        bases = walk.bases
        labels, order = label_blanks(walk.blanks, bases, hash_name, budget)
        self._hash = HASHES[hash_name]
        self._fixed: list[tuple[str, bytes]] = []
        self._open: list[_OpenBlock] = []
        for subject, block, base in walk.named:
            tails = write_tails(block, labels, base)
            if marks.are_in("".join([subject, *tails])):
                self._open.append(_OpenBlock(subject, tails, marks))
            else:
                self._fixed.append((subject, subject.join(["", *tails]).encode()))
        self._subjects = {subject for subject, _ in self._fixed}
        if any(_mentions_mark(block, marks) for block in walk.blanks):
            if len(order) > 1:
                # The labels of several depend on their hashes, and these on the values.
                raise Declined("template")
            tails = write_tails(walk.blanks[0], labels, bases[0])
            self._open.append(_OpenBlock(labels[0], tails, marks))
            order = []
        self._blanks = "".join(
            labels[number].join(["", *write_tails(walk.blanks[number], labels, bases[number])])
            for number in order
        ).encode()
        blocks = [*(block for _, block, _ in walk.named), *walk.blanks]
        lines = "".join(f"{block.subject}{tail}" for block in blocks for tail in block.tails)
        self._is_iri = [f"<{one}>" in lines for one in marks.texts]

    def canonicalise(self, values: Sequence[str]) -> str:
        """Give the canonical form with these texts at the marks, in their order."""
        return b"".join([*self._fill(values), self._blanks]).decode()

    def digest(self, values: Sequence[str]) -> bytes:
        """Give the hash of the canonical form, most of which was written beforehand."""
        found = self._hash(b"")
        for part in self._fill(values):
            found.update(part)
        found.update(self._blanks)
        return found.digest()

    def _fill(self, values: Sequence[str]) -> list[bytes]:
        """Give the lines about IRIs in their order."""
        spelled = [
            _spell_iri(value) if is_iri else escape(value)
            for value, is_iri in zip(values, self._is_iri, strict=True)
        ]
        try:
            parts = [one.fill(spelled) for one in self._open]
        except UnicodeEncodeError:
            raise Declined("surrogate") from None
        subjects = {subject for subject, _ in parts}
        if len(subjects) < len(parts) or not subjects.isdisjoint(self._subjects):
            raise Declined("repeated")
        parts += self._fixed
        parts.sort(key=_SUBJECT)
        return [part for _, part in parts]


def _spell_iri(value: str) -> str:
    if not is_plain_iri(value):
        raise Declined("iri")
    return value


def _mentions_mark(block: Block, marks: Marks) -> bool:
    return marks.are_in("".join([block.incoming, *block.tails]))
