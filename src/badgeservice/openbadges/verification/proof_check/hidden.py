"""Whether an openly read document says something to be judged in a way that nobody looks for.

The open reading signs statements, and JSON-LD can say one in many ways: by a full IRI, under a name
that an inline context gives it, nested, reversed, twice, or about the same id elsewhere. Status,
dates and parties are read from the JSON. So what the JSON shows of them by its plain names, read
with the named contexts alone, must be exactly what the signed statements say of them; or somebody
could move a revocation out of sight without breaking a signature.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from badgeservice.document import JsonObject
from badgeservice.errors import CannotCanonicalise
from badgeservice.openbadges.verification.submission import as_list, is_version_1
from badgeservice.proofs.canonical import Reading, canonicalise, read_dataset
from badgeservice.proofs.nquads import Quad, is_blank, spell_iri

_CREDENTIALS = "https://www.w3.org/2018/credentials#"
_SECURITY = "https://w3id.org/security#"
_STATUS = "https://www.w3.org/ns/credentials/status#"
_TYPE = spell_iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")

# Of these everything is compared that is said of the root, and of what they lead to.
_DATES_OF_1, _DATES_OF_2 = ("issuanceDate", "expirationDate"), ("validFrom", "validUntil")
_PARTIES = ("issuer", "holder", "credentialSubject", "refreshService")
_STATUS_NAME = "credentialStatus"
_ENTRY_NAMES = (
    "statusListCredential",
    "statusListIndex",
    "statusMessage",
    "statusPurpose",
    "statusSize",
)
# Of these it is only counted how many there are: each is a graph of its own, and judged by itself.
_COUNTED = {
    "verifiableCredential": spell_iri(f"{_CREDENTIALS}verifiableCredential"),
    "proof": spell_iri(f"{_SECURITY}proof"),
}
_OF_ROOT: Mapping[str, str] = {
    name: spell_iri(f"{_CREDENTIALS}{name}")
    for name in (*_DATES_OF_1, *_DATES_OF_2, *_PARTIES, _STATUS_NAME)
}
_OF_ENTRY = frozenset({_TYPE, *(spell_iri(f"{_STATUS}{name}") for name in _ENTRY_NAMES)})

# With these a statement can stand where no plain member leads, and a document can be turned round.
_MOVING = ('"@graph"', '"@included"', '"@nest"', '"@reverse"')

# Data Integrity 1.0 section 2.1: what a proof may say where it is read openly.
_OF_PROOF = frozenset(
    {
        "@context",
        "challenge",
        "created",
        "cryptosuite",
        "domain",
        "expires",
        "id",
        "nonce",
        "previousProof",
        "proofPurpose",
        "proofValue",
        "type",
        "verificationMethod",
    }
)

_SIGNED_OF_PROOF = _OF_PROOF - {"@context", "proofValue"}

_Judged = Counter[tuple[str, object]]


def is_plain_proof(proof: JsonObject) -> bool:
    """Whether a proof has no members but those of the standard, by their plain names."""
    return proof.keys() <= _OF_PROOF


def means_what_it_says(proof: JsonObject, document: JsonObject) -> bool:
    """Whether the members of a proof mean the same without what inline contexts define."""
    options = {name: value for name, value in proof.items() if name in _SIGNED_OF_PROOF}
    contexts = (document.get("@context"), _named_contexts(document))
    try:
        as_signed, as_named = (
            canonicalise({**options, "@context": one}, reading=Reading.OPEN) for one in contexts
        )
    except CannotCanonicalise:
        return False
    return as_signed == as_named


def hides_what_is_judged(document: JsonObject, quads: Sequence[Quad]) -> bool:
    """Whether the statements of a document say something else of what is judged than its JSON.

    ``quads`` are those of the document, those about its root first, as ``read_dataset`` gives
    them.
    """
    text = json.dumps(document)
    if any(keyword in text for keyword in _MOVING) or _shares_an_entry(document):
        return True
    try:
        shown = read_dataset(_shown(document), reading=Reading.OPEN)
    except CannotCanonicalise:
        return True
    root = quads[0].subject
    count = Counter(quad.predicate for quad in quads if quad.subject == root)
    return _judged(quads) != _judged(shown) or any(
        count[iri] != (len(as_list(document[name])) if name in document else 0)
        for name, iri in _COUNTED.items()
    )


def _shares_an_entry(document: JsonObject) -> bool:
    """Whether two status entries have one id: what each says could be dealt out anew."""
    entries = [one for one in as_list(document.get(_STATUS_NAME)) if isinstance(one, dict)]
    ids = [str(one["id"]) for one in entries if "id" in one]
    return len(set(ids)) < len(ids)


def _named_contexts(document: JsonObject) -> list[object]:
    return [one for one in as_list(document.get("@context")) if isinstance(one, str)]


def _shown(document: JsonObject) -> JsonObject:
    """What a document shows of what is judged, in its own words and with named contexts alone."""
    shown: JsonObject = {"@context": _named_contexts(document)}
    dates = _DATES_OF_1 if is_version_1(document) else _DATES_OF_2
    shown |= {name: document[name] for name in ("id", "type", *dates) if name in document}
    known = ("VerifiableCredential", "VerifiablePresentation")
    shown["type"] = [one for one in as_list(document.get("type")) if one in known]
    for name in _PARTIES:
        named = [one for one in map(_id_alone, as_list(document.get(name))) if one is not None]
        if named:
            shown[name] = named
    if _STATUS_NAME in document:
        shown[_STATUS_NAME] = [_plain_entry(one) for one in as_list(document[_STATUS_NAME])]
    return shown


def _id_alone(value: Any) -> Any:
    if isinstance(value, dict):
        return {"id": value["id"]} if "id" in value else None
    return value


def _plain_entry(entry: Any) -> Any:
    if not isinstance(entry, dict):
        return entry
    return {name: entry[name] for name in ("id", "type", *_ENTRY_NAMES) if name in entry}


def _judged(quads: Sequence[Quad]) -> _Judged:
    """What statements say of what is judged; blank nodes are told by what is said of them."""
    root = quads[0].subject
    judged: _Judged = Counter({("root", _name(root)): 1})
    for quad in quads:
        if quad.subject != root or quad.graph or quad.predicate not in _OF_ROOT.values():
            continue
        if quad.predicate == _OF_ROOT[_STATUS_NAME]:
            judged[quad.predicate, _entry(quad.object, quads)] += 1
        elif not is_blank(quad.object):
            judged[quad.predicate, quad.object] += 1
    return judged


def _entry(node: str, quads: Iterable[Quad]) -> tuple[str, frozenset[tuple[str, str]]]:
    about = (quad for quad in quads if quad.subject == node and quad.predicate in _OF_ENTRY)
    return _name(node), frozenset((quad.predicate, quad.object) for quad in about)


def _name(term: str) -> str:
    return "" if is_blank(term) else term
