"""Release files on this machine, read page by page; each page says where to go on after it."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import IO

from badgeservice.errors import InvalidRequest, NotFound, TooLarge
from badgeservice.skills.release.faults import Faults
from badgeservice.skills.release.packing import Page
from badgeservice.skills.release.rdf import Read, Syntax, read_lines, read_stream
from badgeservice.skills.release.tables import read_table

_CHUNK = 2 * 1_024 * 1_024
_MAX_LINE = 256 * 1_024
# What the parser holds at once in the worst case: fifty times the JSON (it waits for the end of
# the document), eight times the Turtle (prefixes). N-Triples and tables have no such limit.
_MAX_BYTES: dict[str, int] = {Syntax.JSON_LD: 8 * 1_024 * 1_024, Syntax.TURTLE: 48 * 1_024 * 1_024}
_TABLE = "table"
_FORMS: dict[str, str] = {
    ".nt": Syntax.N_TRIPLES,
    ".ttl": Syntax.TURTLE,
    ".jsonld": Syntax.JSON_LD,
    ".json": Syntax.JSON_LD,
    ".csv": _TABLE,
}


@dataclass(frozen=True, slots=True)
class ReleaseFiles:
    """Files that are one release together, in this order. Made by ``choose_files``."""

    paths: tuple[Path, ...]
    digest: str
    is_complete: bool = False

    @property
    def description(self) -> str:
        """The names of the files, without their folders."""
        return ", ".join(path.name for path in self.paths)

    def pages(self, resume: str) -> Iterator[Page]:
        """The pages after ``resume``, which an earlier page said; empty for all of them.

        Refuses ``FaultyRelease`` with the name of the file and the places where it is wrong.
        """
        number, _, place = resume.partition(":")
        for index in range(int(number or 0), len(self.paths)):
            for page in _read_file(self.paths[index], str(index), place):
                yield page if not page.resume else replace(page, resume=f"{index}:{page.resume}")
            place = ""
            # Also what cannot be entered half-way is finished here.
            yield Page((), 0, resume=f"{index + 1}:")


def choose_files(paths: Sequence[Path], max_bytes: int) -> ReleaseFiles:
    """Look at release files and take their digest.

    Refuses ``NotFound`` what is no file, ``InvalidRequest`` another kind of file, ``TooLarge``
    more than ``max_bytes`` in one of them.
    """
    whole = sha256()
    for path in paths:
        if not path.is_file():
            raise NotFound(f"There is no file {path.name}.", hint="Look at its name and folder.")
        form = _FORMS.get(path.suffix.lower())
        if form is None:
            hint = f"Use a file that ends in {', '.join(_FORMS)}."
            raise InvalidRequest(f"{path.name} is no kind of file that can be read.", hint=hint)
        limit = min(max_bytes, _MAX_BYTES.get(form, max_bytes))
        if path.stat().st_size > limit:
            detail = f"{path.name} has more than the {limit:,} bytes that are read."
            hint = "Use N-Triples, or raise BADGESERVICE_MAX_SKILLS_FILE_BYTES."
            raise TooLarge(detail, hint=hint)
        with path.open("rb") as opened:
            part = sha256()
            while chunk := opened.read(_CHUNK):
                part.update(chunk)
        whole.update(part.digest() + str(form).encode())
    return ReleaseFiles(tuple(paths), whole.hexdigest())


def _read_file(path: Path, scope: str, place: str) -> Iterator[Page]:
    form = _FORMS[path.suffix.lower()]
    faults = Faults(path.name)
    with path.open("rb") as opened:
        if form == _TABLE:
            text = io.TextIOWrapper(opened, encoding="utf-8-sig", newline="")
            yield from read_table(text, int(place or 0), faults)
        elif form is Syntax.N_TRIPLES:
            yield from _read_chunks(opened, scope, place, faults)
        else:
            for read in read_stream(opened, Syntax(form), scope, faults):
                yield _page(read, "")
                faults.check()
    faults.check()


def _read_chunks(opened: IO[bytes], scope: str, place: str, faults: Faults) -> Iterator[Page]:
    """Whole lines of about two megabytes at a time; a place is an offset and a line number."""
    start, line = map(int, place.split("/")) if place else (0, 1)
    opened.seek(start)
    rest = b""
    while chunk := opened.read(_CHUNK):
        lines, newline, after = (rest + chunk).rpartition(b"\n")
        lines += newline
        rest = after
        if len(rest) > _MAX_LINE:
            place = f"line {line + lines.count(newline)}" if newline else f"line {line}"
            faults.stop("skills.syntax", place, "This line is longer than any statement.")
        if lines:
            read = read_lines(lines, line, scope, faults)
            faults.check()
            start, line = start + len(lines), line + lines.count(newline)
            yield _page(read, f"{start}/{line}")
    if rest:
        yield _page(read_lines(rest, line, scope, faults), f"{start + len(rest)}/{line}")


def _page(read: Read, resume: str) -> Page:
    return Page(read.facts, read.read, read.foreign, resume)
