"""QR codes: what is drawn is what the standard makes of the text, with room around it."""

import re
from io import BytesIO

import pytest
from defusedxml.ElementTree import fromstring
from PIL import Image

from badgeservice.errors import InvalidRequest
from badgeservice.journeys.printing.qr import QUIET_ZONE, qr_modules, qr_png, qr_svg

ADDRESS = "https://badges.example/check#0f8fad5b-d9cb-469f-a165-70867728950e"


def test_the_png_shows_every_module_and_the_quiet_zone() -> None:
    scale = 4
    image = Image.open(BytesIO(qr_png(ADDRESS, scale))).convert("L")
    rows = qr_modules(ADDRESS)
    side = len(rows) + 2 * QUIET_ZONE
    assert image.size == (side * scale, side * scale)
    drawn = [
        [image.getpixel((x * scale + 1, y * scale + 1)) == 0 for x in range(side)]
        for y in range(side)
    ]
    inside = range(QUIET_ZONE, side - QUIET_ZONE)
    assert tuple(tuple(drawn[y][x] for x in inside) for y in inside) == rows
    assert sum(map(sum, drawn)) == sum(map(sum, rows))


def test_the_svg_grows_with_its_place_and_says_what_it_is() -> None:
    root = fromstring(qr_svg(ADDRESS, "Naar <de> controle"))
    assert "width" not in root.attrib
    side = len(qr_modules(ADDRESS)) + 2 * QUIET_ZONE
    assert root.attrib["viewBox"] == f"0 0 {side} {side}"
    assert root[0].text == "Naar <de> controle"


def test_the_svg_is_dark_on_light_also_on_a_dark_page() -> None:
    assert re.findall(r'(?:fill|stroke)="(#\w+)"', qr_svg(ADDRESS, "")) == ["#fff", "#000"]


@pytest.mark.parametrize("text", ["", "x" * 301])
def test_what_does_not_fit_is_refused(text: str) -> None:
    for draw in (lambda: qr_svg(text, "x"), lambda: qr_png(text), lambda: qr_modules(text)):
        with pytest.raises(InvalidRequest):
            draw()


@pytest.mark.parametrize("scale", [0, -1, 33, 10**9])
def test_a_size_outside_the_limits_is_our_mistake(scale: int) -> None:
    with pytest.raises(ValueError, match="module"):
        qr_png(ADDRESS, scale)


@pytest.mark.parametrize("text", ["x" * 300, "Zoë", "王" * 100])
def test_any_text_within_the_limit_fits(text: str) -> None:
    assert len(qr_modules(text)) >= 21
