"""Turning badge art into pixels. Takes only drawings like our own: the renderer opens files."""

import re
from functools import lru_cache
from xml.etree.ElementTree import Element

import resvg_py
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from badgeservice.errors import MalformedImage, TooLarge

MIN_WIDTH_PX = 16
MAX_WIDTH_PX = 2_048

# Rendering takes 25 ms, and each request for a badge image shows one of the few that are in use.
# At 512 pixels a PNG has about 40 KB, so this is some 3 MB in every process.
_KEPT_IMAGES = 64

_MAX_CHARACTERS = 65_536
_SVG = "{http://www.w3.org/2000/svg}"
_ROOT = {"viewBox": "0 0 512 512", "width": "512", "height": "512", "role": "img"}
_LEAVES = {f"{_SVG}{name}" for name in ("title", "path", "circle")}
# The renderer panics on some numbers far outside the drawing, so they stay small and plain.
_NUMBER = r"-?[0-9]{1,3}(?:\.[0-9]{1,3})?(?![0-9.])"
_TRANSFORM = (
    rf"(?:rotate\({_NUMBER} {_NUMBER} {_NUMBER}\) )?"
    rf"translate\({_NUMBER} {_NUMBER}\) scale\([0-9](?:\.[0-9]{{1,3}})?\)"
)
_COLOUR = r"none|#[0-9a-f]{6}"
_ATTRIBUTES = {
    name: re.compile(pattern)
    for pattern, names in {
        rf"(?:[MLHVCAZlhvca ]|{_NUMBER})*": ["d"],
        _TRANSFORM: ["transform"],
        _NUMBER: ["cx", "cy", "r", "stroke-width"],
        _COLOUR: ["fill", "stroke"],
        "round": ["stroke-linecap", "stroke-linejoin"],
    }.items()
    for name in names
}


def rasterise(svg: str, width_px: int) -> bytes:
    """Render badge art as PNG of ``width_px`` pixels wide (16 to 2,048), without any font.

    A renderer of SVG opens files that a drawing points at, so only what ``compose_svg`` writes
    is let in: its elements and attributes, with small numbers. Refuses everything else with
    ``MalformedImage``, and with ``TooLarge`` over 65,536 characters; a width outside the limits
    is a ``ValueError``. Rasterise first, bake after.
    """
    if not MIN_WIDTH_PX <= width_px <= MAX_WIDTH_PX:
        message = f"badge art is rendered {MIN_WIDTH_PX} to {MAX_WIDTH_PX} pixels wide"
        raise ValueError(message)
    return _render(svg, width_px)


@lru_cache(maxsize=_KEPT_IMAGES)
def _render(svg: str, width_px: int) -> bytes:
    check_drawing(svg)
    try:
        return resvg_py.svg_to_bytes(svg_string=svg, width=width_px, skip_system_fonts=True)
    except ValueError as error:
        detail = "The drawing cannot be rendered."
        raise MalformedImage(detail) from error


def check_drawing(svg: str) -> None:
    """Refuse every drawing that is not like our own, as ``rasterise`` does, without drawing it."""
    if len(svg) > _MAX_CHARACTERS:
        detail = f"The drawing has more than {_MAX_CHARACTERS} characters."
        raise TooLarge(detail)
    try:
        root: Element = fromstring(svg, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        detail = "The drawing is not plain, well-formed SVG."
        raise MalformedImage(detail) from error
    # The square root keeps the image as high as it is wide.
    is_root_ours = root.tag == f"{_SVG}svg" and root.attrib == _ROOT
    if not is_root_ours or not all(_is_plain(child, may_group=True) for child in root):
        detail = "The drawing holds more than badge art of our own does."
        raise MalformedImage(detail, hint="Compose badge art here, or upload a PNG image.")


def _is_plain(element: Element, *, may_group: bool) -> bool:
    if may_group and element.tag == f"{_SVG}g":
        is_known = all(_is_plain(child, may_group=False) for child in element)
    else:
        is_known = element.tag in _LEAVES and not len(element)
    return is_known and all(
        name in _ATTRIBUTES and _ATTRIBUTES[name].fullmatch(value)
        for name, value in element.attrib.items()
    )
