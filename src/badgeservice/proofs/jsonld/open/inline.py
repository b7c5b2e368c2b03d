"""Knows which contexts a document may bring along, written out or named (JSON-LD 1.1 section 9.15).

Written out, a context is checked to the letter before JSON-LD processes it, and counted: how many
there are, how many terms they define, how much text that takes.
"""

import re
from collections.abc import Callable, Collection
from typing import Any

from badgeservice.document import JsonObject
from badgeservice.errors import CanonicalisationLimit, Finding
from badgeservice.proofs.jsonld.faults import Path, describe_fault
from badgeservice.proofs.nquads import is_language_tag

MAX_CONTEXTS_TOGETHER = 8
MAX_WRITTEN_CONTEXTS = 64
MAX_SCOPES = 8
MAX_DEFINITIONS = 500
MAX_CHARACTERS = 64 * 1024
# Each name in a document may stand for so much text.
MAX_IRI_CHARACTERS = 512

_KEYWORD_FORM = re.compile(r"@[A-Za-z]+\n?")
_ALIASED = frozenset(
    f"@{name}"
    for name in (
        *("id", "type", "value", "language", "direction", "index", "json", "none"),
        *("graph", "included", "list", "set", "nest", "reverse"),
    )
)
_VALUE_TYPES = frozenset({"@id", "@vocab", "@json", "@none"})
_CONTAINERS = frozenset({"@graph", "@id", "@index", "@language", "@list", "@set", "@type"})

Check = Callable[[Any], bool]


def _is_keyword_form(value: str) -> bool:
    return _KEYWORD_FORM.fullmatch(value) is not None


def _is_name(value: Any) -> bool:
    """Say whether the value may stand for an IRI; the standard reserves the form of keywords."""
    return isinstance(value, str) and (value in _ALIASED or not _is_keyword_form(value))


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_language(value: Any) -> bool:
    return value is None or (isinstance(value, str) and is_language_tag(value))


def _is_container(value: Any) -> bool:
    named = value if isinstance(value, list) else [value]
    return bool(named) and all(isinstance(one, str) and one in _CONTAINERS for one in named)


# A direction for all is left out: PyLD and its peers lose it in a context within a context.
_CONTEXT_KEYWORDS: dict[str, Check] = {
    "@version": lambda value: isinstance(value, float) and value == 1.1,
    "@vocab": lambda value: value is None or _is_name(value),
    "@language": _is_language,
    "@base": lambda value: value is None or isinstance(value, str),
    "@direction": lambda value: value is None,
    "@propagate": _is_flag,
    "@protected": _is_flag,
    "@type": lambda value: (
        isinstance(value, dict)
        and value.get("@container") == "@set"
        and value.keys() <= {"@container", "@protected"}
        and _is_flag(value.get("@protected", True))
    ),
}
_TERM_KEYWORDS: dict[str, Check] = {
    "@id": lambda value: value is None or _is_name(value),
    "@reverse": lambda value: isinstance(value, str) and not _is_keyword_form(value),
    "@type": lambda value: (
        isinstance(value, str) and (value in _VALUE_TYPES or not _is_keyword_form(value))
    ),
    "@container": _is_container,
    "@language": _is_language,
    "@direction": lambda value: value in (None, "ltr", "rtl"),
    "@index": _is_text,
    "@nest": _is_text,
    "@prefix": _is_flag,
    "@protected": _is_flag,
}


def unwrap(context: JsonObject) -> JsonObject:
    """Take a context out of the document it stands in; public suites write contexts like that."""
    inner = context.get("@context")
    if context.keys() == {"@context"} and isinstance(inner, dict) and "@propagate" not in inner:
        return inner
    return context


class ContextCheck:
    """Looks through the contexts of one document; what is wrong is among the findings.

    ``names_only`` tells afterwards whether every context was named by its URL. Refuses with
    ``CanonicalisationLimit`` more than the constants of this module allow.
    """

    def __init__(self, known: Collection[str]) -> None:
        self.names_only = True
        self.unknown: list[Finding] = []
        self.faults: list[Finding] = []
        self._known = known
        self._contexts = 0
        self._definitions = 0
        self._characters = 0

    def look(self, value: Any, path: Path, scopes: int = 0) -> None:
        """Check the value of an ``@context``; ``path`` leads to it."""
        together = value if isinstance(value, list) else [value]
        if len(together) > MAX_CONTEXTS_TOGETHER:
            raise CanonicalisationLimit("Too many contexts stand together.")
        for index, one in enumerate(together):
            here = (*path, index) if isinstance(value, list) else path
            if isinstance(one, str):
                self._look_at_name(one, here)
            elif isinstance(one, dict):
                self._look_at_written(unwrap(one), here, scopes)
            elif one is None:
                self.names_only = False
            else:
                self.unknown.append(describe_fault("context.malformed", here))

    def _look_at_name(self, name: str, path: Path) -> None:
        if name not in self._known:
            self.unknown.append(describe_fault("context.unknown", path))

    def _look_at_written(self, context: JsonObject, path: Path, scopes: int) -> None:
        self.names_only = False
        self._contexts += 1
        self._definitions += len(context)
        if self._contexts > MAX_WRITTEN_CONTEXTS or scopes > MAX_SCOPES:
            raise CanonicalisationLimit("Too many contexts are written out.")
        if self._definitions > MAX_DEFINITIONS:
            raise CanonicalisationLimit("The contexts define too many terms.")
        for name, definition in context.items():
            here = (*path, name)
            self._measure(name)
            self._measure(definition)
            if name == "@import" and isinstance(definition, str):
                self._look_at_name(definition, here)
            elif name in _CONTEXT_KEYWORDS:
                self._expect(_CONTEXT_KEYWORDS[name](definition), here)
            elif not name or _is_keyword_form(name):
                self._expect(False, here)
            else:
                self._look_at_definition(definition, here, scopes)

    def _look_at_definition(self, definition: Any, path: Path, scopes: int) -> None:
        if not isinstance(definition, dict):
            self._expect(definition is None or _is_name(definition), path)
            return
        for keyword, value in definition.items():
            here = (*path, keyword)
            self._measure(value)
            if keyword == "@context":
                self.look(value, here, scopes + 1)
            else:
                check = _TERM_KEYWORDS.get(keyword)
                self._expect(check is not None and check(value), here)

    def _expect(self, holds: bool, path: Path) -> None:
        if not holds:
            self.faults.append(describe_fault("context.definition", path))

    def _measure(self, value: Any) -> None:
        if isinstance(value, str):
            self._characters += len(value)
            if self._characters > MAX_CHARACTERS or len(value) > MAX_IRI_CHARACTERS:
                raise CanonicalisationLimit("The contexts hold too much text.")
