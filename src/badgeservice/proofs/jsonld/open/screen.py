"""Knows what an open document may not hold before JSON-LD reads it: too deep, too much, no JSON."""

from collections.abc import Collection
from math import isfinite
from typing import Any

from badgeservice.document import JsonObject
from badgeservice.errors import CannotCanonicalise, CanonicalisationLimit
from badgeservice.proofs.jsonld.open.inline import ContextCheck
from badgeservice.proofs.jsonld.screen import MAX_DEPTH, check_text
from badgeservice.proofs.strict_json import MAX_INTEGER

MAX_DOCUMENTS = 64
MAX_VALUES = 30_000


def screen_open(document: JsonObject, known: Collection[str]) -> ContextCheck:
    """Look through a document and give what was found out about its contexts.

    ``known`` are the URLs that a context may be named by. Refuses with ``CannotCanonicalise`` what
    is not JSON or nested too deeply, with ``CanonicalisationLimit`` too many contexts.
    """
    screener = _Screener(known)
    screener.look(document)
    return screener.contexts


class _Screener:
    def __init__(self, known: Collection[str]) -> None:
        self.contexts = ContextCheck(known)
        self._path: list[str | int] = []
        self._apart = 0
        self._documents = 0
        self._values = 0

    def look(self, value: Any) -> None:
        if isinstance(value, str):
            check_text(value)
        elif isinstance(value, dict):
            self._look_at_object(value)
        elif isinstance(value, list):
            for index, element in enumerate(value):
                self._look_within(index, element)
        elif isinstance(value, int | float):
            fits = abs(value) <= MAX_INTEGER if isinstance(value, int) else isfinite(value)
            if not fits:
                raise CannotCanonicalise("The document holds a number that no double holds.")
        elif value is not None:
            raise CannotCanonicalise("The document holds something that is not JSON.")

    def _look_at_object(self, members: JsonObject) -> None:
        for name, member in members.items():
            if not isinstance(name, str):
                raise CannotCanonicalise("The document holds something that is not JSON.")
            check_text(name)
            # What a JSON literal holds is no JSON-LD, nor is the inside of a context.
            is_apart = name == "@context" or (name == "@value" and members.get("@type") == "@json")
            self._apart += is_apart
            self._look_within(name, member)
            self._apart -= is_apart
            if name == "@context" and not self._apart:
                self._look_at_context(member)

    def _look_at_context(self, context: Any) -> None:
        self._documents += 1
        if self._documents > MAX_DOCUMENTS:
            raise CanonicalisationLimit("Contexts stand in too many places.")
        self.contexts.look(context, (*self._path, "@context"))

    def _look_within(self, step: str | int, value: Any) -> None:
        self._values += 1
        if self._values > MAX_VALUES:
            raise CanonicalisationLimit("The document holds too many values.")
        self._path.append(step)
        if len(self._path) > MAX_DEPTH:
            raise CannotCanonicalise("The document is nested too deeply.")
        self.look(value)
        self._path.pop()
