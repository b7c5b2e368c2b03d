"""Colours that can be told apart: contrast by WCAG 2.2, and how to reach enough of it."""

import re

PAPER = "#ffffff"
INK = "#14213d"

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}", re.ASCII)


def is_colour(text: str) -> bool:
    """Say whether this is a colour written as # and six hexadecimal digits."""
    return bool(_COLOUR.fullmatch(text))


def contrast(first: str, second: str) -> float:
    """Give the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, definition)."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def paper_or_ink(ground: str) -> str:
    """Give the one of our two neutral colours that is read best on ``ground``."""
    return max(PAPER, INK, key=lambda colour: contrast(colour, ground))


def reach_contrast(colour: str, ground: str, ratio: float) -> str:
    """Give ``colour``, moved towards paper or ink just enough to stand out on ``ground``."""
    goal = paper_or_ink(ground)
    for step in range(21):
        moved = _mix(colour, goal, step / 20)
        if contrast(moved, ground) >= ratio:
            return moved
    return goal


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    shares = (channel / 255 for channel in _channels(colour))
    linear = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return sum(weight * s for weight, s in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _mix(first: str, second: str, share: float) -> str:
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
