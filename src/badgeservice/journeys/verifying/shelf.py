"""What was fetched, kept within reach for what is judged together: each thing is asked for once.

Also that something could not be had is kept, so that one dead host does not hold up a whole batch
again and again. It is for one request only; what lasts longer is kept at the door itself.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from badgeservice.openbadges.verification import JwkSet, Published, Unreachable
from badgeservice.openbadges.verification.materials import Controller

Found = Controller | JwkSet | Published | Unreachable

_MAX_THINGS = 256
_MAX_BYTES = 16 * 1_024 * 1_024
# What a reader of "nothing older than a minute" may still be given.
_MAX_AGE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class _Kept:
    found: Found
    at: datetime

    @property
    def size(self) -> int:
        return len(self.found.body) if isinstance(self.found, Published) else 0


class Shelf:
    """Things by their kind and address, for a minute; what was not wanted longest goes first.

    When ``fresh``, what is older than a minute since it left its host is not given either.
    """

    def __init__(self, now: Callable[[], datetime], *, fresh: bool = False) -> None:
        self._now = now
        self._fresh = fresh
        self._things: OrderedDict[tuple[str, str], _Kept] = OrderedDict()
        self._bytes = 0

    def take(self, kind: str, address: str) -> Found | None:
        """What is kept, with the age it has by now; None when it has to be asked for."""
        kept = self._things.get((kind, address))
        if kept is None:
            return None
        passed = (self._now() - kept.at).total_seconds()
        age = 0 if isinstance(kept.found, Unreachable) else kept.found.age_seconds + int(passed)
        if not 0 <= passed < _MAX_AGE_SECONDS or (self._fresh and age > _MAX_AGE_SECONDS):
            self.drop(kind, address)
            return None
        self._things.move_to_end((kind, address))
        if isinstance(kept.found, Unreachable) or passed < 1:
            return kept.found
        return replace(kept.found, age_seconds=age)

    def put(self, kind: str, address: str, found: Found) -> None:
        """Keep what was found, or that it could not be had."""
        self.drop(kind, address)
        kept = _Kept(found, self._now())
        self._things[(kind, address)] = kept
        self._bytes += kept.size
        while len(self._things) > _MAX_THINGS or self._bytes > _MAX_BYTES:
            self.drop(*next(iter(self._things)))

    def drop(self, kind: str, address: str) -> None:
        """Forget it, so that it is asked for again."""
        dropped = self._things.pop((kind, address), None)
        if dropped is not None:
            self._bytes -= dropped.size
