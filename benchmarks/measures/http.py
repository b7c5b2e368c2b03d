"""Verifying over HTTP: our server against fastify with Digital Bazaar's libraries.

Ours judges everything: schema, binding of the key to the issuer, dates, status, recognition. The
peer verifies the proof and the dates. The figure is what a request costs the server, all threads of
it, and not what it costs the one who asks.
"""

import itertools
import math
import statistics
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.peers.digitalbazaar.installation import find_fault

from benchmarks.figures import OURS, Figure, Findings
from benchmarks.founding import Founded, found
from benchmarks.measures.bench import Bench
from benchmarks.serving.servers import Load, Server, loading, serving_ours, serving_peer
from benchmarks.supply import DOCUMENTS
from benchmarks.timing import Bare, Case, time_cases

NAME = "http"
TITLE = "Verify over HTTP, CPU of the server per request"
PEER = "fastify + Digital Bazaar"
OPERATION = "verify"

# The clock of a process ticks a hundred times a second, so a slice has to be longer here.
_SLICES, _LEAST_SECONDS = 5, 0.05
_WARM_UP_REQUESTS, _WARM_UP_SLICES = 16, 3


@dataclass(slots=True)
class _Job:
    subject: str
    contestant: str
    server: Server
    bodies: Iterator[str]
    count: int = _WARM_UP_REQUESTS
    per_request: list[float] = field(default_factory=list)


def measure(bench: Bench) -> Findings:
    """Both documents at both servers, one after the other in every round."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        founded = found(folder)
        load = stack.enter_context(loading())
        servers = {OURS: stack.enter_context(serving_ours(founded))}
        fault = find_fault()
        if fault is None:
            servers[PEER] = stack.enter_context(serving_peer(founded))
        else:
            bench.pool.absent[PEER] = fault
        jobs = [
            _Job(subject, name, server, bodies(founded, subject))
            for subject in DOCUMENTS
            for name, server in servers.items()
        ]
        figures = _time(bench, load, jobs)
    return Findings(figures=[*figures, *_limits(bench)])


def bodies(founded: Founded, subject: str) -> Iterator[str]:
    """Signed badges of the issuer of that service, each one different."""
    base = DOCUMENTS[subject](founded.issuer_did)
    return (founded.signing.text(base, number) for number in itertools.count())


def _time(bench: Bench, load: Load, jobs: list[_Job]) -> list[Figure]:
    bench.report_progress(0, bench.plan.rounds)
    for job in jobs:
        _warm_up(load, job, max(_LEAST_SECONDS, bench.plan.slice_seconds * _SLICES))
    for done in range(bench.plan.rounds):
        for job in jobs:
            job.per_request.append(_ask(load, job) / job.count)
        bench.report_progress(done + 1, bench.plan.rounds)
    return [
        Figure(
            part=NAME,
            subject=job.subject,
            operation=OPERATION,
            contestant=job.contestant,
            seconds=statistics.median(job.per_request),
            fastest=min(job.per_request),
            slowest=max(job.per_request),
            runs_per_round=job.count,
        )
        for job in jobs
    ]


def _ask(load: Load, job: _Job) -> float:
    fresh = list(itertools.islice(job.bodies, job.count))
    before = job.server.cpu_seconds()
    load.send(job.server, fresh)
    return job.server.cpu_seconds() - before


def _warm_up(load: Load, job: _Job, slice_seconds: float) -> None:
    seconds = total = _ask(load, job)
    while seconds < slice_seconds or total < slice_seconds * _WARM_UP_SLICES:
        if seconds < slice_seconds:
            job.count *= 2
        seconds = _ask(load, job)
        total += seconds
    job.count = max(1, math.ceil(job.count * slice_seconds / seconds))


def _limits(bench: Bench) -> list[Figure]:
    """One signature to check, whatever is around it."""
    cases = [
        Case(
            part=NAME,
            subject=subject,
            task={"kind": "none"},
            operations={OPERATION: str},
            contestants=(),
            bare={OPERATION: Bare("Ed25519", "verify")},
        )
        for subject in DOCUMENTS
    ]
    return time_cases(bench.pool, cases, bench.plan)
