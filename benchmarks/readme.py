"""Writes the table of this run into the README, between two markers and nowhere else."""

import os
import platform
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.figures import OURS, Results, Row
from benchmarks.measures import bulk, embedded, hostile, http, stages, status_lists, tokens
from benchmarks.targets import Judged, write_seconds

BEGIN, END = "<!-- benchmark:begin -->", "<!-- benchmark:end -->"

# The steps are told in the run itself, and of the hostile documents only the worst matters.
_LEFT_OUT = frozenset({stages.NAME, hostile.NAME})
_PREFIXES = {
    embedded.NAME: "eddsa-rdfc-2022 ",
    tokens.NAME: "VC-JWT rich, ",
    http.NAME: "over HTTP, ",
    bulk.NAME: "bulk, ",
    status_lists.NAME: "status list, ",
}


class NoMarkers(Exception):
    """The file does not have the two markers once each, the first before the second."""


def replace_block(text: str, block: str) -> str:
    """Put ``block`` between the markers; all else stays as it is. ``NoMarkers`` without them."""
    if not _has_both(text):
        raise NoMarkers(f"the markers {BEGIN} and {END} are not there once each, in this order")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    return f"{before}{BEGIN}\n{block}\n{END}{after}"


def has_markers(path: Path) -> bool:
    """Whether a file has the two markers, so that the block can be replaced."""
    return path.is_file() and _has_both(path.read_text(encoding="utf-8"))


def write_readme(path: Path, block: str) -> None:
    """Replace the block in a file."""
    path.write_text(replace_block(path.read_text(encoding="utf-8"), block), encoding="utf-8")


def describe_machine(today: date) -> str:
    """On what the figures were measured, and when."""
    node = shutil.which("node")
    version = ""
    if node is not None:
        told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
        version = f", Node.js {told.stdout.strip().removeprefix('v')}"
    cores = os.cpu_count()
    return f"{cores} cores, Python {platform.python_version()}{version}, {today:%B %Y}"


def write_block(results: Results, judged: Sequence[Judged], machine: str) -> str:
    """What is to be reached, and below a fold all figures, as two tables in Markdown."""
    rows = [row for row in results.rows if row.part not in _LEFT_OUT and OURS in row.seconds]
    absent = [f"Absent in this run: {name}." for name in results.absent]
    return "\n".join(
        [
            f"CPU time, median of the rounds of one run ({machine}). Read the ratios rather than",
            "the microseconds. What each side does is told in the benchmark's own page.",
            "",
            *_target_table(judged),
            "",
            "<details><summary>All figures, with the limit that cryptography sets</summary>",
            "",
            *_figure_table(rows),
            "",
            "</details>",
            *(["", *absent] if absent else []),
        ]
    )


def _has_both(text: str) -> bool:
    return text.count(BEGIN) == text.count(END) == 1 and text.find(BEGIN) < text.find(END)


def _figure_table(rows: Sequence[Row]) -> list[str]:
    header = ["what", "ours", "peers", "signatures alone"]
    return [_line(header), "|---|--:|---|--:|", *(_line(_cells(row)) for row in rows)]


def _cells(row: Row) -> list[str]:
    peers = [
        f"{name} {write_seconds(row.seconds[name])} ({ratio:,.1f}x)"
        for name, ratio in row.ratios.items()
    ]
    limit = "" if row.limit is None else write_seconds(row.limit)
    share = "" if row.share_of_limit is None else f" ({row.share_of_limit:.0%})"
    what = f"{_PREFIXES.get(row.part, '')}{row.subject}: {row.operation}"
    return [what, write_seconds(row.seconds[OURS]), ", ".join(peers), limit + share]


def _target_table(judged: Sequence[Judged]) -> list[str]:
    header = ["what", "to reach", "this run", ""]
    cells = [[one.what, one.wanted, one.found, one.verdict] for one in judged]
    return [_line(header), "|---|---|--:|---|", *map(_line, cells)]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
