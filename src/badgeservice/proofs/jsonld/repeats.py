"""Knows when a node that is described in several places of a document still says it only once.

RDF merges all objects with the same id, so what two of them state could vanish from one of them
without a trace. Legitimate credentials do repeat a profile or a schema, so repeats are allowed
where taking away, adding or changing one statement always gives a document that is refused:

1. two places state the same or have nothing in common, with their types and likewise with the rest;
2. what is repeated is more than one statement, a repeated type counted;
3. of two places with the same types, one may not lack the one statement of the other.

What stays open is the type itself: an object that is described elsewhere could lose or gain it.
That is for the data model, where every class with an id has a required type.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Description:
    """What one object says about its node: type terms, and pairs of predicate and object."""

    types: frozenset[str]
    statements: frozenset[tuple[str, str]]


def has_repeats(descriptions: Sequence[Description]) -> bool:
    """Say whether descriptions of one node repeat what a signature would not miss."""
    if not _are_apart(one.types for one in descriptions):
        return True
    if not _are_apart(one.statements for one in descriptions):
        return True
    by_types: dict[frozenset[str], Counter[frozenset[tuple[str, str]]]] = {}
    for one in descriptions:
        by_types.setdefault(one.types, Counter())[one.statements] += 1
    single: set[frozenset[tuple[str, str]]] = set()
    for types, bodies in by_types.items():
        for body in bodies:
            if len(body) != 1:
                continue
            alone = len(bodies) == 1
            if body in single or (bodies[body] > 1 and not (types and alone)):
                return True
            if types and frozenset() in bodies:
                return True
            single.add(body)
    return False


def _are_apart(sets: Iterable[frozenset[Any]]) -> bool:
    """Say whether any two of the sets are equal or have nothing in common; linear in their size."""
    owner: dict[Any, frozenset[Any]] = {}
    for one in set(sets):
        if any(owner.setdefault(element, one) is not one for element in one):
            return False
    return True
