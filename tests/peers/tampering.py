"""Ways to change a signed credential without touching the original."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from peers.answers import Answer

JsonObject = dict[str, Any]
Path = tuple[str | int, ...]


def find_unnoticed(
    signed: JsonObject,
    change: Callable[[JsonObject], Iterator[tuple[str, JsonObject]]],
    verify: Callable[[JsonObject], Answer],
) -> list[str]:
    """The places of the changes that still verify; the credential itself must verify."""
    untouched = verify(signed)
    assert untouched.verified, untouched.reason
    changes = list(change(signed))
    assert len(changes) > 20
    return [place for place, changed in changes if verify(changed).verified]


def change_each_leaf(document: JsonObject) -> Iterator[tuple[str, JsonObject]]:
    """Every text, number and truth value changed, one at a time, with the place of the change."""
    for path, value in _leaves(document):
        changed = deepcopy(document)
        *parents, last = path
        _at(changed, parents)[last] = _different(value)
        yield "/" + "/".join(map(str, path)), changed


def remove_each_member(document: JsonObject) -> Iterator[tuple[str, JsonObject]]:
    """Every member of an object and item of a list left out, one at a time, leaves only."""
    for path, _ in _leaves(document):
        changed = deepcopy(document)
        *parents, last = path
        del _at(changed, parents)[last]
        yield "/" + "/".join(map(str, path)), changed


def add_undefined_term(document: JsonObject) -> JsonObject:
    """A member that no context defines, so that no signature could cover it."""
    changed = deepcopy(document)
    changed["credentialSubject"]["achievement"]["bonusPoints"] = "100"
    return changed


def _leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, dict | list):
        members = value.items() if isinstance(value, dict) else enumerate(value)
        for name, member in members:
            yield from _leaves(member, (*path, name))
    else:
        yield path, value


def _at(value: Any, path: list[str | int]) -> Any:
    for step in path:
        value = value[step]
    return value


def _different(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    return value[:-1] + ("a" if value[-1:] != "a" else "b")
