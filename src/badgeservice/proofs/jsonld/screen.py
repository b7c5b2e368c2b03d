"""Knows what a JSON document may not hold if all of it is to be signed, before JSON-LD reads it.

JSON-LD drops some JSON silently and lets the same statement be written in several ways. Here
everything goes that a credential has no need for; what is left is counted, so that afterwards each
leaf can be found back in the dataset.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from badgeservice.document import JsonObject
from badgeservice.errors import CannotCanonicalise, Finding
from badgeservice.proofs.jsonld.faults import Path, describe_fault
from badgeservice.proofs.nquads import is_language_tag
from badgeservice.proofs.strict_json import MAX_INTEGER

MAX_DEPTH = 64
MAX_CONTEXTS = 8
MAX_EMBEDDED = 50
MAX_EMBEDDED_DEPTH = 4

# Objects that are documents of their own, with contexts of their own (VCDM 2.0 section 4.13).
DOCUMENT_TYPES = frozenset(
    {
        "VerifiableCredential",
        "EnvelopedVerifiableCredential",
        "VerifiablePresentation",
        "EnvelopedVerifiablePresentation",
    }
)


@dataclass(slots=True)
class Screening:
    """What was found: faults, and the counts that the dataset must match.

    ``leaves`` are the scalars outside contexts, ``objects`` the node objects that say more than
    an id, ``iris`` the strings that could be an IRI. ``embedded`` are the credentials inside, each
    with the way to it. Faults with the code ``context.`` stand apart in ``context_findings``.
    """

    leaves: int = 0
    objects: int = 0
    iris: list[str] = field(default_factory=list)
    embedded: list[tuple[Path, JsonObject]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    context_findings: list[Finding] = field(default_factory=list)


def screen(
    document: JsonObject, *, contexts: Collection[str], aliases: Collection[str]
) -> Screening:
    """Look through a document; the findings say what may not be in it.

    ``contexts`` are the URLs that may be named, ``aliases`` the member names to refuse. Refuses
    with ``CannotCanonicalise`` what is nested too deeply or is not JSON.
    """
    screener = _Screener(contexts, aliases)
    screener.look(document)
    if "@context" not in document:
        screener.found.context_findings.append(describe_fault("context.missing"))
    return screener.found


class _Screener:
    def __init__(self, contexts: Collection[str], aliases: Collection[str]) -> None:
        self.found = Screening()
        self._contexts = contexts
        self._aliases = aliases
        self._path: list[str | int] = []
        self._embedded_depth = 0

    def look(self, value: Any) -> None:
        if isinstance(value, str):
            check_text(value)
            self.found.leaves += 1
            if ":" in value:
                self.found.iris.append(value)
        elif isinstance(value, dict):
            self._look_at_object(value)
        elif isinstance(value, list):
            self._look_at_array(value)
        elif isinstance(value, int | float):
            fits = abs(value) <= MAX_INTEGER if isinstance(value, int) else isfinite(value)
            if not fits:
                raise CannotCanonicalise("The document holds a number that no double holds.")
            self.found.leaves += 1
        elif value is None:
            self._refuse("unsigned.null")
        else:
            raise CannotCanonicalise("The document holds something that is not JSON.")

    def _look_at_array(self, elements: list[Any]) -> None:
        if not elements:
            self._refuse("unsigned.empty-array")
        for index, element in enumerate(elements):
            if isinstance(element, list):
                self._refuse("unsigned.nested-array", index)
            self._look_within(index, element)

    def _look_within(self, step: str | int, value: Any) -> None:
        self._path.append(step)
        if len(self._path) > MAX_DEPTH:
            raise CannotCanonicalise("The document is nested too deeply.")
        self.look(value)
        self._path.pop()

    def _look_at_object(self, members: JsonObject) -> None:
        if "@value" in members:
            self._look_at_value_object(members)
            return
        if members.keys() != {"id"}:
            self.found.objects += 1
        is_embedded = self._path != [] and self._enter_document(members)
        if "@context" in members:
            self._look_at_contexts(members["@context"])
        for name, value in members.items():
            if name != "@context":
                self._check_name(name, value)
                self._look_within(name, value)
        self._embedded_depth -= is_embedded

    def _check_name(self, name: object, value: object) -> None:
        if not isinstance(name, str):
            raise CannotCanonicalise("The document holds something that is not JSON.")
        check_text(name)
        if name.startswith("@"):
            self._refuse("unsigned.keyword", name)
        elif ":" in name:
            self._refuse("unsigned.iri-name", name)
        elif name in self._aliases:
            self._refuse("unsigned.alias", name)
        elif name == "id" and isinstance(value, str) and value.startswith("_:"):
            self._refuse("unsigned.blank-node", name)

    def _look_at_value_object(self, members: JsonObject) -> None:
        """Take a text with its language; nothing else needs to be written this way."""
        for name in members.keys() - {"@value", "@language"}:
            self._refuse("unsigned.keyword", name)
        if "@language" not in members or not isinstance(members["@value"], str):
            self._refuse("unsigned.keyword", "@value")
        elif not is_usual_language(members["@language"]):
            self._refuse("unsigned.language", "@language")
        else:
            self._look_within("@value", members["@value"])

    # --- contexts -----------------------------------------------------------------------------

    def _enter_document(self, members: JsonObject) -> bool:
        """Note an embedded credential, and say whether the object is one.

        In any other object a context changes nothing that is signed, so it could come and go.
        """
        types = members.get("type")
        named = types if isinstance(types, list) else [types]
        is_document = any(isinstance(one, str) and one in DOCUMENT_TYPES for one in named)
        if is_document != ("@context" in members):
            self._refuse("unsigned.context")
        if is_document:
            self._embedded_depth += 1
            self.found.embedded.append((tuple(self._path), members))
            if self._embedded_depth > MAX_EMBEDDED_DEPTH or len(self.found.embedded) > MAX_EMBEDDED:
                raise CannotCanonicalise("The document holds too many credentials.")
        return is_document

    def _look_at_contexts(self, value: object) -> None:
        named = value if isinstance(value, list) else [value]
        if not named:
            self._refuse_context("context.malformed")
        if len(named) > MAX_CONTEXTS:
            self._refuse_context("context.too-many")
            return
        for index, one in enumerate(named):
            steps = (index,) if isinstance(value, list) else ()
            if isinstance(one, dict):
                self._refuse_context("context.inline", *steps)
            elif not isinstance(one, str):
                self._refuse_context("context.malformed", *steps)
            elif one not in self._contexts:
                self._refuse_context("context.unknown", *steps)
            elif one in named[:index]:
                self._refuse_context("context.repeated", *steps)

    # --- findings -----------------------------------------------------------------------------

    def _refuse(self, code: str, *steps: str | int) -> None:
        self.found.findings.append(describe_fault(code, (*self._path, *steps)))

    def _refuse_context(self, code: str, *steps: int) -> None:
        path = (*self._path, "@context", *steps)
        self.found.context_findings.append(describe_fault(code, path))


def check_text(text: str) -> None:
    """Refuse with ``CannotCanonicalise`` a text that UTF-8 cannot hold."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as cause:
            raise CannotCanonicalise("The document holds a lone surrogate.") from cause


def is_usual_language(tag: object) -> bool:
    """Say whether a language tag is written as BCP 47 section 2.1.1 recommends.

    JSON-LD signs tags in small letters, so without this ``NL`` and ``nl`` were one.
    """
    if not isinstance(tag, str) or not is_language_tag(tag):
        return False
    first, *rest = tag.split("-")
    usual = [first.lower()]
    after_singleton = len(first) == 1
    for part in rest:
        after_singleton = after_singleton or len(part) == 1
        if after_singleton or len(part) not in (2, 4):
            usual.append(part.lower())
        else:
            usual.append(part.upper() if len(part) == 2 else part.capitalize())
    return tag == "-".join(usual)
