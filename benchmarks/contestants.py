"""Starts the contestants, each in a process of its own, and says which ones are absent."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

from tests.peers.digitalbazaar.installation import find_fault

from benchmarks.stages import Stage

OURS = "badgeservice"
_ROOT = Path(__file__).resolve().parent.parent


def _always_here() -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Entry:
    """How to start a contestant; ``find_fault`` says what is missing, or None."""

    name: str
    command: tuple[str, ...]
    find_fault: Callable[[], str | None] = _always_here


ENTRIES = (
    Entry(OURS, (sys.executable, "-m", "benchmarks.ours")),
    Entry("Digital Bazaar", ("node", "benchmarks/digitalbazaar.mjs"), find_fault),
    Entry("openbadgeslib", (sys.executable, "-m", "benchmarks.openbadgeslib_contestant")),
)


@dataclass(frozen=True, slots=True)
class Contestant:
    """A started process. ``stages`` is filled by ``prepare``, per document."""

    name: str
    process: Popen[str]
    stages: dict[str, list[Stage]] = field(default_factory=dict)

    def prepare(self, document: str, task: dict[str, Any]) -> None:
        """Hand over a task and learn which stages this contestant can do."""
        self.stages[document] = self._ask({"prepare": document, "task": task})["stages"]

    def measure(self, document: str, stage: Stage, count: int) -> float:
        """CPU seconds of ``count`` runs together."""
        seconds: float = self._ask({"time": stage, "on": document, "count": count})["seconds"]
        return seconds

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        if self.process.stdin is None or self.process.stdout is None:
            raise ValueError("the process was started without pipes")
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.name} ended before it answered")
        answer: dict[str, Any] = json.loads(line)
        return answer


def start_all(stack: ExitStack) -> tuple[list[Contestant], dict[str, str]]:
    """All that can run, ours first, and the absent ones with what they miss."""
    present: list[Contestant] = []
    absent: dict[str, str] = {}
    for entry in ENTRIES:
        fault = entry.find_fault()
        if fault is None:
            present.append(Contestant(entry.name, stack.enter_context(_start(entry.command))))
        else:
            absent[entry.name] = fault
    return present, absent


def _start(command: tuple[str, ...]) -> Popen[str]:
    program = shutil.which(command[0]) or command[0]
    environment = {**os.environ, "PYTHONPATH": os.fspath(_ROOT)}
    return Popen(
        [program, *command[1:]],
        cwd=_ROOT,
        env=environment,
        stdin=PIPE,
        stdout=PIPE,
        encoding="utf-8",
    )
