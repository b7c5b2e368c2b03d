"""What the tests of imports share: sources in memory, and who imports them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from badgeservice.journeys.caller import Caller, Role
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.skills.import_release import import_release
from badgeservice.journeys.skills.import_values import ImportOptions, Report
from badgeservice.skills.release.comparing import KindReport
from badgeservice.skills.release.faults import Faults
from badgeservice.skills.release.packing import Page
from badgeservice.skills.release.rdf import read_lines
from badgeservice.skills.release.vocabulary import Kind
from skills.triples import lines

CITY = Caller("test", Role.CITY)


class Killed(BaseException):
    """What stops a program at once: nobody catches it."""


@dataclass
class Memory:
    """Statements a few at a time; ``dies_after`` pages the program is killed."""

    statements: list[str]
    size: int = 3
    is_complete: bool = False
    dies_after: int | None = None
    description: str = "memory"
    asked: list[str] = field(default_factory=list)

    @property
    def digest(self) -> str:
        return sha256(lines(*self.statements)).hexdigest()

    def pages(self, resume: str) -> Iterator[Page]:
        self.asked.append(resume)
        for number, start in enumerate(range(int(resume or 0), len(self.statements), self.size)):
            if number == self.dies_after:
                raise Killed
            faults = Faults("memory")
            read = read_lines(lines(*self.statements[start : start + self.size]), 1, "0", faults)
            faults.check()
            yield Page(read.facts, read.read, read.foreign, str(start + self.size), size=100)


def bring(parts: Parts, source: Any, **options: Any) -> Report:
    """Import statements or a source, as the city."""
    source = Memory(list(source)) if isinstance(source, list) else source
    return import_release(parts, CITY, source, ImportOptions(**options))


def of(report: Report, kind: Kind) -> KindReport:
    return next(one for one in report.kinds if one.kind is kind)


def again(source: Memory, **changes: Any) -> Memory:
    """The same source, asked by another program."""
    return replace(source, asked=[], dies_after=None, **changes)
