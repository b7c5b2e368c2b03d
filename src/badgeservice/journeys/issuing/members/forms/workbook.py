"""XLSX workbooks: which worksheets there are and which of them holds people (ECMA-376 part 1).

Cells are texts as they would be read aloud: dates as year-month-day, formulas by the value that
was last computed. Nothing is ever computed here.
"""

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from badgeservice.journeys.issuing.members.dates import SERIALS_FROM_1904
from badgeservice.journeys.issuing.members.forms.archive import Archive, open_archive
from badgeservice.journeys.issuing.members.forms.worksheet import (
    Budget,
    WorkbookTexts,
    number_styles,
    read_elements,
    read_texts,
    read_worksheet,
)
from badgeservice.journeys.issuing.members.meanings import NAMES, guess_meanings
from badgeservice.journeys.issuing.members.sheet import Form, Limits, Line, Table
from badgeservice.journeys.issuing.members.wording import unreadable

_DOCUMENT: Final = "/officeDocument"
_SHEET: Final = "/worksheet"
_FIRST_LINES: Final = 10
_MOST_SHEETS: Final = 50


@dataclass(frozen=True, slots=True)
class _Described:
    """Name and part of every worksheet that is shown, and where the rest of the workbook is."""

    sheets: tuple[tuple[str, str], ...]
    strings: str
    styles: str
    counts_from_1904: bool


def read_workbook(raw: bytes, limits: Limits) -> Table:
    """The rows of the first worksheet with a column of names, else of the first with anything.

    Refuses ``TooLarge`` above the limits (checked before and while it is unpacked), and
    ``MalformedInput`` for what is no XLSX file, holds macros or has a password.
    """
    archive = open_archive(raw, limits)
    budget = Budget(limits.elements)
    described = _describe(archive, budget)
    texts = WorkbookTexts(
        read_texts(archive, described.strings, budget, limits.cell_characters),
        number_styles(archive, described.styles, budget),
        SERIALS_FROM_1904 if described.counts_from_1904 else 0,
    )

    def lines_of(part: str, most: int) -> list[Line]:
        return read_worksheet(archive, part, texts, budget, limits, most)

    heads = [(name, part, lines_of(part, _FIRST_LINES)) for name, part in described.sheets]
    filled = [(name, part, head) for name, part, head in heads if head]
    if not filled:
        raise unreadable("members.empty")
    named = [(name, part) for name, part, head in filled if _has_names(head)]
    name, part = named[0] if named else filled[0][:2]
    return Table(
        Form.WORKBOOK,
        lines_of(part, limits.rows + _FIRST_LINES + 1),
        sheet_name=name,
        other_sheets=tuple(other for other, its, _ in filled if its != part),
        serials_from=texts.serials_from,
    )


def _has_names(head: Sequence[Line]) -> bool:
    return any(NAMES & {*guess_meanings(cells)} for _, cells in head)


def _describe(archive: Archive, budget: Budget) -> _Described:
    links = _links(archive, "_rels/.rels", "", budget)
    documents = [part for _, kind, part in links if kind.endswith(_DOCUMENT)]
    workbook = documents[0] if documents else "xl/workbook.xml"
    if not archive.has(workbook):
        raise unreadable("members.workbook")
    for _, attributes in read_elements(archive, "[Content_Types].xml", budget, {"Override"}):
        if "macroEnabled" in attributes.get("ContentType", ""):
            raise unreadable("members.macros")
    folder, name = posixpath.split(workbook)
    related = _links(archive, f"{folder}/_rels/{name}.rels", folder, budget)
    parts = {link: part for link, kind, part in related if kind.endswith(_SHEET)}
    sheets, counts_from_1904 = [], False
    for element, attributes in read_elements(archive, workbook, budget, {"sheet", "workbookPr"}):
        if element == "workbookPr":
            counts_from_1904 = attributes.get("date1904") in ("1", "true")
        elif attributes.get("state", "visible") == "visible" and attributes.get("r:id") in parts:
            sheets.append((attributes.get("name", "")[:100], parts[attributes["r:id"]]))
    kinds = {kind.rsplit("/", 1)[-1]: part for _, kind, part in related}
    return _Described(
        tuple(sheets[:_MOST_SHEETS]),
        kinds.get("sharedStrings", ""),
        kinds.get("styles", ""),
        counts_from_1904,
    )


def _links(
    archive: Archive, name: str, folder: str, budget: Budget
) -> tuple[tuple[str, str, str], ...]:
    """Id, kind and part of every relationship inside the archive."""
    found = read_elements(archive, name, budget, {"Relationship"})
    return tuple(
        (
            attributes.get("Id", ""),
            attributes.get("Type", ""),
            posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip(
                "/"
            ),
        )
        for _, attributes in found
        if attributes.get("TargetMode") != "External"
    )
