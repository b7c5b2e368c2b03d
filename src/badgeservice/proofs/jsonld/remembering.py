"""Knows how to do the same work on equal documents once, within one judgement and no longer.

Judging a credential reads it several times: for its digest, for each proof, and to see what it
hides. The memory belongs to one block of one thread and is gone at its end, because what is in it
is somebody's credential.
"""

import json
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

import orjson

from badgeservice.document import JsonObject
from badgeservice.errors import Refusal

Result = TypeVar("Result")

_Memory = dict[tuple[Hashable, str | bytes], object]
_memory: ContextVar[_Memory | None] = ContextVar("memory", default=None)


@contextmanager
def remembered() -> Iterator[None]:
    """Remember until the end of the block; inside such a block it changes nothing."""
    if _memory.get() is not None:
        yield
        return
    token = _memory.set({})
    try:
        yield
    finally:
        _memory.reset(token)


def remember(key: Hashable, document: JsonObject, work: Callable[[], Result]) -> Result:
    """Do ``work`` on a document, or give what it gave for an equal document under this key.

    What it refused is refused again. The result is shared: nobody may change it.
    """
    memory = _memory.get()
    if memory is None:
        return work()
    name = (key, _spell(document))
    if name not in memory:
        try:
            memory[name] = work()
        except Refusal as refusal:
            memory[name] = refusal
    found = memory[name]
    if isinstance(found, Refusal):
        raise found
    return found  # type: ignore[return-value]


def _spell(document: JsonObject) -> str | bytes:
    """Text tells 1, 1.0 and true apart, which Python takes for equal."""
    try:
        return orjson.dumps(document)
    except TypeError:
        # Numbers and nesting that only the library of Python writes, and texts that no UTF-8 holds.
        return json.dumps(document)
