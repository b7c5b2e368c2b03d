"""A bounded place for costly judging: large badges elsewhere, and never for long."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from badgeservice.journeys.bench import Bench, BenchLimits, Judge, judge_here
from badgeservice.openbadges.verification import STRICT, Report, Verdict, unwrap
from badgeservice.proofs.strict_json import write_json
from simulator import NOW, Simulator, a_credential

SECONDS = 30.0

MakeBench = Callable[..., Bench]


@pytest.fixture
def elsewhere() -> Simulator:
    return Simulator()


@pytest.fixture
def a_bench() -> Iterator[MakeBench]:
    """Makes benches on which nothing is small, with plenty of time; they are closed at the end."""
    made: list[Bench] = []

    def make(**limits: Any) -> Bench:
        made.append(Bench(BenchLimits(**{"inline_bytes": 0, "seconds": SECONDS} | limits)))
        return made[-1]

    yield make
    for one in made:
        one.close()


def judge(judges: Judge, elsewhere: Simulator, **changes: Any) -> Report:
    submission = unwrap(write_json(elsewhere.sign(a_credential()) | changes))
    return judges(submission, elsewhere.materials(), NOW, STRICT)


@pytest.mark.parametrize(
    "changes",
    [{}, {"name": "Another badge"}, {"description": "x" * 60_000}, {"surprise": 1}],
    ids=["good", "changed", "large", "unsigned"],
)
def test_another_process_judges_as_this_one_does(
    a_bench: MakeBench, elsewhere: Simulator, changes: dict[str, Any]
) -> None:
    submission = unwrap(write_json(elsewhere.sign(a_credential()) | changes))
    materials = elsewhere.materials()
    here = judge_here(submission, materials, NOW, STRICT)
    assert a_bench()(submission, materials, NOW, STRICT).to_json() == here.to_json()


def test_a_small_badge_needs_no_other_process(a_bench: MakeBench, elsewhere: Simulator) -> None:
    judges = a_bench(inline_bytes=100_000, seconds=0.0)
    assert judge(judges, elsewhere).verdict is Verdict.VALID


def test_a_large_list_counts_like_a_large_badge(a_bench: MakeBench, elsewhere: Simulator) -> None:
    judges = a_bench(inline_bytes=5_000, seconds=0.001)
    elsewhere.list_changes = {"description": "x" * 20_000}
    assert judge(judges, elsewhere).leading_code == "budget.exceeded"


def test_what_takes_too_long_is_undecided(a_bench: MakeBench, elsewhere: Simulator) -> None:
    report = judge(a_bench(seconds=0.001), elsewhere)
    assert report.leading_code == "budget.exceeded"
    assert report.verdict is Verdict.INDETERMINATE


def test_what_takes_too_much_memory_is_undecided(a_bench: MakeBench, elsewhere: Simulator) -> None:
    judges = a_bench(memory_bytes=1)
    tags = {"credentialSubject": {"tag": [f"tag {number}" for number in range(5_000)]}}
    assert judge(judges, elsewhere, **tags).leading_code == "budget.exceeded"
    # And the one after it is judged all the same, by whatever is left or anew.
    assert judge(judges, elsewhere).verdict in (Verdict.VALID, Verdict.INDETERMINATE)


def test_a_process_that_ended_is_replaced(a_bench: MakeBench, elsewhere: Simulator) -> None:
    judges = a_bench()
    assert judge(judges, elsewhere).verdict is Verdict.VALID
    worker = judges._idle.get_nowait()
    assert worker is not None
    worker._process.kill()
    worker._process.wait()
    judges._idle.put(worker)
    assert judge(judges, elsewhere).verdict is Verdict.VALID


def test_when_all_are_busy_for_too_long_it_is_undecided(
    a_bench: MakeBench, elsewhere: Simulator
) -> None:
    judges = a_bench(seconds=0.01)
    judges._idle.get_nowait()
    assert judge(judges, elsewhere).leading_code == "budget.exceeded"
