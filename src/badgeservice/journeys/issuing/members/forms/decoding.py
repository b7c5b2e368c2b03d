"""Bytes to text: UTF-8, UTF-16 as Excel's "Unicode text", or Windows-1252; and what is no text."""

import re
from typing import Final

from badgeservice.journeys.issuing.members.sheet import Limits
from badgeservice.journeys.issuing.members.wording import too_large, unreadable

_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_OTHER_FILES: Final = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"BEGIN:VCARD")
_WEB_PAGE: Final = re.compile(r"\s*<(?:!doctype|html|table|\?xml|\?mso)", re.IGNORECASE)
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SHARE_OF_CONTROLS: Final = 0.02


def is_workbook(raw: bytes) -> bool:
    """Whether bytes are an archive, as every workbook of today is."""
    return raw.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def decode(raw: bytes, limits: Limits) -> tuple[str, str]:
    """The text and the name of its encoding.

    Refuses ``TooLarge`` above the limit, and ``MalformedInput`` for what is another kind of file.
    """
    if len(raw) > limits.file_bytes:
        raise too_large("members.too-large", limits.file_bytes)
    if raw.startswith(_OLE):
        raise unreadable("members.encrypted" if _ENCRYPTED in raw else "members.old-workbook")
    if raw.startswith(_OTHER_FILES):
        raise unreadable("members.other-file")
    encodings = ("utf-16",) if raw.startswith(_UTF_16) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        check_text(text)
        return text, encoding.removesuffix("-sig")
    raise unreadable("members.not-text")


def check_text(text: str) -> None:
    """Refuses what is no text that people wrote: a NUL, many control characters, a web page."""
    controls = sum(1 for _ in _CONTROLS.finditer(text))
    if "\x00" in text or controls > _SHARE_OF_CONTROLS * len(text):
        raise unreadable("members.not-text")
    if _WEB_PAGE.match(text):
        raise unreadable("members.web-page")
