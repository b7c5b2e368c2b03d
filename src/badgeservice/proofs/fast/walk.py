"""Knows how to walk a document once, from its JSON to the lines of its statements.

Every leaf of the JSON becomes one line where it stands, or the document is declined. Nothing is
dropped, so nothing has to be counted afterwards as in the general engine.
"""

from collections.abc import Sequence
from typing import Any, Final

import orjson

from badgeservice.document import JsonObject
from badgeservice.proofs.fast.blocks import Block, Blocks, check_sound, hash_block
from badgeservice.proofs.fast.declined import Declined
from badgeservice.proofs.fast.memo import REMEMBERED, Memo, MemoKey, Subtree
from badgeservice.proofs.fast.scopes import (
    END,
    GRAPH,
    LIST,
    NAME,
    REFERENCE,
    TEXT,
    VOCABULARY,
    Place,
    PlaceKey,
    Scope,
    Scopes,
    Term,
    name_contexts,
)
from badgeservice.proofs.fast.spelling import escape, spell_iri_of, spell_leaf
from badgeservice.proofs.jsonld.dataset import NIL, REST
from badgeservice.proofs.jsonld.screen import MAX_DEPTH, MAX_EMBEDDED, MAX_EMBEDDED_DEPTH
from badgeservice.proofs.rdfc import HashName

# A document with more places that nobody met before is not worth compiling for at once.
MAX_NEW: Final = 200
# An object is at most two steps below the one around it: the member and the place in its array.
_DEEPEST: Final = MAX_DEPTH // 2 - 1
_REST: Final = f" {REST} "
_JSON: Final = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_SUBCLASS


