"""A service with a postbox and a clock that can be moved, on each database."""

from dataclasses import dataclass

import pytest

from badgeservice.journeys.parts import Parts
from badgeservice.store import Database
from factories import FixedClock, a_service
from people.signing_in import Postbox, with_postbox


@dataclass(frozen=True)
class Town:
    """A service, its mails and its clock."""

    parts: Parts
    postbox: Postbox
    clock: FixedClock


@pytest.fixture
def town(database: Database) -> Town:
    """A service with a city to which nobody was invited yet."""
    clock = FixedClock()
    parts, postbox = with_postbox(a_service(database=database, clock=clock))
    return Town(parts, postbox, clock)
