"""Small PNG images, put together chunk by chunk, sound and spoiled."""

import zlib

from badgeservice.openbadges.baking import png

JSON_TEXT = '{"name": "Samenwerken – één ✓", "n": [1, 2]}'
TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJpZCI6IngifQ.c2ln"
KEYWORD = b"openbadgecredential"


def chunk(kind: bytes, data: bytes = b"") -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def header(
    width: int = 1, height: int = 1, depth: int = 8, colour_type: int = 0, rest: bytes = b"\0\0\0"
) -> bytes:
    sides = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    return chunk(b"IHDR", sides + bytes((depth, colour_type)) + rest)


def carrier(text: bytes, heading: bytes = b"\0\0\0\0\0", keyword: bytes = KEYWORD) -> bytes:
    return chunk(b"iTXt", keyword + heading + text)


PIXELS = chunk(b"IDAT", zlib.compress(b"\0\x7f"))
END = chunk(b"IEND")


def an_image(
    *between: bytes, start: bytes = b"", pixels: bytes = PIXELS, end: bytes = END
) -> bytes:
    return png.SIGNATURE + (start or header()) + b"".join(between) + pixels + end


SMALL = an_image()
BAKED = png.bake(SMALL, JSON_TEXT)
