"""A served service for every test of the web."""

import pytest

from people.browsing import Town, a_town
from served import Site, a_site


@pytest.fixture
def site() -> Site:
    """A service of the test's own, which it may change."""
    return a_site()


@pytest.fixture(scope="session")
def standing() -> Site:
    """One service for all tests that only read."""
    return a_site()


@pytest.fixture
def town() -> Town:
    """A service of the test's own, with a postbox, for people who sign in."""
    return a_town()
