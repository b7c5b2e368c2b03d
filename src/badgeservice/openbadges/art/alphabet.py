"""The letters of the ring, drawn as strokes: a badge looks the same on a machine without fonts.

Each letter stands on a baseline at y = 100 and reaches up to y = 0; x starts at 0. Lower case is
written as capitals. Accents are drawn above or below any letter.
"""

import unicodedata
from dataclasses import dataclass

STROKE = 17
"""Width of the pen, in the units of the letters (a capital is 100 high)."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: how wide its strokes reach, and the strokes as SVG path data."""

    width: float
    strokes: str


_O = "M43 0A43 50 0 1 0 43 100A43 50 0 1 0 43 0Z"
_C = "M72 14A43 50 0 1 0 72 86"

_LETTERS = {
    " ": Letter(24, ""),
    "A": Letter(76, "M0 100L38 0L76 100M14 66H62"),
    "B": Letter(56, "M0 49H31A25 24.5 0 0 0 31 0H0V100H31A25 25.5 0 0 0 31 49"),
    "C": Letter(72, _C),
    "D": Letter(68, "M0 0V100H22A46 50 0 0 0 22 0Z"),
    "E": Letter(48, "M48 0H0V100H48M0 49H41"),
    "F": Letter(46, "M46 0H0V100M0 50H39"),
    "G": Letter(80, "M72 14A43 50 0 1 0 80 76V54H50"),
    "H": Letter(64, "M0 0V100M64 0V100M0 49H64"),
    "I": Letter(0, "M0 0V100"),
    "J": Letter(40, "M40 0V72A26 28 0 0 1 14 100C7 100 3 98 0 95"),
    "K": Letter(58, "M0 0V100M56 0L0 60M20 39L58 100"),
    "L": Letter(46, "M0 0V100H46"),
    "M": Letter(84, "M0 100V0L42 64L84 0V100"),
    "N": Letter(66, "M0 100V0L66 100V0"),
    "O": Letter(86, _O),
    "P": Letter(54, "M0 100V0H27A27 28 0 0 1 27 56H0"),
    "Q": Letter(86, _O + "M54 72L84 104"),
    "R": Letter(58, "M0 100V0H28A27 27 0 0 1 28 54H0M30 54L58 100"),
    "S": Letter(54, "M51 16C46 6 37 0 27 0C12 0 3 10 3 24C3 40 14 45 28 49C42 53 54 59 54 75"
                    "C54 90 42 100 27 100C14 100 4 94 0 83"),
    "T": Letter(66, "M0 0H66M33 0V100"),
    "U": Letter(64, "M0 0V68A32 32 0 0 0 64 68V0"),
    "V": Letter(74, "M0 0L37 100L74 0"),
    "W": Letter(106, "M0 0L27 100L53 14L79 100L106 0"),
    "X": Letter(66, "M0 0L66 100M66 0L0 100"),
    "Y": Letter(70, "M0 0L35 52L70 0M35 52V100"),
    "Z": Letter(60, "M0 0H60L0 100H60"),
    "Æ": Letter(104, "M0 100L52 0H104M58 0V100H104M18 66H58M58 49H97"),
    "Œ": Letter(118, "M70 0H43A43 50 0 1 0 43 100H118M70 0V100M70 0H118M70 49H110"),
    "Ø": Letter(86, _O + "M12 104L74 -4"),
    "Ð": Letter(78, "M10 0V100H32A46 50 0 0 0 32 0ZM0 50H40"),
    "Þ": Letter(52, "M0 0V100M0 20H26A26 27 0 0 1 26 74H0"),
    "Ł": Letter(54, "M8 0V100H54M-4 62L30 38"),
    "0": Letter(64, "M32 0A32 50 0 1 0 32 100A32 50 0 1 0 32 0Z"),
    "1": Letter(28, "M0 20L28 0V100"),
    "2": Letter(58, "M2 26C2 10 13 0 29 0C45 0 56 11 56 27C56 41 46 51 34 62L0 100H58"),
    "3": Letter(56, "M4 0H52L26 38C46 38 56 50 56 68C56 88 44 100 27 100C14 100 5 94 0 84"),
    "4": Letter(68, "M48 100V0L0 72H68"),
    "5": Letter(56, "M50 0H8L4 46C10 40 18 37 27 37C44 37 56 50 56 68C56 88 44 100 27 100"
                    "C14 100 5 94 0 84"),
    "6": Letter(62, "M46 0L10 50M31 38A31 31 0 1 0 31 100A31 31 0 1 0 31 38Z"),
    "7": Letter(58, "M0 0H58L20 100"),
    "8": Letter(60, "M30 0A23 23 0 1 0 30 46A23 23 0 1 0 30 0ZM30 46A30 27 0 1 0 30 100"
                    "A30 27 0 1 0 30 46Z"),
    "9": Letter(62, "M16 100L52 50M31 0A31 31 0 1 0 31 62A31 31 0 1 0 31 0Z"),
    ".": Letter(0, "M0 98V100"),
    ",": Letter(6, "M6 96L0 116"),
    ":": Letter(0, "M0 40V42M0 96V98"),
    ";": Letter(6, "M6 40V42M6 96L0 116"),
    "!": Letter(0, "M0 0V66M0 98V100"),
    "?": Letter(50, "M0 22C2 8 12 0 25 0C40 0 50 10 50 24C50 44 26 44 26 68M26 98V100"),
    "-": Letter(34, "M0 54H34"),
    "–": Letter(56, "M0 54H56"),
    "+": Letter(56, "M0 52H56M28 24V80"),
    "=": Letter(52, "M0 40H52M0 66H52"),
    "/": Letter(44, "M0 108L44 -8"),
    "·": Letter(2, "M0 52A1 1 0 1 1 2 52A1 1 0 1 1 0 52"),
    "'": Letter(0, "M0 0V20"),
    "’": Letter(6, "M6 -2L0 22"),
    "‘": Letter(6, "M0 22L6 -2"),
    '"': Letter(24, "M0 0V20M24 0V20"),
    "(": Letter(20, "M20 -8C-6 24 -6 84 20 116"),
    ")": Letter(20, "M0 -8C26 24 26 84 0 116"),
    "&": Letter(76, "M76 100L18 34C4 16 14 0 32 0C50 0 58 16 48 30C38 44 0 46 0 74"
                    "C0 92 14 100 30 100C52 100 68 82 72 58"),
    "%": Letter(86, "M78 0L8 100M20 2A19 21 0 1 0 20 44A19 21 0 1 0 20 2ZM66 56A19 21 0 1 0 66 98"
                    "A19 21 0 1 0 66 56Z"),
    "#": Letter(70, "M26 0L12 100M58 0L44 100M6 34H70M0 68H64"),
    "*": Letter(40, "M20 0V44M0 10L40 34M40 10L0 34"),
    "@": Letter(92, "M66 50A20 22 0 1 0 26 50A20 22 0 1 0 66 50V60C66 78 92 78 92 50"
                    "A46 50 0 1 0 70 92"),
    "€": Letter(74, "M74 14A43 50 0 1 0 74 86M-8 40H52M-8 60H46"),
}  # fmt: skip
_ALIASES = {"—": "–", "•": "·", "`": "'", "“": '"', "”": '"', "„": '"', "Đ": "Ð", "⁄": "/"}

