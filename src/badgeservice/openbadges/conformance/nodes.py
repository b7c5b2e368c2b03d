"""Objects that share an id: JSON-LD makes one node of them, whatever the document shows."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from badgeservice.errors import Finding
from badgeservice.openbadges.conformance.places import Place

# A node has all types of its objects, and a reference may repeat one.
_NAMING: Final = frozenset({"id", "type", "@context"})


def find_clashes(objects: Iterable[Place]) -> Iterator[Finding]:
    """Objects with one id that say different things: a signature does not tell which said what."""
    for place, name, before in _shared_members(objects):
        if place.value[name] != before:
            sentence = "Another object with this id has another value for this member."
            yield place.finding("data.node_clash", sentence, name)


def find_repetitions(objects: Iterable[Place]) -> Iterator[Finding]:
    """Objects with one id that say the same: one could be emptied without breaking a signature."""
    for place, name, before in _shared_members(objects):
        if place.value[name] == before:
            sentence = "Another object with this id already says this."
            yield place.finding("data.node_repeated", sentence, name)


def _shared_members(objects: Iterable[Place]) -> Iterator[tuple[Place, str, Any]]:
    """Each member that an earlier object with the same id had too, and its value there.

    Only single values: arrays are joined, and objects without id stay apart.
    """
    nodes: dict[str, dict[str, Any]] = {}
    for place in objects:
        node_id = place.value.get("id")
        if not isinstance(node_id, str):
            continue
        node = nodes.setdefault(node_id, {})
        for name, member in place.value.items():
            if name in _NAMING or isinstance(member, dict | list):
                continue
            if name in node:
                yield place, name, node[name]
            else:
                node[name] = member
