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
from badgeservice.proofs.fast.extent import Extent
from badgeservice.proofs.fast.memo import JSON_ONLY, REMEMBERED, Memo, MemoKey, Subtree
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
from badgeservice.proofs.fast.spelling import (
    PLAIN_BEGINNINGS,
    escape,
    has_forbidden,
    spell_iri_of,
    spell_leaf,
)
from badgeservice.proofs.jsonld.dataset import NIL, REST
from badgeservice.proofs.rdfc import HashName

_REST: Final = f" {REST} "


class Walk(Blocks):
    """One walk over one document, or over one object in it.

    ``is_plain`` says that no text needs an escape, ``has_marks`` that some texts stand for others,
    and then no text may be a word of a vocabulary, whose meaning would depend on it.
    """

    def __init__(
        self,
        scopes: Scopes,
        memo: Memo,
        hash_name: HashName,
        *,
        is_plain: bool = False,
        has_marks: bool = False,
    ) -> None:
        super().__init__()
        self._scopes = scopes
        self._memo = memo
        self._hash_name = hash_name
        self._is_plain = is_plain
        self._has_marks = has_marks
        self._remembers = memo.is_on and not has_marks
        self.extent = Extent()
        self._embedded: list[JsonObject] = []
        self._iris: list[str] = []

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
            return self._iri(scope, members["id"])
        scope, lines, is_document = self._enter(scope, name, members)
        extent = self.extent
        extent.enter_object()
        is_embedded = is_document and name is not None
        if is_embedded:
            self._embedded.append(members)
            extent.enter_document()
        block = Block(list(lines))
        subject: str | int
        if "id" in members:
            subject = self._iri(scope, members["id"])
            self.add_named(subject, block)
        else:
            subject = self.add_blank(block)
        self._state_members(scope, members, block)
        extent.depth -= 1
        extent.document_depth -= is_embedded
        return subject

    def _enter(self, scope: Scope, name: str | None, members: JsonObject) -> Place:
        """Find the place of an object by the member, contexts and types that lead to it."""
        types = members.get("type", ())
        if type(types) is list and types:
            types = tuple(types)
        elif type(types) is str:
            types = (types,)
        elif "type" in members:
            raise Declined("type")
        named = None
        if "@context" in members:
            named = name_contexts(members["@context"])
        try:
            place = scope.places.get((name, named, types))
        except TypeError:
            raise Declined("type") from None
        if place is None:
            place = self._enter_new(scope, (name, named, types))
        if place.is_document != (named is not None) and name is not None:
            raise Declined("context")
        return place

    def _enter_new(self, scope: Scope, key: PlaceKey) -> Place:
        if not all(type(one) is str for one in key[2]):
            raise Declined("type")
        self.extent.count_new()
        return self._scopes.enter(scope, key)

    # --- members ------------------------------------------------------------------------------

    def _state_members(self, scope: Scope, members: JsonObject, block: Block) -> None:
        terms, tails, is_plain = scope.terms, block.tails, self._is_plain
        for name, value in members.items():
            term = terms.get(name)
            if term is None:
                if name == "@context":
                    continue
                self.extent.count_new()
                term = self._scopes.define(scope, name)
            kind, opening, closing, predicate, _, _ = term
            # Most leaves are texts or IRIs, so they are spelled here without a further call.
            if type(value) is str:
                if kind == TEXT:
                    tails.append(f"{opening}{value if is_plain else escape(value)}{closing}")
                    continue
                if kind == REFERENCE:
                    tails.append(f"{predicate}{self._iri(scope, value)}{END}")
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
            if name in REMEMBERED and "id" in value and self.graph is None and self._remembers:
                found: str | int = self._describe_known(scope, name, value)
            else:
                found = self._describe(scope, name, value)
            if type(found) is int:
                return found
        elif kind == REFERENCE:
            found = self._iri(scope, value)
        elif kind == VOCABULARY and type(value) is str:
            if self._has_marks and ":" in value:
                raise Declined("vocabulary")
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

    def _iri(self, scope: Scope, value: Any) -> str:
        """Spell an IRI; the characters of most are checked together, at the end."""
        if type(value) is str and value.startswith(PLAIN_BEGINNINGS):
            self._iris.append(value)
            return f"<{value}>"
        return spell_iri_of(scope, value)

    # --- graphs and documents inside ----------------------------------------------------------

    def _describe_graph(self, scope: Scope, name: str, members: JsonObject) -> int:
        """Add the graph that holds one proof (VCDM 2.0 section 4.12); give the node naming it."""
        if self.graph is not None or members.keys() <= {"id"}:
            raise Declined("graph")
        number = self.open_graph()
        self._describe(scope, name, members)
        self.close_graph()
        return number

    def check_parts(self) -> None:
        """Decline what no IRI holds, and credentials inside that cannot stand alone.

        They were signed alone, and the contexts around them must not help them out.
        """
        if has_forbidden("".join(self._iris)):
            raise Declined("iri")
        for document in self._embedded:
            alone = self._begin()
            alone.walk_document(document)
            check_sound(alone.named, alone.blanks)
            self.extent.new = alone.extent.new

    def _begin(self) -> "Walk":
        """Begin a walk of its own, without a memory."""
        walk = Walk(self._scopes, _NO_MEMO, self._hash_name, is_plain=self._is_plain)
        walk._has_marks = self._has_marks
        walk.extent.new = self.extent.new
        return walk

    # --- subtrees -----------------------------------------------------------------------------

    def _describe_known(self, scope: Scope, name: str, members: JsonObject) -> str:
        """Add what an object with an IRI states, walking it only if that was not done before."""
        try:
            key: MemoKey = (scope, name, self._hash_name, orjson.dumps(members, option=JSON_ONLY))
        except TypeError:
            raise Declined("json") from None
        subtree = self._memo.get(key)
        if subtree is None:
            subtree = self._walk_subtree(scope, name, members)
            self._memo.keep(key, subtree)
        self.extent.add(subtree.extent)
        self.add_shared(subtree.named, subtree.blanks, has_graphs=subtree.has_graphs)
        return subtree.subject

    def _walk_subtree(self, scope: Scope, name: str, members: JsonObject) -> Subtree:
        walk = self._begin()
        subject = walk._describe(scope, name, members)
        walk.check_parts()
        check_sound(walk.named, walk.blanks)
        for block in walk.blanks:
            block.digest = hash_block(block, self._hash_name)
        self.extent.new = walk.extent.new
        return Subtree(
            subject=str(subject),
            named=tuple((one, block) for one, block, _ in walk.named),
            blanks=tuple(walk.blanks),
            has_graphs=walk.has_graphs,
            extent=walk.extent,
        )


def _require_reference(scope: Scope, name: str | None) -> None:
    """Decline an object with nothing but ``id`` where that could mean something else."""
    mapping = None if name is None else scope.active["mappings"].get(name)
    if "id" not in scope.terms or (mapping and mapping.get("@context") is not None):
        raise Declined("reference")


_NO_MEMO: Final = Memo(0)
