"""What the forms of a Dutch or English word have in common: ``plannen`` and ``planning`` a plan.

Both sides of a comparison are reduced by the same rules, so a stem need not be a word. They follow
the spelling of open and closed syllables in Dutch: ``lezen`` and ``lees``, ``zetten`` and ``zet``.
"""

import re
from collections.abc import Iterator

_VOWELS = frozenset("aeiouy")
_PAIRS = frozenset({"aa", "ee", "oo", "uu", "ie", "oe", "eu", "ui", "ij", "ou", "au", "ei"})
_VOWEL_GROUP = re.compile(r"[aeiouy]+")
_SHORT_E_BEFORE = frozenset("lmnr")
_AS_THEY_ARE = frozenset({"advies", "precies", "verlies", "samen", "buiten", "binnen", "tegen"})
# The longest first; what takes their place keeps noun and verb together.
_NOUNS = (
    ("heden", ""),
    ("heid", ""),
    ("aties", "er"),
    ("ations", "er"),
    ("ation", "er"),
    ("atie", "er"),
    ("cties", "cter"),
    ("ctie", "cter"),
)
_PLURAL_ES = ("ches", "shes", "ges", "mes", "ves", "ies", "zes", "nes", "les", "ses")
_PARTICLES = (
    *("aan", "achter", "af", "bij", "door", "in", "mee", "na", "om", "op", "over", "rond"),
    *("samen", "tegen", "terug", "toe", "uit", "vast", "voor", "weg"),
)
# Strong verbs of everyday speech, by the form that no rule leads back.
_STRONG = {
    form: verb
    for verb, forms in {
        "begrijpen": "begreep begrepen",
        "beslissen": "besloot besloten",
        "brengen": "bracht gebracht brachten",
        "denken": "dacht gedacht dachten nagedacht",
        "doen": "deed gedaan deden",
        "fluiten": "floot gefloten floten",
        "geven": "gaf gaven",
        "helpen": "hielp geholpen hielpen",
        "houden": "hield gehouden hielden",
        "kiezen": "koos gekozen kozen",
        "leiden": "geleid leidde leidden",
        "lezen": "las gelezen lazen",
        "meehelpen": "meegeholpen",
        "nakomen": "nagekomen",
        "nemen": "nam namen genomen",
        "overleggen": "overlegd overlegde",
        "rijden": "reed gereden reden",
        "schrijven": "schreef geschreven schreven",
        "spreken": "sprak gesproken spraken",
        "verliezen": "verloor verloren",
        "volhouden": "volgehouden",
        "winnen": "won gewonnen wonnen",
        "zoeken": "zocht gezocht zochten",
        "zwijgen": "zweeg gezwegen",
    }.items()
    for form in forms.split()
}


def stem(word: str) -> str:
    """The stem of a folded word; a short word is its own stem."""
    if len(word) < 4 or word in _AS_THEY_ARE:
        return word
    for ending, put in _NOUNS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return _even_out(word[: -len(ending)] + put)
    word = _without_plural(word)
    for ending in ("ing", "en", "e"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= 3 and not _VOWELS.isdisjoint(rest):
            return _again(_even_out(rest if rest[-1] in _VOWELS else _close(rest)))
    return _even_out(word)


def variants(word: str) -> Iterator[str]:
    """Stems that a conjugated or derived word may come from, the likelier first; guesses."""
    if word in _STRONG:
        yield stem(_STRONG[word])
    yield from _from_participle(word)
    for ending in ("ende", "end", "tend", "den", "ten", "de", "te", "t", "d", "ed"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= 4:
            yield stem(rest + "en") if ending == "ed" else _even_out(_undouble(rest))
    for ending in ("sters", "ster", "aars", "aar", "ers", "er", "tjes", "tje", "jes", "je", "ly"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= 4:
            yield _even_out(_close(rest) if ending.startswith(("er", "aar")) else rest)


def _again(word: str) -> str:
    """``rekening`` and ``rekenen`` leave ``reken``, which as a word of its own goes on."""
    return stem(word) if word.endswith("en") else word


def _from_participle(word: str) -> Iterator[str]:
    """``getraind`` and ``doorgezet``: without the ``ge``, with and without the last letter."""
    heads = ["", *(one for one in _PARTICLES if word.startswith(one))]
    for head in heads:
        rest = word[len(head) :]
        if rest.startswith("ge") and len(rest) >= 5:
            bare = head + rest.removeprefix("ge")
            if bare.endswith("en"):
                yield stem(bare)
            else:
                yield _even_out(_undouble(bare[:-1] if bare[-1] in "dt" else bare))
                yield _even_out(bare)


def _without_plural(word: str) -> str:
    if len(word) < 5 or not word.endswith("s"):
        return word
    if word.endswith("es"):
        return word[:-1] if word.endswith(_PLURAL_ES) else word
    is_plural = word[-2] not in "sui" and not word.endswith(("los", "oos", "aas", "ijs"))
    return word[:-1] if is_plural else word


def _close(rest: str) -> str:
    """The spelling of a syllable that is closed now: ``zett`` is zet, ``lez`` is lees."""
    if len(rest) < 2:
        return rest
    if rest[-1] == rest[-2]:
        return rest[:-1]
    vowel = rest[-2]
    is_open = vowel in "aeou" and rest[-3:-1] not in _PAIRS
    if is_open and not (vowel == "e" and rest[-1] in _SHORT_E_BEFORE and _is_long(rest)):
        rest = f"{rest[:-2]}{vowel}{vowel}{rest[-1]}"
    return rest


def _even_out(word: str) -> str:
    """One spelling for what is written in two: a last v or z, and a long e in a long word."""
    if word.endswith(("eel", "eem", "een", "eer")) and _is_long(word):
        word = word[:-2] + word[-1]
    if word.endswith("v"):
        return word[:-1] + "f"
    return word[:-1] + "s" if word.endswith("z") else word


def _undouble(word: str) -> str:
    doubled = len(word) > 2 and word[-1] == word[-2] and word[-1] not in _VOWELS
    return word[:-1] if doubled else word


def _is_long(word: str) -> bool:
    return len(_VOWEL_GROUP.findall(word)) > 1
