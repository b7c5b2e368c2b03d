"""Conformance mode for every test of its journeys."""

from collections.abc import Iterator

import pytest

from journeys.conforming.mode import Mode, conformance_mode


@pytest.fixture(scope="module")
def mode() -> Iterator[Mode]:
    """A service in conformance mode, for tests that do not care what was signed before."""
    with conformance_mode() as started:
        yield started


@pytest.fixture
def fresh() -> Iterator[Mode]:
    """A service in conformance mode that has signed nothing yet."""
    with conformance_mode() as started:
        yield started
