"""Knows which terms of the contexts say what another term says as well."""

from collections.abc import Iterator, Mapping
from typing import Any

from badgeservice.document import JsonObject


def find_aliases(contexts: Mapping[str, JsonObject]) -> frozenset[str]:
    """Give the names of classes that have the IRI of a property.

    Open Badges uses ``#Criteria`` for the class and for the property ``criteria``, so a member
    could change its name from the one to the other under the same signature.
    """
    names_by_iri: dict[str, set[str]] = {}
    for document in contexts.values():
        for name, iri in _definitions(document.get("@context")):
            names_by_iri.setdefault(iri, set()).add(name)
    return frozenset(
        name
        for names in names_by_iri.values()
        if any(name[0].islower() for name in names)
        for name in names
        if name[0].isupper()
    )


def _definitions(context: Any) -> Iterator[tuple[str, str]]:
    """Give each term of a context, and of those inside it, with its IRI."""
    for one in context if isinstance(context, list) else [context]:
        if not isinstance(one, dict):
            continue
        for name, definition in one.items():
            if name.startswith("@") or not name:
                continue
            if isinstance(definition, str):
                yield name, definition
            elif isinstance(definition, dict):
                yield name, str(definition.get("@id", name))
                yield from _definitions(definition.get("@context"))
