"""Knows kinds of documents: those that differ in nothing but texts, such as one badge of many.

The badges of one achievement, and the options of the proofs of one issuer, are alike but for ids,
moments and names. Of a kind that is met a second time a template is kept. It holds the issuer and
the achievement as the memory of subtrees does, and none of the texts that differ.
"""

from collections.abc import Callable, Hashable, Iterator
from itertools import repeat
from typing import Any, Final

import orjson

from badgeservice.document import JsonObject
from badgeservice.proofs.fast.declined import Declined
from badgeservice.proofs.fast.memo import JSON_ONLY, REMEMBERED
from badgeservice.proofs.fast.templates.filling import Marks
from badgeservice.proofs.fast.templates.template import Template
from badgeservice.proofs.rdfc import Budget, HashName

MAX_KINDS: Final = 256
MAX_BYTES: Final = 16 * 1024
_MAX_MET_ONCE: Final = 4_096

# Texts that decide what others mean, so that they belong to the kind.
_TELLING: Final = frozenset({"@context", "type", "proofPurpose"})
_DEEPEST: Final = 8
_MOST_TEXTS: Final = 200
# Like no name and no value.
_OBJECT, _ARRAY, _END, _TEXT, _NUMBER = (object() for _ in range(5))

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
        # As large as what is kept: the texts that differ are not.
        if len(_write(_mark(document, repeat("")))) > MAX_BYTES:
            raise Declined("kind")
        raw = _write(document)
        if len(self._templates) >= self._entries:
            self._templates = {}
        # Until there is a template it is known that this kind has none.
        self._templates[kind] = None
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
        elif name in _TELLING:
            if type(value) is not list or not all(type(one) is str for one in value):
                raise Declined("kind")
            key.append(tuple(value))
        elif name in REMEMBERED and type(value) is dict:
            key.append(_write(value))
        else:
            _look_within(value, key, values, depth + 1)


def _look_within(value: Any, key: list[Hashable], values: list[str], depth: int) -> None:
    kind = type(value)
    if depth > _DEEPEST or len(values) > _MOST_TEXTS:
        raise Declined("kind")
    if kind is str:
        key.append(_TEXT)
        values.append(value)
    elif kind is dict:
        key.append(_OBJECT)
        _look(value, key, values, depth)
        key.append(_END)
    elif kind is list:
        key.append(_ARRAY)
        for one in value:
            _look_within(one, key, values, depth + 1)
        key.append(_END)
    elif kind is int or kind is float or kind is bool:
        # Spelled, because 1, 1.0 and true are equal as keys.
        key += [_NUMBER, repr(value)]
    else:
        raise Declined("kind")


def _mark(members: JsonObject, marks: Iterator[str]) -> JsonObject:
    """Put a mark in place of each text that differs, in the order of ``_look``."""
    return {
        name: value
        if name in _TELLING or (name in REMEMBERED and type(value) is dict)
        else _mark_within(value, marks)
        for name, value in members.items()
    }


def _mark_within(value: Any, marks: Iterator[str]) -> Any:
    if type(value) is str:
        return next(marks)
    if type(value) is dict:
        return _mark(value, marks)
    if type(value) is list:
        return [_mark_within(one, marks) for one in value]
    return value


def _write(value: JsonObject) -> bytes:
    try:
        return orjson.dumps(value, option=JSON_ONLY)
    except TypeError:
        raise Declined("json") from None
