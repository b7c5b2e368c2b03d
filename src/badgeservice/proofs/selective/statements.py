"""Knows the statements of a document as selective disclosure signs them, and groups of them.

Blank nodes get labels that only the holder of the HMAC key can compute, because the canonical
ones would tell something about what is not disclosed (ECDSA 1.0 sections 3.4.4 and 3.4.16).
"""

import hashlib
import hmac
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from badgeservice.document import JsonObject
from badgeservice.errors import CannotCanonicalise, Finding, PointerNotFound
from badgeservice.proofs.canonical import Reading, canonicalise, read_dataset, read_ordinary
from badgeservice.proofs.encoding import base64url_encode
from badgeservice.proofs.nquads import Quad, is_blank, write_nquad
from badgeservice.proofs.rdfc import CanonicalDataset, canonicalise_dataset
from badgeservice.proofs.selective.naming import (
    name_objects,
    names_in_literals,
    relabel,
    unname,
    unused_prefix,
    with_terms,
)
from badgeservice.proofs.selective.pointers import select

Contexts = Mapping[str, JsonObject]

# Each one is read by itself, to tell which of the pointers is at fault.
_MOST_SUSPECTS = 5


@dataclass(frozen=True, slots=True)
class Rules:
    """How JSON-LD is read, and with which contexts (None: those of the service)."""

    contexts: Contexts | None
    reading: Reading

    def read(self, document: JsonObject) -> list[Quad]:
        """Give the statements of a document; the refusals of canonicalisation go through."""
        return read_dataset(document, contexts=self.contexts, reading=self.reading)


def hash_options(options: JsonObject, document: JsonObject, rules: Rules) -> bytes:
    """Hash the options of a proof, read with the contexts of the document (section 3.6.3)."""
    configuration = {**options, "@context": document.get("@context")}
    canonical = canonicalise(configuration, contexts=rules.contexts, reading=rules.reading)
    return hashlib.sha256(canonical.encode()).digest()


def hash_statements(statements: Iterable[str]) -> bytes:
    """Hash statements one after the other (section 3.4.17)."""
    return hashlib.sha256("".join(statements).encode()).digest()


def labelled_statements(quads: Iterable[Quad], labels: Mapping[str, str]) -> list[str]:
    """Write statements in order, each blank node under its new label; both are without ``_:``."""

    def label(term: str) -> str:
        return f"_:{labels[term[2:]]}" if is_blank(term) else term

    return sorted({write_nquad(relabel(quad, label)) for quad in quads})


@dataclass(frozen=True, slots=True)
class Group:
    """What pointers choose of a document.

    ``positions`` are those of its statements among all; ``quads`` are the same statements with
    blank nodes that ``secret_labels`` of the whole knows.
    """

    positions: tuple[int, ...]
    quads: Sequence[Quad]


@dataclass(frozen=True, slots=True)
class SplitDocument:
    """A document taken apart: its statements in order, and the means to find those of a part.

    ``canonical`` is the canonical form. ``secret_labels`` are the labels that stand in
    ``statements``, by those of the ``quads`` of a group.
    """

    canonical: CanonicalDataset
    statements: Sequence[str]
    secret_labels: Mapping[str, str]
    _named: JsonObject
    _prefix: str
    _rules: Rules

    def group(self, pointers: Sequence[str]) -> Group:
        """Find the statements that pointers choose.

        Refuses with ``PointerNotFound`` a pointer that leads nowhere or into an ordered list,
        which only holds together as a whole.
        """
        selected = select(self._named, pointers)
        if selected is None:
            return Group((), ())
        quads = unname(_read_part(selected, self._rules), self._prefix)
        known = {statement: position for position, statement in enumerate(self.statements)}
        try:
            chosen = labelled_statements(quads, self.secret_labels)
            return Group(tuple(sorted(known[statement] for statement in chosen)), quads)
        except KeyError:
            raise self._refuse_parts(pointers) from None

    def _refuse_parts(self, pointers: Sequence[str]) -> PointerNotFound:
        sentence = "What the pointer chooses only holds together with what is around it."
        suspects = pointers[:_MOST_SUSPECTS] if len(pointers) > 1 else ()
        inseparable = [one for one in suspects if not self._is_separable(one)] or pointers
        findings = [Finding("pointer.inseparable", pointer, sentence) for pointer in inseparable]
        return PointerNotFound("A pointer leads into something inseparable.", findings=findings)

    def _is_separable(self, pointer: str) -> bool:
        try:
            self.group([pointer])
        except PointerNotFound:
            return False
        return True


def split_document(document: JsonObject, hmac_key: bytes, rules: Rules) -> SplitDocument:
    """Take a document apart (section 3.4.16, canonicalizeAndGroup without the grouping).

    Refuses what canonicalisation refuses, and with ``CannotCanonicalise`` a document whose parts
    cannot be read by themselves: maps by language or index, two lists in one place.
    """
    canonical = canonicalise_dataset(rules.read(document))
    prefix = unused_prefix(canonical.text)
    named, quads = _read_named(document, prefix, rules)
    renamed = canonicalise_dataset(quads)
    if renamed.text != canonical.text:
        raise CannotCanonicalise("The document cannot be split up without changing what it says.")
    labels = {node: hmac_label(hmac_key)(label) for node, label in renamed.labels.items()}
    statements = labelled_statements(quads, labels)
    return SplitDocument(renamed, statements, labels, named, prefix, rules)


def hmac_label(key: bytes) -> Callable[[str], str]:
    """Give the function that turns a canonical label into a secret one (section 3.4.4)."""

    def label(canonical: str) -> str:
        digest = hmac.digest(key, canonical.encode(), "sha256")
        return f"u{base64url_encode(digest)}"

    return label


def _read_named(document: JsonObject, prefix: str, rules: Rules) -> tuple[JsonObject, list[Quad]]:
    named = name_objects(document, prefix)
    quads = _read_part(named, rules)
    literal = names_in_literals(quads, prefix)
    if literal:
        named = name_objects(document, prefix, literal=literal)
        quads = _read_part(named, rules)
    return named, unname(quads, prefix)


def _read_part(document: JsonObject, rules: Rules) -> list[Quad]:
    # The document itself was read as its verifiers will read it; this is only a copy to take apart.
    if rules.reading is Reading.STRICT:
        quads = read_ordinary(with_terms(document), contexts=rules.contexts)
        if quads is not None:
            return quads
    return read_dataset(document, contexts=rules.contexts, reading=Reading.OPEN)
