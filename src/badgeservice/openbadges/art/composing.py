"""How badge art is put together; the same choices always give the same bytes."""

import math
from dataclasses import dataclass
from xml.sax.saxutils import escape

from badgeservice.errors import Finding, InvalidRequest
from badgeservice.openbadges.art.alphabet import STROKE, spell
from badgeservice.openbadges.art.colours import (
    INK,
    PAPER,
    contrast,
    is_colour,
    paper_or_ink,
    reach_contrast,
)
from badgeservice.openbadges.art.lettering import Line, lay_out, place
from badgeservice.openbadges.art.pictograms import PICTOGRAMS
from badgeservice.openbadges.art.shapes import MIDDLE, OUTLINES, Outline, Shape
from badgeservice.openbadges.plain_text import has_unseen

MAX_RING_TEXT = 64
"""Most characters a ring text may have; whether they fit is measured."""

_PICTOGRAM_CONTRAST = 4.5
_LINE_CONTRAST = 3.0
_ROUND = 'stroke-linecap="round" stroke-linejoin="round"'


@dataclass(frozen=True, slots=True)
class BadgeArt:
    """The choices of a designer. Colours are ``#rrggbb``; ``ring_text`` may be empty.

    ``shape`` is a value of ``Shape``, ``pictogram`` a name in ``PICTOGRAMS``.
    """

    shape: str
    colour: str
    accent: str
    pictogram: str
    ring_text: str


@dataclass(frozen=True, slots=True)
class _Palette:
    ground: str
    text: str
    line: str
    main: str
    glow: str


def find_art_faults(art: BadgeArt) -> tuple[Finding, ...]:
    """Give everything that is wrong with these choices, with JSON Pointers; empty when all is well.

    A text that does not fit, or has a letter outside our alphabet, is a fault: a badge never
    shows less than was asked.
    """
    faults = []
    if art.shape not in set(Shape):
        faults.append(Finding("art.shape", "/shape", "This outline is not known."))
    for name, colour in (("colour", art.colour), ("accent", art.accent)):
        if not is_colour(colour):
            message = "A colour is # and six hexadecimal digits."
            faults.append(Finding("art.colour", f"/{name}", message))
    if art.pictogram not in PICTOGRAMS:
        faults.append(Finding("art.pictogram", "/pictogram", "This pictogram is not known."))
    if problem := _find_text_problem(art):
        faults.append(Finding("art.ring-text", "/ringText", problem))
    return tuple(faults)


def compose_svg(art: BadgeArt) -> str:
    """Draw a badge as SVG of 512 by 512, without fonts, links or scripts.

    The title of the drawing is the ring text. Letters are paper or ink, whichever is read better:
    3.9 to 1 at least, where WCAG 2.2 asks 3 for letters this large. Lines and marks are moved
    just enough to reach 3 to 1.
    Refuses with ``InvalidRequest`` what ``find_art_faults`` finds.
    """
    faults = find_art_faults(art)
    if faults:
        detail = "The badge cannot be drawn like this."
        raise InvalidRequest(detail, findings=faults)
    outline, palette = OUTLINES[Shape(art.shape)], _choose_palette(art)
    text = _tidy(art.ring_text)
    lines = (lay_out(text, outline.ring_radius) if text else ()) or ()
    disc = outline.ring_radius - 37 if lines else outline.ring_radius + 6
    return "".join(
        (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" width="512"'
            f' height="512" role="img"><title>{escape(text or "Badge")}</title>',
            _draw_outline(outline, palette),
            f'<circle cx="{MIDDLE:g}" cy="{outline.ring_y:g}" r="{disc:g}" fill="{PAPER}"'
            f' stroke="{palette.line}" stroke-width="8"/>',
            *_draw_ring(lines, outline, palette),
            *_draw_pictogram(art.pictogram, outline.ring_y, disc, palette),
            "</svg>\n",
        )
    )


