"""What every part of the benchmark is handed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.contestants import Pool
from benchmarks.figures import Findings
from benchmarks.timing import Case, Plan, time_cases


@dataclass(frozen=True, slots=True)
class Bench:
    """The contestants, how long to measure, and whom to tell how many rounds are done.

    ``bulk_count`` is how many badges are issued in bulk.
    """

    pool: Pool
    plan: Plan
    bulk_count: int = 10_000
    report_progress: Callable[[int, int], None] = lambda done, planned: None

    def time(self, cases: Sequence[Case]) -> Findings:
        """Time the cases, their rounds interleaved."""
        return Findings(figures=time_cases(self.pool, cases, self.plan, self.report_progress))
