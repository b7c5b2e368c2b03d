"""Interleaved rounds: every contestant does a stage before any contestant does the next."""

import math
import statistics
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.contestants import Contestant
from benchmarks.stages import STAGES, Stage


@dataclass(frozen=True, slots=True)
class Plan:
    """``slice_seconds`` is the CPU time that one measurement should take."""

    rounds: int
    slice_seconds: float
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timing:
    """CPU seconds per run: the median of the rounds, and the fastest and slowest round."""

    contestant: str
    document: str
    stage: Stage
    median: float
    fastest: float
    slowest: float
    runs_per_round: int


@dataclass(frozen=True, slots=True)
class _Job:
    contestant: Contestant
    document: str
    stage: Stage
    count: int
    per_run: list[float]


def time_all(
    contestants: list[Contestant], plan: Plan, report_progress: Callable[[int, int], None]
) -> list[Timing]:
    """Time every stage of every contestant; ``report_progress`` gets rounds done and planned.

    A warm-up that counts for nothing comes first: it lets caches fill and compilers compile, and
    it finds how many runs fill one slice.
    """
    jobs = [
        _warm_up(contestant, document, stage, plan.slice_seconds)
        for document in plan.documents
        for stage in STAGES
        for contestant in contestants
        if stage in contestant.stages[document]
    ]
    for done in range(plan.rounds):
        report_progress(done, plan.rounds)
        for job in jobs:
            seconds = job.contestant.measure(job.document, job.stage, job.count)
            job.per_run.append(seconds / job.count)
    report_progress(plan.rounds, plan.rounds)
    return [_summarise(job) for job in jobs]


def _warm_up(contestant: Contestant, document: str, stage: Stage, slice_seconds: float) -> _Job:
    count, seconds = 1, contestant.measure(document, stage, 1)
    while seconds < slice_seconds:
        count *= 2
        seconds = contestant.measure(document, stage, count)
    return _Job(contestant, document, stage, max(1, math.ceil(count * slice_seconds / seconds)), [])


def _summarise(job: _Job) -> Timing:
    return Timing(
        contestant=job.contestant.name,
        document=job.document,
        stage=job.stage,
        median=statistics.median(job.per_run),
        fastest=min(job.per_run),
        slowest=max(job.per_run),
        runs_per_round=job.count,
    )
