"""Knows texts with marks in them, and how they are filled in."""

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Final

from badgeservice.proofs.fast.declined import Declined

# Wide enough for any number of texts, and always of one length, so that none begins another.
_DIGITS: Final = 4
_MOST_MARKS: Final = 10**_DIGITS
# Some blank nodes change their labels among a few; what was written with them is kept.
_KEPT_WRITINGS: Final = 32


class Filling:
    """A text with places to be filled in; ``places`` are the numbers of the values."""

    __slots__ = ("_choose", "_form", "places")

    def __init__(self, texts: Sequence[str], places: Sequence[int]) -> None:
        self.places = places
        self._form = "%s".join(text.replace("%", "%%") for text in texts)
        self._choose = itemgetter(*places) if places else None

    def choose(self, values: Sequence[str]) -> str | tuple[str, ...]:
        """Give the values that it takes, as one thing."""
        chosen: str | tuple[str, ...] = () if self._choose is None else self._choose(values)
        return chosen

    def fill(self, values: Sequence[str]) -> str:
        """Put the values in their places."""
        return self._form % self.choose(values)


class Marks:
    """The marks of one template: texts that occur nowhere in its document, each also an IRI.

    ``texts`` stand for the texts that differ; there are further ones for labels of blank nodes.
    """

    def __init__(self, text: str, count: int) -> None:
        number = 0
        while (beginning := f"urn:mark:{number}:") in text:
            number += 1
        self._beginning = beginning
        self._pattern = re.compile(f"{re.escape(beginning)}([0-9]{{{_DIGITS}}});")
        self.texts = tuple(self._text(place) for place in range(count))

    def next_after(self, number: int) -> str:
        """Give the further mark of this number, counted from 0."""
        return self._text(len(self.texts) + number)

    def find(self, text: str) -> Filling:
        """Take a text with marks apart."""
        parts = self._pattern.split(text)
        return Filling(parts[::2], [int(one) for one in parts[1::2]])

    def are_in(self, text: str) -> bool:
        """Tell whether a text holds a mark."""
        return self._pattern.search(text) is not None

    def beginning(self, text: str) -> str:
        """Give what stands before the first mark in a text, or all of it."""
        return self._pattern.split(text, maxsplit=1)[0]

    def keep_their_order(self, lines: Sequence[str]) -> bool:
        """Tell whether lines that are in order, as far as they are known, stay so and apart."""
        beginnings = [self.beginning(line) for line in lines]
        in_order = all(before <= after for before, after in pairwise(beginnings))
        return in_order and not any(
            after.startswith(before) for before, after in pairwise(beginnings)
        )

    def _text(self, place: int) -> str:
        if place >= _MOST_MARKS:
            raise Declined("template")
        return f"{self._beginning}{place:0{_DIGITS}};"


class OpenLines:
    """The lines about one subject, some of which may hold a mark."""

    def __init__(self, subject: str, tails: Sequence[str], marks: Marks) -> None:
        self._subject = marks.find(subject)
        ordered = sorted(tails, key=marks.beginning)
        self._lines = marks.find(subject.join(["", *ordered]))
        self._is_ordered = marks.keep_their_order(ordered)
        self._tails = [marks.find(tail) for tail in tails]
        # What depends on labels alone comes again and again.
        self._written: dict[object, bytes] | None = None
        if all(place >= len(marks.texts) for place in self._lines.places):
            self._written = {}

    def subject(self, values: Sequence[str]) -> str:
        """Give what the lines are about."""
        return self._subject.fill(values)

    def fill(self, values: Sequence[str]) -> bytes:
        """Give the lines in order; ``Declined`` if one is there twice."""
        if self._written is None:
            return self._write(values)
        chosen = self._lines.choose(values)
        written = self._written.get(chosen)
        if written is None:
            written = self._write(values)
            if len(self._written) < _KEPT_WRITINGS:
                self._written[chosen] = written
        return written

    def _write(self, values: Sequence[str]) -> bytes:
        if self._is_ordered:
            return self._lines.fill(values).encode()
        tails = [one.fill(values) for one in self._tails]
        if len(set(tails)) != len(tails):
            raise Declined("repeated")
        tails.sort()
        return self._subject.fill(values).join(["", *tails]).encode()
