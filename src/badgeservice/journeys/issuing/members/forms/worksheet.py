"""The XML inside a workbook, read piece by piece: shared texts, styles of dates, rows of cells.

Only cells that hold something take memory: a cell at the far end of an empty sheet costs nothing.
No document type is allowed, so no entity can be defined.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from xml.parsers import expat

from badgeservice.journeys.issuing.members.forms.archive import Archive
from badgeservice.journeys.issuing.members.sheet import Limits, Line
from badgeservice.journeys.issuing.members.wording import too_large, unreadable

_SPREADSHEETS: Final = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_PACKAGES: Final = (
    "http://schemas.openxmlformats.org/package/2006/relationships",
    "http://schemas.openxmlformats.org/package/2006/content-types",
)
_LINKS: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_KNOWN: Final = {
    f"{space} {name}": name
    for spaces, names in (
        (_SPREADSHEETS, "row c v is t si rPh sheet workbookPr numFmt cellXfs xf"),
        (_PACKAGES, "Relationship Override"),
    )
    for space in spaces
    for name in names.split()
}
_DATE_FORMATS: Final = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_LITERALS: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_WHOLE: Final = re.compile(r"-?\d+\.0+")
_DAY_ZERO: Final = date(1899, 12, 30)
_LAST_SERIAL: Final = 109_000
_DEEPEST: Final = 64
_LONGEST_TOKEN: Final = 256 * 1024


@dataclass(slots=True)
class Budget:
    """How many XML elements may be read of this workbook, and how many were."""

    most: int
    spent: int = 0

    def spend(self) -> None:
        """Count one element; refuses ``TooLarge`` when there are too many."""
        self.spent += 1
        if self.spent > self.most:
            raise too_large("members.too-large", self.most)


@dataclass(frozen=True, slots=True)
class WorkbookTexts:
    """What cells refer to: shared texts by place, and which styles show a date."""

    shared: list[str]
    date_styles: frozenset[int]
    serials_from: int


@dataclass(slots=True)
class _Reading:
    """Where the parser is in a worksheet or in the shared texts, and what it found."""

    texts: WorkbookTexts | None
    budget: Budget
    limits: Limits
    lines: list[Line] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    row: int = 0
    column: int = -1
    cells: dict[int, str] = field(default_factory=dict)
    kind: str = "n"
    style: str = "0"
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    depth: int = 0
    is_open: bool = False
    is_sound: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.budget.spend()
        self.depth += 1
        if self.depth > _DEEPEST:
            raise unreadable("members.workbook")
        known = _KNOWN.get(name)
        if known == "c":
            self._place(attributes.get("r"))
            self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "0")
            self.pieces, self.length = [], 0
        elif known in ("v", "t"):
            self.is_open = not self.is_sound
        elif known == "row":
            number = attributes.get("r", "")
            # A number that goes back would name two rows alike.
            self.row = max(_whole(number), self.row + 1)
            self.column, self.cells = -1, {}
        elif known == "si":
            self.pieces, self.length = [], 0
        elif known == "rPh":
            # How the text sounds, for East Asian scripts: it is not part of it.
            self.is_sound = True

    def end(self, name: str) -> None:
        self.depth -= 1
        known = _KNOWN.get(name)
        if known in ("v", "t"):
            self.is_open = False
        elif known == "c":
            self._keep_cell()
        elif known == "row":
            if self.cells:
                width = max(self.cells) + 1
                self.lines.append((self.row, [self.cells.get(at, "") for at in range(width)]))
        elif known == "si":
            self.strings.append("".join(self.pieces)[: self.limits.cell_characters + 1])
        elif known == "rPh":
            self.is_sound = False

    def text(self, piece: str) -> None:
        if self.is_open and self.length <= self.limits.cell_characters:
            self.pieces.append(piece)
            self.length += len(piece)

    def _place(self, reference: str | None) -> None:
        found = _REFERENCE.fullmatch(reference or "")
        self.column += 1
        if found is not None:
            place = 0
            for letter in found[1]:
                place = place * 26 + ord(letter) - ord("A") + 1
            self.column = place - 1

    def _keep_cell(self) -> None:
        text = self._value("".join(self.pieces)[: self.limits.cell_characters + 1])
        if not text or text.isspace():
            return
        if self.column >= self.limits.columns:
            raise too_large("members.too-many-columns", self.limits.columns)
        self.cells[self.column] = text

    def _value(self, text: str) -> str:
        if self.kind in ("inlineStr", "str", "e") or self.texts is None:
            return text
        if self.kind == "s":
            place = _whole(text)
            return self.texts.shared[place] if 0 <= place < len(self.texts.shared) else ""
        if self.kind == "b":
            return {"1": "ja", "0": "nee"}.get(text, text)
        if _whole(self.style) in self.texts.date_styles:
            return _as_date(text, self.texts.serials_from)
        return text.split(".")[0] if _WHOLE.fullmatch(text) else text


def read_worksheet(
    archive: Archive, part: str, texts: WorkbookTexts, budget: Budget, limits: Limits, most: int
) -> list[Line]:
    """The rows of a worksheet that hold something, ``most`` at most.

    Refuses ``TooLarge`` above the limits, ``MalformedInput`` for XML that is not right.
    """
    reading = _Reading(texts, budget, limits)
    for _ in _parse(archive, part, reading):
        if len(reading.lines) >= most:
            break
    return reading.lines[:most]


def read_texts(archive: Archive, part: str, budget: Budget, longest: int) -> list[str]:
    """The shared texts of a workbook, each cut at one sign more than a cell may have."""
    reading = _Reading(None, budget, Limits(cell_characters=longest))
    for _ in _parse(archive, part, reading):
        pass
    return reading.strings


def number_styles(archive: Archive, part: str, budget: Budget) -> frozenset[int]:
    """Which styles of cells show a number as a date (ECMA-376 part 1, 18.8.30)."""
    dates = set(_DATE_FORMATS)
    found, place = set(), -1
    for name, attributes in read_elements(archive, part, budget, {"numFmt", "cellXfs", "xf"}):
        known = _whole(attributes.get("numFmtId", "0"))
        if name == "numFmt":
            shape = _LITERALS.sub("", attributes.get("formatCode", "")[:200]).lower()
            dates |= {known} if "y" in shape or "j" in shape or "d" in shape else set()
        elif name == "cellXfs":
            place = 0
        elif place >= 0:
            found |= {place} if known in dates else set()
            place += 1
    return frozenset(found)


def read_elements(
    archive: Archive, part: str, budget: Budget, names: set[str]
) -> Iterator[tuple[str, dict[str, str]]]:
    """The elements of these names in a part, each with its attributes."""
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        budget.spend()
        known = _KNOWN.get(name)
        if known in names:
            ids = {space: attributes.get(f"{space} id") for space in _LINKS}
            link = next((one for one in ids.values() if one is not None), None)
            found.append((known, attributes | ({"r:id": link} if link is not None else {})))

    parser = _parser()
    parser.StartElementHandler = start
    for _ in _feed(archive, part, parser):
        pass
    return iter(found)


def _parse(archive: Archive, part: str, reading: _Reading) -> Iterator[None]:
    parser = _parser()
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    return _feed(archive, part, parser)


def _parser() -> expat.XMLParserType:
    # Always UTF-8: no name of another encoding is looked up.
    parser = expat.ParserCreate("UTF-8", " ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_: object) -> None:
    raise unreadable("members.workbook")


def _feed(archive: Archive, part: str, parser: expat.XMLParserType) -> Iterator[None]:
    """Parse a part piece by piece; stops where the caller stops asking."""
    try:
        fed = 0
        for piece in archive.pieces(part):
            fed += len(piece)
            parser.Parse(piece, False)
            # The parser starts again at the beginning of a tag that is not finished yet.
            if fed - parser.CurrentByteIndex > _LONGEST_TOKEN:
                raise unreadable("members.workbook")
            yield
        if fed:
            parser.Parse(b"", True)
            yield
    except expat.ExpatError as fault:
        raise unreadable("members.workbook") from fault


def _whole(text: str) -> int:
    """A whole number of at most seven digits, or -1."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else -1


def _as_date(text: str, serials_from: int) -> str:
    try:
        days = int(float(text))
    except (ValueError, OverflowError):
        return text
    if not 0 < days < _LAST_SERIAL:
        return text
    return (_DAY_ZERO + timedelta(days=days + serials_from)).isoformat()
