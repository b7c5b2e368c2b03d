"""Knows which members a token may have at its top: registered claims, and terms of its contexts."""

from collections.abc import Iterator, Mapping
from typing import Any

from badgeservice.document import JsonObject
from badgeservice.errors import Finding
from badgeservice.proofs.contexts import contexts_in_use
from badgeservice.proofs.jose.disclosures import RESERVED_NAMES

# RFC 7519 section 4.1 and RFC 7800 section 3.1.
REGISTERED_CLAIMS = frozenset({"iss", "sub", "aud", "exp", "nbf", "iat", "jti", "cnf"})
_KEYWORDS = frozenset({"@context", "id", "type"})


def find_undefined_members(
    document: JsonObject, contexts: Mapping[str, JsonObject] | None = None
) -> tuple[Finding, ...]:
    """Find the members of a credential or presentation that no context of its own defines.

    Tokens are signed as they are, so nothing else would notice. A ``@vocab`` defines nothing here:
    it gives any word a meaning. A context that is not known is a finding too.
    """
    known = contexts_in_use() if contexts is None else contexts
    named = document.get("@context")
    findings: list[Finding] = []
    defined: set[str] = set(_KEYWORDS | REGISTERED_CLAIMS)
    types = document.get("type")
    for one in named if isinstance(named, list) else [named]:
        if isinstance(one, str) and one not in known:
            message = "The document names a context that is not known here."
            findings.append(Finding("context.not_allowed", "/@context", message))
            continue
        context = known[one]["@context"] if isinstance(one, str) else one
        defined.update(_terms(context, types if isinstance(types, list) else [types]))
    # The base context defines those of SD-JWT too, but in a document they are traces of it.
    for name in document:
        if name not in defined - RESERVED_NAMES:
            message = "No context defines this member."
            findings.append(Finding("unsigned.term", _pointer(name), message))
    return tuple(findings)


def _terms(context: Any, types: list[Any]) -> Iterator[str]:
    """The terms that a context defines, and those it defines for objects of these types."""
    for one in context if isinstance(context, list) else [context]:
        if not isinstance(one, dict):
            continue
        yield from (term for term in one if not term.startswith("@"))
        for kind in types:
            scoped = one.get(kind) if isinstance(kind, str) else None
            if isinstance(scoped, dict) and "@context" in scoped:
                yield from _terms(scoped["@context"], [])


def _pointer(name: str) -> str:
    return "/" + name.replace("~", "~0").replace("/", "~1")
