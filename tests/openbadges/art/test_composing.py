"""Badge art: the same choices give the same drawing, readable, safe and without fonts."""

import itertools
import re
import zlib
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from badgeservice.errors import MalformedImage, TooLarge
from badgeservice.openbadges import baking
from badgeservice.openbadges.art import (
    PICTOGRAMS,
    Shape,
    compose_svg,
    rasterise,
    rasterising,
)
from badgeservice.openbadges.art.colours import contrast, paper_or_ink, reach_contrast
from openbadges.art.badge_art import an_art

SVG = "{http://www.w3.org/2000/svg}"
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def pixels(image: bytes) -> list[list[tuple[int, ...]]]:
    """Read an RGBA PNG of 8 bits by hand (filters of the PNG standard, section 9)."""
    width, start, packed = int.from_bytes(image[16:20], "big"), 8, b""
    assert image[24:26] == b"\x08\x06"
    while start < len(image):
        length = int.from_bytes(image[start : start + 4], "big")
        if image[start + 4 : start + 8] == b"IDAT":
            packed += image[start + 8 : start + 8 + length]
        start += 12 + length
    raw, stride = zlib.decompress(packed), width * 4 + 1
    rows: list[bytearray] = []
    above = bytearray(width * 4)
    for line in range(len(raw) // stride):
        kind, row = raw[line * stride], bytearray(raw[line * stride + 1 : (line + 1) * stride])
        for n in range(len(row)):
            left = row[n - 4] if n >= 4 else 0
            corner = above[n - 4] if n >= 4 else 0
            row[n] = (row[n] + guess(kind, left, above[n], corner)) & 255
        rows.append(row)
        above = row
    return [[tuple(row[n : n + 4]) for n in range(0, len(row), 4)] for row in rows]


def guess(kind: int, left: int, up: int, corner: int) -> int:
    if kind == 4:
        estimate = left + up - corner
        return min((left, up, corner), key=lambda value: abs(estimate - value))
    return (0, left, up, (left + up) // 2)[kind]


def grey(pixel: tuple[int, ...]) -> float:
    """Give the lightness of a pixel on white paper, from 0 to 255."""
    red, green, blue, opacity = pixel
    lightness = 0.299 * red + 0.587 * green + 0.114 * blue
    return 255 + (lightness - 255) * opacity / 255


# --- the drawing ------------------------------------------------------------------------------


@pytest.mark.parametrize("pictogram", PICTOGRAMS)
@pytest.mark.parametrize("shape", Shape)
def test_every_shape_and_pictogram_gives_a_drawing_and_an_image(
    shape: Shape, pictogram: str
) -> None:
    drawing = compose_svg(an_art(shape=shape, pictogram=pictogram))
    root = ElementTree.fromstring(drawing)
    assert root.tag == f"{SVG}svg"
    assert root.attrib["viewBox"] == "0 0 512 512"
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == "Samenwerken"
    assert rasterise(drawing, 64).startswith(b"\x89PNG")


def test_the_same_choices_give_the_same_bytes() -> None:
    art = an_art(ring_text="Één team")
    assert compose_svg(art) == compose_svg(art)
    first = rasterise(compose_svg(art), 64)
    rasterising._render.cache_clear()
    assert rasterise(compose_svg(art), 64) == first


def test_a_kept_image_is_that_of_its_own_drawing_and_width() -> None:
    drawings = [compose_svg(an_art(ring_text=text)) for text in ("Een", "Twee")]
    asked = [(drawing, width) for drawing in drawings for width in (64, 65)]
    images = [rasterise(*one) for one in asked]
    assert len(set(images)) == len(asked)
    assert [rasterise(*one) for one in asked] == images


def test_a_refused_drawing_is_refused_every_time() -> None:
    for _ in range(2):
        with pytest.raises(MalformedImage):
            rasterise("<svg/>", 64)


def test_the_pictograms_that_the_city_needs_are_there() -> None:
    needed = {"together", "whistle", "flag", "clock", "star"}
    needed |= {"ball", "speech", "book", "heart", "tool"}
    assert needed <= set(PICTOGRAMS)


def test_a_drawing_holds_no_text_link_style_or_script() -> None:
    for shape in Shape:
        for pictogram in PICTOGRAMS:
            drawing = compose_svg(an_art(shape=shape, pictogram=pictogram))
            names = {element.tag for element in ElementTree.fromstring(drawing).iter()}
            assert names == {f"{SVG}{n}" for n in ("svg", "title", "g", "path", "circle")}
            assert not re.search(r"href|url|style|script|\bon\w+=|data:", drawing)
            assert drawing.count("http") == 1  # the namespace


def test_signs_that_mean_something_in_xml_are_escaped_in_the_title() -> None:
    drawing = compose_svg(an_art(ring_text="Doen & 'laten' \"1\""))
    assert "<title>Doen &amp; 'laten' \"1\"</title>" in drawing
    assert ElementTree.fromstring(drawing)[0].text == "Doen & 'laten' \"1\""


def test_an_empty_ring_gives_a_larger_pictogram_and_still_a_title() -> None:
    drawing = compose_svg(an_art(ring_text="  "))
    assert "<title>Badge</title>" in drawing
    largest = max(float(r) for r in re.findall(r'<circle[^>]* r="([0-9.]+)"', drawing))
    with_text = compose_svg(an_art())
    assert largest > max(float(r) for r in re.findall(r'<circle[^>]* r="([0-9.]+)"', with_text))


def test_art_can_be_baked_both_ways() -> None:
    drawing = compose_svg(an_art())
    for image in (drawing.encode(), rasterise(drawing, 512)):
        assert baking.unbake(baking.bake(image, '{"a":1}')) == '{"a":1}'


# --- seen by eyes -----------------------------------------------------------------------------


def test_two_badges_differ_at_64_pixels_in_grey_whatever_their_colours() -> None:
    """The same two colours everywhere: shape and pictogram alone must tell badges apart."""
    views = {}
    for shape in Shape:
        for pictogram in PICTOGRAMS:
            image = rasterise(compose_svg(an_art(shape, pictogram=pictogram, ring_text="")), 64)
            views[shape, pictogram] = [grey(p) for row in pixels(image) for p in row]
    names = list(views)
    for place, first in enumerate(names):
        for second in names[place + 1 :]:
            pairs = zip(views[first], views[second], strict=True)
            assert sum(abs(a - b) > 96 for a, b in pairs) > 60, (first, second)


def test_pictograms_differ_at_24_pixels_in_grey() -> None:
    views = {}
    for pictogram in PICTOGRAMS:
        art = an_art("circle", pictogram=pictogram, ring_text="")
        views[pictogram] = [grey(p) for row in pixels(rasterise(compose_svg(art), 24)) for p in row]
    for first, second in itertools.combinations(views, 2):
        pairs = zip(views[first], views[second], strict=True)
        assert sum(abs(a - b) > 64 for a, b in pairs) > 30, (first, second)


def test_corners_are_transparent_and_the_disc_is_paper() -> None:
    image = pixels(rasterise(compose_svg(an_art("circle", pictogram="tool")), 64))
    assert len(image) == len(image[0]) == 64
    assert [image[y][x][3] for y, x in ((0, 0), (0, 63), (63, 0), (63, 63))] == [0, 0, 0, 0]
    assert image[32][18][:3] == (255, 255, 255)


def test_letters_are_drawn_without_any_font() -> None:
    plain = rasterise(compose_svg(an_art(ring_text="I")), 128)
    other = rasterise(compose_svg(an_art(ring_text="O")), 128)
    assert plain != other


@settings(deadline=None, max_examples=200)
@given(COLOURS, COLOURS)
@example("#118d93", "#000000")
def test_any_two_colours_leave_letters_lines_and_pictogram_apart(colour: str, accent: str) -> None:
    drawing = compose_svg(an_art(colour=colour, accent=accent))
    ground, line = re.findall(r'<path d="[^"]*" fill="([^"]*)" stroke="([^"]*)"', drawing)[:2]
    letters = re.search(r'<g fill="none" stroke="([^"]*)"', drawing)
    assert letters is not None
    assert ground[0] == colour
    assert contrast(letters[1], colour) >= 3.9
    assert contrast(line[1], colour) >= 3
    first_mark = drawing[drawing.index('<g transform="translate(') :]
    tones = re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', first_mark)
    assert contrast(tones[0], "#ffffff") >= 4.5
    glow = set(tones) - {tones[0], "#ffffff"}
    assert all(contrast(tone, tones[0]) >= 3 for tone in glow)


@settings(deadline=None, max_examples=200)
@given(COLOURS, COLOURS)
def test_a_colour_is_moved_only_as_far_as_needed(colour: str, ground: str) -> None:
    moved = reach_contrast(colour, ground, 3)
    assert contrast(moved, ground) >= 3
    if contrast(colour, ground) >= 3:
        assert moved == colour


def test_contrast_is_that_of_the_accessibility_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#14213d", "#14213d") == 1
    assert paper_or_ink("#ffe000") == "#14213d"
    assert paper_or_ink("#0b5c6b") == "#ffffff"


# --- rendering --------------------------------------------------------------------------------

ROOT = 'viewBox="0 0 512 512" width="512" height="512" role="img"'
START = f'<svg xmlns="http://www.w3.org/2000/svg" {ROOT}>'


def test_a_plain_drawing_like_ours_is_rendered() -> None:
    assert rasterise(START + '<g><path d="M0 0"/></g></svg>', 64).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "drawing",
    [
        "",
        "<svg",
        "<svg/>",
        "hello",
        '<svg xmlns="http://www.w3.org/1999/xhtml"/>',
        START + '<image href="/etc/hostname"/></svg>',
        START + '<image xmlns:x="http://www.w3.org/1999/xlink" x:href="file:///tmp/a.png"/></svg>',
        START + '<use href="#a"/></svg>',
        START + "<text>a</text></svg>",
        START + "<script>1</script></svg>",
        START + "<foreignObject/></svg>",
        START + "<filter/></svg>",
        START + "<style>@import 'x'</style></svg>",
        START + "<svg/></svg>",
        START + "<g><g/></g></svg>",
        START + "<path><path/></path></svg>",
        START + "<g>" * 9_000 + "</g>" * 9_000 + "</svg>",
        START.replace('height="512"', 'height="5120000"') + "</svg>",
        START.replace('"0 0 512 512"', '"0 0 1 90000"') + "</svg>",
        START + '<path d="M0 0" onclick="x"/></svg>',
        START + '<path d="M0 0" style="fill:red"/></svg>',
        START + '<path d="M0 0" fill="url(#a)"/></svg>',
        START + '<path d="M0 0" filter="none"/></svg>',
        START + '<path xmlns="http://www.w3.org/1999/xhtml"/></svg>',
        "<!DOCTYPE svg>" + START + "</svg>",
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + START + "</svg>",
        START + "\ud800</svg>",
    ],
)
def test_a_drawing_that_is_not_like_ours_is_not_rendered(drawing: str) -> None:
    with pytest.raises(MalformedImage):
        rasterise(drawing, 64)


def test_a_drawing_of_more_than_64_kibibytes_is_not_rendered() -> None:
    with pytest.raises(TooLarge):
        rasterise(START + "<path/>" * 10_000 + "</svg>", 64)


def test_a_baked_drawing_is_not_rendered() -> None:
    baked = baking.bake(compose_svg(an_art()).encode(), '{"a":1}').decode()
    with pytest.raises(MalformedImage):
        rasterise(baked, 64)


@pytest.mark.parametrize("width", [-1, 0, 15, 2_049, 10**9])
def test_a_width_outside_the_limits_is_a_mistake(width: int) -> None:
    with pytest.raises(ValueError, match="pixels wide"):
        rasterise(compose_svg(an_art()), width)
