"""Baking: a credential goes into a badge image and comes out (Open Badges 3.0 section 5.3)."""

from badgeservice.openbadges.baking import png, svg
from badgeservice.openbadges.baking.payload import (
    MAX_IMAGE_BYTES,
    MAX_TEXT_BYTES,
    is_json,
    malformed,
)

__all__ = [
    "MAX_IMAGE_BYTES",
    "MAX_TEXT_BYTES",
    "Mould",
    "bake",
    "is_json",
    "make_mould",
    "unbake",
]

Mould = png.Mould | svg.Mould
"""A checked image, cut where a credential goes: ``bake(text)`` puts one in and copies the rest."""


def make_mould(image: bytes) -> Mould:
    """Check a PNG or SVG once, for baking any number of credentials into it.

    Checking costs ten to twenty times as much as baking. Refuses with ``MalformedImage`` any
    other kind of file, and what ``png.make_mould`` and ``svg.make_mould`` refuse.
    """
    return png.make_mould(image) if _is_png(image) else svg.make_mould(image)


def bake(image: bytes, text: str) -> bytes:
    """Put a credential into a PNG or SVG; which of the two is told by the first bytes.

    Refuses with ``MalformedImage`` any other kind of file, and what ``png.bake`` and ``svg.bake``
    refuse.
    """
    return make_mould(image).bake(text)


def unbake(
    image: bytes, *, max_bytes: int = MAX_IMAGE_BYTES, max_text_bytes: int = MAX_TEXT_BYTES
) -> str:
    """Take the credential text out of a PNG or SVG, without surrounding blanks.

    Text that starts with a brace is JSON (see ``is_json``), anything else a compact JWS. Refuses
    with ``MalformedImage`` any other kind of file, and what ``png.unbake`` and ``svg.unbake``
    refuse.
    """
    read = png.unbake if _is_png(image) else svg.unbake
    return read(image, max_bytes=max_bytes, max_text_bytes=max_text_bytes)


def _is_png(image: bytes) -> bool:
    if image.startswith(png.SIGNATURE):
        return True
    # Byte order marks and zero bytes: an SVG in UTF-16 gets a clearer refusal from its reader.
    if image[:512].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1] == b"<":
        return False
    raise malformed("image.signature", "The file is neither a PNG nor an SVG image.")
