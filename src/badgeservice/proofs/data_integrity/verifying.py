"""Knows how to verify one proof of a document (Data Integrity 1.0 section 4.4)."""

from collections.abc import Sequence

from badgeservice.document import JsonObject
from badgeservice.proofs.canonical import Reading, hash_canonical
from badgeservice.proofs.data_integrity.making import with_earlier
from badgeservice.proofs.data_integrity.suites import (
    Suite,
    is_known_type,
    is_selective,
    suite_of,
)
from badgeservice.proofs.data_integrity.transformations import Contexts, Rules, Signed
from badgeservice.proofs.keys import PublicKey
from badgeservice.proofs.proof_shape import (
    PROOF_TYPE,
    ProofOutcome,
    has_proof_shape,
    previous_names,
    proof_options,
    read_proof_value,
    without_proof,
)
from badgeservice.proofs.selective import verify_derived_proof


def verify_proof(
    document: JsonObject,
    proof: JsonObject,
    public_key: PublicKey,
    *,
    contexts: Contexts | None = None,
    reading: Reading = Reading.STRICT,
    earlier: Sequence[JsonObject] = (),
) -> ProofOutcome:
    """Verify one proof over the secured document without its ``proof`` member (section 4.4).

    ``earlier`` are the proofs that ``previousProof`` names, as ``earlier_proofs`` gives them; they
    are signed with the document, and each is to be verified by itself. The base proof of
    ``ecdsa-sd-2023`` is ``BASE_PROOF``. The refusals of canonicalisation go through: a term that
    JSON-LD would drop, in the document or in the proof, is never covered. Raises ``ValueError``
    for a document with a ``proof`` member.
    """
    secured = with_earlier(without_proof(document), earlier)
    if is_selective(proof):
        return verify_derived_proof(document, proof, public_key, contexts=contexts, reading=reading)
    suite = _find_suite(proof, earlier)
    if isinstance(suite, ProofOutcome):
        return suite
    use = suite.keys.get(public_key.algorithm)
    if use is None:
        return ProofOutcome.KEY_MISMATCH
    signature = read_proof_value(proof["proofValue"], "z")
    if signature is None or len(signature) != use.signature_bytes:
        return ProofOutcome.PROOF_MALFORMED
    signed = suite.transformation.fit(secured, proof_options(proof), reading)
    if isinstance(signed, ProofOutcome):
        return signed
    both = suite.transformation.hash_both(signed, Rules(contexts, reading, use.hash_name))
    if not public_key.verify(signature, both):
        return ProofOutcome.SIGNATURE_WRONG
    return ProofOutcome.VERIFIED


def verified_document(document: JsonObject, proof: JsonObject) -> JsonObject:
    """Give the document as a proof that verified covers it (sections 3.2.2 and 3.3.2, last step).

    Only the open reading makes a difference: over JSON, contexts behind those of the proof are not
    signed and are left out here. ``document`` is without its ``proof`` member.
    """
    suite = suite_of(proof)
    if suite is None:
        return document
    signed = suite.transformation.fit(document, proof_options(proof), Reading.OPEN)
    return signed.document if isinstance(signed, Signed) else document


def document_digest(
    document: JsonObject,
    *,
    contexts: Contexts | None = None,
    reading: Reading = Reading.STRICT,
) -> str:
    """Name a credential by ``sha256:`` and the hex hash of its canonical form without proof.

    The same for every spelling of the JSON and every signature. Refuses like ``canonicalise``.
    """
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    return "sha256:" + hash_canonical(unsigned, contexts=contexts, reading=reading).hex()


def _find_suite(proof: object, earlier: Sequence[JsonObject]) -> Suite | ProofOutcome:
    if not isinstance(proof, dict) or not isinstance(proof.get("type"), str):
        return ProofOutcome.PROOF_MALFORMED
    if not is_known_type(proof["type"]):
        return ProofOutcome.SUITE_UNSUPPORTED
    if not has_proof_shape(proof) or (proof["type"] != PROOF_TYPE and "cryptosuite" in proof):
        return ProofOutcome.PROOF_MALFORMED
    # A link that was not handed over would be one that nobody judges.
    if sorted(previous_names(proof)) != sorted(str(one.get("id")) for one in earlier):
        return ProofOutcome.PROOF_MALFORMED
    suite = suite_of(proof)
    return ProofOutcome.SUITE_UNSUPPORTED if suite is None else suite
