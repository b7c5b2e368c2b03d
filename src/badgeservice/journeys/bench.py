"""A bounded place for costly judging: processes of our own, with a time and a memory limit.

Deciding is pure, so it can be done anywhere. Small credentials are judged where they are, in a few
milliseconds. A large one may keep a processor busy for seconds, and in this process that would
slow everybody else: it is judged in another one, which is stopped when its time is over. The same
holds for other pure work on what a stranger sent, such as reading a presentation.
"""

import math
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from queue import Empty, LifoQueue
from threading import Lock, Timer
from typing import Any, Protocol, TypeVar

from badgeservice.errors import Refusal
from badgeservice.openbadges.verification import (
    Materials,
    Policy,
    Published,
    Report,
    Submission,
    decide,
    undecided,
)
from badgeservice.proofs.canonical import Reading

TOO_COSTLY = "budget.exceeded"
START_SECONDS = 30.0
OPEN_WEIGHT = 8
_LENGTH_BYTES = 8
_WORKER = "badgeservice.journeys.bench_worker"

Judge = Callable[[Submission, Materials, datetime, Policy], Report]

Result = TypeVar("Result")


class TooCostly(Exception):
    """The work was given up: it took more time or memory than it may."""


class Place(Protocol):
    """Does work of ``size`` bytes in at most ``seconds``; raises ``TooCostly``.

    The work is a function of a module that decides by its arguments alone; they and its result
    are values. What it refuses is raised as it would be here.
    """

    def __call__(
        self, work: Callable[..., Any], arguments: Sequence[object], *, size: int, seconds: float
    ) -> Any:
        """Do it, here or elsewhere."""


def judge_here(
    submission: Submission, materials: Materials, now: datetime, policy: Policy
) -> Report:
    """Judge in this process, whatever it costs: for commands and tests."""
    return decide(submission, materials, now=now, policy=policy)


class Sitting:
    """What one request has to be judged: all of it where ``size`` belongs, in ``seconds`` together.

    ``size`` are the bytes that are read again with everything that is judged.
    """

    def __init__(self, place: Place, size: int = 0, seconds: float = math.inf) -> None:
        self._place = place
        self._size = size
        self._seconds = seconds
        self._spent = 0.0

    def do(self, work: Callable[..., Result], *arguments: object) -> Result:
        """Do a part of it, as ``Place`` does; raises ``TooCostly``, also when time is spent."""
        result: Result = self._do(work, arguments, self._size)
        return result

    def judge(
        self, submission: Submission, materials: Materials, now: datetime, policy: Policy
    ) -> Report:
        """Judge one credential; one that costs too much is undecided (``budget.exceeded``)."""
        size = max(self._size, _bytes_of(submission, materials, policy))
        try:
            report: Report = self._do(judge_here, (submission, materials, now, policy), size)
        except TooCostly:
            return undecided(TOO_COSTLY, now=now, policy=policy)
        return report

    def _do(self, work: Callable[..., Any], arguments: Sequence[object], size: int) -> Any:
        if self._spent > self._seconds:
            raise TooCostly
        began = time.monotonic()
        try:
            left = self._seconds - self._spent
            return self._place(work, arguments, size=size, seconds=left)
        finally:
            self._spent += time.monotonic() - began


def do_here(
    work: Callable[..., Any], arguments: Sequence[object], *, size: int, seconds: float
) -> Any:
    """Do it in this process, whatever it costs: for commands and tests."""
    return work(*arguments)


def sit_here(size: int) -> Sitting:
    """Judge everything in this process, whatever it costs: for commands and tests."""
    return Sitting(do_here, size)


@dataclass(frozen=True, slots=True)
class BenchLimits:
    """``inline_bytes``: up to this size, its status lists included, a credential is judged here.

    ``workers`` other processes take the rest, each for at most ``seconds`` a request (waiting
    for a free one included) and with ``memory_bytes`` of address space.
    """

    inline_bytes: int = 32_768
    workers: int = 1
    seconds: float = 2.0
    memory_bytes: int = 1_073_741_824


class Bench:
    """Judges what was sent: the small things here, the large ones in processes of their own.

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
        return self.sitting(0).judge(submission, materials, now, policy)

    def sitting(self, size: int) -> Sitting:
        """Judge what belongs together, ``size`` bytes of it in all, in the time for one."""
        return Sitting(self._do, size, self._limits.seconds)

    def _do(
        self, work: Callable[..., Any], arguments: Sequence[object], *, size: int, seconds: float
    ) -> Any:
        if size <= self._limits.inline_bytes:
            return work(*arguments)
        try:
            worker = self._idle.get(timeout=seconds)
        except Empty:
            raise TooCostly from None
        answer = None
        try:
            if worker is None or not worker.is_alive():
                worker = _Worker(self._arguments)
            answer = worker.ask((work, arguments), seconds)
        finally:
            self._give_back(worker, is_usable=answer is not None)
        if answer is None:
            raise TooCostly
        if answer.refusal is not None:
            raise answer.refusal
        return answer.result

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


def _bytes_of(submission: Submission, materials: Materials, policy: Policy) -> int:
    """What a stranger wrote and we would read: the credential and the lists that were fetched.

    Contexts that are written out make a document cost more to read than its size tells.
    """
    sd_jwt = submission.sd_jwt
    given = len(submission.document.raw) if sd_jwt is None else len(sd_jwt.text)
    lists = materials.status_lists.values()
    fetched = sum(len(one.body) for one in lists if isinstance(one, Published))
    weight = OPEN_WEIGHT if policy.reading is Reading.OPEN else 1
    return given * weight + fetched


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker came to: a result, or what it refused."""

    result: Any = None
    refusal: Refusal | None = None


class _Worker:
    """One process that works; it is asked one thing at a time."""

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

    def ask(self, question: object, seconds: float) -> Answer | None:
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

    def _exchange(self, question: bytes, seconds: float) -> Answer | None:
        with _stopped_after(seconds, self._process):
            self._write(len(question).to_bytes(_LENGTH_BYTES, "big") + question)
            length = int.from_bytes(self._read(_LENGTH_BYTES), "big")
            # What comes back was made by our own module, from values of our own.
            answer = pickle.loads(self._read(length)) if length else None  # noqa: S301
        return answer if isinstance(answer, Answer) else None

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
