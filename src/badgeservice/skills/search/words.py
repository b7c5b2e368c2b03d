"""How a text becomes words that can be compared: folded, split, and cut to a length.

Accents, case, apostrophes and the kind of hyphen make no difference to who searches.
"""

import re
import unicodedata
from collections.abc import Iterable

MAX_CHARACTERS = 400
MAX_WORD_CHARACTERS = 40
MAX_QUERY_WORDS = 8

# What NFKD leaves as one letter, and what is left out or written in several ways.
_LETTERS = str.maketrans(
    {
        **dict(zip("øØłŁđĐı", "oollddi", strict=True)),
        **dict.fromkeys("æÆ", "ae"),
        **dict.fromkeys("œŒ", "oe"),
        **dict.fromkeys("'`´‘’ʼ\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
        **dict.fromkeys("‐‑‒–", "-"),
    }
)
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")

_SAY_NOTHING = """
    aan al als altijd ben bent bij d dan dat de deze die dit dus een er erg graag had heb
    hebben hebt heeft heel hem het hier hij hoe hun iemand iets ik in is je jij jou jouw
    jullie kan kunnen kunt maar me met mij mijn moet moeten mag naar niet nog of om omdat onze
    ons ook op te ten ter toch tot uit van vaak veel voor waar want was wat we welke werd wie
    wij wil willen wordt worden ze zeer zelf zich zij zijn zo zou zul
    a about all also am an and are as at be been but by can could did does for from has have
    he her his how i if into it its just like may my myself not often on or our she so some
    that the their them they this to us very were what when which who will with would you your
    en
"""
_SAY_LITTLE = """
    anderen beter best blijven doe doen doet gaan gaat geef geeft geven goed goede gebruik
    gebruiken houd houden houdt komen laat laten maak maakt maken mensen neem neemt nemen
    omgaan toon tonen toont werk werken werkt zetten zien
    better do doing get getting give giving go good great keep keeping make making others
    people show showing skill skills take taking use using vaardigheid vaardigheden well work
    working ability able
"""

STOP_WORDS = frozenset(_SAY_NOTHING.split())
"""Words that say nothing about a skill, in Dutch and English."""

LIGHT_WORDS = frozenset(_SAY_LITTLE.split())
"""Words that say little: a skill is rarely told by them alone."""


def fold(text: str) -> str:
    """The text in small letters without accents; no more than ``MAX_CHARACTERS`` are read."""
    text = text[:MAX_CHARACTERS]
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return bare.casefold().translate(_LETTERS)[:MAX_CHARACTERS]


def split(text: str) -> list[str]:
    """The words of a text, folded; those with a hyphen are still one: ``non-verbaal``."""
    return _WORD.findall(fold(text))


def telling_words(words: Iterable[str]) -> list[str]:
    """Those that tell anything, in order, with the parts of what has a hyphen apart."""
    parts = "-".join(words).split("-")
    return [part[:MAX_WORD_CHARACTERS] for part in parts if part and part not in STOP_WORDS]


def joined_words(words: Iterable[str]) -> list[str]:
    """Those with a hyphen, without it: ``nonverbaal``."""
    return [word.replace("-", "")[:MAX_WORD_CHARACTERS] for word in words if "-" in word]


def weigh(word: str) -> float:
    """How much a word tells, before it is known how rare it is: hardly anything, little, or 1."""
    if word in STOP_WORDS:
        return 0.1
    return 0.2 if word in LIGHT_WORDS else 1.0