def _find_text_problem(art: BadgeArt) -> str:
    text = art.ring_text
    if len(text) > MAX_RING_TEXT:
        return f"The text has more than {MAX_RING_TEXT} characters."
    if has_unseen(text, allowed=""):
        return "The text holds a character that cannot be seen."
    if spell(_tidy(text)) is None:
        return "The text holds a letter or sign that we cannot draw; use Latin letters and digits."
    if art.shape in set(Shape) and _tidy(text):
        radius = OUTLINES[Shape(art.shape)].ring_radius
        if lay_out(_tidy(text), radius) is None:
            return "The text is too long for the ring; use fewer or shorter words."
    return ""


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _choose_palette(art: BadgeArt) -> _Palette:
    ground, accent = art.colour.lower(), art.accent.lower()
    # A light badge takes its pictogram in the other colour, or else in ink.
    dark_enough = (c for c in (ground, accent) if contrast(c, PAPER) >= _PICTOGRAM_CONTRAST)
    main = next(dark_enough, INK)
    return _Palette(
        ground=ground,
        text=paper_or_ink(ground),
        line=reach_contrast(accent, ground, _LINE_CONTRAST),
        main=main,
        glow=reach_contrast(accent if main == ground else ground, main, _LINE_CONTRAST),
    )


def _draw_outline(outline: Outline, palette: _Palette) -> str:
    # The wide pen rounds the corners; the thin line keeps the same distance to the edge all round.
    return (
        f'<path d="{outline.path}" fill="{palette.ground}" stroke="{palette.ground}"'
        f' stroke-width="28" stroke-linejoin="round"/>'
        f'<path d="{outline.path}" fill="none" stroke="{palette.line}" stroke-width="5"'
        ' stroke-linejoin="round"/>'
    )


def _draw_ring(lines: tuple[Line, ...], outline: Outline, palette: _Palette) -> list[str]:
    if not lines:
        return []
    y, radius = outline.ring_y, outline.ring_radius
    letters = [path for line in lines for path in place(line, MIDDLE, y, radius)]
    group = f'<g fill="none" stroke="{palette.text}" stroke-width="{STROKE}" {_ROUND}>'
    below = lines[1].arc / 2 if len(lines) > 1 else 0.0
    return [group, *letters, "</g>", *_draw_flourish(lines[0].arc / 2, below, outline, palette)]


def _draw_flourish(over: float, below: float, outline: Outline, palette: _Palette) -> list[str]:
    """Fill what the text leaves open: an arc on each side, a dot at the foot or on each side."""
    y, radius = outline.ring_y, outline.ring_radius
    start, end = over + 13, 180 - (below + 13 if below else 10)
    pieces = []
    for side in (1, -1):
        if not below and end - start > 6:
            pieces.append(_arc(side * start, side * end, y, radius, palette.line))
        if below:
            pieces.append(_dot(side * (start + end) / 2, y, radius, palette.line))
    if not below:
        pieces.append(_dot(180, y, radius, palette.line))
    return pieces


def _point(angle: float, y: float, radius: float) -> tuple[float, float]:
    radians = math.radians(angle)
    return MIDDLE + radius * math.sin(radians), y - radius * math.cos(radians)


def _arc(start: float, end: float, y: float, radius: float, colour: str) -> str:
    (x1, y1), (x2, y2) = _point(start, y, radius), _point(end, y, radius)
    sweep = 1 if end > start else 0
    return (
        f'<path d="M{x1:.1f} {y1:.1f}A{radius:g} {radius:g} 0 0 {sweep} {x2:.1f} {y2:.1f}"'
        f' fill="none" stroke="{colour}" stroke-width="5" stroke-linecap="round"/>'
    )


def _dot(angle: float, y: float, radius: float, colour: str) -> str:
    x, down = _point(angle, y, radius)
    return f'<circle cx="{x:.1f}" cy="{down:.1f}" r="8" fill="{colour}"/>'


def _draw_pictogram(name: str, y: float, disc: float, palette: _Palette) -> list[str]:
    tones = {"main": palette.main, "glow": palette.glow, "paper": PAPER}
    side = disc * 1.44
    pieces = [
        f'<g transform="translate({MIDDLE - side / 2:.1f} {y - side / 2:.1f})'
        f' scale({side / 100:.3f})" {_ROUND}>'
    ]
    for mark in PICTOGRAMS[name]:
        tone = tones[mark.tone]
        pen = f'fill="none" stroke="{tone}" stroke-width="{mark.pen:g}"'
        paint = pen if mark.pen else f'fill="{tone}"'
        pieces.append(f'<path d="{mark.path}" {paint}/>')
    return [*pieces, "</g>"]
