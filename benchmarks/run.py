"""Times our service and its peers in one run, and prints ratios, limits and what is reached."""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, TaskID

from badgeservice.errors import Refusal
from benchmarks.catalogue import PARTS
from benchmarks.contestants import ROOT, Failed, Pool
from benchmarks.figures import Findings, Results, gather
from benchmarks.measures.bench import Bench
from benchmarks.readme import (
    BEGIN,
    END,
    describe_machine,
    has_markers,
    write_block,
    write_readme,
)
from benchmarks.releases.importing import measure_imports
from benchmarks.report import print_report, to_json
from benchmarks.serving.memory import watch
from benchmarks.targets import MUST_REACH, judge
from benchmarks.timing import Plan

_WIDTH_IN_A_FILE = 170


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for; 1 when a part failed, 2 when nothing could be written."""
    asked = _read_arguments(arguments)
    if asked.write_readme and not has_markers(asked.readme):
        print(f"Nothing was measured: {asked.readme} lacks {BEGIN} or {END}.", file=sys.stderr)
        return 2
    console = Console(width=None if sys.stdout.isatty() else _WIDTH_IN_A_FILE)
    if asked.memory:
        watch(asked.memory, console.print)
        return 0
    if asked.skills_import:
        measure_imports(console.print)
        return 0
    began = time.monotonic()
    names = list(dict.fromkeys(asked.only or PARTS))
    plan = Plan(rounds=asked.rounds, slice_seconds=asked.milliseconds / 1_000)
    results = _run(names, plan, asked.bulk, console)
    judged = judge(results, MUST_REACH)
    told = judged if not asked.only else [one for one in judged if one.is_reached is not None]
    print_report(console, results, told, {name: PARTS[name].title for name in names})
    console.print(f"All of it took {time.monotonic() - began:.0f} seconds.")
    if asked.json:
        asked.json.write_text(json.dumps(to_json(results, judged), indent=2), encoding="utf-8")
    if results.faults:
        return 1
    if asked.write_readme:
        today = datetime.now(UTC).date()
        write_readme(asked.readme, write_block(results, judged, describe_machine(today)))
    return 0


def _run(names: Sequence[str], plan: Plan, bulk_count: int, console: Console) -> Results:
    found: list[Findings] = []
    with ExitStack() as stack:
        pool = Pool(stack)
        progress = stack.enter_context(Progress(console=console, transient=True))
        for name in names:
            bar = progress.add_task(f"{name}: warming up", total=None)

            def show(done: int, planned: int, bar: TaskID = bar, name: str = name) -> None:
                told = f"{name}: {done} of {planned}" if done else f"{name}: warming up"
                progress.update(bar, completed=done, total=planned, description=told)

            began = time.monotonic()
            bench = Bench(pool, plan, bulk_count, show)
            try:
                found.append(PARTS[name].measure(bench))
            except (Failed, Refusal, OSError) as fault:
                # The others can be measured still, but such a run is no good one.
                found.append(Findings(faults=[f"{name} failed: {fault}"]))
            progress.remove_task(bar)
            console.print(f"{name}: {time.monotonic() - began:.0f} seconds")
        return gather(found, pool.absent)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument(
        "--only", action="append", choices=list(PARTS), help="this part; may be repeated"
    )
    parser.add_argument("--rounds", type=_positive, default=7, help="how many; default 7")
    parser.add_argument(
        "--milliseconds", type=float, default=60, help="CPU time per measurement; default 60"
    )
    parser.add_argument(
        "--bulk", type=_positive, default=10_000, help="badges in bulk; default 10,000"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write all figures here")
    parser.add_argument(
        "--write-readme", action="store_true", help="put the tables between the markers"
    )
    parser.add_argument("--readme", type=Path, default=ROOT / "README.md", help="which file")
    parser.add_argument(
        "--memory", type=_positive, metavar="N", help="instead: watch a server over N verifications"
    )
    parser.add_argument(
        "--skills-import", action="store_true", help="instead: import a full-size release of skills"
    )
    asked = parser.parse_args(arguments)
    if asked.only and asked.write_readme:
        parser.error("the tables are written from a whole run, without --only")
    return asked


if __name__ == "__main__":
    sys.exit(main())
