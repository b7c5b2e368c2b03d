"""Knows how the blank nodes of a document keep their names in a part of it (skolemisation).

A part that is read by itself would get labels of its own. So each object without an id is given
one for the time being (ECDSA 1.0 section 3.4.7), and afterwards its statements get a blank node
again. Cells of ordered lists and names of graphs are no objects: they are named after where they
hang, which is the same in every part that holds them.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import count
from typing import Any

from badgeservice.document import JsonObject
from badgeservice.errors import CannotCanonicalise
from badgeservice.proofs.nquads import Quad, is_blank

# An object with one of these has an id, or is none that could have one.
_NOT_NAMEABLE = frozenset({"id", "@id", "@value", "@list", "@set", "@graph"})

# Labels: of objects that were named here, of what the reader labelled, and of the latter by place.
_OBJECT, _UNPLACED, _PLACED = "_:b", "_:x", "_:p"


def unused_prefix(text: str) -> str:
    """Give the beginning of an IRI that occurs nowhere in a text."""
    prefixes = (f"urn:bnid:{number or ''}_" for number in count())
    return next(prefix for prefix in prefixes if prefix not in text)


def name_objects(document: JsonObject, prefix: str, *, literal: Collection[int] = ()) -> JsonObject:
    """Give a copy in which each object without an id has one: ``prefix`` and a number.

    Objects are counted in the order of the document. Those in ``literal`` stay as they are: they
    are JSON values, of which every character is signed.
    """
    numbers = count()

    def copy(value: Any) -> Any:
        if isinstance(value, list):
            return [copy(element) for element in value]
        if not isinstance(value, dict):
            return value
        named: JsonObject = {}
        if not value.keys() & _NOT_NAMEABLE:
            number = next(numbers)
            if number not in literal:
                named["@id"] = f"{prefix}{number}"
        for name, member in value.items():
            named[name] = member if name == "@context" else copy(member)
        return named

    copied: JsonObject = copy(document)
    return copied


def with_terms(value: Any) -> Any:
    """Give a copy of a document that was named here with ``id`` for the keyword."""
    if isinstance(value, list):
        return [with_terms(element) for element in value]
    if not isinstance(value, dict):
        return value
    return {
        "id" if name == "@id" else name: member if name == "@context" else with_terms(member)
        for name, member in value.items()
    }


def names_in_literals(quads: Iterable[Quad], prefix: str) -> frozenset[int]:
    """Give the numbers of objects whose given id stands in a literal: they are JSON values."""
    wanted = re.compile(re.escape(prefix) + "([0-9]+)")
    literals = (quad.object for quad in quads if quad.object.startswith('"'))
    return frozenset(int(number) for text in literals for number in wanted.findall(text))


def unname(quads: Iterable[Quad], prefix: str) -> list[Quad]:
    """Turn the given ids into blank nodes, and name the other blank nodes by their place.

    Refuses with ``CannotCanonicalise`` a dataset in which two of those have the same place.
    """
    beginning = f"<{prefix}"

    def label(term: str) -> str:
        if term.startswith(beginning):
            return _OBJECT + term[len(beginning) : -1]
        return _UNPLACED + term[2:] if is_blank(term) else term

    labelled = [relabel(quad, label) for quad in quads]
    places = _Places(labelled).name_all()
    return [relabel(quad, lambda term: places.get(term, term)) for quad in labelled]


def relabel(quad: Quad, label: Callable[[str], str]) -> Quad:
    """Give a statement in which a function replaced subject, object and graph."""
    return Quad(label(quad.subject), quad.predicate, label(quad.object), label(quad.graph))


class _Places:
    """Names each unplaced blank node after the one statement it hangs on."""

    def __init__(self, quads: list[Quad]) -> None:
        self._nodes = {
            term
            for quad in quads
            for term in (quad.subject, quad.object, quad.graph)
            if term.startswith(_UNPLACED)
        }
        self._anchors: dict[str, Quad] = {}
        self._subjects: dict[str, set[str]] = {}
        self._objects: dict[str, set[str]] = {}
        for quad in quads:
            if quad.object in self._nodes and self._anchors.setdefault(quad.object, quad) != quad:
                raise _cannot_tell_apart()
            if quad.graph in self._nodes:
                self._subjects.setdefault(quad.graph, set()).add(quad.subject)
                self._objects.setdefault(quad.graph, set()).add(quad.object)

    def name_all(self) -> Mapping[str, str]:
        if self._nodes != self._anchors.keys():
            raise _cannot_tell_apart()
        names: dict[str, str] = {}
        for node in self._nodes:
            for one in reversed(self._way_up(node, names)):
                names[one] = self._name(one, names)
        if len(set(names.values())) != len(names):
            raise _cannot_tell_apart()
        return names

    def _way_up(self, node: str, named: Collection[str]) -> dict[str, None]:
        """Give a node and those it hangs on, up to one that has its name."""
        way: dict[str, None] = {}
        while node in self._nodes and node not in named:
            if node in way:
                raise _cannot_tell_apart()
            way[node] = None
            node = self._anchors[node].subject
        return way

    def _name(self, node: str, names: Mapping[str, str]) -> str:
        anchor = self._anchors[node]
        # Several graphs may hang in one place: they differ in what they are about, which is what
        # nothing else in them speaks of.
        about = self._subjects.get(node, set()) - self._objects.get(node, set())
        subject = names.get(anchor.subject, anchor.subject)
        place = "\n".join([subject, anchor.predicate, *sorted(about)])
        return _PLACED + hashlib.sha256(place.encode()).hexdigest()


def _cannot_tell_apart() -> CannotCanonicalise:
    return CannotCanonicalise("Parts of the document cannot be told apart once it is split up.")