# Combining marks of Unicode: where each stroke starts, seen from the middle of the letter, and
# how it goes on (relative path data).
_MARKS = {
    "\u0300": ((-11, -38, "l19 12"),),
    "\u0301": ((11, -38, "l-19 12"),),
    "\u0302": ((-20, -25, "l20 -16l20 16"),),
    "\u0303": ((-24, -27, "c10 -16 32 6 48 -9"),),
    "\u0304": ((-20, -32, "h40"),),
    "\u0306": ((-20, -41, "c6 19 34 19 40 0"),),
    "\u0307": ((0, -33, "v2"),),
    "\u0308": ((-17, -33, "v2"), (17, -33, "v2")),
    "\u030a": ((-10, -31, "a10 10 0 1 1 20 0a10 10 0 1 1 -20 0"),),
    "\u030b": ((-8, -25, "l10 -16"), (14, -25, "l10 -16")),
    "\u030c": ((-20, -41, "l20 16l20 -16"),),
    "\u0326": ((2, 118, "l-8 16"),),
    "\u0327": ((0, 102, "c10 10 8 24 -10 24"),),
    "\u0328": ((4, 102, "c-12 10 -8 24 8 20"),),
}


def spell(text: str) -> tuple[Letter, ...] | None:
    """Give the letters of a text in capitals, or None when one of them is not in this alphabet."""
    letters: list[Letter] = []
    for character in unicodedata.normalize("NFKD", text.upper()):
        known = _ALIASES.get(character, character)
        if known in _LETTERS:
            letters.append(_LETTERS[known])
        elif known in _MARKS and letters:
            letters[-1] = _put_mark(letters[-1], _MARKS[known])
        else:
            return None
    return tuple(letters)


def _put_mark(letter: Letter, strokes: tuple[tuple[float, float, str], ...]) -> Letter:
    middle = letter.width / 2
    drawn = "".join(f"M{middle + x:g} {y:g}{onward}" for x, y, onward in strokes)
    return Letter(letter.width, letter.strokes + drawn)
