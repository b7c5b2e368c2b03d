"""Deriving: a holder chooses what of an ``ecdsa-sd-2023`` credential to show."""

from collections.abc import Callable

from badgeservice.document import JsonObject
from badgeservice.errors import (
    CannotCanonicalise,
    CanonicalisationLimit,
    Finding,
    InvalidRequest,
    MalformedInput,
)
from badgeservice.journeys.bench import Sitting, TooCostly
from badgeservice.journeys.conforming.requests import (
    Chosen,
    moved_findings,
    moved_refusal,
    read_body,
    read_texts,
    refuse_findings,
)
from badgeservice.openbadges.conformance.vcdm import find_vcdm_faults
from badgeservice.openbadges.verification.submission import as_list
from badgeservice.proofs.canonical import Reading
from badgeservice.proofs.selective import derive_proof
from badgeservice.proofs.strict_json import write_json

_WHERE = "verifiableCredential"


def derive_in_time(sit: Callable[[int], Sitting], body: object) -> JsonObject:
    """Derive in a bounded place; what takes too long is refused ``CanonicalisationLimit``."""
    try:
        return sit(len(write_json(body))).do(derive_credential, body)
    except TooCostly:
        raise CanonicalisationLimit("It takes too long to derive from this credential.") from None


def derive_credential(body: object) -> JsonObject:
    """The part of a credential that its holder chose, with a derived proof.

    The choice is not widened: what is shown is what the two lists of pointers name. Refuses
    ``InvalidRequest`` for what is no credential with exactly one proof and for a choice that makes
    no credential, and the refusals of the suite for a proof that is no base proof and for
    pointers to nothing.
    """
    credential, options = read_body(body, _WHERE)
    pointers = read_texts(options, "selectivePointers") or []
    refuse_findings(find_vcdm_faults(credential, issuing=False), credential, _WHERE)
    unsecured = {name: value for name, value in credential.items() if name != "proof"}
    proof = _only_proof(credential)
    try:
        part = derive_proof(unsecured, proof, selective_pointers=pointers, reading=Reading.OPEN)
    except (CannotCanonicalise, MalformedInput) as refusal:
        chosen = Chosen("selectivePointers", pointers)
        raise moved_refusal(refusal, credential, _WHERE, chosen) from refusal
    _require_credential(part)
    return part


def _only_proof(credential: JsonObject) -> JsonObject:
    proofs = as_list(credential.get("proof"))
    proof = proofs[0] if len(proofs) == 1 else None
    if not isinstance(proof, dict):
        finding = Finding("proof.base", f"/{_WHERE}/proof", "One base proof is needed.")
        hint = "Send the credential as its issuer gave it to the holder."
        raise InvalidRequest("There is nothing to derive from.", hint=hint, findings=[finding])
    return proof


def _require_credential(part: JsonObject) -> None:
    """No verifier would take less; the numbers in its arrays are those of the part."""
    faults = moved_findings(find_vcdm_faults(part, issuing=False), _WHERE)
    if faults:
        detail = "What was chosen is no credential by itself."
        hint = "Choose what the findings name as well."
        raise InvalidRequest(detail, hint=hint, findings=faults)
