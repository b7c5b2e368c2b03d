"""Which letters the built-in fonts can draw, and what stands where one is missing."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

GAP = "\u25a1"
"""Stands where a letter cannot be drawn."""

# Latin, Greek and Cyrillic with their accents in one piece: nothing that is joined or turned.
_PLAIN = ((0x20, 0x7E), (0xA0, 0x2FF), (0x370, 0x52F), (0x1E00, 0x1FFF), (0x2010, 0x2030))
_MARKS = {"Mn", "Mc", "Me"}


@dataclass(slots=True)
class Pen:
    """Writes texts with the letters there are, and knows whether one was missing.

    A plain pen leaves out everything that hangs on another letter: for when the letters of a
    text can be drawn one by one, but not together.
    """

    is_plain: bool = False
    has_gaps: bool = False

    def write(self, text: str, *, most: int | None = None) -> str:
        """A text on one line that can be drawn, of at most so many characters.

        What nobody can see is left out; what cannot be drawn becomes a ``GAP``.
        """
        line = " ".join(unicodedata.normalize("NFC", text).split())
        if most is not None and len(line) > most:
            line = f"{line[: most - 1].rstrip()}…"
        return "".join(self._draw(character) for character in line)

    def write_paragraphs(self, text: str) -> list[list[str]]:
        """The same for a longer text: its paragraphs, each with its lines."""
        paragraphs: list[list[str]] = [[]]
        for line in text.splitlines():
            if written := self.write(line):
                paragraphs[-1].append(written)
            elif paragraphs[-1]:
                paragraphs.append([])
        return [lines for lines in paragraphs if lines]

    def _draw(self, character: str) -> str:
        if character in _drawable() and not (self.is_plain and not _is_plain(character)):
            return character
        category = unicodedata.category(character)
        if category in ("Cf", "Cc") or (category in _MARKS and self.is_plain):
            return ""
        self.has_gaps = True
        return GAP


def _is_plain(character: str) -> bool:
    if character == GAP or unicodedata.category(character) in _MARKS:
        return character == GAP
    return any(first <= ord(character) <= last for first, last in _PLAIN)


@cache
def _drawable() -> frozenset[str]:
    text = files(__package__).joinpath("letters.txt").read_text(encoding="ascii")
    rows = [line for line in text.splitlines() if not line.startswith("#")]
    found: set[str] = set()
    for word in " ".join(rows).split():
        first, _, last = word.partition("-")
        found.update(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return frozenset(found)
