"""The outlines of a badge, on a square of 512 by 512, and where the ring lies in each."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

MIDDLE = 256.0


class Shape(StrEnum):
    """The outlines a badge may have."""

    SHIELD = "shield"
    CIRCLE = "circle"
    HEXAGON = "hexagon"
    STAR = "star"
    WAVE = "wave"


@dataclass(frozen=True, slots=True)
class Outline:
    """One outline as path data, how far down the ring sits, and the radius of its letters."""

    path: str
    ring_y: float
    ring_radius: float


def _turn(angle: float, radius: float) -> tuple[float, float]:
    """Give the point at ``angle`` degrees clockwise from the top."""
    radians = math.radians(angle)
    return MIDDLE + radius * math.sin(radians), MIDDLE - radius * math.cos(radians)


def _polygon(angles: list[tuple[float, float]]) -> str:
    points = (_turn(angle, radius) for angle, radius in angles)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def _wavy(count: int, inner: float, outer: float) -> str:
    step = 180 / count
    pieces = ["M{:.1f} {:.1f}".format(*_turn(0, outer))]
    for number in range(2 * count):
        start, end = number * step, (number + 1) * step
        first, last = (outer, inner) if number % 2 == 0 else (inner, outer)
        pull = math.radians(step) * 0.42
        a = _tangent(start, first, pull)
        b = _tangent(end, last, -pull)
        c = _turn(end, last)
        pieces.append("C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}".format(*a, *b, *c))
    return "".join(pieces) + "Z"


def _tangent(angle: float, radius: float, pull: float) -> tuple[float, float]:
    x, y = _turn(angle, radius)
    radians = math.radians(angle)
    return x + radius * pull * math.cos(radians), y + radius * pull * math.sin(radians)


OUTLINES: Mapping[Shape, Outline] = {
    Shape.CIRCLE: Outline("M256 18A238 238 0 1 1 256 494A238 238 0 1 1 256 18Z", 256, 184),
    Shape.HEXAGON: Outline(_polygon([(60 * n, 240) for n in range(6)]), 256, 172),
    Shape.STAR: Outline(
        _polygon([(22.5 * n, 241 if n % 2 == 0 else 204) for n in range(16)]), 256, 162
    ),
    Shape.WAVE: Outline(_wavy(12, 213, 241), 256, 165),
    Shape.SHIELD: Outline(
        "M256 20C206 50 128 66 58 64C50 76 46 92 46 110V236C46 366 138 450 256 494"
        "C374 450 466 366 466 236V110C466 92 462 76 454 64C384 66 306 50 256 20Z",
        246,
        163,
    ),
}
