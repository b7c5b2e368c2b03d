"""Interleaved rounds: every contestant does an operation before any contestant does the next."""

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.contestants import Contestant, Pool
from benchmarks.figures import LIMIT, Figure

Supply = Callable[[int], str]
"""Gives the input with a number, different from all others."""

_MOST_INPUTS = 1_000
_MOST_CHARACTERS = 8_000_000
# V8 needs more than half a second of an operation to become as fast as it gets.
_WARM_UP_SLICES = 10
_MOST_GROWTH = 16


@dataclass(frozen=True, slots=True)
class Plan:
    """``slice_seconds`` is the CPU time that one measurement should take."""

    rounds: int
    slice_seconds: float


@dataclass(frozen=True, slots=True)
class Bare:
    """The cryptography that an operation cannot do without.

    ``count`` times ``action`` (``sign`` or ``verify``) with a key of ``algorithm``, over as many
    bytes as are really signed.
    """

    algorithm: str
    action: str
    count: int = 1
    message_bytes: int = 64


@dataclass(frozen=True, slots=True)
class Case:
    """What is timed on one subject: each operation with its inputs, and who takes part.

    ``task`` is handed to every contestant and has a ``kind`` that it knows or not. No contestant
    sees an input twice, unless it takes a while to make one: then ``rotation`` of them take turns.
    """

    part: str
    subject: str
    task: Mapping[str, Any]
    operations: Mapping[str, Supply]
    contestants: Sequence[str]
    bare: Mapping[str, Bare] = field(default_factory=dict)
    rotation: int | None = None


class _Inputs:
    """The inputs of one operation as far as they were made; contestants share them."""

    def __init__(self, supply: Supply, rotation: int | None) -> None:
        self._supply = supply
        self._rotation = rotation
        self._made: list[str] = []

    def take(self, begin: int, count: int) -> list[str]:
        """Those from ``begin`` on: ``count``, or fewer if more would be too much to send."""
        if self._rotation is not None:
            begin, count = 0, min(count, self._rotation)
        count = min(count, _MOST_INPUTS)
        while len(self._made) < begin + count:
            self._made.append(self._supply(len(self._made)))
        fitting = max(1, _MOST_CHARACTERS // max(1, len(self._made[begin])))
        return self._made[begin : begin + min(count, fitting)]


@dataclass(slots=True)
class _Job:
    case: Case
    operation: str
    contestant: Contestant
    inputs: _Inputs
    used: int = 0
    count: int = 1
    per_run: list[float] = field(default_factory=list)


def time_cases(
    pool: Pool,
    cases: Sequence[Case],
    plan: Plan,
    report_progress: Callable[[int, int], None] = lambda done, planned: None,
) -> list[Figure]:
    """Time every operation of every case; ``report_progress`` gets rounds done and planned.

    A warm-up that counts for nothing comes first: it lets caches fill and compilers compile, and
    it finds how many runs fill one slice.
    """
    jobs = [job for case in cases for job in _prepare(pool, case)]
    report_progress(0, plan.rounds)
    for job in jobs:
        _warm_up(job, plan.slice_seconds)
    for done in range(plan.rounds):
        for job in jobs:
            job.per_run.append(_measure(job) / job.count)
        report_progress(done + 1, plan.rounds)
    return [_summarise(job) for job in jobs]


def _prepare(pool: Pool, case: Case) -> list[_Job]:
    """The jobs of a case, those of one operation behind each other."""
    contestants = pool.find([*case.contestants, *([LIMIT] if case.bare else ())])
    can = {one.name: one.prepare(_name(case), _task(case, one)) for one in contestants}
    found = []
    for operation, supply in case.operations.items():
        inputs = _Inputs(supply, case.rotation)
        able = [one for one in contestants if operation in can[one.name]]
        found += [_Job(case, operation, one, inputs) for one in able]
    return found


def _task(case: Case, contestant: Contestant) -> dict[str, Any]:
    if contestant.name != LIMIT:
        return dict(case.task)
    bare = {
        name: [one.algorithm, one.action, one.count, one.message_bytes]
        for name, one in case.bare.items()
    }
    return {"kind": "bare", "operations": bare}


def _name(case: Case) -> str:
    return f"{case.part} {case.subject}"


def _measure(job: _Job) -> float:
    """CPU seconds of ``job.count`` runs, which may become a few more to come out even."""
    contestant, name = job.contestant, _name(job.case)
    if contestant.name == LIMIT:
        # Bare cryptography has a message of its own.
        return contestant.measure(name, job.operation, [""], repeat=job.count)
    at_once = len(job.inputs.take(job.used, job.count))
    repeat = math.ceil(job.count / at_once)
    taken = job.inputs.take(job.used, math.ceil(job.count / repeat))
    job.used += len(taken)
    job.count = repeat * len(taken)
    return contestant.measure(name, job.operation, taken, repeat=repeat)


def _warm_up(job: _Job, slice_seconds: float) -> None:
    seconds = total = _measure(job)
    most = slice_seconds * (_WARM_UP_SLICES if job.contestant.compiles else 1)
    while seconds < slice_seconds or total < most:
        if seconds < slice_seconds:
            job.count *= min(_MOST_GROWTH, max(2, int(slice_seconds / max(seconds, 1e-9))))
        seconds = _measure(job)
        total += seconds
    job.count = max(1, math.ceil(job.count * slice_seconds / seconds))


def _summarise(job: _Job) -> Figure:
    return Figure(
        part=job.case.part,
        subject=job.case.subject,
        operation=job.operation,
        contestant=job.contestant.name,
        seconds=statistics.median(job.per_run),
        fastest=min(job.per_run),
        slowest=max(job.per_run),
        runs_per_round=job.count,
    )
