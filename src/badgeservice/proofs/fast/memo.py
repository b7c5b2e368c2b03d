"""Knows subtrees that were walked before: an issuer and an achievement come with many credentials.

The statements of an object are a pure function of its JSON and the place it stands at, and so are
the hashes of the blank nodes within it as long as it has an IRI itself; only the labels depend on
the whole document. The memory is bounded, and without it everything is the same, only slower.
"""

from dataclasses import dataclass
from threading import Lock

import orjson

from badgeservice.proofs.fast.blocks import Block
from badgeservice.proofs.fast.extent import Extent
from badgeservice.proofs.fast.scopes import Scope
from badgeservice.proofs.rdfc import HashName

# The members whose objects are the same in many credentials. Nothing that is about one person.
REMEMBERED = frozenset({"achievement", "issuer"})
DEFAULT_ENTRIES = 256
# Most values that are no JSON have no spelling, so that they are not taken for their text.
JSON_ONLY = (
    orjson.OPT_PASSTHROUGH_DATACLASS
    | orjson.OPT_PASSTHROUGH_DATETIME
    | orjson.OPT_PASSTHROUGH_SUBCLASS
)
# Of JSON, for all entries together; what is kept of it takes some ten times as much memory.
MAX_BYTES = 2 * 1024 * 1024

MemoKey = tuple[Scope, str, HashName, bytes]


@dataclass(frozen=True, slots=True)
class Subtree:
    """What one object came to. Its blocks are shared and sorted: nobody may change them."""

    subject: str
    named: tuple[tuple[str, Block], ...]
    blanks: tuple[Block, ...]
    has_graphs: bool
    extent: Extent


class Memo:
    """At most ``entries`` subtrees, of which the oldest goes first; 0 switches it off."""

    def __init__(self, entries: int = DEFAULT_ENTRIES) -> None:
        self._entries = entries
        self._known: dict[MemoKey, Subtree] = {}
        self._bytes = 0
        self._lock = Lock()

    def __len__(self) -> int:
        """How many subtrees are remembered."""
        return len(self._known)

    @property
    def is_on(self) -> bool:
        """Whether anything is remembered."""
        return self._entries > 0

    def get(self, key: MemoKey) -> Subtree | None:
        """Give the subtree of this key, if it is remembered."""
        return self._known.get(key)

    def keep(self, key: MemoKey, subtree: Subtree) -> None:
        """Remember a subtree."""
        with self._lock:
            if key in self._known:
                return
            self._known[key] = subtree
            self._bytes += len(key[-1])
            while len(self._known) > self._entries or self._bytes > MAX_BYTES:
                oldest = next(iter(self._known))
                del self._known[oldest]
                self._bytes -= len(oldest[-1])
