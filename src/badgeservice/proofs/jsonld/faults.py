"""Knows what can go unsigned in a JSON-LD document: the code and the sentence of each fault."""

from collections.abc import Sequence

from badgeservice.document import JsonObject
from badgeservice.errors import Finding
from badgeservice.proofs.strict_json import json_pointer

Path = tuple[str | int, ...]

MESSAGES = {
    "context.missing": "The document names no JSON-LD context.",
    "context.malformed": "A context is named by a string or an array of strings.",
    "context.inline": "A context must be named, not written out.",
    "context.unknown": "The context is not one of those the service carries.",
    "context.repeated": "The context is named twice.",
    "context.too-many": "Too many contexts are named.",
    "context.definition": "The context defines something in a way that JSON-LD 1.1 does not know.",
    "unsigned.term": "No context defines this member, so a signature would not cover it.",
    "unsigned.type": "No context defines this type, so a signature would not cover it.",
    "unsigned.iri": "This is not an absolute IRI, so a signature would not cover it.",
    "unsigned.compact-iri": "An IRI must be written in full.",
    "unsigned.null": "A null is not covered by a signature; leave the member out.",
    "unsigned.empty-array": "An empty array is not covered by a signature; leave the member out.",
    "unsigned.nested-array": "An array in an array is not covered by a signature.",
    "unsigned.keyword": "JSON-LD keywords may not be used here.",
    "unsigned.iri-name": "A member must be named by its term.",
    "unsigned.alias": "Another term stands for this one.",
    "unsigned.blank-node": "A blank node label is not covered by a signature.",
    "unsigned.language": "The language tag is malformed or not in its usual capitals.",
    "unsigned.number": "The number has more digits than a signature covers.",
    "unsigned.kind": "The value must be of the JSON type that belongs to its datatype.",
    "unsigned.context": "A credential in a credential names its contexts, and nothing else does.",
    "unsigned.repeated": "This is stated twice, so a signature would not miss it.",
    "unsigned.lost": "A part of the document is not covered by a signature.",
}


def describe_fault(code: str, path: Path = ()) -> Finding:
    """Make the finding of a fault at a place in the document."""
    return Finding(code, json_pointer(path), MESSAGES[code])


def describe_faults(
    document: JsonObject,
    dropped: Sequence[tuple[JsonObject, str]],
    faults: Sequence[tuple[str, object]],
) -> list[Finding]:
    """Make findings of the members that were dropped, and of faults at an object or a scalar."""
    if not dropped and not faults:
        return []
    places = Places(document)
    lost = [
        describe_fault("unsigned.term", (*places.of_object(members), name))
        for members, name in dropped
    ]
    return lost + [describe_fault(code, places.of(value)) for code, value in faults]


class Places:
    """Where the objects and scalars of a document are; made once, when there is a fault to tell."""

    def __init__(self, document: JsonObject) -> None:
        self._objects: dict[int, Path] = {}
        self._texts: dict[str, Path] = {}
        self._visit(document, ())

    def of(self, wanted: object) -> Path:
        """Give the way to an object of the document, or to what reads like a scalar."""
        if isinstance(wanted, dict):
            return self.of_object(wanted)
        return self.of_text(None if wanted is None else str(wanted))

    def of_object(self, wanted: JsonObject) -> Path:
        """Give the way to one very object of the document."""
        return self._objects[id(wanted)]

    def of_text(self, wanted: str | None) -> Path:
        """Give the way to the first scalar that reads ``wanted``, or to the whole document."""
        return self._texts.get(wanted or "", ())

    def _visit(self, value: object, path: Path) -> None:
        if isinstance(value, list):
            for index, element in enumerate(value):
                self._visit(element, (*path, index))
        elif isinstance(value, dict):
            self._objects[id(value)] = path
            for name, member in value.items():
                if name != "@context":
                    self._visit(member, (*path, name))
        else:
            self._texts.setdefault(str(value), path)
