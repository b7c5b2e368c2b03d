"""A real server of its own for tests that try to wear it out, and what a request costs it."""

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread
from typing import Any, Self
from urllib.parse import urlsplit

import psutil

from badgeservice.proofs.strict_json import write_json
from command_line import finish, run, started
from hostile.works import a_good_badge, a_large_badge, presentation

MOST_SECONDS = 1.0
MOST_BYTES = 64 * 1024 * 1024
V1, VC_API = "/v1/verifications", "/vc-api/credentials/verify"
PRESENTATIONS, ISSUING = "/vc-api/presentations/verify", "/vc-api/credentials/issue"
GOOD, TOO_LARGE = "200 valid data.ok", "413 refused too-large"
# A worker has so many seconds on the wall, so on a busy machine it may not come to an answer.
GIVEN_UP = {
    "200 indeterminate budget.exceeded",
    "400 unverified budget.exceeded",
    "400 refused canonicalisation-limit",
}
_LONG_ELSEWHERE_SECONDS = 0.25
_WAIT_SECONDS = 60
# One machine asks everything here, more often than a stranger may.
_NO_RATES = {"verify_per_minute": "0", "verify_per_day": "0", "verify_per_minute_with_key": "0"}
_LOOK_EVERY_SECONDS = 0.005
_PAUSE_SECONDS = 0.02
_JSON = "application/json"


@dataclass(frozen=True)
class Cost:
    """What a request cost: processor seconds, and bytes of memory at its highest over before."""

    seconds: float
    seconds_elsewhere: float
    grown_bytes: int


@dataclass(frozen=True)
class Server:
    """A running ``badgeservice serve``; its workers are its children.

    ``calm_seconds`` is how long it takes at most to verify a good badge when it has nothing to do.
    """

    url: str
    process: psutil.Process
    calm_seconds: float = 0.0

    def post(self, path: str, body: bytes, media_type: str = _JSON) -> str:
        """Send a body; gives the status, what became of it, and the code that decided.

        Such as ``200 indeterminate canonicalisation.limit`` or ``400 refused malformed-json``.
        """
        host = urlsplit(self.url).netloc
        with closing(HTTPConnection(host, timeout=_WAIT_SECONDS)) as connection:
            try:
                connection.request("POST", path, body, {"Content-Type": media_type})
            except (BrokenPipeError, ConnectionResetError):
                # What is far too large is refused before the end of it was sent.
                return TOO_LARGE
            response = connection.getresponse()
            return f"{response.status} {_word(json.loads(response.read()))}"

    def cost_of(self, action: Callable[[], object]) -> Cost:
        """What the server spends on an action while nobody else asks anything."""
        before, elsewhere = self._seconds(), self._seconds_elsewhere()
        with _Highest(self.process) as memory:
            action()
        return Cost(
            self._seconds() - before, self._seconds_elsewhere() - elsewhere, memory.grown_bytes
        )

    @contextmanager
    def others(self) -> Iterator["Others"]:
        """Somebody else who keeps having a good badge verified, until the block ends."""
        stop, others = Event(), Others()
        raw = write_json(a_good_badge())

        def keep_asking() -> None:
            while not stop.is_set() or not others.seconds:
                began = time.monotonic()
                others.answers.append(self.post(V1, raw))
                others.seconds.append(time.monotonic() - began)
                stop.wait(_PAUSE_SECONDS)

        asking = Thread(target=keep_asking)
        asking.start()
        try:
            yield others
        finally:
            stop.set()
            asking.join()

    def _seconds(self) -> float:
        times = self.process.cpu_times()
        return float(times.user + times.system)

    def _seconds_elsewhere(self) -> float:
        """Of all workers, those that were stopped meanwhile included."""
        ended = self.process.cpu_times()
        running = [child.cpu_times() for child in self.process.children(recursive=True)]
        total = ended.children_user + ended.children_system
        return float(total + sum(one.user + one.system for one in running))


@dataclass
class Others:
    """What somebody else got for an answer, and after how many seconds."""

    answers: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


