"""Putting a credential into a badge image: our insertion against reading and writing anew."""

import random
import zlib
from base64 import b64encode
from collections.abc import Iterable
from functools import partial

from badgeservice.journeys.issuing.read_credential import IMAGE_WIDTH_PX
from badgeservice.openbadges.art import rasterise
from benchmarks.awards import badge_svg
from benchmarks.contestants import ELEMENT_TREE, PILLOW
from benchmarks.figures import OURS, Findings
from benchmarks.measures.bench import Bench
from benchmarks.supply import DOCUMENTS, ISSUER, Signing, key_pair
from benchmarks.timing import Case

NAME = "baking"
TITLE = "Bake a credential into an image"
SMALL, LARGE, DRAWING = "PNG small", "PNG large", "SVG"
OPERATIONS = ("bake", "bake again")

_LARGE_SIDE = 384


def measure(bench: Bench) -> Findings:
    """Our own badge as PNG and SVG, and a large PNG; ``bake again`` is for a second recipient."""
    drawing = badge_svg()
    small, large = rasterise(drawing, IMAGE_WIDTH_PX), large_png()
    found = bench.time(
        [
            _case("png", SMALL, small, PILLOW),
            _case("png", LARGE, large, PILLOW),
            _case("svg", DRAWING, drawing.encode(), ELEMENT_TREE),
        ]
    )
    sizes = f"{len(small):,} and {len(large):,} bytes, the SVG {len(drawing):,}"
    return Findings(figures=found.figures, notes=[f"The PNG images have {sizes}."])


def large_png() -> bytes:
    """Noise, which does not compress: as large as a photograph of that size. The same each time."""
    noise = random.Random(1)
    return _png(_LARGE_SIDE, (noise.randbytes(3 * _LARGE_SIDE) for _ in range(_LARGE_SIDE)))


def _case(kind: str, subject: str, image: bytes, peer: str) -> Case:
    text = partial(Signing(key_pair("Ed25519").private).text, DOCUMENTS["basic"](ISSUER))
    return Case(
        part=NAME,
        subject=subject,
        task={"kind": kind, "image": b64encode(image).decode()},
        operations=dict.fromkeys(OPERATIONS, text),
        contestants=(OURS, peer),
    )


def _png(side: int, rows: Iterable[bytes]) -> bytes:
    pixels = b"".join(b"\0" + row for row in rows)
    header = side.to_bytes(4, "big") * 2 + bytes((8, 2, 0, 0, 0))
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(pixels)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
