"""Issuing in conformance mode: any credential of the W3C data model, by a throw-away issuer."""

from badgeservice.document import JsonObject
from badgeservice.errors import CannotCanonicalise, Finding, InvalidRequest, MalformedInput
from badgeservice.journeys.conforming.issuers import Form, ThrowawayIssuer
from badgeservice.journeys.conforming.lists import ThrowawayList
from badgeservice.journeys.conforming.requests import (
    Chosen,
    moved_refusal,
    read_body,
    read_texts,
    refuse_findings,
)
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.conformance.vcdm import find_vcdm_faults
from badgeservice.openbadges.vocabulary import CREDENTIALS_V1
from badgeservice.proofs.canonical import Reading, canonicalise
from badgeservice.proofs.data_integrity import add_proof
from badgeservice.proofs.jose import (
    ENVELOPED_CREDENTIAL,
    envelope,
    sign_compact,
    sign_sd_jwt,
)
from badgeservice.proofs.selective import create_base_proof, mandatory_pointers_for
from badgeservice.proofs.strict_json import write_json

_WHERE = "credential"
_DATA_INTEGRITY = (
    "https://w3id.org/security/data-integrity/v2",
    "https://w3id.org/security/data-integrity/v1",
)
_EMBEDDED = (Form.EMBEDDED, Form.SELECTIVE)


def issue_conforming(
    parts: Parts, issuer: ThrowawayIssuer, status_list: ThrowawayList, body: object
) -> JsonObject:
    """Sign a credential as it was sent, and give it secured (VC-API, issue credential).

    The suites also send issuers that are not ours; the key stays that of ``issuer``, and whoever
    verifies will see that it is not theirs. Refuses ``InvalidRequest`` with every finding of the
    data model, and with their pointers under ``/credential`` what a signature would not cover;
    a mandatory pointer that leads nowhere is found at its place in the options.
    """
    credential, options = read_body(body, _WHERE)
    pointers = read_texts(options, "mandatoryPointers")
    refuse_findings(find_vcdm_faults(credential, issuing=True), credential, _WHERE)
    version = "1.1" if credential["@context"][0] == CREDENTIALS_V1 else "2.0"
    if version not in issuer.kind.versions:
        finding = Finding("vcdm.context_order", "/@context/0", "Use a credential of VCDM 2.0.")
        refuse_findings([finding], credential, _WHERE)
    if issuer.kind.form in _EMBEDDED:
        credential = _with_proof_terms(credential)
    try:
        # Before a position is given out, and also for suites that do not look at JSON-LD.
        canonicalise(credential, reading=Reading.OPEN)
        if issuer.kind.adds_status:
            credential = _with_status(credential, status_list)
        return _secured(parts, issuer, credential, pointers)
    except (CannotCanonicalise, MalformedInput) as refusal:
        chosen = Chosen("mandatoryPointers", pointers or [])
        raise moved_refusal(refusal, credential, _WHERE, chosen) from refusal


def set_status(status_list: ThrowawayList, body: object) -> None:
    """Revoke a credential that was issued with a status (VC-API, update status).

    Refuses ``InvalidRequest`` for another purpose than revocation and for taking it back, and
    ``NotFound`` for a credential without an entry here.
    """
    entry, _ = read_body(body, "credentialStatus")
    credential_id = body.get("credentialId") if isinstance(body, dict) else None
    findings = []
    if not isinstance(credential_id, str):
        findings.append(Finding("body.type", "/credentialId", "Use a text."))
    if entry.get("statusPurpose", "revocation") != "revocation":
        sentence = "Only the purpose revocation is kept here."
        findings.append(Finding("body.value", "/credentialStatus/statusPurpose", sentence))
    if isinstance(body, dict) and body.get("status", True) is not True:
        findings.append(Finding("body.value", "/status", "A revocation is not taken back."))
    if findings:
        hint = "Correct every finding."
        raise InvalidRequest("The request is not valid.", hint=hint, findings=findings)
    status_list.revoke(str(credential_id))


def _with_proof_terms(credential: JsonObject) -> JsonObject:
    """The credential with a context that defines proofs: VCDM 1.1 knows none by itself.

    It goes behind the others, so that nothing that was sent changes its meaning.
    """
    contexts = credential["@context"]
    if contexts[0] != CREDENTIALS_V1 or any(one in _DATA_INTEGRITY for one in contexts):
        return credential
    return {**credential, "@context": [*contexts, _DATA_INTEGRITY[0]]}


def _with_status(credential: JsonObject, status_list: ThrowawayList) -> JsonObject:
    """The credential with an entry of our list, beside one that was sent."""
    credential_id = credential.get("id")
    ours = status_list.give_entry(credential_id if isinstance(credential_id, str) else None)
    sent = credential.get("credentialStatus", [])
    sent = sent if isinstance(sent, list) else [sent]
    return {**credential, "credentialStatus": [*sent, ours] if sent else ours}


def _secured(
    parts: Parts, issuer: ThrowawayIssuer, credential: JsonObject, pointers: list[str] | None
) -> JsonObject:
    signer, method = issuer.key, issuer.verification_method
    match issuer.kind.form:
        case Form.SELECTIVE:
            chosen = mandatory_pointers_for(credential) if pointers is None else pointers
            proof = create_base_proof(
                credential,
                signer=signer,
                verification_method=method,
                created=parts.now(),
                mandatory_pointers=chosen,
                reading=Reading.OPEN,
                random_bytes=parts.random_bytes,
            )
            return {**credential, "proof": proof}
        case Form.JWT:
            token = sign_compact(write_json(credential), signer=signer, kid=method, typ="vc+jwt")
            return envelope(ENVELOPED_CREDENTIAL, issuer.kind.suite, token)
        case Form.SD_JWT:
            token = sign_sd_jwt(
                credential,
                signer=signer,
                kid=method,
                selectively=_selective_paths(credential),
                random_bytes=parts.random_bytes,
            )
            return envelope(ENVELOPED_CREDENTIAL, issuer.kind.suite, token)
        case _:
            return add_proof(
                credential,
                signer=signer,
                verification_method=method,
                created=parts.now(),
                cryptosuite=issuer.kind.suite,
                reading=Reading.OPEN,
            )


def _selective_paths(credential: JsonObject) -> list[str]:
    """Every claim about a single subject, which its holder may then leave out."""
    subject = credential["credentialSubject"]
    if not isinstance(subject, dict):
        return []
    return [
        f"credentialSubject['{name}']"
        for name in subject
        if name not in ("id", "type") and "'" not in name
    ]
