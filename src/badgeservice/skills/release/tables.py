"""Tables of concepts or links as facts (CSV, RFC 4180; delimiter comma or semicolon; UTF-8).

Concepts: ``uri[,code],prefLabel_nl[,altLabels_nl][,definition_nl][,broader][,number][,kind]``,
with ``|`` between several labels or codes; ``number`` and ``kind`` are for mbo norms.
Labels: ``uri,label_type,label_nl``. Links: ``from,relation,to``. Other columns are not read.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from badgeservice.skills.addresses import OCCUPATION_PREFIX, is_code
from badgeservice.skills.concepts import NormKind
from badgeservice.skills.release.facts import Fact, Term, Unfit, judge_statement, name_thing
from badgeservice.skills.release.faults import Faults
from badgeservice.skills.release.packing import Page
from badgeservice.skills.release.vocabulary import (
    CLASSES,
    CODES,
    LINKS,
    MATCHES,
    PREDICATES,
    Kind,
    Word,
)

PAGE_ROWS = 5_000
MAX_LINE = 100_000
_BETWEEN = "|"
_DEFINING = {"prefLabel_nl": Word.LABEL, "definition_nl": Word.DEFINITION}
_LABEL_TYPES = {"prefLabel": Word.LABEL, "altLabel": Word.ALT_LABEL}
_IRIS = {word: iri for iri, word in reversed(list(PREDICATES.items()))}
_RELATIONS = {
    **{iri.rsplit("#", 1)[1]: iri for iri, word in PREDICATES.items() if word in LINKS},
    **{iri.rsplit("#", 1)[1]: iri for iri, word in PREDICATES.items() if word in MATCHES},
    **{level: _IRIS[word] for word, level in LINKS.items()},
    "broader": _IRIS[Word.BROADER],
}
_TYPES = {found: iri for iri, found in reversed(list(CLASSES.items()))}
_CODE_WORDS = {kind: word for word, kind in CODES.items()}


@dataclass(frozen=True, slots=True)
class _Cell:
    """A value and the column it stands in."""

    column: str
    text: str


class _Wrong(Exception):
    def __init__(self, column: str, code: str, message: str) -> None:
        super().__init__(message)
        self.column = column
        self.code = code
        self.message = message


def read_table(text: IO[str], after_row: int, faults: Faults) -> Iterator[Page]:
    """The facts in a table, from the row after ``after_row``; ``resume`` is the last row read.

    Rows count from 1, the header. Notes what is wrong in ``faults`` with row and column; refuses
    ``FaultyRelease`` where nothing can be read.
    """
    rows = _rows(text, faults)
    header = [name.strip() for name in next(rows, [])]
    _check_header(header, faults)
    facts: list[Fact] = []
    number, told = 1, max(1, after_row)
    for number, row in enumerate(rows, start=2):
        if number <= after_row:
            continue
        if any(row):
            facts += _read_row(header, row, number, faults)
        if number - told == PAGE_ROWS:
            yield Page(facts, len(facts), resume=str(number))
            facts, told = [], number
    yield Page(facts, len(facts), resume=str(max(number, after_row)))


def _rows(text: IO[str], faults: Faults) -> Iterator[list[str]]:
    number = 0
    try:
        first = text.readline(MAX_LINE)
        delimiter = ";" if first.count(";") > first.count(",") else ","
        reader = csv.reader(_lines(first, text), delimiter=delimiter, strict=True)
        for row in reader:
            number += 1
            yield row
    except UnicodeDecodeError:
        faults.stop("skills.table", f"after row {number}", "The text is not UTF-8.")
    except csv.Error:
        faults.stop("skills.table", f"row {number + 1}", "This row cannot be read as CSV.")


def _lines(first: str, text: IO[str]) -> Iterator[str]:
    line = first
    while line:
        if len(line) >= MAX_LINE:
            raise csv.Error
        yield line
        line = text.readline(MAX_LINE)


def _check_header(header: list[str], faults: Faults) -> None:
    known = [{"uri", "prefLabel_nl"}, {"uri", "label_type", "label_nl"}, {"from", "relation", "to"}]
    if len(set(header)) != len(header):
        faults.stop("skills.table", "row 1", "A column stands there twice.")
    if not any(columns <= set(header) for columns in known):
        message = (
            "Name the columns: uri and prefLabel_nl, or uri, label_type and label_nl,"
            " or from, relation and to."
        )
        faults.stop("skills.table", "row 1", message)


def _read_row(header: list[str], row: list[str], number: int, faults: Faults) -> list[Fact]:
    if len(row) != len(header):
        message = "This row has another number of cells than the header."
        faults.add("skills.table", f"row {number}", message)
        return []
    cells = dict(zip(header, (cell.strip() for cell in row), strict=True))
    try:
        if "relation" in cells:
            return _read_link(cells)
        if "label_type" in cells:
            return _read_label(cells)
        return _read_concept(cells)
    except _Wrong as wrong:
        faults.add(wrong.code, f"row {number}, column {wrong.column}", wrong.message)
        return []


def _read_link(cells: Mapping[str, str]) -> list[Fact]:
    relation = _RELATIONS.get(cells["relation"], cells["relation"])
    if relation not in _RELATIONS.values():
        message = "Use essential, important, somewhat, broader or a match such as exactMatchESCO."
        raise _Wrong("relation", "skills.relation", message)
    subject = _subject(_Cell("from", cells["from"]))
    return [_take(subject, relation, _Cell("to", cells["to"]), is_thing=True)]


def _read_label(cells: Mapping[str, str]) -> list[Fact]:
    word = _LABEL_TYPES.get(cells["label_type"])
    if word is None:
        raise _Wrong("label_type", "skills.relation", "Use prefLabel or altLabel.")
    subject = _subject(_Cell("uri", cells["uri"]))
    return [_take(subject, _IRIS[word], _Cell("label_nl", cells["label_nl"]))]


def _read_concept(cells: Mapping[str, str]) -> list[Fact]:
    kind = cells.get("kind", "")
    subject = _subject(_Cell("uri", cells["uri"]), is_norm=bool(kind))
    code = cells.get("code", "")
    if code and not subject.endswith(f"/{code}"):
        raise _Wrong("code", "skills.uri", "The code is another one than that of the URI.")
    facts = _read_norm(subject, kind, cells.get("number", "")) if kind else []
    if not cells["prefLabel_nl"]:
        raise _Wrong("prefLabel_nl", "skills.text", "A concept needs a name.")
    for column, word in _DEFINING.items():
        if cells.get(column):
            facts.append(_take(subject, _IRIS[word], _Cell(column, cells[column])))
    for part in filter(str.strip, cells.get("altLabels_nl", "").split(_BETWEEN)):
        facts.append(_take(subject, _IRIS[Word.ALT_LABEL], _Cell("altLabels_nl", part)))
    for part in filter(str.strip, cells.get("broader", "").split(_BETWEEN)):
        # A code alone is one of the same kind.
        iri = subject[: -len(part)] + part if is_code(part) else part
        facts.append(_take(subject, _IRIS[Word.BROADER], _Cell("broader", iri), is_thing=True))
    return facts


def _read_norm(subject: str, kind: str, number: str) -> list[Fact]:
    if kind not in tuple(NormKind):
        raise _Wrong("kind", "skills.kind", f"Use {', '.join(NormKind)}.")
    iri = _TYPES.get((Kind.NORM, NormKind(kind)), _TYPES[(Kind.NORM, NormKind.OTHER)])
    facts = [_take(subject, _IRIS[Word.TYPE], _Cell("kind", iri), is_thing=True)]
    if number:
        word = _CODE_WORDS.get(NormKind(kind), Word.NOTATION)
        facts.append(_take(subject, _IRIS[word], _Cell("number", number)))
    return facts


def _subject(cell: _Cell, *, is_norm: bool = False) -> str:
    try:
        thing = name_thing(cell.text)
    except Unfit as unfit:
        raise _Wrong(cell.column, unfit.code, unfit.message) from unfit
    fits = thing.startswith("<") if is_norm or cell.column == "from" else thing[:1] in tuple("sko")
    if not fits and not (cell.column == "from" and thing):
        message = f"This is no URI of CompetentNL, such as {OCCUPATION_PREFIX} and a code."
        raise _Wrong(cell.column, "skills.uri", message)
    return cell.text


def _take(subject: str, predicate: str, cell: _Cell, *, is_thing: bool = False) -> Fact:
    language = "" if is_thing else "nl"
    try:
        fact = judge_statement(subject, predicate, Term(cell.text, is_thing, language))
    except Unfit as unfit:
        raise _Wrong(cell.column, unfit.code, unfit.message) from unfit
    if fact is None:
        raise _Wrong(cell.column, "skills.uri", "This leads to nothing that can be linked so.")
    return fact
