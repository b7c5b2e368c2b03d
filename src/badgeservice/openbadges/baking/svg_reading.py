"""What one SVG says about itself: where its root and its credentials stand, in bytes.

Read with defusedxml: no entities, nothing external. A DOCTYPE that only names the SVG DTD is
tolerated, because validator samples have one; it is never loaded.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, XMLParser

from badgeservice.openbadges.baking.payload import MAX_IMAGE_BYTES, check_image_size, malformed

SVG_NAMESPACE = "http://www.w3.org/2000/svg"
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"

SVG_ROOT = f"{{{SVG_NAMESPACE}}}svg"

_CREDENTIAL = f"{{{NAMESPACE}}}credential"
_OLD_ASSERTION = "{http://openbadges.org}assertion"
_MAX_DEPTH = 256
# Counted in the raw bytes: what a parser has to call us for, and what it keeps per tag.
_MAX_TAGS = 50_000
_MAX_ATTRIBUTES = 100_000
_START_TAG = re.compile(rb"""<([^\s/>]+)(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_DECLARED_ENCODING = re.compile(
    rb"""(?:\xef\xbb\xbf)?<\?xml\s[^>]*?encoding\s*=\s*["']([^"'>]*)["']"""
)
_WIDE_STARTS = (b"\xff\xfe", b"\xfe\xff", b"\0", b"<\0")


@dataclass(frozen=True, slots=True)
class Tag:
    """One start tag: what it means, how its name is written, and its bytes from start to end."""

    name: str
    written: bytes
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Carrier:
    """One credential element: its start tag, where it ends (in bytes), and what it holds."""

    tag: Tag
    end: int
    verify: str | None
    body: str = ""
    has_children: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """One well-formed SVG: its root, the prefixes declared there, and its credentials in order."""

    root: Tag
    prefixes: Mapping[str, str]
    carriers: tuple[Carrier, ...]
    has_old_badge: bool


def read_drawing(image: bytes, max_bytes: int = MAX_IMAGE_BYTES) -> Drawing:
    """Read where things stand in an SVG of at most ``max_bytes``.

    Refuses with ``TooLarge`` and with ``MalformedImage``: other encodings than UTF-8, what is not
    well-formed, entities, an internal DTD subset, another root than svg, more than 256 levels,
    50,000 tags or 100,000 attributes.
    """
    check_extent(image, max_bytes)
    _check_encoding(image)
    notes = _Notes(image)
    # The stubs do not know the expat parser inside, where defusedxml itself sets its guards.
    reader: Any = XMLParser(target=notes, encoding="utf-8")
    reader.parser.StartDoctypeDeclHandler = _refuse_subset
    notes.parser = reader.parser
    try:
        reader.feed(image)
        reader.close()
    except DefusedXmlException as error:
        message = "The drawing uses entities or something outside itself."
        raise malformed("image.entity", message) from error
    except ParseError as error:
        raise malformed("image.not-xml", "The drawing is not well-formed XML.") from error
    return notes.sum_up()


def check_extent(image: bytes, max_bytes: int = MAX_IMAGE_BYTES) -> None:
    """Refuse too many bytes (``TooLarge``), tags or attributes (``MalformedImage``)."""
    check_image_size(image, max_bytes)
    if image.count(b"<") > _MAX_TAGS or image.count(b"=") > _MAX_ATTRIBUTES:
        raise malformed("image.too-complex", "The drawing has too many parts.")


def _check_encoding(image: bytes) -> None:
    if image.startswith(_WIDE_STARTS):
        raise malformed("image.encoding", "The drawing is in UTF-16 or UTF-32; save it as UTF-8.")
    declared = _DECLARED_ENCODING.match(image)
    if declared and declared[1].lower() != b"utf-8":
        raise malformed("image.encoding", "The drawing says it is not UTF-8; save it as UTF-8.")
    try:
        image.decode()
    except UnicodeDecodeError as error:
        raise malformed("image.encoding", "The drawing is not UTF-8.") from error


def _refuse_subset(_name: str, _system: str | None, _public: str | None, subset: int) -> None:
    if subset:
        message = "The drawing declares entities or attributes of its own (an internal DTD)."
        raise malformed("image.entity", message)


class _Notes:
    """Listens to the parser and writes down positions, until the drawing has been read."""

    def __init__(self, image: bytes) -> None:
        self.parser: Any = None
        self._image = image
        self._depth = 0
        self._prefixes: dict[str, str] = {}
        self._root = Tag("", b"", 0, 0)
        self._carriers: list[Carrier] = []
        self._open: Carrier | None = None
        self._open_depth = 0
        self._has_children = False
        self._pieces: list[str] = []
        self._has_old_badge = False

    def start_ns(self, prefix: str, uri: str) -> None:
        """Hear of a namespace prefix; it comes just before the element that declares it."""
        if self._depth == 0:
            self._prefixes[prefix] = uri

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear of a start tag; ``name`` is ``{namespace}local``."""
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise malformed("image.too-deep", "The drawing is nested too deeply.")
        if self._depth == 1:
            self._root = self._read_tag(name)
        elif self._open is not None:
            self._has_children = True
        elif name == _CREDENTIAL:
            tag = self._read_tag(name)
            self._open = Carrier(tag, tag.end, attributes.get("verify"))
            self._open_depth = self._depth
        self._has_old_badge |= name == _OLD_ASSERTION

    def data(self, text: str) -> None:
        """Hear of text between tags."""
        if self._open is not None:
            self._pieces.append(text)

    def end(self, _name: str) -> None:
        """Hear of an end tag, or of the end of an empty element."""
        if self._open is not None and self._depth == self._open_depth:
            end = self._open.tag.end
            if self._image[end - 2 : end] != b"/>":
                end = self._image.index(b">", self.parser.CurrentByteIndex) + 1
            body = "".join(self._pieces)
            carrier = replace(self._open, end=end, body=body, has_children=self._has_children)
            self._carriers.append(carrier)
            self._open, self._pieces, self._has_children = None, [], False
        self._depth -= 1

    def sum_up(self) -> Drawing:
        """Give what was heard. Refuses with ``MalformedImage`` a root that is not svg."""
        if self._root.name not in ("svg", SVG_ROOT):
            raise malformed("image.not-svg", "The root of the drawing is not svg.")
        return Drawing(self._root, self._prefixes, tuple(self._carriers), self._has_old_badge)

    def _read_tag(self, name: str) -> Tag:
        start = self.parser.CurrentByteIndex
        match = _START_TAG.match(self._image, start)
        assert match is not None  # the parser has read it, so it is well-formed
        return Tag(name, match[1], start, match.end())
