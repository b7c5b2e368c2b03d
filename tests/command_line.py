"""The ``badgeservice`` command for tests: in this process, or as a process of its own."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from typer.testing import CliRunner

from badgeservice.cli import app

WAIT_SECONDS = 60
_LOOK_EVERY_SECONDS = 0.005
# Everything is compiled once, and not anew for every command that is started.
_PYTHON = {
    "PYTHONUNBUFFERED": "1",
    "PYTHONDONTWRITEBYTECODE": "",
    "PYTHONPYCACHEPREFIX": str(Path(gettempdir()) / "badgeservice-test-bytecode"),
}


@dataclass(frozen=True)
class Said:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Place:
    """A data folder with a city, a club with keys, and an achievement of the club."""

    folder: Path
    achievement_id: str


@dataclass(frozen=True)
class Served:
    """Where the demo is served, and what a caller of its API needs."""

    url: str
    folder: Path
    achievement_id: str
    api_key_file: Path


def run(*arguments: str | Path, **settings: str | Path) -> Said:
    """Run a command in this process; ``settings`` are BADGESERVICE_ variables in lower case."""
    unset: dict[str, str | None] = dict.fromkeys(_own_variables())
    done = CliRunner().invoke(app, [str(one) for one in arguments], env=unset | _named(settings))
    return Said(done.exit_code, done.stdout, done.stderr)


@contextmanager
def started(*arguments: str | Path, **settings: str | Path) -> Iterator[subprocess.Popen[str]]:
    """A command as a process of its own, its output in pipes; it does not outlive the block."""
    kept = {name: value for name, value in os.environ.items() if name not in _own_variables()}
    with subprocess.Popen(
        [sys.executable, "-m", "badgeservice", *(str(one) for one in arguments)],
        env=kept | _named(settings) | _PYTHON,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def run_apart(*arguments: str | Path, **settings: str | Path) -> Said:
    """Run a command as a process of its own, to its end."""
    with started(*arguments, **settings) as process:
        return finish(process)


def finish(process: subprocess.Popen[str]) -> Said:
    """Wait for the end of a started command."""
    out, err = process.communicate(timeout=WAIT_SECONDS)
    return Said(process.returncode, out, err)


def rows(folder: Path, query: str) -> list[tuple[Any, ...]]:
    """Rows of the embedded database in a data folder; none while it is not there yet."""
    path = folder / "badgeservice.db"
    if not path.exists():
        return []
    with closing(sqlite3.connect(path, timeout=30)) as connection:
        try:
            return connection.execute(query).fetchall()
        except sqlite3.OperationalError:
            return []


def kill_when(process: subprocess.Popen[str], reached: Callable[[], bool]) -> bool:
    """Kill a process (SIGKILL) the moment something is so; False when it ended before."""
    while not reached():
        # Between two looks the processor is left to the process.
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=_LOOK_EVERY_SECONDS)
            return False
    process.kill()
    process.communicate(timeout=WAIT_SECONDS)
    return True


def lines_of(text: str) -> Iterator[str]:
    """Lines that say something, without the blanks around them."""
    return (line.strip() for line in text.splitlines() if line.strip())


def _own_variables() -> set[str]:
    return {name for name in os.environ if name.startswith("BADGESERVICE_")}


def _named(settings: dict[str, str | Path]) -> dict[str, str]:
    return {f"BADGESERVICE_{name.upper()}": str(value) for name, value in settings.items()}
