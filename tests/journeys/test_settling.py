"""Settling: what was made at start-up is left alone, and what comes later is still collected."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from badgeservice.journeys.settling import settle


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