class Walk(Blocks):
    """One walk over one document, or over one object in it.

    ``is_plain`` says that no text needs an escape.
    """

    def __init__(
        self, scopes: Scopes, memo: Memo, hash_name: HashName, *, is_plain: bool = False
    ) -> None:
        super().__init__()
        self._scopes = scopes
        self._memo = memo
        self._hash_name = hash_name
        self._is_plain = is_plain
        self._new = MAX_NEW
        self._depth = self._height = 0
        self._embedded: list[JsonObject] = []
        self._documents = self._document_depth = self._document_height = 0

    def walk_document(self, document: JsonObject) -> None:
        """Walk a whole document; ``Declined`` if it is not for this engine."""
        if "@context" not in document:
            raise Declined("context")
        if document.keys() <= {"@context", "id"}:
            raise Declined("empty")
        self._describe(self._scopes.initial, None, document)

    # --- objects ------------------------------------------------------------------------------

    def _describe(self, scope: Scope, name: str | None, members: JsonObject) -> str | int:
        """Add what an object states; give the IRI it has, in brackets, or the number it gets."""
        if len(members) == 1 and "id" in members:
            _require_reference(scope, name)
            return spell_iri_of(scope, members["id"])
        scope, lines, is_document = self._enter(scope, name, members)
        self._depth += 1
        if self._depth > self._height:
            self._height = self._depth
            _check_depth(self._height)
        is_embedded = is_document and name is not None
        if is_embedded:
            self._open_document(members)
        block = Block(list(lines))
        subject: str | int
        if "id" in members:
            subject = spell_iri_of(scope, members["id"])
            self.add_named(subject, block)
        else:
            subject = self.add_blank(block)
        self._state_members(scope, members, block)
        self._depth -= 1
        self._document_depth -= is_embedded
        return subject

    def _enter(self, scope: Scope, name: str | None, members: JsonObject) -> Place:
        types = members.get("type", ())
        if type(types) is list and types:
            types = tuple(types)
        elif type(types) is str:
            types = (types,)
        elif types != ():
            raise Declined("type")
        named = members.get("@context")
        key: PlaceKey = (name, None if named is None else name_contexts(named), types)
        try:
            place = scope.places.get(key)
        except TypeError:
            raise Declined("type") from None
        if place is None:
            if not all(type(one) is str for one in types):
                raise Declined("type")
            self._count_new()
            place = self._scopes.enter(scope, key)
        if name is not None and place.is_document != ("@context" in members):
            raise Declined("context")
        return place

    def _count_new(self) -> None:
        self._new -= 1
        if self._new < 0:
            raise Declined("new")

    # --- members ------------------------------------------------------------------------------

    def _state_members(self, scope: Scope, members: JsonObject, block: Block) -> None:
        terms, tails, is_plain = scope.terms, block.tails, self._is_plain
        for name, value in members.items():
            term = terms.get(name)
            if term is None:
                if name == "@context":
                    continue
                self._count_new()
                term = self._scopes.define(scope, name)
            kind, opening, closing, predicate, _, _ = term
            # Most leaves are texts or IRIs, so they are spelled here without a further call.
            if type(value) is str:
                if kind == TEXT:
                    tails.append(f"{opening}{value if is_plain else escape(value)}{closing}")
                    continue
                if kind == REFERENCE:
                    tails.append(f"{predicate}{spell_iri_of(scope, value)}{END}")
                    continue
            if kind >= NAME:
                continue
            values = value if type(value) is list else (value,)
            if not values:
                raise Declined("empty array")
            if kind == LIST:
                self._state(block, predicate, self._describe_list(scope, name, term, values))
                continue
            for one in values:
                found = self._object(scope, name, term, one)
                if type(found) is str:
                    tails.append(found)
                else:
                    self._state(block, predicate, found)

    def _state(self, block: Block, predicate: str, found: str | int) -> None:
        if isinstance(found, int):
            block.link(predicate, found, self.blanks[found])
        else:
            block.tails.append(found)

    def _object(self, scope: Scope, name: str, term: Term, value: Any) -> str | int:
        """Give the line of one value, without its subject, or the number of its blank node."""
        kind, _, _, predicate, _, _ = term
        if type(value) is dict and "@value" not in value:
            if kind == GRAPH:
                return self._describe_graph(scope, name, value)
            if name in REMEMBERED and "id" in value and self.graph is None and self._memo.is_on:
                found: str | int = self._describe_known(scope, name, value)
            else:
                found = self._describe(scope, name, value)
            if type(found) is int:
                return found
        elif kind == REFERENCE:
            found = spell_iri_of(scope, value)
        elif kind == VOCABULARY and type(value) is str:
            found = scope.meanings.get((name, value)) or self._scopes.mean(scope, name, value)
        elif kind == GRAPH:
            raise Declined("graph")
        else:
            return spell_leaf(term, value)
        return f"{predicate}{found}{END}"

    def _describe_list(
        self, scope: Scope, name: str, term: Term, values: Sequence[Any]
    ) -> str | int:
        """Add the blank nodes of a list (JSON-LD 1.1 API section 8.2.4); give the first."""
        before: Block | None = None
        first = -1
        for value in values:
            if term.items is None:
                raise Declined("list")
            block = Block([])
            number = self.add_blank(block)
            found = self._object(scope, name, term.items, value)
            self._state(block, term.items.predicate, found)
            if before is None:
                first = number
            else:
                before.link(_REST, number, block)
            before = block
        if before is None:
            raise Declined("list")
        before.tails.append(f"{_REST}{NIL}{END}")
        return first

    # --- graphs and documents inside ----------------------------------------------------------

    def _describe_graph(self, scope: Scope, name: str, members: JsonObject) -> int:
        """Add the graph that holds one proof (VCDM 2.0 section 4.12); give the node naming it."""
        if self.graph is not None or members.keys() <= {"id"}:
            raise Declined("graph")
        number = self.open_graph()
        self._describe(scope, name, members)
        self.close_graph()
        return number

    def _open_document(self, members: JsonObject) -> None:
        self._embedded.append(members)
        self._document_depth += 1
        self._document_height = max(self._document_height, self._document_depth)
        self._documents += 1

    def check_limits(self) -> None:
        """Decline too many credentials inside, and those that cannot be read alone.

        They were signed alone, and the contexts around them must not help them out.
        """
        if self._documents > MAX_EMBEDDED or self._document_height > MAX_EMBEDDED_DEPTH:
            raise Declined("documents")
        for document in self._embedded:
            alone = self._begin()
            alone.walk_document(document)
            check_sound(alone.named, alone.blanks)
            self._new = alone._new

    def _begin(self) -> "Walk":
        """Begin a walk of its own, without a memory."""
        walk = Walk(self._scopes, _NO_MEMO, self._hash_name, is_plain=self._is_plain)
        walk._new = self._new
        return walk

    # --- subtrees -----------------------------------------------------------------------------

    def _describe_known(self, scope: Scope, name: str, members: JsonObject) -> str:
        """Add what an object with an IRI states, walking it only if that was not done before."""
        try:
            key: MemoKey = (scope, name, self._hash_name, orjson.dumps(members, option=_JSON))
        except TypeError:
            raise Declined("json") from None
        subtree = self._memo.get(key)
        if subtree is None:
            subtree = self._walk_subtree(scope, name, members)
            self._memo.keep(key, subtree)
        self._height = max(self._height, self._depth + subtree.height)
        _check_depth(self._height)
        self._documents += subtree.documents
        self._document_height = max(
            self._document_height, self._document_depth + subtree.document_height
        )
        self.add_shared(subtree.named, subtree.blanks, has_graphs=subtree.has_graphs)
        return subtree.subject

    def _walk_subtree(self, scope: Scope, name: str, members: JsonObject) -> Subtree:
        walk = self._begin()
        subject = walk._describe(scope, name, members)
        walk.check_limits()
        check_sound(walk.named, walk.blanks)
        for block in walk.blanks:
            block.digest = hash_block(block, self._hash_name)
        self._new = walk._new
        return Subtree(
            subject=str(subject),
            named=tuple((one, block) for one, block, _ in walk.named),
            blanks=tuple(walk.blanks),
            has_graphs=walk.has_graphs,
            height=walk._height,
            documents=walk._documents,
            document_height=walk._document_height,
        )


def _check_depth(height: int) -> None:
    if height > _DEEPEST:
        raise Declined("depth")


def _require_reference(scope: Scope, name: str | None) -> None:
    """Decline an object with nothing but ``id`` where that could mean something else."""
    mapping = None if name is None else scope.active["mappings"].get(name)
    if "id" not in scope.terms or (mapping and mapping.get("@context") is not None):
        raise Declined("reference")


_NO_MEMO: Final = Memo(0)
