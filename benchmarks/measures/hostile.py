"""What hostile documents cost until they are refused; the worst of them is printed."""

import importlib
import statistics
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace

from badgeservice.proofs.strict_json import write_json
from benchmarks.contestants import ROOT
from benchmarks.figures import OURS, Figure, Findings
from benchmarks.measures.bench import Bench

NAME = "hostile"
TITLE = "Hostile documents"
OPERATION = "refuse"
MOST_SECONDS = 0.05

_LONG_SECONDS = 0.3
_ROUNDS, _GOOD_RUNS = 3, 10


def measure(bench: Bench) -> Findings:
    """Every hostile document of the tests, through the whole journey of one verification."""
    ours = bench.pool.find([OURS])[0]
    ours.prepare(NAME, {"kind": "hostile"})
    works = find_works()
    good = works.pop("a good badge").decode("latin-1")
    ours.measure(NAME, "accept", [good] * _GOOD_RUNS)
    figures = []
    for done, (name, raw) in enumerate(works.items()):
        bench.report_progress(done, len(works))
        text = raw.decode("latin-1")
        seconds = [ours.measure(NAME, OPERATION, [text])]
        while len(seconds) < _ROUNDS and seconds[0] < _LONG_SECONDS:
            seconds.append(ours.measure(NAME, OPERATION, [text]))
        found = Figure(NAME, name, OPERATION, OURS, 0, min(seconds), max(seconds), 1)
        figures.append(replace(found, seconds=statistics.median(seconds)))
    return Findings(figures=figures, notes=_tell(figures))


def worst(figures: list[Figure]) -> Figure | None:
    """The one that costs most."""
    return max(figures, key=lambda figure: figure.seconds, default=None)


def find_works() -> dict[str, bytes]:
    """The hostile documents and files of the tests, with ``a good badge`` among them."""
    folder = str(ROOT / "tests")
    if folder not in sys.path:
        sys.path.append(folder)
    credentials = importlib.import_module("hostile.test_credentials")
    files = importlib.import_module("hostile.test_files")
    made = importlib.import_module("hostile.works")
    documents: Mapping[str, Callable[[], object]] = credentials.WORKS
    others: Mapping[str, tuple[Callable[[], bytes], str, str]] = files.FILES
    return {
        "a good badge": write_json(made.a_good_badge()),
        **{name: write_json(make()) for name, make in documents.items()},
        **{name: make() for name, (make, _, _) in others.items()},
    }


def _tell(figures: list[Figure]) -> list[str]:
    found = worst(figures)
    if found is None:
        return []
    quick = sum(figure.seconds < MOST_SECONDS for figure in figures)
    return [
        f"Of {len(figures)} hostile documents {quick} were refused within"
        f" {MOST_SECONDS * 1e3:.0f} ms of CPU; the worst, {found.subject}, took"
        f" {found.seconds * 1e3:,.1f} ms."
    ]
