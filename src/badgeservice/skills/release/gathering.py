"""Facts put together into concepts; links as codes, so that a full release stays small.

The pages are read twice: first to learn what each thing is, then for what is said about it. So
whatever a source says about other things takes no memory.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from sys import intern

from badgeservice.errors import TooLarge
from badgeservice.skills.concepts import NormKind
from badgeservice.skills.release.facts import LETTERS, Fact
from badgeservice.skills.release.vocabulary import CODES, LINKS, MATCHES, Kind, Word

MAX_CONCEPTS = 50_000
MAX_LINKS = 5_000_000
_KINDS = {letter: kind for kind, letter in LETTERS.items()}
_XL_WORDS = {Word.XL_LABEL: Word.LABEL, Word.XL_ALT_LABEL: Word.ALT_LABEL}


@dataclass(slots=True)
class Gathered:
    """What a source says about one concept; empty where it says nothing."""

    labels: set[tuple[str, str]] = field(default_factory=set)
    alt_labels: set[str] = field(default_factory=set)
    definitions: set[tuple[str, str]] = field(default_factory=set)
    notation: str = ""
    broader: set[str] = field(default_factory=set)
    links: dict[str, set[str]] = field(default_factory=dict)
    matches: set[tuple[str, str]] = field(default_factory=set)
    norm_kinds: set[str] = field(default_factory=set)
    number: str = ""
    is_current: bool = True


Key = tuple[Kind, str]


@dataclass(slots=True)
class Gathering:
    """All concepts by kind and code (a norm by its IRI), and what was not about any."""

    concepts: dict[Key, Gathered] = field(default_factory=dict)
    foreign: int = 0


def gather(pages: Callable[[], Iterable[list[Fact]]]) -> Gathering:
    """Put together the facts of all pages, which are read twice.

    Refuses ``TooLarge`` more concepts or links than any release can have.
    """
    nodes: dict[str, list[tuple[str, str]]] = {}
    norms: dict[str, set[str]] = {}
    for facts in pages():
        _learn(facts, nodes, norms)
    gathering = _Gatherer(norms, nodes)
    for facts in pages():
        for fact in facts:
            gathering.add(fact)
    return gathering.gathering


def _learn(
    facts: list[Fact], nodes: dict[str, list[tuple[str, str]]], norms: dict[str, set[str]]
) -> None:
    """Which labels are nodes of their own (SKOS-XL), and which other things are norms."""
    for fact in facts:
        if fact.word in _XL_WORDS:
            nodes.setdefault(fact.value, []).append((_XL_WORDS[Word(fact.word)], fact.subject))
        elif fact.word == Word.TYPE and fact.subject.startswith("<"):
            norms.setdefault(fact.subject, set()).add(fact.value.partition(":")[2])
        elif fact.word in CODES and fact.subject.startswith("<"):
            norms.setdefault(fact.subject, set()).add(CODES[Word(fact.word)])
    if len(norms) > MAX_CONCEPTS or len(nodes) > 20 * MAX_CONCEPTS:
        raise TooLarge("This is more than a release of CompetentNL can be.")


class _Gatherer:
    def __init__(self, norms: dict[str, set[str]], nodes: dict[str, list[tuple[str, str]]]) -> None:
        self.gathering = Gathering()
        self._norms = norms
        self._nodes = nodes
        self._links = 0

    def add(self, fact: Fact) -> None:
        """Add what one fact says to its concept."""
        word = Word(fact.word)
        if word is Word.XL_TEXT:
            owners = self._nodes.get(fact.subject)
            if owners is None:
                self.gathering.foreign += 1
            for owner_word, owner in owners or ():
                self._add_to(owner, Word(owner_word), fact)
        else:
            self._add_to(fact.subject, word, fact)

    def _add_to(self, thing: str, word: Word, fact: Fact) -> None:
        one = self._concept(thing)
        if one is None:
            self.gathering.foreign += 1
        elif word in LINKS:
            self._links += 1
            if self._links > MAX_LINKS:
                raise TooLarge("These are more links than a release of CompetentNL can have.")
            one.links.setdefault(LINKS[word], set()).add(intern(fact.value))
        else:
            _say(one, word, fact)

    def _concept(self, thing: str) -> Gathered | None:
        kind = _KINDS.get(thing[0])
        if kind is None:
            if thing not in self._norms:
                return None
            key: Key = (Kind.NORM, thing[1:])
        else:
            key = (kind, thing[1:])
        concepts = self.gathering.concepts
        one = concepts.get(key)
        if one is None:
            if len(concepts) >= MAX_CONCEPTS:
                raise TooLarge("These are more concepts than a release of CompetentNL can have.")
            one = concepts[key] = Gathered(norm_kinds=self._norms.get(thing, set()))
        return one


def _say(one: Gathered, word: Word, fact: Fact) -> None:
    if word is Word.LABEL:
        # What is in Dutch comes before what is in no language.
        one.labels.add(("" if fact.language else "~", fact.value))
    elif word is Word.ALT_LABEL:
        one.alt_labels.add(fact.value)
    elif word is Word.DEFINITION:
        one.definitions.add(("" if fact.language else "~", fact.value))
    elif word is Word.BROADER:
        one.broader.add(fact.value[1:])
    elif word is Word.NOTATION:
        one.notation = min(filter(None, (one.notation, fact.value)))
    elif word in CODES:
        one.number = min(filter(None, (one.number, fact.value)))
    elif word in MATCHES:
        one.matches.add((MATCHES[word], fact.value))
    elif word is Word.STATUS:
        one.is_current = one.is_current and fact.value == "current"


def norm_kind_of(kinds: set[str]) -> NormKind:
    """The most exact of the kinds that a norm was said to be."""
    return next((kind for kind in NormKind if kind in kinds), NormKind.OTHER)
