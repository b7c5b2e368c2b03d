"""Knows which part of a document JSON Pointers choose (RFC 6901, ECDSA 1.0 3.4.10 to 3.4.13).

An object on the way to a chosen value comes along with its ``@context``, ``id`` and ``type``,
without which the value would be about nothing.
"""

import re
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from badgeservice.document import JsonObject
from badgeservice.errors import Finding, PointerNotFound

# Chosen values as a tree of steps; None stands for everything below.
_Wanted = dict[str, "_Wanted"] | None

_WRONG_ESCAPE = re.compile(r"~(?![01])")
_INDEX = re.compile(r"0|[1-9][0-9]{0,8}")
_NAMES = ("id", "@id")
_ALWAYS = frozenset({"@context", "type", "@type"})

# Members of a credential that say who vouches for it and how long, under either data model.
_USUAL = (
    *("issuer", "validFrom", "validUntil", "issuanceDate", "expirationDate"),
    *("credentialStatus", "credentialSchema", "termsOfUse", "refreshService"),
)


def mandatory_pointers_for(document: JsonObject) -> tuple[str, ...]:
    """Give pointers that any verifiable credential should always disclose, as far as it has them.

    They are for an issuer who named none: who issued it, how long it counts and where to ask.
    """
    return tuple(f"/{name}" for name in _USUAL if name in document)


def select(document: JsonObject, pointers: Iterable[str]) -> JsonObject | None:
    """Give a copy of what the pointers choose, in the order of the document; None for no pointers.

    The pointer ``""`` chooses everything. Refuses with ``PointerNotFound`` what is not a pointer
    and what the document does not have; the findings name every one.
    """
    wanted: _Wanted = {}
    chosen = list(pointers)
    check_pointers(document, chosen)
    for pointer in chosen:
        wanted = _add(wanted, read_pointer(pointer))
    selected: JsonObject = _select(document, wanted)
    return selected if chosen else None


def check_pointers(document: JsonObject, pointers: Iterable[str]) -> None:
    """Refuse with ``PointerNotFound`` every pointer that leads nowhere."""
    findings = [
        Finding("pointer.missing", pointer, "The document has nothing at this pointer.")
        for pointer in pointers
        if not _leads_somewhere(document, read_pointer(pointer))
    ]
    if findings:
        raise PointerNotFound("A pointer leads to nothing.", findings=findings)


def read_pointer(pointer: str) -> tuple[str, ...]:
    """Read the steps of a JSON Pointer (RFC 6901 sections 3 and 4); refuses any other text."""
    if pointer and not pointer.startswith("/"):
        raise _not_a_pointer("A JSON Pointer is empty or begins with a slash.")
    if _WRONG_ESCAPE.search(pointer):
        raise _not_a_pointer("In a JSON Pointer a tilde is written ~0 and a slash in a name ~1.")
    steps = pointer.split("/")[1:]
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in steps)


def _not_a_pointer(message: str) -> PointerNotFound:
    finding = Finding("pointer.syntax", "", message)
    return PointerNotFound("A text is not a JSON Pointer.", findings=[finding])


def _leads_somewhere(value: Any, steps: Iterable[str]) -> bool:
    for step in steps:
        if isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, list) and _INDEX.fullmatch(step) and int(step) < len(value):
            value = value[int(step)]
        else:
            return False
    return True


def _add(wanted: _Wanted, steps: tuple[str, ...]) -> _Wanted:
    if not steps:
        return None
    here = wanted
    for step in steps[:-1]:
        if here is None:
            return wanted
        here = here.setdefault(step, {})
    if here is not None:
        here[steps[-1]] = None
    return wanted


def _select(value: Any, wanted: _Wanted) -> Any:
    if wanted is None:
        return deepcopy(value)
    if isinstance(value, list):
        return [_select(value[index], wanted[str(index)]) for index in sorted(map(int, wanted))]
    return {
        name: deepcopy(member) if _comes_along(name, member) else _select(member, wanted[name])
        for name, member in value.items()
        if name in wanted or _comes_along(name, member)
    }


def _comes_along(name: str, member: object) -> bool:
    if name in _NAMES:
        return isinstance(member, str) and not member.startswith("_:")
    return name in _ALWAYS
