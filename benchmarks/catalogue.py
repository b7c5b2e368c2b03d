"""The parts of the benchmark in the order in which they run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.figures import Findings
from benchmarks.measures import (
    baking,
    bulk,
    embedded,
    growth,
    hostile,
    http,
    stages,
    status_lists,
    suites,
    taken,
    tokens,
)
from benchmarks.measures.bench import Bench
from benchmarks.measures.skills import search


@dataclass(frozen=True, slots=True)
class Part:
    """``title`` is what stands above its table."""

    title: str
    measure: Callable[[Bench], Findings]


PARTS: Mapping[str, Part] = {
    module.NAME: Part(module.TITLE, module.measure)
    for module in (
        embedded,
        stages,
        suites,
        tokens,
        growth,
        http,
        bulk,
        baking,
        status_lists,
        search,
        hostile,
        taken,
    )
}
