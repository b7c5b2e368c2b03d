"""Another library reads what we bake, and we read what it bakes."""

import zlib
from collections.abc import Callable

import pytest
from openbadgeslib import baking as peer

from badgeservice.openbadges import baking

JSON_TEXT = '{"name": "Samenwerken – één ✓ ]]> & <b>", "n": [1, 2]}'
TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJpZCI6IngifQ.c2ln"


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0")
    + chunk(b"IDAT", zlib.compress(b"\0\x7f"))
    + chunk(b"IEND", b"")
)
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><circle r="3"/></svg>'


def peer_bakes_png(image: bytes, text: str) -> bytes:
    baked: bytes = peer.bake_png(image, text, keyword=peer.ITXT_KEYWORD_OB3)
    return baked


def peer_bakes_svg(image: bytes, text: str) -> bytes:
    baked: bytes = peer.bake_svg(
        image,
        text,
        element=peer.SVG_ELEMENT_OB3,
        namespace=peer.SVG_NS_OB3,
        as_text=text.startswith("{"),
    )
    return baked


def peer_reads_png(image: bytes) -> str | None:
    return peer.extract_png(image, keyword=peer.ITXT_KEYWORD_OB3)


def peer_reads_svg(image: bytes) -> str | None:
    return peer.extract_svg(image, element=peer.SVG_ELEMENT_OB3, text_fallback=True)


@pytest.mark.parametrize("text", [JSON_TEXT, TOKEN])
@pytest.mark.parametrize(("image", "read"), [(PNG, peer_reads_png), (SVG, peer_reads_svg)])
def test_openbadgeslib_reads_what_we_bake(
    image: bytes, read: Callable[[bytes], str | None], text: str
) -> None:
    assert read(baking.bake(image, text)) == text


@pytest.mark.parametrize("text", [JSON_TEXT, TOKEN])
@pytest.mark.parametrize(("image", "bake"), [(PNG, peer_bakes_png), (SVG, peer_bakes_svg)])
def test_we_read_what_openbadgeslib_bakes(
    image: bytes, bake: Callable[[bytes, str], bytes], text: str
) -> None:
    assert baking.unbake(bake(image, text)) == text


@pytest.mark.parametrize("text", [JSON_TEXT, TOKEN])
def test_the_two_libraries_bake_the_same_png_to_the_byte(text: str) -> None:
    assert baking.bake(PNG, text) == peer_bakes_png(PNG, text)


@pytest.mark.parametrize(
    ("image", "bake", "read"),
    [(PNG, peer_bakes_png, peer_reads_png), (SVG, peer_bakes_svg, peer_reads_svg)],
)
def test_baking_over_a_badge_of_openbadgeslib_leaves_one_credential(
    image: bytes, bake: Callable[[bytes, str], bytes], read: Callable[[bytes], str | None]
) -> None:
    baked = baking.bake(bake(image, TOKEN), JSON_TEXT)
    assert read(baked) == baking.unbake(baked) == JSON_TEXT
    assert TOKEN.encode() not in baked
