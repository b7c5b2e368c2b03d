"""Turns timings into rows with ratios, as tables for people and as JSON for programs."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.contestants import OURS
from benchmarks.stages import LIMIT_OF, STAGES, WHOLE, Stage
from benchmarks.timing import Timing

_MICROSECONDS = 1e6


@dataclass(frozen=True, slots=True)
class Row:
    """One stage on one document. CPU seconds per run, by contestant.

    ``ratios`` says how many times as long as ours each peer takes. ``limit`` is our bare
    signature, below which no whole can come, and ``share_of_limit`` how near ours is (1 is there).
    """

    document: str
    stage: Stage
    seconds: dict[str, float]
    ratios: dict[str, float]
    limit: float | None
    share_of_limit: float | None


def make_rows(timings: Iterable[Timing]) -> list[Row]:
    """Group the timings by document and stage, in the order of ``STAGES``."""
    medians: dict[tuple[str, Stage], dict[str, float]] = {}
    for timing in timings:
        by_contestant = medians.setdefault((timing.document, timing.stage), {})
        by_contestant[timing.contestant] = timing.median
    return [
        _make_row(document, stage, medians)
        for document in dict.fromkeys(document for document, _ in medians)
        for stage in STAGES
    ]


def _make_row(
    document: str, stage: Stage, medians: dict[tuple[str, Stage], dict[str, float]]
) -> Row:
    seconds = medians[document, stage]
    ours = seconds[OURS]
    limit = medians[document, LIMIT_OF[stage]][OURS] if stage in WHOLE else None
    return Row(
        document=document,
        stage=stage,
        seconds=seconds,
        ratios={name: theirs / ours for name, theirs in seconds.items() if name != OURS},
        limit=limit,
        share_of_limit=None if limit is None else limit / ours,
    )


def write_json_report(
    rows: Sequence[Row], timings: Sequence[Timing], absent: dict[str, str]
) -> dict[str, Any]:
    """Everything measured, in seconds."""
    return {
        "rows": [asdict(row) for row in rows],
        "timings": [asdict(timing) for timing in timings],
        "absent": absent,
    }


def print_tables(console: Console, rows: Sequence[Row], absent: dict[str, str]) -> None:
    """One table per document, then the peers that were not there and how to get them."""
    for document in dict.fromkeys(row.document for row in rows):
        console.print(_make_table(document, [row for row in rows if row.document == document]))
    for name, fault in absent.items():
        console.print(f"Absent: {name}. {fault}", markup=False)


def _make_table(document: str, rows: Sequence[Row]) -> Table:
    names = list(dict.fromkeys(name for row in rows for name in row.seconds))
    peers = [name for name in names if name != OURS]
    table = Table(title=f"{document}: CPU time per run, in microseconds (median of rounds)")
    table.add_column("stage", no_wrap=True)
    for name in names:
        table.add_column(name, justify="right")
    for name in peers:
        table.add_column(f"{name}\n/ {OURS}", justify="right")
    table.add_column("crypto-only\nlimit", justify="right")
    table.add_column(f"{OURS}:\nshare of limit", justify="right")
    for row in rows:
        style = "bold" if row.stage in WHOLE else ""
        table.add_row(*_cells(row, names, peers), style=style, end_section=row.stage == "serialise")
    return table


def _cells(row: Row, names: Sequence[str], peers: Sequence[str]) -> list[str]:
    seconds = [row.seconds.get(name) for name in names]
    return [
        row.stage,
        *("-" if value is None else f"{value * _MICROSECONDS:,.1f}" for value in seconds),
        *(f"{row.ratios[name]:.2f}x" if name in row.ratios else "-" for name in peers),
        "-" if row.limit is None else f"{row.limit * _MICROSECONDS:,.1f}",
        "-" if row.share_of_limit is None else f"{row.share_of_limit:.0%}",
    ]
