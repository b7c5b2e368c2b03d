"""Our own pictograms, on a square of 100 by 100: bold enough to be told apart at 24 pixels.

Each is a few marks in three tones. ``main`` on paper carries the meaning, ``paper`` cuts out, and
``glow`` (the accent) lies on ``main`` only, where any accent can be told from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Tone = Literal["main", "glow", "paper"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One path: filled when ``pen`` is 0, else drawn with a round pen of that width."""

    path: str
    tone: Tone = "main"
    pen: float = 0


def _disc(x: float, y: float, radius: float) -> str:
    half = f"a{radius:g} {radius:g} 0 1 0"
    return f"M{x - radius:g} {y:g}{half} {2 * radius:g} 0{half} {-2 * radius:g} 0Z"


PICTOGRAMS: Mapping[str, tuple[Mark, ...]] = {
    "together": (
        Mark(_disc(22, 32, 12)),
        Mark("M22 56V68L12 90M22 68L34 90M22 56L50 30", "main", 11),
        Mark(_disc(78, 32, 13)),
        Mark("M78 56V68L88 90M78 68L66 90M78 56L50 30", "main", 13),
        Mark(_disc(78, 32, 8), "glow"),
        Mark("M78 56V68L88 90M78 68L66 90M78 56L50 30", "glow", 5),
        Mark("M50 14V5M36 17L30 9M64 17L70 9", "main", 6),
    ),
    "whistle": (
        Mark("M36 36H94V56H63.5A28 28 0 1 1 36 36Z"),
        Mark("M36 36H94V56H63.5A28 28 0 1 1 36 36Z", "main", 4),
        Mark(_disc(36, 64, 12), "glow"),
        Mark("M44 21L40 9M60 20V7M76 21L80 9", "main", 7),
    ),
    "flag": (
        Mark("M20 8V94", "main", 10),
        Mark("M20 14C40 2 56 26 88 14V58C56 70 40 46 20 58Z"),
        Mark("M28 35C44 28 58 46 80 38", "glow", 9),
    ),
    "clock": (
        Mark(_disc(46, 46, 38), "main", 9),
        Mark("M46 24V46L30 56", "main", 9),
        Mark(_disc(74, 74, 29), "paper"),
        Mark(_disc(74, 74, 24)),
        Mark("M63 75L71 83L85 66", "glow", 8),
    ),
    "star": (
        Mark("M50 10L62 36L90 39L69 58L75 86L50 72L25 86L31 58L10 39L38 36Z"),
        Mark("M50 10L62 36L90 39L69 58L75 86L50 72L25 86L31 58L10 39L38 36Z", "main", 9),
        Mark(_disc(50, 51, 11), "glow"),
    ),
    "ball": (
        Mark(_disc(50, 50, 42), "main", 8),
        Mark("M50 33L66 45L60 64H40L34 45Z"),
        Mark("M50 33V12M66 45L87 38M60 64L73 83M40 64L27 83M34 45L13 38", "main", 7),
        Mark("M50 33L66 45L60 64H40L34 45Z", "main", 4),
    ),
    "speech": (
        Mark(
            "M20 10H80A14 14 0 0 1 94 24V58A14 14 0 0 1 80 72H50L28 92V72H20"
            "A14 14 0 0 1 6 58V24A14 14 0 0 1 20 10Z"
        ),
        Mark("M26 32H74", "paper", 8),
        Mark("M26 50H56", "glow", 8),
    ),
    "book": (
        Mark(
            "M50 26C40 15 24 12 6 14V78C24 76 40 79 50 90C60 79 76 76 94 78V14C76 12 60 15 50 26Z"
        ),
        Mark("M50 30V84", "paper", 5),
        Mark("M19 32C27 32 33 34 38 37M19 48C27 48 33 50 38 53", "paper", 5.5),
        Mark("M81 32C73 32 67 34 62 37M81 48C73 48 67 50 62 53", "glow", 5.5),
    ),
    "heart": (
        Mark(
            "M50 90C20 68 6 51 6 34C6 19 18 9 31 9C39 9 46 13 50 20"
            "C54 13 61 9 69 9C82 9 94 19 94 34C94 51 80 68 50 90Z"
        ),
        Mark("M22 36C22 29 26 25 32 25", "glow", 8),
    ),
    "tool": (
        Mark("M20 80L58 42", "main", 20),
        Mark(_disc(68, 32, 26)),
        Mark("M71 29L86 14", "paper", 19),
        Mark(_disc(21, 79, 5), "glow"),
    ),
    "megaphone": (
        Mark("M10 40H38L80 14V82L38 60H10Z"),
        Mark("M10 40H38L80 14V82L38 60H10Z", "main", 8),
        Mark("M24 60L32 88", "main", 13),
        Mark("M91 36V60", "main", 7),
        Mark("M24 50H42M58 40L68 34", "glow", 7),
    ),
    "scales": (
        Mark("M50 12V84M26 90H74M14 24H86", "main", 9),
        Mark("M14 24L4 56H32L22 24M86 24L68 56H96L86 24", "main", 4),
        Mark("M2 56H34A16 16 0 0 1 2 56ZM66 56H98A16 16 0 0 1 66 56Z"),
        Mark(_disc(50, 15, 11)),
        Mark(_disc(50, 15, 5), "glow"),
    ),
    "warning": (
        Mark("M50 14L92 86H8Z"),
        Mark("M50 14L92 86H8Z", "main", 12),
        Mark("M50 38V60", "paper", 10),
        Mark(_disc(50, 76, 6.5), "glow"),
    ),
    "eye": (
        Mark("M4 50C20 24 34 16 50 16C66 16 80 24 96 50C80 76 66 84 50 84C34 84 20 76 4 50Z"),
        Mark(_disc(50, 50, 27), "paper"),
        Mark(_disc(50, 50, 19)),
        Mark(_disc(56, 44, 6), "glow"),
    ),
    "list": (
        Mark("M20 14H80A8 8 0 0 1 88 22V88A8 8 0 0 1 80 96H20A8 8 0 0 1 12 88V22A8 8 0 0 1 20 14Z"),
        Mark("M34 4H66V22H34Z", "paper"),
        Mark("M38 8H62V18H38Z", "main", 5),
        Mark("M52 42H74M52 70H74", "paper", 8),
        Mark("M24 42L30 48L40 36M24 70L30 76L40 64", "glow", 7),
    ),
    "calendar": (
        Mark("M12 22H88V90H12Z", "main", 10),
        Mark("M12 22H88V42H12Z"),
        Mark("M30 8V26M70 8V26", "paper", 15),
        Mark("M30 8V24M70 8V24", "main", 8),
        Mark("M26 56H38V66H26ZM26 74H38V84H26ZM46 56H58V66H46Z"),
        Mark(_disc(70, 72, 15)),
        Mark("M63 72L68 77L77 67", "glow", 5.5),
    ),
    "coin": (
        Mark(_disc(50, 50, 44)),
        Mark("M66 32C60 26 52 25 46 28C34 34 34 66 46 72C52 75 60 74 66 68", "paper", 9),
        Mark("M27 44H56M27 57H56", "glow", 7),
    ),
    "mountain": (
        Mark("M4 92L38 34L54 60L66 44L96 92Z"),
        Mark("M4 92L38 34L54 60L66 44L96 92Z", "main", 7),
        Mark("M38 34V6", "main", 6),
        Mark("M38 6L64 14L38 23Z"),
        Mark("M29 60L38 44L47 60", "glow", 7),
    ),
    "signpost": (
        Mark("M48 6V96", "main", 10),
        Mark("M22 14H74L92 27L74 40H22Z"),
        Mark("M22 14H74L92 27L74 40H22Z", "main", 4),
        Mark("M78 52H26L8 65L26 78H78Z"),
        Mark("M78 52H26L8 65L26 78H78Z", "main", 4),
        Mark("M34 27H66", "glow", 7),
        Mark("M36 65H66", "paper", 7),
    ),
    "lock": (
        Mark("M28 48V32A22 22 0 0 1 72 32V48", "main", 13),
        Mark("M18 48H82V90H18Z"),
        Mark("M18 48H82V90H18Z", "main", 10),
        Mark(_disc(50, 64, 9), "glow"),
        Mark("M50 66V80", "glow", 8),
    ),
    "key": (
        Mark(_disc(28, 50, 20), "main", 14),
        Mark("M50 50H92M78 52V74M92 52V70", "main", 14),
        Mark("M56 50H86", "glow", 5),
    ),
    "sprout": (
        Mark("M50 94V46", "main", 9),
        Mark("M50 54C48 30 30 20 6 22C8 46 26 58 50 54Z"),
        Mark("M50 42C50 20 66 8 94 8C94 32 76 46 50 42Z"),
        Mark("M22 94H78", "main", 9),
        Mark("M20 32C30 34 36 40 42 48M80 20C70 22 62 28 57 36", "glow", 5.5),
    ),
}
"""Name of the pictogram to its marks, in the order they are drawn."""
