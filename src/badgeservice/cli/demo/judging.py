"""Verifying the badges of the demo from their files, without ever leaving this machine."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from badgeservice.cli.demo.badges import Expected, Specimen
from badgeservice.cli.terminal import with_progress
from badgeservice.cli.verdicts import is_issuer_known
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.verifying.verify import verify
from badgeservice.openbadges.verification import Report
from badgeservice.outside.fetch import FetchLimits, GuardedFetcher


@dataclass(frozen=True, slots=True)
class Judged:
    """One row of the table: forms of a badge that got the same answer, and that answer."""

    specimen: Specimen
    forms: tuple[str, ...]
    report: Report

    @property
    def is_as_expected(self) -> bool:
        """Whether the answer is the right one, and every form of the badge gave it."""
        all_forms = tuple(_form(path) for path in self.specimen.files)
        return self.forms == all_forms and _answer(self.report) == self.specimen.expected


def judge(parts: Parts, specimens: Sequence[Specimen]) -> tuple[Judged, ...]:
    """Verify every file of every badge; forms that disagree get rows of their own."""
    found: list[Judged] = []
    with _staying_home(parts) as at_home:
        for specimen in with_progress(specimens, "Verifying badges", len(specimens)):
            groups: dict[Expected, list[tuple[str, Report]]] = {}
            for path in specimen.files:
                report = verify(at_home, path.read_bytes())
                groups.setdefault(_answer(report), []).append((_form(path), report))
            for alike in groups.values():
                forms = tuple(form for form, _ in alike)
                found.append(Judged(specimen, forms, alike[0][1]))
    return tuple(found)


@contextmanager
def _staying_home(parts: Parts) -> Iterator[Parts]:
    """The same parts with a guarded door that knows no name: the demo needs no network."""
    fetcher = GuardedFetcher(FetchLimits(), monotonic=time.monotonic, resolve=_resolve_nothing)
    try:
        yield replace(parts, fetch=fetcher)
    finally:
        fetcher.close()


def _resolve_nothing(host: str) -> list[str]:
    raise OSError(f"the demo does not look up {host}")


def _answer(report: Report) -> Expected:
    return Expected(report.verdict, report.leading_code, is_issuer_known(report))


def _form(path: Path) -> str:
    return path.suffix.removeprefix(".")
