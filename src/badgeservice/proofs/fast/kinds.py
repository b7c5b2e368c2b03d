"""Knows kinds of documents: those that differ in nothing but texts, such as one badge of many.

The badges of one achievement, and the options of the proofs of one issuer, are alike but for ids,
moments and names. Of a kind that is met a second time a template is kept. It holds the issuer and
the achievement as the memory of subtrees does, and none of the texts that differ.
"""

from collections.abc import Callable, Hashable, Iterator
from typing import Final

import orjson

from badgeservice.document import JsonObject
from badgeservice.proofs.fast.declined import Declined
from badgeservice.proofs.fast.memo import JSON_ONLY, REMEMBERED
from badgeservice.proofs.fast.template import Marks, Template
from badgeservice.proofs.rdfc import Budget, HashName

MAX_KINDS: Final = 256
MAX_BYTES: Final = 16 * 1024
_MAX_MET_ONCE: Final = 4_096

# Texts that decide what others mean, so that they belong to the kind.
_TELLING: Final = frozenset({"@context", "type", "proofPurpose"})
# Objects that are about one badge; what is in them differs like the texts around them.
_OPENED: Final = frozenset({"credentialSubject", "credentialStatus"})
_DEEPEST: Final = 2
# Like no name and no value.
_OPENING, _CLOSING = object(), object()

MakeTemplate = Callable[[JsonObject, Marks, HashName, Budget], Template]
Kind = tuple[Hashable, ...]


class Kinds:
    """Hashes documents by the template of their kind; at most ``entries`` are kept."""

    def __init__(self, make: MakeTemplate, entries: int = MAX_KINDS) -> None:
        self._make = make
        self._entries = entries
        self._templates: dict[Kind, Template | None] = {}
        self._met_once: set[int] = set()

    def __len__(self) -> int:
        """How many kinds are known."""
        return len(self._templates)

    def digest(self, document: JsonObject, hash_name: HashName, budget: Budget) -> bytes:
        """Hash the canonical form of a document of a known kind; ``Declined`` for any other."""
        key: list[Hashable] = [hash_name, budget]
        values: list[str] = []
        _look(document, key, values, 0)
        kind = tuple(key)
        template = self._templates.get(kind)
        if template is None:
            template = self._learn(kind, document, len(values), hash_name, budget)
        return template.digest(values)

    def _learn(
        self, kind: Kind, document: JsonObject, texts: int, hash_name: HashName, budget: Budget
    ) -> Template:
        name = hash(kind)
        if kind in self._templates or name not in self._met_once:
            if len(self._met_once) >= _MAX_MET_ONCE:
                self._met_once = set()
            self._met_once.add(name)
            raise Declined("kind")
        raw = _write(document)
        if len(self._templates) >= self._entries:
            self._templates = {}
        # Until there is a template it is known that this kind has none.
        self._templates[kind] = None
        if len(raw) > MAX_BYTES:
            raise Declined("kind")
        marks = Marks(raw.decode(), texts)
        template = self._make(_mark(document, iter(marks.texts)), marks, hash_name, budget)
        self._templates[kind] = template
        return template


def _look(members: JsonObject, key: list[Hashable], values: list[str], depth: int) -> None:
    """Part an object into what its kind is known by and the texts that differ, in their order."""
    for name, value in members.items():
        key.append(name)
        if type(value) is str:
            if name in _TELLING:
                key.append(value)
            else:
                values.append(value)
        elif type(value) is dict:
            if name in REMEMBERED:
                key.append(_write(value))
            elif name in _OPENED and depth < _DEEPEST:
                key.append(_OPENING)
                _look(value, key, values, depth + 1)
                key.append(_CLOSING)
            else:
                raise Declined("kind")
        elif name in _TELLING and type(value) is list and all(type(one) is str for one in value):
            key.append(tuple(value))
        else:
            raise Declined("kind")


def _mark(members: JsonObject, marks: Iterator[str]) -> JsonObject:
    """Put a mark in place of each text that differs, in the order of ``_look``."""
    marked: JsonObject = {}
    for name, value in members.items():
        if type(value) is str and name not in _TELLING:
            marked[name] = next(marks)
        elif type(value) is dict and name in _OPENED:
            marked[name] = _mark(value, marks)
        else:
            marked[name] = value
    return marked


def _write(value: JsonObject) -> bytes:
    try:
        return orjson.dumps(value, option=JSON_ONLY)
    except TypeError:
        raise Declined("json") from None
