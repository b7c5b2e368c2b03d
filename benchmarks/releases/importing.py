"""What it costs to import a full-size release: seconds, and memory at its highest.

Each run is the real command in a process of its own, on a new SQLite database.
"""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from badgeservice.cli.opening import read_settings
from badgeservice.store import migrate
from benchmarks.contestants import Failed
from benchmarks.releases.synthetic import REAL, Size, write_release

_KIBIBYTE, _MEBIBYTE = 1_024, 1_048_576


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one process: seconds on the clock and of processors, and bytes of memory at the most."""

    seconds: float
    cpu_seconds: float
    peak_bytes: int


def measure_imports(tell: Callable[[str], None], size: Size = REAL) -> dict[str, Cost]:
    """Import a release, the same again, and read the catalogue; tells every cost as it is known."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        release = folder / "release.nt"
        count = write_release(release, size)
        tell(f"{count:,} statements, {release.stat().st_size / _MEBIBYTE:,.1f} MiB of N-Triples")
        data = folder / "data"
        data.mkdir()
        migrate(read_settings(data).database)
        commands = {
            "import": ("import", str(release)),
            "import again": ("import", str(release)),
            "status": ("status",),
        }
        costs = {}
        for title, arguments in commands.items():
            costs[title] = _run([*arguments, "--data", str(data)], folder / "said.txt")
            tell(_words(title, costs[title]))
        stored = (data / "badgeservice.db").stat().st_size
        tell(f"The database is {stored / _MEBIBYTE:,.1f} MiB")
        return costs


def _run(arguments: list[str], said: Path) -> Cost:
    command = [sys.executable, "-m", "badgeservice", "skills", *arguments]
    began = time.monotonic()
    with said.open("wb") as output:
        actions = [(os.POSIX_SPAWN_DUP2, output.fileno(), number) for number in (1, 2)]
        pid = os.posix_spawn(sys.executable, command, dict(os.environ), file_actions=actions)
        _, status, used = os.wait4(pid, 0)
    seconds = time.monotonic() - began
    if os.waitstatus_to_exitcode(status):
        raise Failed(f"the command failed: {said.read_text(encoding='utf-8')[-500:]}")
    return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * _KIBIBYTE)


def _words(title: str, cost: Cost) -> str:
    return (
        f"{title}: {cost.seconds:,.1f} s, {cost.cpu_seconds:,.1f} s of CPU,"
        f" {cost.peak_bytes / _MEBIBYTE:,.0f} MiB at the most"
    )
