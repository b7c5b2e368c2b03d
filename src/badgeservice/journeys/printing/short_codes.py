"""Short codes for paper: easy to read and type, hard to guess, and a slip of the pen is noticed.

A code has 11 symbols of chance, 51 bits, and one to check the others.
"""

from collections.abc import Callable

from badgeservice.errors import Finding, InvalidRequest

ALPHABET = "23456789ACDEFHJKMNPRTVWXY"
"""25 symbols that do not look like one another, in print or in handwriting."""

SYMBOLS = 12
"""How many a code has, with the one that checks."""

_GROUP = 4
_CHANCE_BYTES = 16
# What somebody may read on paper instead of what stands there.
_LOOK_ALIKES = {"0": "D", "O": "D", "Q": "D", "S": "5", "Z": "2", "B": "8", "G": "6"}
_LOOK_ALIKES |= {"U": "V"}
_BETWEEN = " -\u00a0\u2010\u2011\u2012\u2013\u2014\u2212._\t\r\n"
_MAX_TYPED = 64


def make_short_code(random_bytes: Callable[[int], bytes]) -> str:
    """A new code of 12 symbols; ``random_bytes`` gives that many bytes of real chance."""
    number = int.from_bytes(random_bytes(_CHANCE_BYTES), "big")
    drawn = []
    for _ in range(SYMBOLS - 1):
        number, place = divmod(number, len(ALPHABET))
        drawn.append(place)
    return "".join(ALPHABET[place] for place in (*drawn, _check(drawn)))


def group_code(code: str) -> str:
    """A code as it is printed, in groups of four: ``K7M4-2XPA-9THC``."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def read_short_code(typed: str) -> str:
    """The 12 symbols of a code that somebody typed.

    Capitals, blanks and dashes do not matter, and a letter that looks like one of ours is read
    as that one: O, 0 and Q as D. Refuses ``InvalidRequest`` for anything else, and for a code
    with one wrong symbol or two that changed places: those are never read as another code.
    """
    if len(typed) > _MAX_TYPED:
        raise _refused("short-code.length", f"A code has {SYMBOLS} letters and digits.")
    # Only of ASCII: a capital of another letter may be one of ours, or two.
    capitals = [one.upper() if one.isascii() else one for one in typed if one not in _BETWEEN]
    symbols = [_LOOK_ALIKES.get(one, one) for one in capitals]
    if any(one not in ALPHABET for one in symbols):
        raise _refused("short-code.symbol", "There is a sign in it that no code has.")
    if len(symbols) != SYMBOLS:
        raise _refused("short-code.length", f"A code has {SYMBOLS} letters and digits.")
    places = [ALPHABET.index(one) for one in symbols]
    if _check(places[:-1]) != places[-1]:
        raise _refused("short-code.check", "One of the letters or digits is not right.")
    return "".join(symbols)


def _check(places: list[int]) -> int:
    """The place of the symbol that makes the sum zero.

    A sum over the field of 25 elements: each symbol counts for another power of a root t of
    t² = t + 3, whose first 24 powers differ. So one wrong symbol, and any two that changed
    places, always show.
    """
    high, low = 0, 0
    for place in places:
        more_high, more_low = divmod(place, 5)
        high, low = _times_root(high + more_high, low + more_low)
    return (-high % 5) * 5 + (-low % 5)


def _times_root(high: int, low: int) -> tuple[int, int]:
    return (high + low) % 5, 3 * high % 5


def _refused(code: str, message: str) -> InvalidRequest:
    return InvalidRequest(
        "This is not a code of ours.",
        hint="Look at the paper again, and type the code once more.",
        findings=[Finding(code, "", message)],
    )
