"""Baking into PNG (Open Badges 3.0 section 5.3.1): one iTXt chunk, nothing else is touched.

The image is walked chunk by chunk (PNG, third edition, section 5) and never decoded.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from badgeservice.errors import NoCredential
from badgeservice.openbadges.baking.payload import (
    JSON_BLANKS,
    MAX_IMAGE_BYTES,
    MAX_TEXT_BYTES,
    OLD_BADGE_HINT,
    check_image_size,
    malformed,
    text_too_large,
    trim_payload,
)

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"openbadgecredential"

_OLD_KEYWORD = b"openbadges"
_CRITICAL = {b"IHDR", b"PLTE", b"IDAT", b"IEND"}
_MAX_CHUNKS = 10_000
_MAX_LENGTH = 2**31 - 1
# Colour type and the bit depths it may have (table 12 of the PNG standard).
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}


@dataclass(frozen=True, slots=True)
class Mould:
    """A checked image, cut where the credential goes, so that a thousand badges need one check."""

    before: bytes
    after: bytes

    def bake(self, text: str) -> bytes:
        """Put one credential in. Refuses what ``bake`` below refuses about ``text``."""
        payload = KEYWORD + b"\0\0\0\0\0" + trim_payload(text).encode()
        baked = self.before + _write_chunk(b"iTXt", payload) + self.after
        check_image_size(baked)
        return baked


@dataclass(frozen=True, slots=True)
class _Chunk:
    image: bytes
    kind: bytes
    start: int
    end: int

    @property
    def data(self) -> bytes:
        return self.image[self.start + 8 : self.end - 4]

    @property
    def keyword(self) -> bytes:
        """What stands before the first zero byte; the standard allows 79 bytes."""
        return self.image[self.start + 8 : min(self.end - 4, self.start + 88)].partition(b"\0")[0]

    def has_credential(self) -> bool:
        return self.kind == b"iTXt" and self.keyword == KEYWORD


def bake(image: bytes, text: str) -> bytes:
    """Put a credential into a PNG, right before IEND, in place of any that is there.

    ``text`` is the JSON of a credential with embedded proof, or a compact JWS. All other chunks
    keep their bytes. Refuses with ``MalformedImage`` what is not a sound PNG, with ``TooLarge``
    more than 2 MiB of result or 512 KiB of text, with ``NoCredential`` any other text.
    """
    return make_mould(image).bake(text)


def make_mould(image: bytes) -> Mould:
    """Check a PNG once and cut it for baking; credentials in it are left out.

    Refuses with ``MalformedImage`` and ``TooLarge`` as ``bake`` does.
    """
    chunks = _read_chunks(image)
    pieces, start = [], 0
    for chunk in chunks:
        if chunk.has_credential():
            pieces.append(image[start : chunk.start])
            start = chunk.end
    end = chunks[-1].start
    return Mould(b"".join((*pieces, image[start:end])), image[end:])


def unbake(
    image: bytes, *, max_bytes: int = MAX_IMAGE_BYTES, max_text_bytes: int = MAX_TEXT_BYTES
) -> str:
    """Take the credential text out of a PNG, without surrounding blanks.

    The first iTXt chunk with the keyword counts and later ones are ignored, as the standard says.
    Refuses with ``NoCredential`` an image without one (with a hint for Open Badges 2.0), with
    ``TooLarge`` and ``MalformedImage`` what is too large, damaged, compressed or not UTF-8.
    """
    chunks = _read_chunks(image, max_bytes)
    for chunk in chunks:
        if chunk.has_credential():
            return _read_text(chunk.data, max_text_bytes)
    detail = "The image holds no Open Badges 3.0 credential."
    raise NoCredential(detail, hint=_explain_absence(chunks))


def _read_text(data: bytes, max_bytes: int) -> str:
    rest = data[len(KEYWORD) + 1 :]
    if rest[:1] == b"\1":
        message = "The credential is compressed, which Open Badges 3.0 does not allow."
        raise malformed("image.text-compressed", message)
    # Compression method, language tag and translated keyword say nothing about a credential.
    *heading, text = rest[2:].split(b"\0", 2)
    if rest[:1] != b"\0" or len(heading) != 2:
        raise malformed("image.text-malformed", "The text chunk of the credential is incomplete.")
    if len(text) > max_bytes:
        raise text_too_large(max_bytes)
    if b"\0" in text:
        raise malformed("image.text-malformed", "The text of the credential holds U+0000.")
    try:
        trimmed = text.decode().strip(JSON_BLANKS)
    except UnicodeDecodeError as error:
        message = "The text of the credential is not UTF-8."
        raise malformed("image.text-malformed", message) from error
    if not trimmed:
        detail = "The place of the credential in the image is empty."
        raise NoCredential(detail)
    return trimmed


def _explain_absence(chunks: list[_Chunk]) -> str:
    texts = [c for c in chunks if c.kind in (b"iTXt", b"tEXt", b"zTXt")]
    if any(c.keyword == _OLD_KEYWORD for c in texts):
        return OLD_BADGE_HINT
    if any(c.keyword == KEYWORD for c in texts):
        return "The credential stands in a tEXt or zTXt chunk; the standard asks for iTXt."
    return "Some programs strip it when they save an image. Ask for the original file."


def _read_chunks(image: bytes, max_bytes: int = MAX_IMAGE_BYTES) -> list[_Chunk]:
    check_image_size(image, max_bytes)
    if not image.startswith(SIGNATURE):
        raise malformed("image.signature", "This is not a PNG image.")
    chunks: list[_Chunk] = []
    for chunk in _walk(image):
        chunks.append(chunk)
        if len(chunks) > _MAX_CHUNKS:
            raise malformed("image.order", "The image has too many chunks.")
    _check_order([chunk.kind for chunk in chunks])
    _check_header(chunks[0].data)
    if chunks[-1].data:
        raise malformed("image.trailing", "The end of the image is not empty.")
    return chunks


def _walk(image: bytes) -> Iterator[_Chunk]:
    start, kind = len(SIGNATURE), b""
    while start < len(image):
        if kind == b"IEND":
            raise malformed("image.trailing", "Something follows the end of the image.")
        length = int.from_bytes(image[start : start + 4], "big")
        kind = image[start + 4 : start + 8]
        end = start + 12 + length
        if length > _MAX_LENGTH or end > len(image):
            raise malformed("image.truncated", "The image is cut off, or a chunk length is wrong.")
        if not (kind.isalpha() and kind.isascii()):
            raise malformed("image.chunk-type", "A chunk has a name that is not four letters.")
        checksum = int.from_bytes(image[end - 4 : end], "big")
        if zlib.crc32(memoryview(image)[start + 4 : end - 4]) != checksum:
            raise malformed("image.checksum", "A checksum in the image is wrong.")
        yield _Chunk(image, kind, start, end)
        start = end


def _check_order(kinds: list[bytes]) -> None:
    if not kinds or kinds[0] != b"IHDR" or kinds.count(b"IHDR") != 1:
        raise malformed("image.order", "A PNG image starts with one header.")
    if kinds[-1] != b"IEND":
        raise malformed("image.truncated", "The image has no end.")
    if b"IDAT" not in kinds:
        raise malformed("image.order", "The image has no pixels.")
    first = kinds.index(b"IDAT")
    if set(kinds[first : first + kinds.count(b"IDAT")]) != {b"IDAT"}:
        raise malformed("image.order", "The pixels of the image are scattered.")
    if kinds.count(b"PLTE") > 1 or b"PLTE" in kinds[first:]:
        raise malformed("image.order", "The palette of the image is out of place.")
    # The case of the first letter tells what a reader may skip (section 5.4).
    if any(kind[:1].isupper() and kind not in _CRITICAL for kind in kinds):
        raise malformed("image.chunk-type", "The image needs an extension that is not in PNG.")


def _check_header(data: bytes) -> None:
    if len(data) != 13:
        raise malformed("image.header", "The header of the image has the wrong length.")
    sides = int.from_bytes(data[:4], "big"), int.from_bytes(data[4:8], "big")
    depth, colour_type, compression, filtering, interlace = data[8:]
    if not all(0 < side <= _MAX_LENGTH for side in sides):
        raise malformed("image.header", "The image has no width or no height.")
    if depth not in _DEPTHS.get(colour_type, ()) or compression or filtering or interlace > 1:
        raise malformed("image.header", "The header of the image names an unknown coding.")


def _write_chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return len(data).to_bytes(4, "big") + kind + data + checksum.to_bytes(4, "big")
