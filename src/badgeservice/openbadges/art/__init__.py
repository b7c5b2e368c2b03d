"""Badge art: an outline, two colours, a pictogram and a text around it, as SVG and as PNG."""

from badgeservice.openbadges.art.composing import BadgeArt, compose_svg, find_art_faults
from badgeservice.openbadges.art.pictograms import PICTOGRAMS
from badgeservice.openbadges.art.rasterising import check_drawing, rasterise
from badgeservice.openbadges.art.shapes import Shape

__all__ = [
    "PICTOGRAMS",
    "BadgeArt",
    "Shape",
    "check_drawing",
    "compose_svg",
    "find_art_faults",
    "rasterise",
]
