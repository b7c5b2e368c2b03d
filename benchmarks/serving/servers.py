"""Starting both servers, asking them, and reading what that cost them."""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from subprocess import PIPE, Popen
from typing import Any

import orjson
import psutil  # type: ignore[import-untyped]

from badgeservice.proofs.contexts import bundled_contexts
from benchmarks.contestants import Failed, start
from benchmarks.founding import Founded

_CONNECTIONS = 8
_PEER = "tests/peers/digitalbazaar/server.mjs"
_NO_RATES = {
    f"BADGESERVICE_VERIFY_{name}": "0" for name in ("PER_MINUTE", "PER_DAY", "PER_MINUTE_WITH_KEY")
}


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. ``expected`` are the members of the answer for a right badge."""

    process: psutil.Process
    port: int
    path: str
    expected: Mapping[str, Any] = field(default_factory=dict)

    def cpu_seconds(self) -> float:
        """What all threads of the process used until now, and processes that it started."""
        times = self.process.cpu_times()
        children = [child.cpu_times() for child in self.process.children(recursive=True)]
        ended = times.children_user + times.children_system
        running = sum(one.user + one.system for one in children)
        return float(times.user + times.system + ended + running)

    def resident_bytes(self) -> int:
        """How much memory the process holds."""
        return int(self.process.memory_info().rss)


@dataclass(frozen=True, slots=True)
class Load:
    """The program that asks, a process of its own."""

    process: Popen[bytes]

    def send(self, server: Server, bodies: Sequence[str]) -> None:
        """Ask for every body once and wait for all answers; ``Failed`` if one is wrong."""
        order = {
            "port": server.port,
            "path": server.path,
            "bodies": bodies,
            "expected": server.expected,
            "connections": _CONNECTIONS,
        }
        if self.process.stdin is None or self.process.stdout is None:
            raise ValueError("the process was started without pipes")
        self.process.stdin.write(orjson.dumps(order) + b"\n")
        self.process.stdin.flush()
        wrong = orjson.loads(self.process.stdout.readline())["wrong"]
        if wrong is not None:
            raise Failed(f"a server answered: {wrong[:500]}")


@contextmanager
def loading() -> Iterator[Load]:
    """A program that asks, until the end of the block."""
    with start([sys.executable, "-m", "benchmarks.serving.load"]) as process:
        yield Load(process)


@contextmanager
def serving_ours(founded: Founded) -> Iterator[Server]:
    """``badgeservice serve`` on a free port: one process, without limits to how often one asks."""
    command = [sys.executable, "-m", "badgeservice", "serve", "--port", "0"]
    told = {**_NO_RATES, "PYTHONUNBUFFERED": "1"}
    with _started([*command, "--data", str(founded.folder)], stderr=PIPE, **told) as process:
        if process.stderr is None:
            raise ValueError("the process was started without pipes")
        said = next((line for line in process.stderr if line.startswith(b"Serving ")), b"")
        port = re.search(rb"port (\d+)\.", said)
        if port is None:
            raise Failed("our server did not start")
        yield Server(
            psutil.Process(process.pid), int(port[1]), "/v1/verifications", {"verdict": "valid"}
        )


@contextmanager
def serving_peer(founded: Founded) -> Iterator[Server]:
    """fastify with Digital Bazaar's libraries on a free port, one process."""
    with _started(["node", _PEER]) as process:
        if process.stdin is None or process.stdout is None:
            raise ValueError("the process was started without pipes")
        known = {"contexts": dict(bundled_contexts())}
        known["documents"] = {founded.issuer_did: founded.controller}
        process.stdin.write(orjson.dumps(known) + b"\n")
        process.stdin.flush()
        port = int(process.stdout.readline())
        yield Server(psutil.Process(process.pid), port, "/verify", {"verified": True})


@contextmanager
def _started(
    command: Sequence[str], stderr: int | None = None, **variables: str
) -> Iterator[Popen[bytes]]:
    with start(command, stderr=stderr, **variables) as process:
        try:
            yield process
        finally:
            process.terminate()
