"""How hard a Dutch text is to read, and where "B1 or easier" ends.

B1 is a level of readers (Council of Europe, CEFR), and no formula proves it. What the Dutch
government asks of a text at B1 can be checked: words that everybody knows and sentences that are
short (communicatierijk.nl, "Taalniveau B1"). For those we take three numbers and a list:

- ``MOST_WORDS`` in a sentence, ``MOST_WORDS_IN_LABEL`` and ``MOST_WORDS_ON_AVERAGE``: our own
  rules. A label is a text of one line without a full stop, such as a heading or a button.
- ``LEAST_EASE``: the reading ease of Douma, who fitted Flesch's formula to Dutch (W.H. Douma, De
  leesbaarheid van landbouwbladen, Wageningen 1960): 206.84 - 0.93 times the words in a sentence
  - 77 times the syllables in a word. His table (quoted with the formula at
  dbnl.org/tekst/_taa014197701_01/_taa014197701_01_0089.php): 30-45 hard, 45-60 fairly hard, 60-70
  normal, 70-80 fairly easy (the last classes of primary school). Nobody has tied the scale to
  CEFR. To be on the safe side we ask "fairly easy", one step easier than normal.
- ``MOST_LONG_WORDS``: the share of words of four syllables or more. Dutch writes compounds as one
  word, so this catches what an average over short words hides.
- the words in ``hard_words``.

Douma warned himself that such a formula is an aid and no judge: it says nothing about order,
meaning or tone. A few words say too little for it, so it is asked of whole texts only.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from readability.hard_words import find_hard_words
from readability.syllables import count_syllables

MOST_WORDS = 15
MOST_WORDS_IN_LABEL = 10
MOST_WORDS_ON_AVERAGE = 12.0
LEAST_EASE = 70.0
MOST_LONG_WORDS = 0.10
MOST_SYLLABLES = 6
LONG_WORD = 4
"""Syllables from which a word is long."""

ENOUGH_WORDS = 40
"""A text with fewer words is judged by its sentences and words alone."""

_SENTENCE_RULE = ("long sentence", MOST_WORDS)
_SENTENCE_END = re.compile(r"(?<=[.!?:])[\"’)”]*\s+|\n+")
_PLACE = re.compile(r"\{[a-z_]*\}")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is too hard. ``kind`` is one of ``KINDS``; ``what`` is the word or sentence."""

    kind: str
    what: str


KINDS = (
    "long sentence",
    "long label",
    "long word",
    "hard word",  # in any text
    "long sentences",
    "long words",
    "hard to read",  # in a text as a whole
)


def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text; a line and what stands before a colon are sentences too."""
    plain = _PLACE.sub("naam", text)
    pieces = (piece.strip(" -*•\t") for piece in _SENTENCE_END.split(plain))
    return tuple(piece for piece in pieces if split_words(piece))


def split_words(text: str) -> tuple[str, ...]:
    """The words of a text without the signs around them; a word with hyphens is one word."""
    stripped = (re.sub(r"^\W+|\W+$", "", piece) for piece in text.split())
    return tuple(word for word in stripped if word)


def reading_ease(text: str) -> float:
    """Reading ease by Flesch and Douma: 100 is very easy, 0 very hard. Needs a word."""
    words = split_words(" ".join(split_sentences(text)))
    syllables = sum(count_syllables(word) for word in words)
    in_sentence = len(words) / len(split_sentences(text))
    return 206.84 - 0.93 * in_sentence - 77 * syllables / len(words)


def is_label(text: str) -> bool:
    """Whether a text is a heading, a button or a name, and holds no sentence."""
    return re.search(r"[.!?](\s|$)|\n", text.rstrip(")”’")) is None


def find_faults(text: str) -> tuple[Fault, ...]:
    """What is too hard in a text of any length, one sentence and one word at a time."""
    sentences = split_sentences(text)
    words = {word for one in sentences for word in split_words(one)}
    kind, most = ("long label", MOST_WORDS_IN_LABEL) if is_label(text) else _SENTENCE_RULE
    too_many = [one for one in sentences if len(split_words(one)) > most]
    too_long = sorted(word for word in words if count_syllables(word) > MOST_SYLLABLES)
    return (
        *(Fault(kind, one) for one in too_many),
        *(Fault("long word", word.lower()) for word in too_long),
        *(Fault("hard word", word) for word in find_hard_words(text)),
    )


def find_faults_as_a_whole(texts: Iterable[str]) -> tuple[Fault, ...]:
    """What is too hard in texts that are read together, each counted once; labels are left out.

    Nothing is said of fewer than ``ENOUGH_WORDS``.
    """
    text = "\n".join(one for one in dict.fromkeys(texts) if not is_label(one))
    sentences = split_sentences(text)
    words = [word for one in sentences for word in split_words(one)]
    if len(words) < ENOUGH_WORDS:
        return ()
    on_average = len(words) / len(sentences)
    long = sum(count_syllables(word) >= LONG_WORD for word in words) / len(words)
    ease = reading_ease(text)
    judged = (
        ("long sentences", on_average > MOST_WORDS_ON_AVERAGE, f"{on_average:.1f} words"),
        ("long words", long > MOST_LONG_WORDS, f"{long:.0%}"),
        ("hard to read", ease < LEAST_EASE, f"{ease:.0f}"),
    )
    return tuple(Fault(kind, what) for kind, is_too_hard, what in judged if is_too_hard)
