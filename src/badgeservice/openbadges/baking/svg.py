"""Baking into SVG (Open Badges 3.0 section 5.3.2): one element, the rest keeps its bytes.

The text is cut and joined, never written anew: what an XML parser says about byte positions
decides where. Baking does not make an image safe to show: bake into art of our own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from badgeservice.errors import NoCredential
from badgeservice.openbadges.baking.payload import (
    JSON_BLANKS,
    MAX_IMAGE_BYTES,
    MAX_TEXT_BYTES,
    OLD_BADGE_HINT,
    is_json,
    malformed,
    text_too_large,
    trim_payload,
)
from badgeservice.openbadges.baking.svg_reading import (
    NAMESPACE,
    SVG_ROOT,
    Carrier,
    check_extent,
    read_drawing,
)

_PREFIX = "openbadges"
# What XML 1.0 has no way to write (section 2.2); JSON may hold U+007F and the like, which it has.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FOREIGN_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)")


@dataclass(frozen=True, slots=True)
class Mould:
    """A checked drawing, cut where the credential goes, so that many badges need one check."""

    before: bytes
    after: bytes
    own_declaration: bool

    def bake(self, text: str) -> bytes:
        """Put one credential in. Refuses what ``bake`` below refuses about ``text``."""
        element = _write_element(trim_payload(text), declare=self.own_declaration)
        baked = self.before + element + self.after
        check_extent(baked)
        return baked


def bake(image: bytes, text: str) -> bytes:
    """Put a credential into an SVG as first child of the root, in place of any that is there.

    ``text`` is the JSON of a credential with embedded proof (written as CDATA) or a compact JWS
    (written as attribute ``verify``). Refuses with ``MalformedImage`` what is not well-formed
    UTF-8 SVG, has entities, an internal DTD subset or no SVG namespace; with ``TooLarge`` more
    than 2 MiB of result or 512 KiB of text; with ``NoCredential`` any other text.
    """
    return make_mould(image).bake(text)


def make_mould(image: bytes) -> Mould:
    """Check an SVG once and cut it for baking; credentials in it are left out.

    Refuses with ``MalformedImage`` and ``TooLarge`` as ``bake`` does.
    """
    drawing = read_drawing(image)
    root = drawing.root
    if root.name != SVG_ROOT:
        message = "The root of the drawing is not in the SVG namespace, so no viewer shows it."
        raise malformed("image.not-svg", message)
    name_end = root.start + 1 + len(root.written)
    declared = drawing.prefixes.get(_PREFIX)
    declaration = b"" if declared else f' xmlns:{_PREFIX}="{NAMESPACE}"'.encode()
    before = image[:name_end] + declaration + image[name_end : root.end]
    after = b"".join(_leave_out(drawing.carriers, image, root.end))
    if before.endswith(b"/>"):
        before, after = before[:-2] + b">", b"</" + root.written + b">" + after
    # The prefix may mean something else in this drawing: in an Open Badges 2.0 badge it does.
    return Mould(before, after, own_declaration=declared not in (None, NAMESPACE))


def unbake(
    image: bytes, *, max_bytes: int = MAX_IMAGE_BYTES, max_text_bytes: int = MAX_TEXT_BYTES
) -> str:
    """Take the credential text out of an SVG, without surrounding blanks.

    The first element ``credential`` of the Open Badges 3.0 namespace counts, at any depth and
    with any prefix, as the public validator reads it. Refuses with ``NoCredential`` an image
    without one (with a hint for Open Badges 2.0), with ``TooLarge`` and ``MalformedImage`` what
    is too large, not well-formed, or ambiguous (a ``verify`` attribute as well as a body).
    """
    drawing = read_drawing(image, max_bytes)
    if not drawing.carriers:
        detail = "The image holds no Open Badges 3.0 credential."
        hint = "Some programs strip it when they save an image. Ask for the original file."
        raise NoCredential(detail, hint=OLD_BADGE_HINT if drawing.has_old_badge else hint)
    carrier = drawing.carriers[0]
    text = _read_text(carrier, image)
    if len(text.encode()) > max_text_bytes:
        raise text_too_large(max_text_bytes)
    if not text:
        detail = "The place of the credential in the image is empty."
        raise NoCredential(detail)
    return text


def _read_text(carrier: Carrier, image: bytes) -> str:
    body = carrier.body.strip(JSON_BLANKS)
    if carrier.has_children or (body and carrier.verify is not None):
        message = "The credential in the image is not one text."
        raise malformed("image.text-malformed", message)
    if carrier.verify is None:
        return body
    # Beside a DOCTYPE a parser skips entities it does not know, and another parser fills them in.
    if _FOREIGN_ENTITY.search(image, carrier.tag.start, carrier.tag.end):
        raise malformed("image.entity", "The credential in the image uses an entity.")
    return carrier.verify.strip(JSON_BLANKS)


def _write_element(text: str, *, declare: bool) -> bytes:
    if _NOT_XML.search(text):
        detail = "The text to bake holds a character that XML cannot carry."
        raise NoCredential(detail)
    name = f"{_PREFIX}:credential"
    start = f'<{name} xmlns:{_PREFIX}="{NAMESPACE}"' if declare else f"<{name}"
    if not is_json(text):
        return f"{start} verify={quoteattr(text)}/>".encode()
    # A section ends at the first ]]>, so that is cut in two. A parser turns CR into LF inside a
    # section, so CR is written between two sections as a reference, which it leaves alone.
    body = text.replace("]]>", "]]]]><![CDATA[>").replace("\r", "]]>&#13;<![CDATA[")
    return f"{start}><![CDATA[{body}]]></{name}>".encode()


def _leave_out(carriers: tuple[Carrier, ...], image: bytes, start: int) -> Iterator[bytes]:
    for carrier in carriers:
        yield image[start : carrier.tag.start]
        start = carrier.end
    yield image[start:]
