"""Which choices a drawing of ours was composed from, so that a badge can be designed further."""

import re
from html import unescape
from itertools import product

from badgeservice.journeys.designing.design import ACCENTS
from badgeservice.openbadges.art import PICTOGRAMS, BadgeArt, Shape, compose_svg, find_art_faults
from badgeservice.openbadges.art.shapes import OUTLINES

_TITLE = re.compile(r"<title>([^<]{0,600})</title>")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
# Some ready-made badges have a second colour of their own, which is drawn a little lighter.
_FORMER_ACCENTS = ("#e07a1f", "#7fb7c9")


def recognise_art(svg: str) -> BadgeArt | None:
    """The choices that give exactly this drawing; None for one that we do not compose."""
    title = _TITLE.search(svg)
    colours = tuple(dict.fromkeys(_COLOUR.findall(svg)))
    if title is None or not colours:
        return None
    shapes = [shape for shape, outline in OUTLINES.items() if f'd="{outline.path}"' in svg]
    pictures = [name for name, marks in PICTOGRAMS.items() if all(m.path in svg for m in marks)]
    accents = dict.fromkeys((*ACCENTS.values(), *_FORMER_ACCENTS, *colours))
    # Without a text around it, a drawing is called Badge.
    texts = (unescape(title[1]), "")
    for shape, picture, text, accent in product(shapes, pictures, texts, accents):
        art = BadgeArt(Shape(shape).value, colours[0], accent, picture, text)
        if not find_art_faults(art) and compose_svg(art) == svg:
            return art
    return None
