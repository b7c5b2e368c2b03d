"""Made-up names of skills and occupations, as many as the real ones, and what people type.

The 112 skills are the bundled ones; all else is invented, from the same seed in every run. As in
real names, a few words are in hundreds of them and most in one or two.
"""

from collections.abc import Callable, Sequence
from random import Random

SYNONYMS, OCCUPATIONS = 5_000, 3_263

_SEED = 20_250_924
_ONSETS: tuple[str, ...] = (
    *"bdfghjklmnprstvwz",
    "br",
    "dr",
    "gr",
    "kl",
    "kr",
    "pl",
    "schr",
    "sl",
    "st",
    "tr",
    "vr",
)
_NUCLEI = ("a", "aa", "e", "ee", "i", "ie", "o", "oo", "oe", "u", "ui", "ij", "ou", "eu")
_CODAS: tuple[str, ...] = ("", *"fgklmnprst", "cht", "ld", "nd", "ng", "nk", "rk", "rt", "st")
_ENDINGS = ("en", "ing", "heid", "er", "eren", "atie", "", "", "s")
_VERBS = ("tonen", "geven", "maken", "volgen", "regelen", "bewaken", "gebruiken", "oplossen")
_HEADS = (
    *("medewerker", "manager", "adviseur", "monteur", "docent", "operator", "assistent"),
    *("specialist", "technicus", "begeleider", "ontwerper", "verkoper"),
)
_WORDS = 5_000


def synonyms() -> list[str]:
    """Of skills: one to three words of which the last may be a frequent one."""
    chance = Random(_SEED)
    words = _words(chance)
    return _different(SYNONYMS, lambda: _phrase(chance, words, _VERBS))


def occupations() -> list[str]:
    """Labels of occupations: a frequent head with one or two words about what it does."""
    chance = Random(_SEED + 1)
    words = _words(chance)
    return _different(OCCUPATIONS, lambda: _phrase(chance, words, _HEADS))


def query(texts: Sequence[str], number: int) -> str:
    """What somebody types for one of these texts; hardly ever the same for two numbers.

    A fifth each: as it is, with two letters swapped, without a letter, not finished, and the words
    the other way round with an ending too many.
    """
    text = texts[number * 7_919 % len(texts)].lower()
    place = 1 + (number // len(texts) + len(text) // 2) % (len(text) - 2)
    kind = (number + number // len(texts)) % 5
    if number >= len(texts) and kind == 0:
        kind = 1
    if kind == 1:
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    if kind == 2:
        return text[:place] + text[place + 1 :]
    if kind == 3:
        return text[: max(3, len(text) - 1 - place % 6)]
    return text if kind == 0 else " ".join(reversed(text.split())) + "en"


def wrong_query(texts: Sequence[str], number: int) -> str:
    """Eight long words, each with two errors in it, so that all of the spelling is gone through."""
    words = [word for text in texts for word in text.lower().split() if len(word) > 8]
    chosen = (words[(number * 7_919 + step * 613) % len(words)] for step in range(8))
    cut = 2 + number % 3
    return " ".join(f"{word[:cut]}q{word[cut + 1 : -2]}x{word[-1]}" for word in chosen)


def _words(chance: Random) -> list[str]:
    def syllable() -> str:
        return chance.choice(_ONSETS) + chance.choice(_NUCLEI) + chance.choice(_CODAS)

    def word() -> str:
        return "".join(syllable() for _ in range(chance.randint(1, 3))) + chance.choice(_ENDINGS)

    return _different(_WORDS, word)


def _phrase(chance: Random, words: Sequence[str], frequent: Sequence[str]) -> str:
    # The square makes the first words of the list the frequent ones.
    chosen = [words[int(chance.random() ** 2 * len(words))] for _ in range(chance.randint(1, 2))]
    if chance.random() < 0.6:
        chosen.insert(chance.choice((0, len(chosen))), chance.choice(frequent))
    return " ".join(chosen).capitalize()


def _different(count: int, make: Callable[[], str]) -> list[str]:
    made: dict[str, None] = {}
    while len(made) < count:
        text = make()
        if len(text) > 4:
            made[text] = None
    return list(made)
