"""Words that were meant when one was written wrong: a few edits apart.

Edits are those of Damerau and Levenshtein without overlap (optimal string alignment): a letter
more, less or other, or two neighbours swapped.
"""

from collections.abc import Iterable

_ByLength = dict[int, list[tuple[int, str]]]

MIN_TYPED_WRONG = 4
MIN_TWICE_WRONG = 9


def distance(one: str, other: str, most: int) -> int:
    """How many edits lie between two words; ``most + 1`` stands for more than ``most``."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    begin, shortest = 0, min(len(one), len(other))
    while begin < shortest and one[begin] == other[begin]:
        begin += 1
    end = 0
    while end < shortest - begin and one[-1 - end] == other[-1 - end]:
        end += 1
    one, other = one[begin : len(one) - end], other[begin : len(other) - end]
    if not one or not other:
        return min(len(one) + len(other), most + 1)
    return _align(one, other, most)


def _align(one: str, other: str, most: int) -> int:
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        earlier, before, row = before, row, [place]
        for column, wanted in enumerate(other, 1):
            cost = min(
                before[column] + 1, row[column - 1] + 1, before[column - 1] + (letter != wanted)
            )
            if (
                place > 1 < column
                and letter == other[column - 2]
                and wanted == one[place - 2]
                and earlier[column - 2] + 1 < cost
            ):
                cost = earlier[column - 2] + 1
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


class Speller:
    """Finds the known words near a wrong one.

    Nearly all words are passed over without being compared: one edit leaves the first or the last
    letter as it was, and changes at most two letters of the set that a word is made of.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._by_first: dict[str, _ByLength] = {}
        self._by_last: dict[str, _ByLength] = {}
        for word in words:
            if len(word) >= MIN_TYPED_WRONG:
                marked = (_mask(word), word)
                for shelf, letter in ((self._by_first, word[0]), (self._by_last, word[-1])):
                    shelf.setdefault(letter, {}).setdefault(len(word), []).append(marked)

    def correct(self, word: str) -> list[tuple[str, int]]:
        """Known words that may have been meant, with their edits: those at one, or else at two.

        A short word may not be wrong at all, and only a long one twice, then not in its first
        letter.
        """
        if len(word) < MIN_TYPED_WRONG:
            return []
        same_first = self._by_first.get(word[0], {})
        near = [
            *_within(word, 1, same_first),
            *(
                one
                for one in _within(word, 1, self._by_last.get(word[-1], {}))
                if one[0][0] != word[0]
            ),
        ]
        if near or len(word) < MIN_TWICE_WRONG:
            return near
        return _within(word, 2, same_first)

    def complete(self, begun: str) -> list[str]:
        """Known words that begin nearly like this; one edit, not in the first letter."""
        if len(begun) <= MIN_TYPED_WRONG:
            return []
        mask, size = _mask(begun), len(begun)
        return [
            word
            for length, listed in self._by_first.get(begun[0], {}).items()
            if length > size
            for marked, word in listed
            if (mask & ~marked).bit_count() <= 1
            and any(distance(begun, word[:cut], 1) <= 1 for cut in range(size - 1, size + 2))
        ]


def _within(word: str, edits: int, by_length: _ByLength) -> list[tuple[str, int]]:
    mask, size = _mask(word), len(word)
    return [
        (known, edits)
        for length in range(size - edits, size + edits + 1)
        for marked, known in by_length.get(length, ())
        if (mask ^ marked).bit_count() <= 2 * edits and distance(word, known, edits) <= edits
    ]


def _mask(word: str) -> int:
    mask = 0
    for letter in word:
        mask |= 1 << (ord(letter) & 31)
    return mask
