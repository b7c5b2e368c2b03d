"""What the tests of the store share: a database in which a club can award something."""

import pytest

from badgeservice.store import Database
from store.kept import fill


@pytest.fixture
def filled(database: Database) -> Database:
    """A database with the city, one club, its first achievement and a status list of the city."""
    fill(database)
    return database
