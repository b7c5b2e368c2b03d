"""Starts the contestants, each in a process of its own, and says which ones are absent."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

import orjson
from tests.peers.digitalbazaar.installation import find_fault as find_node_fault

from benchmarks.figures import LIMIT, MEMO_OFF, OURS

DIGITAL_BAZAAR = "Digital Bazaar"
OPENBADGESLIB = "openbadgeslib"
PYLD = "PyLD"
JOSE = "jose"
JWCRYPTO = "jwcrypto"
PILLOW = "Pillow"
ELEMENT_TREE = "ElementTree"
DIFFLIB = "difflib"

ROOT = Path(__file__).resolve().parent.parent


class Failed(Exception):
    """A contestant or a server ended, or gave a wrong answer: no figure of it counts."""


@dataclass(frozen=True, slots=True)
class Entry:
    """How to start a contestant; ``find_fault`` says what is missing, or None.

    ``compiles`` is for programs that compile themselves while they run: they warm up longer.
    """

    command: tuple[str, ...]
    find_fault: Callable[[], str | None] = lambda: None
    compiles: bool = False


def _python(module: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", f"benchmarks.peers.{module}", *arguments)


def _node(name: str) -> tuple[str, ...]:
    return ("node", f"benchmarks/peers/{name}.mjs")


def _find_pillow_fault() -> str | None:
    return None if find_spec("PIL") else "Pillow is not installed; run: uv pip install pillow"


ENTRIES = {
    OURS: Entry(_python("ours")),
    MEMO_OFF: Entry(_python("ours", "--memo-off")),
    LIMIT: Entry(_python("bare")),
    DIGITAL_BAZAAR: Entry(_node("digitalbazaar"), find_node_fault, compiles=True),
    OPENBADGESLIB: Entry(_python("openbadgeslib_peer")),
    PYLD: Entry(_python("pyld_peer")),
    JOSE: Entry(_node("jose"), find_node_fault, compiles=True),
    JWCRYPTO: Entry(_python("jwcrypto_peer")),
    PILLOW: Entry(_python("pillow_peer"), _find_pillow_fault),
    ELEMENT_TREE: Entry(_python("element_tree_peer")),
    DIFFLIB: Entry(_python("difflib_peer")),
}


@dataclass(slots=True)
class Contestant:
    """A started process that is asked one thing at a time."""

    name: str
    process: Popen[bytes]
    compiles: bool = False

    def prepare(self, subject: str, task: dict[str, Any]) -> list[str]:
        """Hand over a task and learn which operations this contestant can do on it."""
        operations: list[str] = self._ask({"prepare": subject, "task": task})["operations"]
        return operations

    def measure(
        self, subject: str, operation: str, inputs: Sequence[str], *, repeat: int = 1
    ) -> float:
        """CPU seconds of one operation on every input, ``repeat`` times over."""
        request = {"time": operation, "on": subject, "inputs": inputs, "repeat": repeat}
        seconds: float = self._ask(request)["seconds"]
        return seconds

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        if self.process.stdin is None or self.process.stdout is None:
            raise ValueError("the process was started without pipes")
        try:
            self.process.stdin.write(orjson.dumps(request) + b"\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = b""
        if not line:
            raise Failed(f"{self.name} ended before it answered")
        answer: dict[str, Any] = orjson.loads(line)
        return answer


@dataclass(slots=True)
class Pool:
    """Starts a contestant when it is first wanted; they all end with the stack.

    ``absent`` tells what the ones that could not be started miss.
    """

    stack: ExitStack
    absent: dict[str, str] = field(default_factory=dict)
    _started: dict[str, Contestant] = field(default_factory=dict)

    def find(self, names: Iterable[str]) -> list[Contestant]:
        """Those of the named contestants that can run, in this order."""
        wanted = list(names)
        for name in wanted:
            if name not in self._started and name not in self.absent:
                self._start(name)
        return [self._started[name] for name in wanted if name in self._started]

    def _start(self, name: str) -> None:
        entry = ENTRIES[name]
        fault = entry.find_fault()
        if fault is not None:
            self.absent[name] = fault
            return
        process = self.stack.enter_context(start(entry.command))
        self._started[name] = Contestant(name, process, entry.compiles)


def start(command: Sequence[str], *, stderr: int | None = None, **variables: str) -> Popen[bytes]:
    """Start a program in the root of the repository, with pipes; ``variables`` are for it alone."""
    # Settings of somebody's own service have no place in here.
    kept = {name: text for name, text in os.environ.items() if not name.startswith("BADGESERVICE_")}
    return Popen(
        [shutil.which(command[0]) or command[0], *command[1:]],
        cwd=ROOT,
        env={**kept, "PYTHONPATH": os.fspath(ROOT), **variables},
        stdin=PIPE,
        stdout=PIPE,
        stderr=stderr,
    )
