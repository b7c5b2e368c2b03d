"""The maths of the tables: rows, ratios, shares."""

import pytest
from benchmarks.figures import (
    LIMIT,
    MEMO_OFF,
    OURS,
    Figure,
    Findings,
    Results,
    Tally,
    gather,
    make_rows,
)

KEY = ("embedded", "basic", "verify")


def figure(contestant: str, seconds: float, subject: str = "basic") -> Figure:
    return Figure("embedded", subject, "verify", contestant, seconds, seconds, seconds, 10)


def test_a_ratio_is_the_time_of_the_peer_over_ours() -> None:
    [row] = make_rows([figure(OURS, 2.0), figure("a peer", 50.0), figure("another", 1.0)])
    assert row.ratios == {"a peer": 25.0, "another": 0.5}


def test_neither_the_limit_nor_ourselves_without_memo_is_a_peer() -> None:
    [row] = make_rows([figure(OURS, 2.0), figure(MEMO_OFF, 3.0), figure(LIMIT, 1.0)])
    assert row.ratios == {}
    assert row.seconds[MEMO_OFF] == 3.0


def test_the_share_of_the_limit_is_the_limit_over_ours() -> None:
    [row] = make_rows([figure(OURS, 2.0), figure(LIMIT, 0.5)])
    assert (row.limit, row.share_of_limit) == (0.5, 0.25)


def test_without_our_figure_there_is_no_ratio_and_no_share() -> None:
    [row] = make_rows([figure("a peer", 5.0), figure(LIMIT, 0.5)])
    assert (row.ratios, row.limit, row.share_of_limit) == ({}, 0.5, None)


def test_without_a_limit_there_is_no_share() -> None:
    [row] = make_rows([figure(OURS, 2.0)])
    assert (row.limit, row.share_of_limit) == (None, None)


def test_figures_of_different_subjects_never_meet_in_a_row() -> None:
    rows = make_rows([figure(OURS, 2.0), figure("a peer", 50.0, "rich"), figure(OURS, 5.0, "rich")])
    assert [(row.subject, row.ratios) for row in rows] == [("basic", {}), ("rich", {"a peer": 10})]


def test_what_was_not_measured_is_not_there() -> None:
    results = gather([Findings(figures=[figure(OURS, 2.0)])], {})
    assert results.seconds(KEY) == 2.0
    assert results.seconds(KEY, "a peer") is None
    assert results.seconds(("embedded", "rich", "verify")) is None
    assert results.row(("http", "basic", "verify")) is None


def test_the_parts_are_put_together_in_order() -> None:
    tally = Tally("engine", "all", 1, 2)
    first = Findings(figures=[figure(OURS, 2.0)], notes=["one"])
    second = Findings(figures=[figure("a peer", 4.0)], tallies=[tally], notes=["two"])
    results = gather([first, second], {"jose": "get it"})
    assert results.rows[0].ratios == {"a peer": 2.0}
    assert (list(results.notes), list(results.tallies)) == (["one", "two"], [tally])
    assert results.absent == {"jose": "get it"}


@pytest.mark.parametrize(("count", "total", "share"), [(99, 100, 0.99), (0, 5, 0.0), (0, 0, 0.0)])
def test_the_share_of_a_tally(count: int, total: int, share: float) -> None:
    assert Tally("engine", "all", count, total).share == share


def test_nothing_measured_gives_no_rows() -> None:
    assert gather([], {}).rows == []
    assert Results().row(KEY) is None


def test_a_fault_of_one_part_stays_with_the_whole() -> None:
    assert gather([Findings(faults=["http failed"]), Findings()], {}).faults == ["http failed"]
