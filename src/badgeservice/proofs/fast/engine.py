"""Knows how the parts of the fast engine work together, for one set of contexts."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Final

import orjson

from badgeservice.document import JsonObject
from badgeservice.proofs.fast.blocks import check_sound
from badgeservice.proofs.fast.canonical_text import check_size, write_canonical
from badgeservice.proofs.fast.declined import Declined
from badgeservice.proofs.fast.memo import DEFAULT_ENTRIES, Memo
from badgeservice.proofs.fast.quads import read_quads
from badgeservice.proofs.fast.scopes import Scopes
from badgeservice.proofs.fast.templates import Kinds, Marks, Template
from badgeservice.proofs.fast.walk import Walk
from badgeservice.proofs.nquads import Quad
from badgeservice.proofs.rdfc import HASHES, Budget, HashName

# JSON must escape quotes, backslashes and control characters. So where there is no backslash, no
# DEL and no U+FFFE or U+FFFF, no text needs an escape in N-Quads.
_ESCAPED: Final = (b"\\", b"\x7f", b"\xef\xbf\xbe", b"\xef\xbf\xbf")


class FastEngine:
    """Canonicalises ordinary documents with one set of contexts; shared by threads.

    Documents are made of JSON values, as a reader of JSON gives them.

    ``memo_entries`` bounds how many issuers and achievements, and how many kinds of documents, are
    remembered; 0 is none.
    """

    def __init__(
        self, contexts: Mapping[str, JsonObject], *, memo_entries: int = DEFAULT_ENTRIES
    ) -> None:
        self._contexts = contexts
        self._memo_entries = memo_entries
        self._scopes: Scopes | None = None
        self._memo = Memo(memo_entries)
        self._kinds = Kinds(self.make_template, memo_entries)

    def canonicalise(self, document: JsonObject, hash_name: HashName, budget: Budget) -> str:
        """Give the canonical N-Quads of a document, as the general engine would give them.

        Raises ``Declined`` for everything else, good or bad.
        """
        raw = _write(document)
        is_plain = not any(sequence in raw for sequence in _ESCAPED)
        walk = Walk(*self._tables(), hash_name, is_plain=is_plain)
        try:
            walk.walk_document(document)
            walk.check_parts()
            if len(raw) > budget.max_quads:
                # No statement takes less than a byte.
                check_size(walk, budget)
            return write_canonical(walk, hash_name, budget)
        except UnicodeEncodeError:
            raise Declined("surrogate") from None

    def read(self, document: JsonObject) -> list[Quad]:
        """Give the statements of a document, those about the root first, as the general engine.

        Blank nodes have labels of this call only. Raises ``Declined`` for everything else.
        """
        _write(document)
        walk = Walk(*self._tables(), "sha256")
        walk.walk_document(document)
        walk.check_parts()
        check_sound(walk.named, walk.blanks)
        return read_quads(walk, root_is_named="id" in document)

    def make_template(
        self, document: JsonObject, marks: Marks, hash_name: HashName, budget: Budget
    ) -> Template:
        """Take a document in which marks stand for what will differ; ``Declined`` if it cannot."""
        raw = _write(document)
        if len(raw) > budget.max_quads:
            raise Declined("size")
        walk = Walk(*self._tables(), hash_name, has_marks=True)
        walk.walk_document(document)
        walk.check_parts()
        return Template(walk, marks, hash_name, budget)

    def digest(self, document: JsonObject, hash_name: HashName, budget: Budget) -> bytes:
        """Hash the canonical form of a document, by a template if there is one for its kind."""
        if self._memo_entries:
            with suppress(Declined):
                return self._kinds.digest(document, hash_name, budget)
        text = self.canonicalise(document, hash_name, budget)
        return HASHES[hash_name](text.encode()).digest()

    def _tables(self) -> tuple[Scopes, Memo]:
        scopes, memo = self._scopes, self._memo
        if scopes is None or scopes.is_full:
            # Both anew, because the memory names places by their scopes.
            scopes = self._scopes = Scopes(self._contexts)
            memo = self._memo = Memo(self._memo_entries)
        return scopes, memo


def _write(document: JsonObject) -> bytes:
    try:
        return orjson.dumps(document)
    except TypeError:
        raise Declined("json") from None
