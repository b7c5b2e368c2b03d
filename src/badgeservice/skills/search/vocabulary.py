"""All words of a catalogue, and which of them answer to a word that somebody typed."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping

from badgeservice.skills.search.spelling import Speller
from badgeservice.skills.search.stems import stem, variants
from badgeservice.skills.search.words import MAX_WORD_CHARACTERS

EXACT, SAME_STEM, VARIANT = 1.0, 0.95, 0.85
ONE_EDIT, TWO_EDITS, NEARLY_BEGUN = 0.8, 0.65, 0.5
HEAD, MODIFIER, ENDS_WITH = 0.7, 0.5, 0.55

_RATHER_BEGUN = 0.6
_MOST_COMPLETED = 400
_MIN_PART = 4
_MIN_BEGUN = 4
_MIN_NEARLY_WHOLE = 3
_MOST_LACKING = 2
_LINKS = ("", "s", "en", "e")
_AFTER_ALL = "\U0010ffff"


class Vocabulary:
    """Known words, folded. What answers comes with how well it does, from above 0 to 1."""

    def __init__(self, stems: Mapping[str, str]) -> None:
        """Known words, each with its stem."""
        self._words = sorted(stems)
        self._known = stems.keys()
        self._backwards = sorted(word[::-1] for word in self._words)
        self._by_stem: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            self._by_stem[stems[word]].append(word)
        self._speller = Speller(self._words)

    def knows(self, word: str) -> bool:
        """Whether exactly this word is known."""
        return word in self._known

    def same(self, word: str) -> dict[str, float]:
        """The word itself and its other forms."""
        found = dict.fromkeys(self._by_stem.get(stem(word), ()), SAME_STEM)
        if word in self._known:
            found[word] = EXACT
        if found:
            return found
        for guess in variants(word):
            for known in self._by_stem.get(guess, ()):
                found.setdefault(known, VARIANT)
        return found

    def answer(self, word: str, *, is_last: bool) -> dict[str, float]:
        """All words that answer to one; the last word of a query may not be finished yet."""
        found = self.same(word)
        is_known = bool(found)
        for known, quality in self._begun(word, is_last=is_last):
            found[known] = max(quality, found.get(known, 0.0))
        for known in self._ending_in(word):
            found.setdefault(known, ENDS_WITH)
        if not is_known:
            is_begun = is_last and bool(found)
            for known, quality in self._guess(word, is_last=is_last and not found):
                # A word that is just not finished was rather not written wrong.
                likely = quality * _RATHER_BEGUN if is_begun else quality
                found[known] = max(likely, found.get(known, 0.0))
        return found

    def corrected(self, word: str) -> dict[str, float]:
        """The word itself and its other forms, or else what was meant if it is written wrong."""
        return self.same(word) or {
            known: ONE_EDIT if edits == 1 else TWO_EDITS
            for known, edits in self._speller.correct(word)
        }

    def _begun(self, word: str, *, is_last: bool) -> Iterator[tuple[str, float]]:
        """Words that begin with this one, or with its stem when it was written to the end."""
        begun = word if is_last else stem(word)
        if len(begun) < _MIN_NEARLY_WHOLE:
            return
        # Three letters begin too much: "lui" is no "luisteren", but "tea" may become "team".
        longest = len(begun) + _MOST_LACKING if len(begun) < _MIN_BEGUN else MAX_WORD_CHARACTERS
        first = bisect_left(self._words, begun)
        last = bisect_left(self._words, begun + _AFTER_ALL)
        base = 0.55 if is_last else 0.4
        for known in self._words[first : min(last, first + _MOST_COMPLETED)]:
            if len(known) <= longest:
                yield known, base + 0.3 * len(begun) / len(known)

    def _ending_in(self, word: str) -> list[str]:
        """Compounds with this word as their head: ``trainer`` in ``jeugdtrainer``."""
        if len(word) < _MIN_PART:
            return []
        backwards = word[::-1]
        first = bisect_left(self._backwards, backwards)
        last = bisect_left(self._backwards, backwards + _AFTER_ALL)
        return [one[::-1] for one in self._backwards[first : min(last, first + _MOST_COMPLETED)]]

    def _guess(self, word: str, *, is_last: bool) -> Iterator[tuple[str, float]]:
        """What may have been meant by a word that nobody knows."""
        corrected = self.corrected(word)
        yield from corrected.items()
        if corrected:
            return
        yield from self._parts(word)
        if is_last:
            for known_word in self._speller.complete(word):
                yield known_word, NEARLY_BEGUN + 0.2 * len(word) / len(known_word)

    def _parts(self, word: str) -> Iterator[tuple[str, float]]:
        """Known words that a compound is made of; in Dutch the last one says what it is."""
        for cut in range(_MIN_PART, len(word) - _MIN_PART + 1):
            for known in self._by_stem.get(stem(word[cut:]), ()):
                yield known, HEAD
            first = word[:cut]
            for link in _LINKS:
                if first.endswith(link) and first.removesuffix(link) in self._known:
                    yield first.removesuffix(link), MODIFIER
