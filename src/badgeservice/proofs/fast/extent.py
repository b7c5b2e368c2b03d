"""Knows how much a walk may meet: how deep, how many credentials inside, how many new places."""

from typing import Final

from badgeservice.proofs.fast.declined import Declined
from badgeservice.proofs.jsonld.screen import MAX_DEPTH, MAX_EMBEDDED, MAX_EMBEDDED_DEPTH

# A document with more places and members that nobody met before is not worth compiling for at once.
MAX_NEW: Final = 200
# An object is at most two steps below the one around it: the member and the place in its array.
MAX_OBJECT_DEPTH: Final = MAX_DEPTH // 2 - 1


class Extent:
    """What one walk has met. ``height`` and ``document_height`` are the greatest depths so far."""

    __slots__ = ("depth", "document_depth", "document_height", "documents", "height", "new")

    def __init__(self) -> None:
        self.depth = 0
        self.height = 0
        self.documents = 0
        self.document_depth = 0
        self.document_height = 0
        self.new = MAX_NEW

    def enter_object(self) -> None:
        """Go one object deeper."""
        self.depth += 1
        if self.depth > self.height:
            self.height = self.depth
            self._check()

    def enter_document(self) -> None:
        """Go into a credential inside."""
        self.documents += 1
        self.document_depth += 1
        self.document_height = max(self.document_height, self.document_depth)
        self._check()

    def add(self, other: "Extent") -> None:
        """Take in what another walk met from here on."""
        self.height = max(self.height, self.depth + other.height)
        self.documents += other.documents
        self.document_height = max(
            self.document_height, self.document_depth + other.document_height
        )
        self._check()

    def count_new(self) -> None:
        """Note something that has to be compiled."""
        self.new -= 1
        if self.new < 0:
            raise Declined("new")

    def _check(self) -> None:
        if self.height > MAX_OBJECT_DEPTH:
            raise Declined("depth")
        if self.documents > MAX_EMBEDDED or self.document_height > MAX_EMBEDDED_DEPTH:
            raise Declined("documents")
