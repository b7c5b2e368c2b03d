"""Times issuing and verifying per stage, ours and the peers', and prints the ratios."""

import argparse
import json
import sys
from contextlib import ExitStack
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from benchmarks.contestants import start_all
from benchmarks.report import make_rows, print_tables, write_json_report
from benchmarks.task import DOCUMENTS, describe
from benchmarks.timing import Plan, Timing, time_all

_WIDTH_IN_A_FILE = 140


def main() -> int:
    """Run the benchmark as the command line asks; 0 when it completed."""
    arguments = _read_arguments()
    plan = Plan(
        rounds=arguments.rounds,
        slice_seconds=arguments.milliseconds / 1_000,
        documents=tuple(arguments.document or DOCUMENTS),
    )
    console = Console(width=None if sys.stdout.isatty() else _WIDTH_IN_A_FILE)
    timings, absent = _run(plan, console)
    rows = make_rows(timings)
    print_tables(console, rows, absent)
    if arguments.json:
        arguments.json.write_text(json.dumps(write_json_report(rows, timings, absent), indent=2))
    return 0


def _run(plan: Plan, console: Console) -> tuple[list[Timing], dict[str, str]]:
    with ExitStack() as stack:
        contestants, absent = start_all(stack)
        for contestant in contestants:
            for document in plan.documents:
                contestant.prepare(document, describe(document))
        progress = stack.enter_context(Progress(console=console, transient=True))
        bar = progress.add_task("warming up", total=plan.rounds)

        def show(done: int, planned: int) -> None:
            progress.update(bar, completed=done, description=f"round {done} of {planned}")

        return time_all(contestants, plan, show), absent


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="how many; default 9")
    parser.add_argument(
        "--milliseconds", type=float, default=100, help="CPU time per measurement; default 100"
    )
    parser.add_argument(
        "--document", action="append", choices=sorted(DOCUMENTS), help="default: both"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write all figures here")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
