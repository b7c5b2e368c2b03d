"""Ranks texts by how well they answer to the words of a query, and how much else they say."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import Generic, TypeVar

from badgeservice.skills.search.stems import stem
from badgeservice.skills.search.vocabulary import Vocabulary
from badgeservice.skills.search.words import (
    MAX_QUERY_WORDS,
    joined_words,
    split,
    telling_words,
    weigh,
)

MIN_ANSWERED = 0.4
"""Part of a query, by weight, that a text has to answer to."""

# What a text is worth that answers to the whole query with next to none of its own words.
_NEXT_TO_NONE = 0.55
_REST = 1 - _NEXT_TO_NONE
_PART_OF_A_TEXT = 0.97
_LONG_WORD = 7
_ASIDE = re.compile(r"\([^()]*\)")

Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True)
class Phrase(Generic[Meaning]):
    """A text with what it means; ``worth`` is its score for itself as a query, above 0 up to 1.

    Of a text that ``is_prose``, such as a definition, the words that were not asked for count for
    nothing.
    """

    text: str
    means: Meaning
    worth: float = 1.0
    is_prose: bool = False


@dataclass(slots=True)
class _Entry:
    """A phrase, or a part of it, in the index; ``weight`` is that of all its words, 0 of prose."""

    phrase: int
    worth: float
    weight: float = 0.0


class PhraseIndex(Generic[Meaning]):
    """Texts by their words."""

    def __init__(self, phrases: Iterable[Phrase[Meaning]]) -> None:
        self._phrases: Sequence[Phrase[Meaning]] = tuple(phrases)
        self._entries: list[_Entry] = []
        self._places, weighed = self._read()
        stems = {word: stem(word) for word in self._places}
        self._vocabulary = Vocabulary(stems)
        self._rarity = self._count(stems)
        for entry, words in zip(self._entries, weighed, strict=True):
            if not self._phrases[entry.phrase].is_prose:
                entry.weight = sum(self._rarity[word] for word in words)

    def rank(self, query: str) -> list[tuple[Phrase[Meaning], float]]:
        """Every phrase that answers with its score, above 0 up to 1, in the order of the phrases.

        Of a long query only ``MAX_QUERY_WORDS`` are read.
        """
        words = telling_words(split(query))[:MAX_QUERY_WORDS]
        if len(words) > 1 and len(words[-1]) == 1 and not self._vocabulary.knows(words[-1]):
            words.pop()  # Somebody is still typing.
        asked, own, total = self._gather(words)
        best: dict[int, float] = {}
        least = MIN_ANSWERED * total
        for number, answered in asked.items():
            if answered >= least:
                entry = self._entries[number]
                covered = own[number] / entry.weight if own[number] < entry.weight else 1.0
                score = entry.worth * answered / total * (_NEXT_TO_NONE + _REST * covered)
                if score > best.get(entry.phrase, 0.0):
                    best[entry.phrase] = score
        return [(self._phrases[number], best[number]) for number in sorted(best)]

    def _gather(self, words: Sequence[str]) -> tuple[dict[int, float], dict[int, float], float]:
        """For each entry how much of the query it answers to, and how much of itself that is.

        Also the weight of the whole query.
        """
        asked: dict[int, float] = {}
        own: dict[int, float] = {}
        total = 0.0
        for word, answers in zip(words, self._answer(words), strict=True):
            weight = self._weight_in_query(word, answers)
            total += weight
            seen: set[int] = set()
            # The best first: of an entry only the word that answers best counts.
            for known, quality in sorted(answers.items(), key=lambda one: (-one[1], one[0])):
                gain, share = weight * quality, quality * self._rarity[known]
                fresh = [entry for entry in self._places[known] if entry not in seen]
                seen.update(fresh)
                for entry in fresh:
                    asked[entry] = asked.get(entry, 0.0) + gain
                    own[entry] = own.get(entry, 0.0) + share
        return asked, own, total

    def _answer(self, words: Sequence[str]) -> list[dict[str, float]]:
        """For each word of a query the known words that answer to it, and how well.

        Two words that are one in the catalogue (``leiding geven``) are answered as one.
        """
        last = len(words) - 1
        found = [
            self._vocabulary.answer(word, is_last=place == last) for place, word in enumerate(words)
        ]
        for place, (first, second) in enumerate(pairwise(words)):
            is_known = self._vocabulary.knows(first) and self._vocabulary.knows(second)
            joined = first + second
            answers = self._vocabulary.same if is_known else self._vocabulary.corrected
            for known, quality in answers(joined).items():
                for one in (place, place + 1):
                    found[one][known] = max(quality, found[one].get(known, 0.0))
        return found

    def _weight_in_query(self, word: str, answers: Mapping[str, float]) -> float:
        """A word that nobody knows was not answered: a long one weighs as much as the rarest."""
        if not answers:
            return self._rarity[""] * min(1.0, len(word) / _LONG_WORD)
        nearest = max(answers, key=lambda known: (answers[known], known))
        return self._rarity[nearest]

    def _read(self) -> tuple[dict[str, list[int]], list[dict[str, None]]]:
        """Where every word is, and of every entry the words that it is weighed by.

        A word with a hyphen is also known without it, and weighed by its parts. A word that is in
        a text twice counts once.
        """
        places: dict[str, list[int]] = defaultdict(list)
        weighed = []
        for number, phrase in enumerate(self._phrases):
            for text, worth in _sides(phrase):
                words = split(text)
                told = dict.fromkeys(telling_words(words) or words)
                if told:
                    for word in told | dict.fromkeys(joined_words(words)):
                        places[word].append(len(self._entries))
                    self._entries.append(_Entry(number, worth))
                    weighed.append(told)
        return dict(places), weighed

    def _count(self, stems: Mapping[str, str]) -> dict[str, float]:
        """The weight of every word by how rare its stem is; of the empty one that of the rarest."""
        by_stem: dict[str, int] = defaultdict(int)
        for word, entries in self._places.items():
            by_stem[stems[word]] += len(entries)
        rarest = 1 + log(len(self._entries) + 1)
        rarity = {word: weigh(word) * (rarest - log(by_stem[stems[word]])) for word in stems}
        return {**rarity, "": rarest}


def _sides(phrase: Phrase[Meaning]) -> Iterator[tuple[str, float]]:
    """A text as a whole, without what is in brackets, and each side of a slash."""
    yield phrase.text, phrase.worth
    if phrase.is_prose:
        return
    bare = _ASIDE.sub(" ", phrase.text) if "(" in phrase.text else phrase.text
    if bare != phrase.text:
        yield bare, phrase.worth * _PART_OF_A_TEXT
    if " / " in bare:
        for side in bare.split(" / "):
            yield side, phrase.worth * _PART_OF_A_TEXT
