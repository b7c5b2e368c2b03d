"""Knows how a holder discloses part of a document (ECDSA 1.0 sections 3.5.4 and 3.6.6)."""

from collections.abc import Sequence

from badgeservice.document import JsonObject
from badgeservice.errors import (
    CannotCanonicalise,
    Finding,
    MalformedEncoding,
    PointerNotFound,
    UnusableBaseProof,
)
from badgeservice.proofs.canonical import Reading
from badgeservice.proofs.encoding import base64url_decode
from badgeservice.proofs.proof_shape import PROOF_TYPE, has_proof_shape, without_proof
from badgeservice.proofs.rdfc import canonicalise_dataset
from badgeservice.proofs.selective.base_proof import CRYPTOSUITE
from badgeservice.proofs.selective.pointers import select
from badgeservice.proofs.selective.proof_value import (
    BaseProofValue,
    DerivedProofValue,
    read_base_proof_value,
    write_derived_proof_value,
)
from badgeservice.proofs.selective.statements import (
    Contexts,
    Group,
    Rules,
    SplitDocument,
    split_document,
)


def derive_proof(
    document: JsonObject,
    base_proof: JsonObject,
    *,
    selective_pointers: Sequence[str],
    contexts: Contexts | None = None,
    reading: Reading = Reading.STRICT,
) -> JsonObject:
    """Give the disclosed part of a document together with its derived proof.

    Disclosed is what the mandatory pointers of the base proof and ``selective_pointers`` choose,
    with the ids and types on the way. Whether the signatures are right is not looked at: wrong
    ones only make a derived proof that nobody accepts. Refuses ``UnusableBaseProof``,
    ``PointerNotFound`` (also for a choice of nothing), and what canonicalisation refuses of the
    document or of the part. Raises ``ValueError`` for a document with a ``proof`` member.
    """
    rules = Rules(contexts, reading)
    base = _read(base_proof)
    split = split_document(without_proof(document), base.hmac_key, rules)
    pointers = (*base.mandatory_pointers, *selective_pointers)
    combined = split.group(pointers)
    disclosed = select(document, pointers)
    if disclosed is None:
        finding = Finding("pointer.none", "", "At least one pointer is needed.")
        raise PointerNotFound("Nothing was chosen to disclose.", findings=[finding])
    if (
        canonicalise_dataset(rules.read(disclosed)).text
        != canonicalise_dataset(combined.quads).text
    ):
        raise CannotCanonicalise("The part says something else by itself than in the document.")
    value = disclose(split, base, combined)
    return {**disclosed, "proof": {**base_proof, "proofValue": write_derived_proof_value(value)}}


def disclose(split: SplitDocument, base: BaseProofValue, combined: Group) -> DerivedProofValue:
    """Leave of a base proof what belongs to a group of statements (section 3.5.4).

    Refuses with ``UnusableBaseProof`` one with another number of signatures than the document has
    statements that are not mandatory.
    """
    mandatory = frozenset(split.group(base.mandatory_pointers).positions)
    others = [place for place in range(len(split.statements)) if place not in mandatory]
    if len(others) != len(base.signatures):
        raise _unusable("It has another number of signatures than the document needs.")
    signatures = dict(zip(others, base.signatures, strict=True))
    labels = canonicalise_dataset(combined.quads).labels
    return DerivedProofValue(
        base.base_signature,
        base.proof_key,
        tuple(signatures[place] for place in combined.positions if place not in mandatory),
        {
            int(label.removeprefix("c14n")): base64url_decode(split.secret_labels[node][1:])
            for node, label in labels.items()
        },
        tuple(index for index, place in enumerate(combined.positions) if place in mandatory),
    )


def _read(proof: JsonObject) -> BaseProofValue:
    if not has_proof_shape(proof) or "@context" in proof:
        raise _unusable("It does not have the members of a proof.")
    if (proof["type"], proof.get("cryptosuite")) != (PROOF_TYPE, CRYPTOSUITE):
        raise _unusable("It is of another suite, which discloses everything or nothing.")
    try:
        return read_base_proof_value(proof["proofValue"])
    except MalformedEncoding as error:
        raise _unusable("Its value is not that of a base proof.") from error


def _unusable(detail: str) -> UnusableBaseProof:
    return UnusableBaseProof(f"Nothing can be derived from this proof. {detail}")
