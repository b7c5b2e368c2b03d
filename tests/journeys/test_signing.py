"""Processes that sign: answers in order, faults in their turn, and nothing begun for nobody."""

from collections.abc import Iterator
from contextlib import closing
from operator import neg, truediv
from threading import Barrier
from typing import Any

import pytest

from badgeservice.errors import MalformedJson, Unavailable
from badgeservice.journeys.bench import Bench, BenchLimits, Sitting, TooCostly
from badgeservice.journeys.signing import Signers
from badgeservice.proofs.strict_json import read_json


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    made = Bench(BenchLimits(inline_bytes=0, workers=2, seconds=60.0))
    yield made
    made.close()


@pytest.fixture(params=["here", "elsewhere"])
def signers(request: pytest.FixtureRequest, bench: Bench) -> Signers:
    return Signers() if request.param == "here" else Signers(bench.sitting, workers=2)


def test_the_answers_come_in_the_order_of_the_requests(signers: Signers) -> None:
    assert list(signers.each(neg, [(number,) for number in range(20)])) == [
        -number for number in range(20)
    ]
    assert list(signers.each(neg, [])) == []


def test_what_is_refused_is_raised_in_its_turn(signers: Signers) -> None:
    answers = signers.each(read_json, [(b"1",), (b"2",), (b"[",), (b"3",)])
    assert [next(answers), next(answers)] == [1, 2]
    with pytest.raises(MalformedJson):
        next(answers)


def test_who_stops_listening_stops_the_rest(signers: Signers) -> None:
    asked = []

    def requests() -> Iterator[tuple[int]]:
        for number in range(1_000):
            asked.append(number)
            yield (number,)

    with closing(signers.each(neg, requests())) as answers:
        assert next(answers) == 0
    assert len(asked) < 10


def test_a_mistake_in_a_process_is_unavailable_and_the_next_request_is_done(bench: Bench) -> None:
    signers = Signers(bench.sitting, workers=2)
    with pytest.raises(Unavailable):
        list(signers.each(truediv, [(1, 1), (1, 0)]))
    assert list(signers.each(truediv, [(1, 2)])) == [0.5]


@pytest.mark.parametrize("fault", [TooCostly(), OSError("none left")])
def test_a_process_that_cannot_be_had_is_unavailable(fault: Exception) -> None:
    def place(work: Any, arguments: Any, *, size: int, seconds: float) -> Any:
        raise fault

    signers = Signers(lambda size: Sitting(place, size), workers=1)
    with pytest.raises(Unavailable, match="process that signs"):
        list(signers.each(neg, [(1,)]))
    signers.wake()


def test_waking_starts_every_process_and_none_when_there_are_none() -> None:
    together = Barrier(4, timeout=30)

    def place(work: Any, arguments: Any, *, size: int, seconds: float) -> Any:
        together.wait()

    Signers(lambda size: Sitting(place, size), workers=3).wake()
    together.wait()
    Signers(lambda _: pytest.fail("there are none")).wake()
