"""A target is reached or not by what was measured, and by nothing else."""

import pytest
from benchmarks.contestants import DIGITAL_BAZAAR
from benchmarks.figures import LIMIT, OURS, Figure, Findings, Results, Tally, gather
from benchmarks.measures import growth
from benchmarks.targets import (
    MUST_REACH,
    Target,
    judge,
    share_of_limit,
    straight,
    taken_share,
    times_faster,
    within,
    worst_within,
    write_seconds,
)

KEY = ("embedded", "basic", "verify")


def results(*seconds: tuple[str, float], key: tuple[str, str, str] = KEY) -> Results:
    figures = [Figure(*key, name, value, value, value, 1) for name, value in seconds]
    return gather([Findings(figures=figures)], {})


def verdict(target: Target, found: Results) -> str:
    return judge(found, [target])[0].verdict


FASTER = times_faster("verify", KEY, DIGITAL_BAZAAR, 20)


@pytest.mark.parametrize(
    ("theirs", "expected"), [(20.0, "reached"), (21.0, "reached"), (19.9, "NOT REACHED")]
)
def test_a_ratio_is_reached_from_its_bound_on(theirs: float, expected: str) -> None:
    assert verdict(FASTER, results((OURS, 1.0), (DIGITAL_BAZAAR, theirs))) == expected


def test_a_ratio_to_another_peer_does_not_count() -> None:
    assert verdict(FASTER, results((OURS, 1.0), ("PyLD", 100.0))) == "not measured"


def test_without_our_own_figure_nothing_is_reached() -> None:
    assert verdict(FASTER, results((DIGITAL_BAZAAR, 100.0))) == "not measured"


def test_what_was_measured_elsewhere_does_not_count() -> None:
    found = results((OURS, 1.0), (DIGITAL_BAZAAR, 90.0), key=("embedded", "rich", "verify"))
    assert verdict(FASTER, found) == "not measured"


@pytest.mark.parametrize(("limit", "expected"), [(0.6, "reached"), (0.59, "NOT REACHED")])
def test_a_share_of_the_limit(limit: float, expected: str) -> None:
    found = results((OURS, 1.0), (LIMIT, limit))
    assert verdict(share_of_limit("verify", KEY, 0.6), found) == expected


@pytest.mark.parametrize(("ours", "expected"), [(0.01, "reached"), (0.0101, "NOT REACHED")])
def test_seconds_are_a_ceiling(ours: float, expected: str) -> None:
    assert verdict(within("verify", KEY, 0.01), results((OURS, ours))) == expected


def test_the_worst_of_a_part_decides() -> None:
    figures = [
        Figure("hostile", name, "refuse", OURS, seconds, seconds, seconds, 1)
        for name, seconds in (("a", 0.001), ("b", 0.06), ("c", 0.002))
    ]
    [judged] = judge(
        gather([Findings(figures=figures)], {}), [worst_within("worst", "hostile", 0.05)]
    )
    assert (judged.found, judged.verdict) == ("60.0 ms", "NOT REACHED")


def grown(*pairs: tuple[int, float]) -> Results:
    figures = [
        Figure(growth.NAME, growth.subject(size), "verify", OURS, seconds, seconds, seconds, 1)
        for size, seconds in pairs
    ]
    return gather([Findings(figures=figures)], {})


@pytest.mark.parametrize(
    ("last", "expected"), [(1.0, "reached"), (1.45, "reached"), (2.0, "NOT REACHED")]
)
def test_growth_is_straight_when_the_last_parts_cost_what_the_first_did(
    last: float, expected: str
) -> None:
    found = grown((10, 0.01), (100, 0.1), (1_000, last))
    assert verdict(straight("growth", 1.5), found) == expected


@pytest.mark.parametrize(
    "pairs", [[(10, 0.1), (100, 0.1), (1_000, 0.1)], [(10, 0.1), (1_000, 1.0)], []]
)
def test_growth_that_cannot_be_told_is_not_measured(pairs: list[tuple[int, float]]) -> None:
    assert verdict(straight("growth", 1.5), grown(*pairs)) == "not measured"


@pytest.mark.parametrize(("count", "expected"), [(99, "reached"), (98, "NOT REACHED")])
def test_a_share_of_a_tally(count: int, expected: str) -> None:
    target = taken_share("taken", "engine", "all", 0.99)
    found = gather([Findings(tallies=[Tally("engine", "all", count, 100)])], {})
    assert verdict(target, found) == expected


def test_another_tally_does_not_count() -> None:
    target = taken_share("taken", "engine", "all", 0.99)
    found = gather([Findings(tallies=[Tally("engine", "demo", 100, 100)])], {})
    assert verdict(target, found) == "not measured"


def test_of_a_run_without_figures_no_target_is_reached() -> None:
    judged = judge(Results(), MUST_REACH)
    assert {one.verdict for one in judged} == {"not measured"}
    assert {one.found for one in judged} == {"-"}


def test_no_target_is_there_twice() -> None:
    named = [(target.what, target.wanted) for target in MUST_REACH]
    assert len(set(named)) == len(named)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.000_012_3, "12.3 µs"), (0.0123, "12.3 ms"), (1.234, "1.23 s"), (0.001, "1.0 ms")],
)
def test_a_duration_has_the_unit_that_fits(seconds: float, text: str) -> None:
    assert write_seconds(seconds) == text
