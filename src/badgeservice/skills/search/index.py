"""The index of a catalogue, made once and asked many times; whoever asks cannot change it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest

from badgeservice.skills.addresses import is_code
from badgeservice.skills.catalogue import Catalogue
from badgeservice.skills.concepts import Layer, Occupation, Skill
from badgeservice.skills.search.everyday import Everyday, everyday_words
from badgeservice.skills.search.phrases import Phrase, PhraseIndex
from badgeservice.skills.search.results import Found, FoundOccupation, Reason, Results
from badgeservice.skills.search.words import MAX_CHARACTERS

WORTH = {
    Reason.CODE: 1.0,
    Reason.LABEL: 1.0,
    Reason.GLOSS: 0.98,
    Reason.SYNONYM: 0.97,
    Reason.EVERYDAY: 0.96,
    Reason.FORMER_LABEL: 0.9,
    Reason.DEFINITION: 0.45,
}
"""What a text of each kind scores when it is the query itself."""

MIN_SCORE = 0.3
_LATER = 0.02
_SAME_SCORE_DIGITS = 4
_AFTER_SLASH = re.compile(r"[/\s]+")


@dataclass(frozen=True, slots=True)
class _Meaning:
    """Skills or occupations that a text leads to, the nearest first, and why."""

    codes: tuple[str, ...]
    reason: Reason
    everyday: Everyday | None = None


_Ranked = tuple[Phrase[_Meaning], float]


class SearchIndex:
    """Finds skills and occupations of one catalogue. The index of either is made when first asked.

    No query is refused: of a long one only the first words are read (``search.words``).
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def find_skills(self, query: str, limit: int = 10) -> Results:
        """At most ``limit`` skills that answer to the query, best first.

        A code or URI finds its skill; a query without a telling word finds nothing. Skills that
        were withdrawn are not found.
        """
        skills = self._catalogue.skills
        code = _code_in(query)
        if code in skills:
            return Results((Found(skills[code], Reason.CODE, code, 1.0),)[: max(limit, 0)])
        best = _best_by_code(self._skill_phrases.rank(query))
        order = ((-score, _skill_order(skills[code]), code) for code, (_, score) in best.items())
        chosen = (code for _, _, code in nsmallest(max(limit, 0), order))
        found = tuple(_tell(skills[code], *best[code]) for code in chosen)
        return Results(found, bool(found) and found[0].reason is Reason.EVERYDAY)

    def find_occupations(self, query: str, limit: int = 10) -> tuple[FoundOccupation, ...]:
        """At most ``limit`` occupations that answer to the query, best first, as for skills."""
        occupations = self._catalogue.occupations
        code = _code_in(query)
        if code in occupations:
            return (FoundOccupation(occupations[code], code, 1.0),)[: max(limit, 0)]
        best = _best_by_code(self._occupation_phrases.rank(query))
        order = ((-score, occupations[code].label, code) for code, (_, score) in best.items())
        chosen = (code for _, _, code in nsmallest(max(limit, 0), order))
        return tuple(
            FoundOccupation(occupations[code], phrase.text, score)
            for code in chosen
            for phrase, score in [best[code]]
        )

    def prepare(self) -> None:
        """Make both indexes now rather than when they are first asked."""
        self._skill_phrases  # noqa: B018
        self._occupation_phrases  # noqa: B018

    @cached_property
    def _skill_phrases(self) -> PhraseIndex[_Meaning]:
        skills = self._catalogue.skills
        told = (phrase for skill in skills.values() for phrase in _skill_texts(skill))
        everyday = (phrase for one in everyday_words() for phrase in _everyday_texts(one, skills))
        return PhraseIndex((*told, *everyday))

    @cached_property
    def _occupation_phrases(self) -> PhraseIndex[_Meaning]:
        occupations = self._catalogue.occupations.values()
        return PhraseIndex(phrase for one in occupations for phrase in _occupation_texts(one))


def _code_in(query: str) -> str:
    """The code that a query ends with, alone or as the last segment of a URI; else nothing."""
    last = _AFTER_SLASH.split(query[:MAX_CHARACTERS].strip().rstrip("/"))[-1]
    return last.upper() if is_code(last.upper()) else ""


def _best_by_code(ranked: Iterable[_Ranked]) -> dict[str, _Ranked]:
    """The best text for each skill or occupation that is good enough, with its rounded score."""
    best: dict[str, _Ranked] = {}
    for phrase, worth in ranked:
        for place, code in enumerate(phrase.means.codes):
            score = round(worth - _LATER * place, _SAME_SCORE_DIGITS)
            if score >= MIN_SCORE and (code not in best or score > best[code][1]):
                best[code] = (phrase, score)
    return best


def _tell(skill: Skill, phrase: Phrase[_Meaning], score: float) -> Found:
    means = phrase.means
    if means.everyday is None:
        return Found(skill, means.reason, phrase.text, score)
    why = means.everyday
    return Found(skill, means.reason, phrase.text, score, why.because_nl, why.because_en)


def _skill_order(skill: Skill) -> tuple[bool, str]:
    """Of skills that answer as well, the specific ones come first: those are awarded."""
    return (skill.layer is not Layer.SPECIFIC, skill.label)


def _skill_texts(skill: Skill) -> Iterator[Phrase[_Meaning]]:
    texts = {
        Reason.LABEL: (skill.label,),
        Reason.SYNONYM: skill.alt_labels,
        Reason.GLOSS: (skill.label_en,),
        Reason.FORMER_LABEL: skill.former_labels,
        Reason.DEFINITION: (skill.definition,),
    }
    for reason, listed in texts.items():
        means = _Meaning((skill.code,), reason)
        for text in listed:
            if text:
                yield Phrase(text, means, WORTH[reason], reason is Reason.DEFINITION)


def _everyday_texts(everyday: Everyday, known: Iterable[str]) -> Iterator[Phrase[_Meaning]]:
    """The words of a row of the table; a skill that this catalogue does not have is left out."""
    codes = tuple(code for code in everyday.codes if code in known)
    means = _Meaning(codes, Reason.EVERYDAY, everyday)
    for words in everyday.words.values():
        for word in words:
            if codes:
                yield Phrase(word, means, WORTH[Reason.EVERYDAY])


def _occupation_texts(occupation: Occupation) -> Iterator[Phrase[_Meaning]]:
    yield Phrase(occupation.label, _Meaning((occupation.code,), Reason.LABEL))
    synonym = _Meaning((occupation.code,), Reason.SYNONYM)
    for text in occupation.alt_labels:
        yield Phrase(text, synonym, WORTH[Reason.SYNONYM])
