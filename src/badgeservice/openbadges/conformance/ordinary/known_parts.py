"""Issuers and achievements that were judged before: they come with many credentials.

Whether such an object fits its class and needs no finding is a pure fact about its JSON, wherever
the badge around it came from. Nothing about a recipient is in it, and nothing that needed a finding
is kept. The memory is bounded, and without it every answer is the same, only slower.
"""

from dataclasses import dataclass
from threading import Lock
from typing import Final, Literal

from badgeservice.openbadges.conformance.subject import Gradings

PartName = Literal["issuer", "achievement"]
"""The members whose objects are the same in many credentials."""

LARGEST_BYTES: Final = 64 * 1024
# All of them together; an ordinary achievement has 5,000.
MOST_BYTES: Final = 4 * 1024 * 1024
DEFAULT_ENTRIES: Final = 256

PartKey = tuple[PartName, bytes]
"""As what a part is judged, and its exact bytes: JSON tells 1, 1.0 and true apart."""


@dataclass(frozen=True, slots=True)
class SoundPart:
    """What the rest of a badge must know of a part that fits and needs no finding.

    ``ids`` are those of the objects in it that say something of their own.
    """

    ids: tuple[str, ...]
    gradings: Gradings


class KnownParts:
    """At most ``entries`` sound parts, of which the oldest goes first; 0 switches it off."""

    def __init__(self, entries: int = DEFAULT_ENTRIES) -> None:
        self._entries = entries
        self._known: dict[PartKey, SoundPart] = {}
        self._bytes = 0
        self._lock = Lock()

    def __len__(self) -> int:
        """How many parts are remembered."""
        return len(self._known)

    def get(self, key: PartKey) -> SoundPart | None:
        """Give the part of this key, if it is remembered."""
        return self._known.get(key)

    def keep(self, key: PartKey, part: SoundPart) -> None:
        """Remember a part."""
        if self._entries == 0 or len(key[1]) > LARGEST_BYTES:
            return
        with self._lock:
            if key in self._known:
                return
            self._known[key] = part
            self._bytes += len(key[1])
            while len(self._known) > self._entries or self._bytes > MOST_BYTES:
                oldest = next(iter(self._known))
                self._bytes -= len(oldest[1])
                del self._known[oldest]
