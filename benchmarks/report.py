"""Prints the figures as tables for people, and gives them all as JSON for programs."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.figures import LIMIT, MEMO_OFF, OURS, Results, Row
from benchmarks.measures import hostile
from benchmarks.targets import Judged, write_seconds

_WORST_SHOWN = 5
_STYLES = {True: "green", False: "bold red", None: "dim"}


def to_json(results: Results, judged: Sequence[Judged]) -> dict[str, Any]:
    """Everything measured, in seconds."""
    return {
        "rows": [asdict(row) for row in results.rows],
        "figures": [asdict(figure) for figure in results.figures],
        "tallies": [asdict(tally) for tally in results.tallies],
        "targets": [{**asdict(one), "verdict": one.verdict} for one in judged],
        "notes": list(results.notes),
        "faults": list(results.faults),
        "absent": results.absent,
    }


def print_report(
    console: Console, results: Results, judged: Sequence[Judged], titles: Mapping[str, str]
) -> None:
    """One table per part, what was counted, who was absent, and what was to be reached."""
    for part, title in titles.items():
        rows = _shown([row for row in results.rows if row.part == part])
        if rows:
            console.print(_make_table(title, rows))
    for tally in results.tallies:
        console.print(f"{tally.what}: {tally.count:,} of {tally.total:,} ({tally.share:.1%})")
    for note in results.notes:
        console.print(note, markup=False)
    for name, fault in results.absent.items():
        console.print(f"Absent: {name}. {fault}", markup=False)
    if judged:
        console.print(_make_summary(judged))
    for fault in results.faults:
        console.print(fault, markup=False, style="bold red")


def names_in(rows: Sequence[Row]) -> list[str]:
    """The contestants of these rows, ourselves first, without the limit."""
    names = dict.fromkeys(name for row in rows for name in row.seconds)
    ours = [name for name in (OURS, MEMO_OFF) if name in names]
    return ours + [name for name in names if name not in (*ours, LIMIT)]


def _shown(rows: list[Row]) -> list[Row]:
    """All rows; of the hostile documents only the worst."""
    if rows and rows[0].part == hostile.NAME:
        rows.sort(key=lambda row: -row.seconds[OURS])
        return rows[:_WORST_SHOWN]
    return rows


def _make_table(title: str, rows: Sequence[Row]) -> Table:
    names = names_in(rows)
    peers = [name for name in names if name not in (OURS, MEMO_OFF)]
    table = Table(title=f"{title}: CPU time per run (median of rounds)")
    table.add_column("")
    table.add_column("operation", no_wrap=True)
    for name in names:
        table.add_column(name, justify="right")
    for name in peers:
        table.add_column(f"{name}\n/ ours", justify="right")
    table.add_column(LIMIT, justify="right")
    table.add_column("share of\nlimit", justify="right")
    for place, row in enumerate(rows):
        is_last = place + 1 == len(rows) or rows[place + 1].subject != row.subject
        table.add_row(*_cells(row, names, peers), end_section=is_last)
    return table


def _cells(row: Row, names: Sequence[str], peers: Sequence[str]) -> list[str]:
    seconds = [row.seconds.get(name) for name in names]
    return [
        row.subject,
        row.operation,
        *("-" if value is None else write_seconds(value) for value in seconds),
        *(f"{row.ratios[name]:.2f}x" if name in row.ratios else "-" for name in peers),
        "-" if row.limit is None else write_seconds(row.limit),
        "-" if row.share_of_limit is None else f"{row.share_of_limit:.0%}",
    ]


def _make_summary(judged: Sequence[Judged]) -> Table:
    table = Table(title="What must be reached")
    for column in ("what", "to reach", "this run", ""):
        table.add_column(column)
    for one in judged:
        style = _STYLES[one.is_reached]
        table.add_row(one.what, one.wanted, one.found, one.verdict, style=style)
    return table
