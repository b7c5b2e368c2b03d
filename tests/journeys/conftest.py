"""A service on each database: every journey is tested on SQLite and on a real PostgreSQL."""

import pytest

from badgeservice.journeys.parts import Parts
from badgeservice.store import Database
from factories import a_service


@pytest.fixture
def parts(database: Database) -> Parts:
    """A service with a city and no issuers yet."""
    return a_service(database=database)
