"""Knows what the contexts mean at each place of a document, compiled into text to be joined.

PyLD stays the owner of what a context means. It processes each one once for a place (the active
context around it, the member it stands under, the contexts it names, its types), and what came out
is kept: for a member the beginning and the end of the line that it makes. Whatever these tables
cannot say exactly as the general engine would is ``Declined``.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Final, NamedTuple

from pyld.jsonld import JsonLdProcessor

from badgeservice.document import JsonObject
from badgeservice.proofs.fast.declined import Declined
from badgeservice.proofs.jsonld.dataset import FIRST, RDF, TYPE
from badgeservice.proofs.jsonld.expansion import LOCK, STUMBLES, make_options, make_resolver
from badgeservice.proofs.jsonld.literals import is_boolean_type, is_number_type
from badgeservice.proofs.jsonld.screen import DOCUMENT_TYPES, MAX_CONTEXTS
from badgeservice.proofs.jsonld.terms import find_aliases
from badgeservice.proofs.nquads import XSD_STRING, is_absolute_iri

# What a member says. The first three are literals.
TEXT: Final = 0
NUMBER: Final = 1
BOOLEAN: Final = 2
REFERENCE: Final = 3
VOCABULARY: Final = 4
LIST: Final = 5
GRAPH: Final = 6
NAME: Final = 7
KIND: Final = 8

END: Final = " .\n"
TYPE_OPENING: Final = f" {TYPE} "
# Schemes that need no second look; a context that gives one a meaning is declined as a whole.
PLAIN_SCHEMES: Final = ("http", "https", "did", "urn")

# One scope holds a copy of all terms that PyLD knows there: about 20 kB.
MAX_SCOPES: Final = 512
MAX_MADE: Final = 20_000

ActiveContext = dict[str, Any]
ContextKey = str | tuple[str, ...] | None
PlaceKey = tuple[str | None, ContextKey, tuple[str, ...]]


class Term(NamedTuple):
    """What a member makes of its value.

    A literal is ``opening``, the text and ``closing``; anything else ``predicate``, a term and
    ``END``. ``items`` is how the items of a list are read.
    """

    kind: int
    opening: str
    closing: str
    predicate: str
    datatype: str | None = None
    items: "Term | None" = None


class Place(NamedTuple):
    """Where an object stands: its scope, the lines that its types make, and what it is."""

    scope: "Scope"
    types: tuple[str, ...]
    is_document: bool


class Scope:
    """One active context of PyLD with what was compiled of it so far."""

    __slots__ = ("active", "meanings", "places", "terms")

    def __init__(self, active: ActiveContext) -> None:
        self.active = active
        self.terms: dict[str, Term] = {}
        self.places: dict[PlaceKey, Place] = {}
        self.meanings: dict[tuple[str, str], str] = {}


class Scopes:
    """All scopes of one set of contexts, made when a document first asks for them.

    A table only ever grows, under the lock of PyLD, and is read without one. ``is_full`` tells
    that it is time for a new set, because documents may vary their types without end.
    """

    def __init__(self, contexts: Mapping[str, JsonObject]) -> None:
        self.contexts = contexts
        self._aliases = find_aliases(contexts)
        resolver = make_resolver({url: deepcopy(one) for url, one in contexts.items()})
        self._options = make_options(resolver)
        self._processor = JsonLdProcessor()
        self._scopes: dict[int, Scope] = {}
        self._made = 0
        self.initial = self._scope_of(self._processor._get_initial_context(self._options))

    @property
    def is_full(self) -> bool:
        """Whether so much was compiled that it should be forgotten."""
        return self._made >= MAX_MADE or len(self._scopes) >= MAX_SCOPES

    def enter(self, scope: Scope, key: PlaceKey) -> Place:
        """Find out where an object stands by the member, contexts and types that lead to it."""
        try:
            with LOCK:
                place = self._enter(scope, key)
        except STUMBLES as cause:
            raise Declined("context") from cause
        self._made += 1
        scope.places[key] = place
        return place

    def define(self, scope: Scope, name: str) -> Term:
        """Find out what a member means."""
        if name.startswith("@") or ":" in name or name in self._aliases:
            raise Declined("member")
        try:
            with LOCK:
                self._check_scoped(scope.active, name)
                term = _compile(self._processor, scope.active, name)
        except STUMBLES as cause:
            raise Declined("context") from cause
        self._made += 1
        scope.terms[name] = term
        return term

    def mean(self, scope: Scope, name: str, value: str) -> str:
        """Give the IRI, in its brackets, that a value of a vocabulary stands for."""
        active = scope.active
        try:
            with LOCK:
                local = _get(active, name, "@context")
                if local is not None:
                    active = self._process(active, local, override_protected=True)
                iri = self._iri_of(active, value)
        except STUMBLES as cause:
            raise Declined("context") from cause
        if ":" not in value:
            # Others are as many as documents like, and cost little.
            self._made += 1
            scope.meanings[name, value] = iri
        return iri

    # --- under the lock -----------------------------------------------------------------------

    def _enter(self, scope: Scope, key: PlaceKey) -> Place:
        name, named, types = key
        active = self._enter_member(scope.active, name)
        if named is not None:
            active = self._process(active, _checked(named, self.contexts))
        around = active
        for one in sorted(types):
            of_type = _get(around, one, "@context")
            if of_type is not None and of_type is not False:
                active = self._process(active, of_type, propagate=False)
        lines = tuple(f"{TYPE_OPENING}{self._iri_of(around, one)}{END}" for one in types)
        found = self._scope_of(active)
        for keyword, kind in (("id", NAME), ("type", KIND)):
            mapping = active["mappings"].get(keyword)
            if not mapping or mapping["@id"] != f"@{keyword}":
                raise Declined("keyword")
            found.terms[keyword] = Term(kind, "", "", "")
        return Place(found, lines, not DOCUMENT_TYPES.isdisjoint(types))

    def _enter_member(self, active: ActiveContext, name: str | None) -> ActiveContext:
        """Go into the value of a member, which may have a context of its own."""
        local = _get(active, name, "@context")
        if local is not None:
            # PyLD applies it twice, and the first time it may define the member anew.
            active = self._process(active, local, override_protected=True)
            local = _get(active, name, "@context")
        found: ActiveContext = self._processor._revert_to_previous_context(active)
        if local is not None:
            found = self._process(found, local, override_protected=True)
        return found

    def _check_scoped(self, active: ActiveContext, name: str) -> None:
        """Decline a member whose own context says anything else about its texts."""
        local = _get(active, name, "@context")
        if local is None:
            return
        inside = self._process(active, local, override_protected=True)
        before, after = active["mappings"], inside["mappings"]
        has_prefixes = any(
            one and one["_prefix"] and before.get(word) != one for word, one in after.items()
        )
        has_defaults = any(inside.get(word) for word in ("@language", "@direction", "@base"))
        if before[name] != after.get(name) or has_prefixes or has_defaults:
            raise Declined("scoped")
        if any(one in after for one in PLAIN_SCHEMES):
            raise Declined("scheme")

    def _process(self, active: ActiveContext, local: Any, **named: Any) -> ActiveContext:
        if isinstance(local, tuple):
            local = list(local)
        result: ActiveContext = self._processor._process_context(
            active, local, self._options, **named
        )
        return result

    def _iri_of(self, active: ActiveContext, value: str) -> str:
        iri = self._processor._expand_iri(active, value, vocab=True)
        if iri is None or not is_absolute_iri(iri) or (":" in value and iri != value):
            raise Declined("vocabulary")
        return f"<{iri}>"

    def _scope_of(self, active: ActiveContext) -> Scope:
        # Found by identity; the scope holds on to the context, so the number stays its own.
        scope = self._scopes.get(id(active))
        if scope is None:
            if any(active.get(word) for word in ("@language", "@direction", "@base")):
                raise Declined("defaults")
            if any(one in active["mappings"] for one in PLAIN_SCHEMES):
                raise Declined("scheme")
            scope = self._scopes[id(active)] = Scope(active)
        return scope


def name_contexts(value: object) -> ContextKey:
    """Give the contexts that an object names as a key; they are checked when it is first used."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(type(one) is str for one in value):
        return tuple(value)
    raise Declined("context")


