"""How a text runs around the ring of a badge: one line over the top, or a second one below."""

import math
from dataclasses import dataclass

from badgeservice.openbadges.art.alphabet import Letter, spell

_GAP = 38
_ONE_LINE = ((40, 215), (36, 235), (32, 250))
_TWO_LINES = ((36, 170), (32, 175), (28, 175), (24, 175))


@dataclass(frozen=True, slots=True)
class Line:
    """Letters on an arc. ``size`` is the height of a capital; ``arc`` is in degrees."""

    letters: tuple[Letter, ...]
    size: float
    arc: float
    is_below: bool = False


def lay_out(text: str, radius: float) -> tuple[Line, ...] | None:
    """Choose size and lines so that ``text`` fits a ring of this radius, or None when it cannot.

    A long text is cut at the blank that gives the two most equal halves.
    """
    letters = spell(text)
    if letters is None:
        return None
    for size, most in _ONE_LINE:
        arc = _arc(letters, size, radius)
        if arc <= most:
            return (Line(letters, size, arc),)
    words = text.split(" ")
    cuts = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    halves = [(first, second) for a, b in cuts if (first := spell(a)) and (second := spell(b))]
    for size, most in _TWO_LINES:
        fitting = [
            (max(over, under), Line(first, size, over), Line(second, size, under, is_below=True))
            for first, second in halves
            if (over := _arc(first, size, radius)) <= most
            and (under := _arc(second, size, radius)) <= most
        ]
        if fitting:
            _, first_line, second_line = min(fitting, key=lambda choice: choice[0])
            return first_line, second_line
    return None


def place(line: Line, x: float, y: float, radius: float) -> list[str]:
    """Give each letter of a line as one SVG path around the point (x, y)."""
    scale = line.size / 100
    side = -1 if line.is_below else 1
    walked = -_length(line.letters) / 2
    paths = []
    for letter in line.letters:
        middle = walked + letter.width / 2
        angle = side * math.degrees(middle * scale / radius)
        left, top = x - letter.width * scale / 2, y - side * radius - line.size / 2
        if letter.strokes:
            paths.append(
                f'<path transform="rotate({angle:.2f} {x:g} {y:g}) translate({left:.2f} {top:.2f})'
                f' scale({scale:g})" d="{letter.strokes}"/>'
            )
        walked += letter.width + _GAP
    return paths


def _length(letters: tuple[Letter, ...]) -> float:
    return sum(letter.width for letter in letters) + _GAP * (len(letters) - 1)


def _arc(letters: tuple[Letter, ...], size: float, radius: float) -> float:
    return math.degrees(_length(letters) * size / 100 / radius)
