"""Inputs are shared and never seen twice; every contestant does its part in every round."""

from contextlib import ExitStack
from itertools import count

import pytest
from benchmarks.contestants import (
    DIGITAL_BAZAAR,
    OPENBADGESLIB,
    PYLD,
    Contestant,
    Failed,
    Pool,
)
from benchmarks.figures import LIMIT, MEMO_OFF, OURS, Figure
from benchmarks.measures.hostile import find_works, worst
from benchmarks.supply import DOCUMENTS, ISSUER, Signing, describe, key_pair
from benchmarks.timing import Bare, Case, Plan, time_cases

from peers.absence import go_without


class Recorder(Contestant):
    """A contestant that needs as many seconds for an input as it says."""

    def __init__(self, name: str, *, compiles: bool = False) -> None:
        self.name = name
        self.compiles = compiles
        self.asked: list[tuple[list[str], int]] = []

    def prepare(self, subject, task):
        return ["work"]

    def measure(self, subject, operation, inputs, *, repeat=1):
        self.asked.append((list(inputs), repeat))
        return 0.01 * len(inputs) * repeat

    @property
    def seen(self) -> list[str]:
        return [one for inputs, _ in self.asked for one in inputs]


class Contest(Pool):
    """A pool of contestants that are there already."""

    def __init__(self, *contestants: Contestant) -> None:
        self.contestants = {one.name: one for one in contestants}

    def find(self, names):
        return [self.contestants[name] for name in names]


def case(rotation: int | None = None, **more) -> Case:
    names = more.pop("names", (OURS, "a peer"))
    return Case("part", "subject", {"kind": "any"}, {"work": str}, names, **more, rotation=rotation)


PLAN = Plan(rounds=3, slice_seconds=0.1)


def test_nobody_sees_an_input_twice() -> None:
    ours, peer = Recorder(OURS), Recorder("a peer")
    time_cases(Contest(ours, peer), [case()], PLAN)
    for one in (ours, peer):
        assert len(one.seen) > PLAN.rounds
        assert len(set(one.seen)) == len(one.seen)


def test_all_get_the_same_inputs_in_the_same_order() -> None:
    ours, peer = Recorder(OURS), Recorder("a peer")
    time_cases(Contest(ours, peer), [case()], PLAN)
    assert ours.seen == peer.seen == [str(number) for number in range(len(ours.seen))]


def test_inputs_that_take_long_to_make_take_turns() -> None:
    ours, peer = Recorder(OURS), Recorder("a peer")
    time_cases(Contest(ours, peer), [case(rotation=3)], PLAN)
    assert set(ours.seen) == {"0", "1", "2"}
    inputs, repeat = ours.asked[-1]
    assert len(inputs) * repeat >= 10


def test_a_figure_is_the_time_of_one_run() -> None:
    figures = time_cases(Contest(Recorder(OURS), Recorder("a peer")), [case()], PLAN)
    assert [figure.contestant for figure in figures] == [OURS, "a peer"]
    assert [figure.seconds for figure in figures] == pytest.approx([0.01, 0.01])


def test_who_compiles_while_it_runs_warms_up_longer() -> None:
    ours, peer = Recorder(OURS), Recorder("a peer", compiles=True)
    time_cases(Contest(ours, peer), [case()], PLAN)
    assert len(peer.seen) > len(ours.seen)


def test_the_limit_takes_no_inputs() -> None:
    ours, limit = Recorder(OURS), Recorder(LIMIT)
    one = case(names=(OURS,), bare={"work": Bare("Ed25519", "sign")})
    time_cases(Contest(ours, limit), [one], PLAN)
    assert set(limit.seen) == {""}
    assert limit.asked[-1][1] == 10


def test_rounds_are_told_as_they_are_done() -> None:
    told: list[tuple[int, int]] = []
    contest = Contest(Recorder(OURS), Recorder("a peer"))
    time_cases(contest, [case()], PLAN, lambda *one: told.append(one))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("name", [OURS, MEMO_OFF, PYLD, OPENBADGESLIB, DIGITAL_BAZAAR])
def test_every_contestant_takes_a_right_badge_and_no_changed_one(name: str) -> None:
    pair = key_pair("Ed25519")
    text = Signing(pair.private).text(DOCUMENTS["basic"](ISSUER), 1)
    with ExitStack() as stack:
        found = Pool(stack).find([name])
        if not found:
            go_without(f"{name} is not installed")
        task = describe("embedded", pair, cryptosuite="eddsa-rdfc-2022")
        assert found[0].prepare("one", task) == ["issue", "verify"]
        assert found[0].measure("one", "verify", [text]) >= 0
        with pytest.raises(Failed, match="ended before it answered"):
            found[0].measure("one", "verify", [text.replace("Jeugdtrainer", "Hoofdtrainer")])


def test_a_task_of_another_kind_gives_nothing_to_do() -> None:
    with ExitStack() as stack:
        limit = Pool(stack).find([LIMIT])[0]
        assert limit.prepare("one", {"kind": "baking"}) == []


def test_the_hostile_documents_of_the_tests_are_found() -> None:
    works = find_works()
    assert {"a good badge", "12-clique", "brackets"} <= works.keys()
    assert all(works.values())


def test_the_worst_is_the_slowest() -> None:
    numbers = count(1)
    figures = [
        Figure("hostile", name, "refuse", OURS, next(numbers), 1, 1, 1) for name in ("a", "b")
    ]
    assert worst(figures) == figures[1]
    assert worst([]) is None
