"""Knows how to verify a derived proof (ECDSA 1.0 sections 3.5.9 and 3.6.7)."""

from collections.abc import Sequence

from badgeservice.document import JsonObject
from badgeservice.errors import MalformedEncoding, MalformedKey
from badgeservice.proofs.canonical import Reading
from badgeservice.proofs.encoding import base64url_encode, multibase_encode
from badgeservice.proofs.keys import PublicKey, public_key_from_multikey
from badgeservice.proofs.proof_shape import (
    PROOF_TYPE,
    ProofOutcome,
    has_proof_shape,
    proof_options,
    without_proof,
)
from badgeservice.proofs.rdfc import canonicalise_dataset
from badgeservice.proofs.selective.base_proof import CRYPTOSUITE, KEY_ALGORITHM
from badgeservice.proofs.selective.proof_value import (
    DerivedProofValue,
    is_base_proof_value,
    read_derived_proof_value,
)
from badgeservice.proofs.selective.statements import (
    Contexts,
    Rules,
    hash_options,
    hash_statements,
    labelled_statements,
)


def verify_derived_proof(
    document: JsonObject,
    proof: JsonObject,
    public_key: PublicKey,
    *,
    contexts: Contexts | None = None,
    reading: Reading = Reading.STRICT,
) -> ProofOutcome:
    """Verify a derived proof over the disclosed document without its ``proof`` member.

    A base proof is ``BASE_PROOF``, never verified: it would show what the holder did not choose
    to. The refusals of canonicalisation go through, as they do for the other suites. Raises
    ``ValueError`` for a document with a ``proof`` member.
    """
    secured = without_proof(document)
    fault = _find_fault(proof)
    if fault is not None:
        return fault
    options = _options_of(proof, secured, reading)
    read = _read_value(proof["proofValue"])
    if options is None or read is None:
        return ProofOutcome.PROOF_MALFORMED
    if public_key.algorithm != KEY_ALGORITHM:
        return ProofOutcome.KEY_MISMATCH
    value, proof_key = read
    rules = Rules(contexts, reading)
    parts = separate(secured, value, rules)
    if parts is None:
        return ProofOutcome.SIGNATURE_WRONG
    mandatory, others = parts
    hashed = hash_options(options, secured, rules)
    signed = hashed + value.proof_key + hash_statements(mandatory)
    # The issuer's signature comes first: only with it is the proof key more than a stranger's.
    pairs = zip(value.signatures, others, strict=True)
    if public_key.verify(value.base_signature, signed) and all(
        proof_key.verify(signature, statement.encode()) for signature, statement in pairs
    ):
        return ProofOutcome.VERIFIED
    return ProofOutcome.SIGNATURE_WRONG


def separate(
    document: JsonObject, value: DerivedProofValue, rules: Rules
) -> tuple[Sequence[str], Sequence[str]] | None:
    """Give the mandatory statements of a disclosed document and the others, as they were signed.

    None if document and proof value do not fit: a blank node without a label or a label without
    a blank node, an index behind the last statement, another number of signatures.
    """
    quads = rules.read(document)
    canonical = canonicalise_dataset(quads).labels
    if len(canonical) != len(value.labels):
        return None
    labels = {
        node: f"u{base64url_encode(value.labels[int(label.removeprefix('c14n'))])}"
        for node, label in canonical.items()
    }
    statements = labelled_statements(quads, labels)
    wanted = frozenset(value.mandatory_indexes)
    mandatory = [text for index, text in enumerate(statements) if index in wanted]
    others = [text for index, text in enumerate(statements) if index not in wanted]
    if len(mandatory) != len(wanted) or len(others) != len(value.signatures):
        return None
    return mandatory, others


def _find_fault(proof: object) -> ProofOutcome | None:
    if not isinstance(proof, dict) or not has_proof_shape(proof):
        return ProofOutcome.PROOF_MALFORMED
    if (proof["type"], proof.get("cryptosuite")) != (PROOF_TYPE, CRYPTOSUITE):
        return ProofOutcome.SUITE_UNSUPPORTED
    # Nothing says what a derived proof would sign of the proofs before it.
    if "previousProof" in proof:
        return ProofOutcome.SUITE_UNSUPPORTED
    if is_base_proof_value(proof["proofValue"]):
        return ProofOutcome.BASE_PROOF
    return None


def _read_value(text: str) -> tuple[DerivedProofValue, PublicKey] | None:
    try:
        value = read_derived_proof_value(text)
        proof_key = public_key_from_multikey(multibase_encode(value.proof_key, "z"))
    except (MalformedEncoding, MalformedKey):
        return None
    return (value, proof_key) if proof_key.algorithm == KEY_ALGORITHM else None


def _options_of(proof: JsonObject, document: JsonObject, reading: Reading) -> JsonObject | None:
    """Give the options of a proof; None for contexts of its own, which no signature would cover.

    The open reading passes over a repetition of the document's contexts, which says nothing new.
    """
    options = proof_options(proof)
    if "@context" not in options:
        return options
    if reading is Reading.STRICT or options.pop("@context") != document.get("@context"):
        return None
    return options
