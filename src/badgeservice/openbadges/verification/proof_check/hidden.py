"""Whether an openly read document says something to be judged in a place where nobody looks.

The open reading signs statements, and JSON-LD can say one in many ways: by a full IRI, under a name
that an inline context gives it, nested, reversed, or about the same id elsewhere in the document.
Status, dates and parties are read from the JSON. So whatever is judged must be said exactly there,
by its plain name, or somebody could move a revocation out of sight without breaking a signature.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from badgeservice.document import JsonObject
from badgeservice.openbadges.verification.submission import as_list, is_version_1
from badgeservice.proofs.nquads import Quad, spell_iri

_CREDENTIALS = "https://www.w3.org/2018/credentials#"
_SECURITY = "https://w3id.org/security#"
_STATUS = "https://www.w3.org/ns/credentials/status#"

# What is read from the root of a credential or a presentation, and from its status entries.
_OF_ROOT: Mapping[str, str] = {
    **{
        name: spell_iri(f"{_CREDENTIALS}{name}")
        for name in (
            "credentialStatus",
            "credentialSubject",
            "expirationDate",
            "holder",
            "issuanceDate",
            "issuer",
            "refreshService",
            "validFrom",
            "validUntil",
            "verifiableCredential",
        )
    },
    "proof": spell_iri(f"{_SECURITY}proof"),
}
_OF_ENTRY: Mapping[str, str] = {
    name: spell_iri(f"{_STATUS}{name}")
    for name in (
        "statusListCredential",
        "statusListIndex",
        "statusMessage",
        "statusPurpose",
        "statusSize",
    )
}
_DATES_OF_1 = frozenset({_OF_ROOT["issuanceDate"], _OF_ROOT["expirationDate"]})
_DATES_OF_2 = frozenset({_OF_ROOT["validFrom"], _OF_ROOT["validUntil"]})
_DOCUMENTS = ("VerifiableCredential", "VerifiablePresentation")

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


def is_plain_proof(proof: JsonObject) -> bool:
    """Whether a proof has no members but those of the standard, by their plain names."""
    return proof.keys() <= _OF_PROOF


def hides_what_is_judged(document: JsonObject, quads: Iterable[Quad]) -> bool:
    """Whether the statements of a document hold more of what is judged than its JSON shows.

    ``quads`` are those of the document, those about its root first, as ``read_dataset`` gives
    them. They are counted twice: about the root, against its own members, and in the whole,
    against the members of every credential in it.
    """
    stated: Counter[str] = Counter()
    of_root: Counter[str] = Counter()
    root = None
    for quad in quads:
        root = root or quad.subject
        stated[quad.predicate] += 1
        of_root[quad.predicate] += quad.subject == root
    objects = list(_objects_in(document))
    shown = Counter(_shown(document))
    shown_in_all: Counter[str] = Counter()
    for item in objects:
        if item is document or _is_document(item):
            shown_in_all.update(_shown(item))
        shown_in_all.update(_counted(item, _OF_ENTRY))
    return any(
        of_root[iri] != shown[iri] or stated[iri] != shown_in_all[iri] for iri in _OF_ROOT.values()
    ) or any(stated[iri] != shown_in_all[iri] for iri in _OF_ENTRY.values())


def _shown(document: JsonObject) -> dict[str, int]:
    """How many values the members of a credential show that are read from it.

    The dates of the other version of the data model are not read, so they show nothing.
    """
    unread = _DATES_OF_2 if is_version_1(document) else _DATES_OF_1
    counted = _counted(document, _OF_ROOT)
    return {iri: count for iri, count in counted.items() if iri not in unread}


def _counted(members: JsonObject, names: Mapping[str, str]) -> dict[str, int]:
    return {iri: len(as_list(members[name])) for name, iri in names.items() if name in members}


def _objects_in(document: JsonObject) -> Iterator[JsonObject]:
    """Every object in a document that is reached by members with plain names."""
    pending: list[object] = [document]
    while pending:
        item = pending.pop()
        if isinstance(item, list):
            pending += item
        elif isinstance(item, dict):
            yield item
            pending += [value for name, value in item.items() if not name.startswith("@")]


def _is_document(item: JsonObject) -> bool:
    types = as_list(item.get("type"))
    return any(name in types for name in _DOCUMENTS)
