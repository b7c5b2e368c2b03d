"""A bounded place for costly judging: processes of our own, with a time and a memory limit.

Deciding is pure, so it can be done anywhere. Small credentials are judged where they are, in a few
milliseconds. A large one may keep a processor busy for seconds, and in this process that would
slow everybody else: it is judged in another one, which is stopped when its time is over.
"""

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from queue import Empty, LifoQueue
from threading import Lock, Timer

from badgeservice.openbadges.verification import (
    Materials,
    Policy,
    Published,
    Report,
    Submission,
    decide,
    undecided,
)

TOO_COSTLY = "budget.exceeded"
START_SECONDS = 30.0
_LENGTH_BYTES = 8
_WORKER = "badgeservice.journeys.bench_worker"

Judge = Callable[[Submission, Materials, datetime, Policy], Report]


def judge_here(
    submission: Submission, materials: Materials, now: datetime, policy: Policy
) -> Report:
    """Judge in this process, whatever it costs: for commands and tests."""
    return decide(submission, materials, now=now, policy=policy)


@dataclass(frozen=True, slots=True)
class BenchLimits:
    """``inline_bytes``: up to this size, its status lists included, a credential is judged here.

    ``workers`` other processes take the rest, each for at most ``seconds`` a credential (waiting
    for a free one included) and with ``memory_bytes`` of address space.
    """

    inline_bytes: int = 32_768
    workers: int = 1
    seconds: float = 2.0
    memory_bytes: int = 1_073_741_824


class Bench:
    """Judges credentials: the small ones here, the large ones in processes of their own.

    ``arguments`` are those of ``bench_worker``. A worker is started when it is first needed.
    """

    def __init__(self, limits: BenchLimits, arguments: Sequence[str] = ()) -> None:
        self._limits = limits
        self._arguments = [str(limits.memory_bytes), *arguments]
        self._idle: LifoQueue[_Worker | None] = LifoQueue()
        for _ in range(limits.workers):
            self._idle.put(None)
        self._lock = Lock()
        self._is_closed = False

    def __call__(
        self, submission: Submission, materials: Materials, now: datetime, policy: Policy
    ) -> Report:
        """Judge one credential; one that costs too much is undecided (``budget.exceeded``)."""
        if _bytes_of(submission, materials) <= self._limits.inline_bytes:
            return decide(submission, materials, now=now, policy=policy)
        try:
            worker = self._idle.get(timeout=self._limits.seconds)
        except Empty:
            return undecided(TOO_COSTLY, now=now, policy=policy)
        report = None
        try:
            if worker is None or not worker.is_alive():
                worker = _Worker(self._arguments)
            report = worker.ask((submission, materials, now, policy), self._limits.seconds)
        finally:
            self._give_back(worker, is_usable=report is not None)
        return report or undecided(TOO_COSTLY, now=now, policy=policy)

    def close(self) -> None:
        """Stop the workers; one that is busy stops when its time is over."""
        with self._lock:
            self._is_closed = True
            while not self._idle.empty():
                worker = self._idle.get_nowait()
                if worker is not None:
                    worker.stop()

    def _give_back(self, worker: "_Worker | None", *, is_usable: bool) -> None:
        with self._lock:
            if worker is not None and (self._is_closed or not is_usable):
                worker.stop()
                worker = None
            self._idle.put(worker)


def _bytes_of(submission: Submission, materials: Materials) -> int:
    """What a stranger wrote and we would read: the credential and the lists that were fetched."""
    lists = materials.status_lists.values()
    fetched = sum(len(one.body) for one in lists if isinstance(one, Published))
    return len(submission.document.raw) + fetched


class _Worker:
    """One process that judges; it is asked one thing at a time."""

    def __init__(self, arguments: Sequence[str]) -> None:
        # Our own interpreter and our own module; nothing of a request is in the command.
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", _WORKER, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._is_ready = False

    def is_alive(self) -> bool:
        """Whether it still runs; one that ended by itself leaves nothing open."""
        if self._process.poll() is None:
            return True
        self.stop()
        return False

    def ask(self, question: object, seconds: float) -> Report | None:
        """The answer, or None when it takes longer than ``seconds`` or more than its memory.

        The time begins when the process is ready to be asked.
        """
        try:
            self._get_ready()
            return self._exchange(pickle.dumps(question), seconds)
        except (OSError, EOFError):
            return None

    def stop(self) -> None:
        """End the process and wait until it is gone."""
        self._process.kill()
        self._process.communicate()

    def _get_ready(self) -> None:
        if not self._is_ready:
            with _stopped_after(START_SECONDS, self._process):
                self._read(_LENGTH_BYTES)
            self._is_ready = True

    def _exchange(self, question: bytes, seconds: float) -> Report | None:
        with _stopped_after(seconds, self._process):
            self._write(len(question).to_bytes(_LENGTH_BYTES, "big") + question)
            length = int.from_bytes(self._read(_LENGTH_BYTES), "big")
            # What comes back was made by our own module, from values of our own.
            answer = pickle.loads(self._read(length)) if length else None  # noqa: S301
        return answer if isinstance(answer, Report) else None

    def _write(self, body: bytes) -> None:
        if self._process.stdin is None:
            raise EOFError
        self._process.stdin.write(body)
        self._process.stdin.flush()

    def _read(self, length: int) -> bytes:
        body = b"" if self._process.stdout is None else self._process.stdout.read(length)
        if len(body) != length:
            raise EOFError
        return body


@contextmanager
def _stopped_after(seconds: float, process: "subprocess.Popen[bytes]") -> Iterator[None]:
    watch = Timer(seconds, process.kill)
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
