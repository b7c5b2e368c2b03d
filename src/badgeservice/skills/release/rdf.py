"""Linked data as facts: N-Triples, Turtle and JSON-LD. Nothing is fetched, whatever a file names.

The only place that uses an RDF parser.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import IO

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from badgeservice.skills.release.facts import Fact, Term, Unfit, judge_statement
from badgeservice.skills.release.faults import Faults
from badgeservice.skills.release.vocabulary import PREDICATES

PAGE_STATEMENTS = 20_000


class Syntax(StrEnum):
    """How linked data is written."""

    N_TRIPLES = "N-Triples"
    TURTLE = "Turtle"
    JSON_LD = "JSON-LD"


_FORMATS = {
    Syntax.N_TRIPLES: RdfFormat.N_TRIPLES,
    Syntax.TURTLE: RdfFormat.TURTLE,
    Syntax.JSON_LD: RdfFormat.JSON_LD,
}


@dataclass(frozen=True, slots=True)
class Read:
    """Facts of a stretch of a source, with the statements that were read and the foreign ones."""

    facts: list[Fact]
    read: int
    foreign: int


def read_lines(lines: bytes, first_line: int, scope: str, faults: Faults) -> Read:
    """The facts in whole lines of N-Triples, of which the first has number ``first_line``.

    ``scope`` keeps the blank nodes of one source apart from those of others. Notes statements
    that cannot be taken in ``faults``; refuses ``FaultyRelease`` where nothing can be read.
    """
    facts: list[Fact] = []
    count = foreign = 0
    try:
        for quad in parse(lines, format=RdfFormat.N_TRIPLES):
            try:
                fact = _judge(quad, scope)
            except Unfit as unfit:
                line = first_line + _line_of(lines, count)
                faults.add(unfit.code, f"line {line}", unfit.message)
                fact = None
            count += 1
            if fact is None:
                foreign += 1
            else:
                facts.append(fact)
    except SyntaxError as error:
        place = f"line {first_line + (error.lineno or 1) - 1}, column {error.offset or 1}"
        faults.stop("skills.syntax", place, "This cannot be read as N-Triples.")
    except MemoryError:
        # So the parser tells that one value alone fills all the room it has, 16 MiB.
        faults.stop("skills.syntax", f"after line {first_line + count}", "A value is too long.")
    return Read(facts, count, foreign)


def read_stream(stream: IO[bytes], syntax: Syntax, scope: str, faults: Faults) -> Iterator[Read]:
    """The facts in a whole file, a stretch of at most 20,000 statements at a time.

    As ``read_lines``; places are told as the number of the statement.
    """
    facts: list[Fact] = []
    count = foreign = told = 0
    try:
        for quad in parse(stream, format=_FORMATS[syntax]):
            count += 1
            try:
                fact = _judge(quad, scope)
            except Unfit as unfit:
                faults.add(unfit.code, f"statement {count}", unfit.message)
                fact = None
            if fact is None:
                foreign += 1
            else:
                facts.append(fact)
            if count - told == PAGE_STATEMENTS:
                yield Read(facts, PAGE_STATEMENTS, foreign)
                facts, foreign, told = [], 0, count
    except SyntaxError as error:
        _stop(error, syntax, faults)
    except MemoryError:
        faults.stop("skills.syntax", f"after statement {count}", "A value is too long.")
    yield Read(facts, count - told, foreign)


def _stop(error: SyntaxError, syntax: Syntax, faults: Faults) -> None:
    if error.lineno is None:
        # The parser asks for documents elsewhere, and has nobody to ask.
        faults.stop(
            "skills.syntax",
            "somewhere",
            f"This {syntax} needs another document, and nothing is fetched; write it out.",
        )
    place = f"line {error.lineno}, column {error.offset or 1}"
    faults.stop("skills.syntax", place, f"This cannot be read as {syntax}.")


def _judge(quad: Quad, scope: str) -> Fact | None:
    predicate = quad.predicate.value
    if predicate not in PREDICATES:
        return None
    subject, thing = quad.subject, quad.object
    if isinstance(subject, NamedNode):
        name = subject.value
    elif isinstance(subject, BlankNode):
        name = f"_{scope}:{subject.value}"
    else:
        return None
    if isinstance(thing, NamedNode):
        return judge_statement(name, predicate, Term(thing.value, True))
    if isinstance(thing, Literal):
        return judge_statement(name, predicate, Term(thing.value, False, thing.language or ""))
    if isinstance(thing, BlankNode):
        return judge_statement(name, predicate, Term(f"_{scope}:{thing.value}", True))
    return None


def _line_of(lines: bytes, statement: int) -> int:
    """On which line, counted from nought, a statement is: N-Triples has one on a line."""
    seen = -1
    for number, line in enumerate(lines.splitlines()):
        text = line.strip()
        seen += bool(text) and not text.startswith(b"#")
        if seen == statement:
            return number
    return 0