class _Highest:
    """Looks again and again how much memory a process and its workers hold."""

    def __init__(self, process: psutil.Process) -> None:
        self._processes = [process, *process.children()]
        self._stop = Event()
        self._before = self._highest = self._held()
        self._looking = Thread(target=self._look)

    @property
    def grown_bytes(self) -> int:
        return int(self._highest - self._before)

    def __enter__(self) -> Self:
        self._looking.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._looking.join()

    def _held(self) -> int:
        total = 0
        for process in self._processes:
            with suppress(psutil.NoSuchProcess):
                total += process.memory_info().rss
        return total

    def _look(self) -> None:
        while True:
            self._highest = max(self._highest, self._held())
            if self._stop.wait(_LOOK_EVERY_SECONDS):
                return


@contextmanager
def serving(folder: Path, *, conformance: bool) -> Iterator[Server]:
    """A server on a free port of this machine that has seen a badge of every size already."""
    mode = ["--conformance"] if conformance else []
    if not conformance:
        assert run("migrate", "--data", folder).code == 0
        assert run("keys", "init", "--data", folder).code == 0
    with started("serve", *mode, "--port", "0", "--data", folder, **_NO_RATES) as process:
        assert process.stderr is not None
        said = next(line for line in process.stderr if line.startswith("Serving "))
        found = re.search(r"port (\d+)\.$", said)
        assert found, said
        server = _warmed_up(Server(f"http://127.0.0.1:{found[1]}", psutil.Process(process.pid)))
        before = server.process.memory_info().rss
        yield server
        grown = server.process.memory_info().rss - before
        process.terminate()
        ended = finish(process)
    assert ended.code == 0
    # A request is never logged, and no mistake of ours was.
    assert [one for one in ended.err.splitlines() if "Stop" not in one] == []
    assert grown < MOST_BYTES


def assert_refused_cheaply(
    server: Server, path: str, body: bytes, expected: str, media_type: str = _JSON
) -> None:
    """Send it alone and measure; then send it while somebody else is asking.

    Time is counted on the processor, so that a busy machine changes nothing; only what somebody
    else waits is counted on the wall, against what that takes on a quiet server. What takes long in
    a worker may be given up there instead.
    """
    answers = []
    cost = server.cost_of(lambda: answers.append(server.post(path, body, media_type)))
    accepted = {expected} | (
        GIVEN_UP if cost.seconds_elsewhere > _LONG_ELSEWHERE_SECONDS else set()
    )
    assert accepted.issuperset(answers), (answers, cost)
    assert cost.seconds < MOST_SECONDS, cost
    assert cost.grown_bytes < MOST_BYTES, cost
    with server.others() as others:
        assert server.post(path, body, media_type) in accepted
    assert set(others.answers) == {GOOD}
    assert max(others.seconds) < MOST_SECONDS + 5 * server.calm_seconds, others


def _word(told: Mapping[str, Any]) -> str:
    """What became of a submission, and the code of whatever decided it."""
    if "verdict" in told:
        deciding = {"invalid": "fail", "indeterminate": "unknown", "valid": "pass"}[told["verdict"]]
        found = [one["code"] for one in told["checks"] if one["outcome"] == deciding]
        return f"{told['verdict']} {found[0]}"
    if told.get("verified"):
        return "verified"
    if "verifiableCredential" in told:
        return "issued"
    first = told.get("errors", [told])[0]["code"]
    return f"unverified {first}" if "verified" in told else f"refused {first}"


def _warmed_up(server: Server) -> Server:
    """Contexts are read and the worker is started when they are first needed."""
    for badge in (a_good_badge(), a_large_badge()):
        server.post(V1, write_json(badge))
        server.post(VC_API, write_json({"verifiableCredential": badge}))
        presented = {"verifiablePresentation": presentation(badge)}
        server.post(PRESENTATIONS, write_json(presented))
    with server.others() as calm:
        time.sleep(10 * _PAUSE_SECONDS)
    return replace(server, calm_seconds=max(calm.seconds))
