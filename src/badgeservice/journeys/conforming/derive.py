"""Deriving: a holder chooses what of an ``ecdsa-sd-2023`` credential to show."""

from badgeservice.document import JsonObject
from badgeservice.errors import CannotCanonicalise, Finding, InvalidRequest, MalformedInput
from badgeservice.journeys.conforming.requests import (
    moved_refusal,
    read_body,
    read_texts,
    refuse_findings,
)
from badgeservice.openbadges.conformance.vcdm import find_vcdm_faults
from badgeservice.openbadges.verification.submission import as_list
from badgeservice.proofs.canonical import Reading
from badgeservice.proofs.selective import derive_proof

_WHERE = "verifiableCredential"


def derive_credential(body: object) -> JsonObject:
    """The part of a credential that its holder chose, with a derived proof.

    Refuses ``InvalidRequest`` for what is no credential with exactly one proof, and the refusals
    of the suite for a proof that is no base proof and for pointers to nothing.
    """
    credential, options = read_body(body, _WHERE)
    pointers = read_texts(options, "selectivePointers") or []
    refuse_findings(find_vcdm_faults(credential, issuing=False), _WHERE)
    proofs = as_list(credential.get("proof"))
    proof = proofs[0] if len(proofs) == 1 else None
    if not isinstance(proof, dict):
        finding = Finding("proof.base", f"/{_WHERE}/proof", "One base proof is needed.")
        hint = "Send the credential as its issuer gave it to the holder."
        raise InvalidRequest("There is nothing to derive from.", hint=hint, findings=[finding])
    unsecured = {name: value for name, value in credential.items() if name != "proof"}
    try:
        return derive_proof(unsecured, proof, selective_pointers=pointers, reading=Reading.OPEN)
    except (CannotCanonicalise, MalformedInput) as refusal:
        raise moved_refusal(refusal, _WHERE) from refusal