def _checked(named: str | tuple[str, ...], contexts: Mapping[str, JsonObject]) -> Any:
    together = (named,) if isinstance(named, str) else named
    is_sound = 0 < len(set(together)) == len(together) <= MAX_CONTEXTS
    if not is_sound or any(one not in contexts for one in together):
        raise Declined("context")
    return named


def _get(active: ActiveContext, name: str | None, keyword: str) -> Any:
    return JsonLdProcessor.get_context_value(active, name, keyword)


def _compile(processor: JsonLdProcessor, active: ActiveContext, name: str) -> Term:
    mapping = active["mappings"].get(name)
    if mapping is None:
        if name in active["mappings"] or "@vocab" not in active:
            raise Declined("member")
        # Any word is a member where a context has a vocabulary.
        mapping = {"@id": processor._expand_iri(active, name, vocab=True)}
    iri = mapping["@id"]
    if iri is None or not is_absolute_iri(iri) or iri.startswith(RDF) or mapping.get("reverse"):
        raise Declined("member")
    if any(mapping.get(word) is not None for word in ("@language", "@direction", "@nest")):
        raise Declined("container")
    containers = mapping.get("@container") or []
    together = {containers} if isinstance(containers, str) else set(containers)
    datatype = mapping.get("@type")
    return _make_term(f" <{iri}> ", datatype, together - {"@set"})


def _make_term(predicate: str, datatype: str | None, containers: set[str]) -> Term:
    if containers == {"@list"}:
        return Term(LIST, "", "", predicate, items=_make_term(f" {FIRST} ", datatype, set()))
    if containers == {"@graph"}:
        return Term(GRAPH, "", "", predicate)
    if containers:
        raise Declined("container")
    if datatype in ("@id", "@vocab"):
        return Term(REFERENCE if datatype == "@id" else VOCABULARY, "", "", predicate)
    if datatype is None or datatype in ("@none", XSD_STRING):
        checked = XSD_STRING if datatype == XSD_STRING else None
        return Term(TEXT, f'{predicate}"', f'"{END}', predicate, checked)
    if not is_absolute_iri(datatype):
        raise Declined("datatype")
    kind = TEXT
    if is_number_type(datatype):
        kind = NUMBER
    elif is_boolean_type(datatype):
        kind = BOOLEAN
    return Term(kind, f'{predicate}"', f'"^^<{datatype}>{END}', predicate, datatype)
