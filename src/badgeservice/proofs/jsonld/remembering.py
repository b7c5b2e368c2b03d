"""Knows how to do the same work on one document once, within one judgement and no longer.

Judging a credential reads it several times: for its digest, for each proof, and to see what it
hides. The memory belongs to one block of one thread and is gone at its end, because what is in it
is somebody's credential.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from badgeservice.document import JsonObject
from badgeservice.errors import Refusal

Result = TypeVar("Result")

_Memory = dict[tuple[Hashable, ...], tuple[tuple[object, ...], object]]
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
    """Do ``work`` on a document, or give what it gave under this key for the same members.

    The same are those that hold the very same values, as a copy without ``proof`` does; nobody may
    change one meanwhile. What was refused is refused again. The result is shared: nobody may change
    it either.
    """
    memory = _memory.get()
    if memory is None:
        return work()
    values = tuple(document.values())
    name = (key, tuple(document), tuple(map(id, values)))
    known = memory.get(name)
    if known is None:
        try:
            found: object = work()
        except Refusal as refusal:
            found = refusal
        # The values are held on to, so that nothing else gets their identity.
        known = memory[name] = (values, found)
    result = known[1]
    if isinstance(result, Refusal):
        raise result
    return result  # type: ignore[return-value]
