"""Two real servers: one as the world sees it, one in conformance mode."""

from collections.abc import Iterator

import pytest

from hostile.serving import Server, serving


@pytest.fixture(scope="session")
def normal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """What the world talks to."""
    with serving(tmp_path_factory.mktemp("normal"), conformance=False) as server:
        yield server


@pytest.fixture(scope="session")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """What a public suite talks to: here anybody may have something signed."""
    with serving(tmp_path_factory.mktemp("suite"), conformance=True) as server:
        yield server
