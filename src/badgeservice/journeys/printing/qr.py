"""QR codes as drawings, for paper and for pages (ISO/IEC 18004)."""

from functools import lru_cache
from io import BytesIO

import segno

from badgeservice.errors import Finding, InvalidRequest

QUIET_ZONE = 4
"""Modules that stay empty on each side (ISO/IEC 18004, 6.3.8)."""

MAX_CHARACTERS = 300
"""More would need modules under half a millimetre on a code of 36 mm."""

MIN_SCALE, MAX_SCALE = 1, 32


def qr_svg(text: str, title: str) -> str:
    """A QR code with its quiet zone as SVG that grows with its place; ``title`` is read aloud.

    Refuses ``InvalidRequest`` for an empty text and for more than 300 characters.
    """
    out = BytesIO()
    _make(text).save(
        out, kind="svg", border=QUIET_ZONE, xmldecl=False, omitsize=True, svgclass=None,
        lineclass=None, light="#fff", title=title or None, nl=False,
    )  # fmt: skip
    return out.getvalue().decode()


def qr_png(text: str, scale: int = 8) -> bytes:
    """A QR code with its quiet zone as PNG, ``scale`` (1 to 32) pixels for a module.

    Refuses what ``qr_svg`` refuses; a scale outside the limits is a ``ValueError``.
    """
    if not MIN_SCALE <= scale <= MAX_SCALE:
        message = f"a module is {MIN_SCALE} to {MAX_SCALE} pixels wide"
        raise ValueError(message)
    out = BytesIO()
    _make(text).save(out, kind="png", border=QUIET_ZONE, scale=scale)
    return out.getvalue()


def qr_modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The rows of a QR code without quiet zone: True is dark. Refuses what ``qr_svg`` refuses."""
    return tuple(tuple(bool(module) for module in row) for row in _make(text).matrix)


# The same address stands on every certificate of a badge, and making a code takes 3 ms.
@lru_cache(maxsize=64)
def _make(text: str) -> segno.QRCode:
    if not text or len(text) > MAX_CHARACTERS:
        finding = Finding("qr.text", "", f"A QR code holds 1 to {MAX_CHARACTERS} characters.")
        raise InvalidRequest("This does not fit a QR code.", findings=[finding])
    # A stain or a fold may take 15 % of the code (level M), and more where there is room for it.
    return segno.make_qr(text, error="m")
