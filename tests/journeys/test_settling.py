"""Settling: what was made at start-up is left alone, and what comes later is still collected."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from badgeservice.journeys.settling import choose_ways, settle
from badgeservice.openbadges.conformance import find_faults
from badgeservice.proofs.canonical import canonicalise, read_ordinary
from peers.documents import basic


class Circle:
    """Something that only a collector finds."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def thresholds() -> Iterator[tuple[int, int, int]]:
    before = gc.get_threshold()
    yield before
    gc.unfreeze()
    gc.set_threshold(*before)


def test_what_lasts_is_set_aside_and_looked_at_less_often(
    thresholds: tuple[int, int, int],
) -> None:
    lasting = Circle()
    settle()
    assert gc.get_freeze_count() > 0
    assert gc.get_threshold()[0] > thresholds[0]
    assert lasting.itself is lasting


@pytest.mark.usefixtures("thresholds")
def test_what_comes_later_is_still_collected() -> None:
    settle()
    later = weakref.ref(Circle())
    gc.collect()
    assert later() is None


def test_without_the_quick_ways_the_answers_are_the_same() -> None:
    document = basic("did:web:club.example")
    quick = (canonicalise(document), find_faults(document))
    try:
        choose_ways(has_fast=False, entries=0)
        assert (canonicalise(document), find_faults(document)) == quick
        assert read_ordinary(document) is None
    finally:
        choose_ways(has_fast=True, entries=256)
    assert read_ordinary(document) is not None
