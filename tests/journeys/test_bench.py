"""A bounded place for costly judging: large things elsewhere, and never for long."""

from collections.abc import Callable, Iterator
from operator import setitem
from typing import Any

import pytest

from badgeservice.errors import MalformedJson
from badgeservice.journeys.bench import (
    Bench,
    BenchLimits,
    Judge,
    Sitting,
    TooCostly,
    do_here,
    judge_here,
    sit_here,
)
from badgeservice.openbadges.verification import STRICT, Report, Verdict, unwrap
from badgeservice.proofs.strict_json import read_json, write_json
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
    long = "x" * 40
    tags = {"credentialSubject": {"tag": [f"{long} {number}" for number in range(9_000)]}}
    assert judge(judges, elsewhere, **tags).leading_code == "budget.exceeded"


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


def test_other_work_is_done_like_judging(a_bench: MakeBench) -> None:
    assert a_bench().sitting(1).do(write_json, {"a": 1}) == b'{"a":1}'
    assert a_bench(inline_bytes=1, seconds=0.0).sitting(1).do(write_json, [2]) == b"[2]"


def test_work_that_comes_to_nothing_is_an_answer_too(a_bench: MakeBench) -> None:
    assert a_bench().sitting(1).do(setitem, {}, 1, 2) is None


def test_what_is_refused_elsewhere_is_refused_as_it_is_here(a_bench: MakeBench) -> None:
    raised = []
    for sitting in (a_bench().sitting(1), sit_here(1)):
        with pytest.raises(MalformedJson) as caught:
            sitting.do(read_json, b"[1,]")
        raised.append(caught.value)
    elsewhere, here = raised
    assert elsewhere.findings == here.findings != ()
    assert (elsewhere.detail, elsewhere.hint) == (here.detail, here.hint)


def test_what_work_prints_is_no_answer(a_bench: MakeBench) -> None:
    sitting = a_bench().sitting(1)
    assert sitting.do(print, "x" * 100) is None
    assert sitting.do(sum, [1, 2]) == 3


def test_work_that_takes_too_long_is_given_up(a_bench: MakeBench) -> None:
    bench = a_bench(seconds=1.0)
    with pytest.raises(TooCostly):
        bench.sitting(1).do(sum, range(10**12))
    assert bench.sitting(1).do(sum, [1, 2]) == 3


def test_what_sits_together_shares_the_time(a_bench: MakeBench, elsewhere: Simulator) -> None:
    sitting = a_bench(seconds=1.0).sitting(1)
    with pytest.raises(TooCostly):
        sitting.do(sum, range(10**12))
    # Nothing is left for what would have been quick.
    with pytest.raises(TooCostly):
        sitting.do(sum, [1, 2])
    assert judge(sitting.judge, elsewhere).leading_code == "budget.exceeded"


def test_small_things_that_belong_together_are_large(
    a_bench: MakeBench, elsewhere: Simulator
) -> None:
    bench = a_bench(inline_bytes=100_000, seconds=0.001)
    assert judge(bench.sitting(100_000).judge, elsewhere).verdict is Verdict.VALID
    assert judge(bench.sitting(100_001).judge, elsewhere).leading_code == "budget.exceeded"


def test_without_a_bench_everything_is_done_here(elsewhere: Simulator) -> None:
    assert sit_here(10**9).do(sum, [1, 2]) == 3
    assert judge(sit_here(10**9).judge, elsewhere).verdict is Verdict.VALID
    assert judge(Sitting(do_here).judge, elsewhere).verdict is Verdict.VALID
