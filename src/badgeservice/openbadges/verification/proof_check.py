"""The proof check: is the signature right, and is the key the issuer's own?"""

from dataclasses import dataclass
from datetime import datetime

from badgeservice.document import JsonObject
from badgeservice.errors import (
    CannotCanonicalise,
    CanonicalisationLimit,
    ContextNotAllowed,
    Finding,
    UnsignedTerm,
)
from badgeservice.openbadges.instants import read_instant
from badgeservice.openbadges.verification.binding import (
    AuthorisedKey,
    NotAuthorised,
    authorised_key,
    authorised_key_for_token,
)
from badgeservice.openbadges.verification.materials import Controller, Unreachable
from badgeservice.openbadges.verification.policy import Policy
from badgeservice.openbadges.verification.report import Check, Outcome
from badgeservice.openbadges.verification.sentences import is_indeterminate
from badgeservice.openbadges.verification.submission import as_list
from badgeservice.proofs.data_integrity import ProofOutcome, verify_proof
from badgeservice.proofs.jose import CompactJws, verify_compact

# Sound badges of others may be written like this: what they say is signed, but a change of the
# spelling would go unnoticed, so they are never called valid and never called false.
_NOT_JUDGED = (
    "unsigned.repeated",
    "unsigned.number",
    "unsigned.language",
    "unsigned.alias",
    "unsigned.context",
)
# Of a set, only these show that the credential itself was changed.
_PROVED_WRONG = ("proof.invalid", "data.unsigned_term", "data.malformed")
_CODES = {
    ProofOutcome.SIGNATURE_WRONG: "proof.invalid",
    ProofOutcome.PROOF_MALFORMED: "proof.invalid",
    ProofOutcome.SUITE_UNSUPPORTED: "proof.unsupported_suite",
    ProofOutcome.KEY_MISMATCH: "proof.key_not_authorised",
}


@dataclass(frozen=True, slots=True)
class _Found:
    """What one proof came to: a code and what to tell about it."""

    code: str
    details: JsonObject
    findings: tuple[Finding, ...] = ()


def check_proof(
    credential: JsonObject,
    token: CompactJws | None,
    *,
    issuer_id: str | None,
    controller: Controller | Unreachable | None,
    now: datetime,
    policy: Policy,
) -> Check:
    """Verify every proof and its binding to ``issuer_id`` (OB 3.0 sections 8.2 and 8.3).

    One good proof of the issuer is needed, and none of the issuer's may be wrong. A proof of
    somebody else beside it is not ours to judge; while it stands there unjudged the answer is
    unknown, for anybody could have added it.
    """
    if token is not None:
        return _as_check(_check_token(token, issuer_id, controller, now), controller)
    proofs = as_list(credential.get("proof"))
    if proofs in ([], [None]):
        return _as_check(_Found("proof.missing", {}), controller)
    embedded = [proof for proof in proofs if isinstance(proof, dict)]
    if len(proofs) > policy.max_proofs or len(embedded) < len(proofs):
        return _as_check(_Found("proof.invalid", {}), controller)
    if any(one in embedded[:index] for index, one in enumerate(embedded)):
        return _as_check(_Found("data.not_judged", {}), controller)
    unsecured = {name: value for name, value in credential.items() if name != "proof"}
    found = [_check_embedded(unsecured, one, issuer_id, controller, now) for one in embedded]
    return _as_check(_worst(found), controller)


def _worst(found: list[_Found]) -> _Found:
    """What the proofs of a set come to together."""
    good = [one for one in found if one.code == "proof.ok"]
    wrong = [one for one in found if one.code in _PROVED_WRONG]
    unknown = [one for one in found if is_indeterminate(one.code)]
    if wrong:
        return wrong[0]
    if good and len(good) < len(found):
        return _Found("proof.others_not_judged", good[0].details)
    return (good or [one for one in found if one not in unknown] or unknown)[0]


def _check_token(
    token: CompactJws,
    issuer_id: str | None,
    controller: Controller | Unreachable | None,
    now: datetime,
) -> _Found:
    details: JsonObject = {"algorithm": token.header.get("alg")}
    if "kid" in token.header:
        details["verificationMethod"] = token.header["kid"]
    document = _document(controller)
    if isinstance(document, str) or issuer_id is None:
        return _Found(str(document) if issuer_id else "data.schema", details)
    found = authorised_key_for_token(document, issuer_id=issuer_id, header=token.header, now=now)
    if isinstance(found, NotAuthorised):
        return _Found(found.code, details)
    verified = verify_compact(token, found.key)
    return _Found("proof.ok" if verified else "proof.invalid", details)


def _check_embedded(
    unsecured: JsonObject,
    proof: JsonObject,
    issuer_id: str | None,
    controller: Controller | Unreachable | None,
    now: datetime,
) -> _Found:
    details = {
        name: proof[name]
        for name in ("cryptosuite", "verificationMethod")
        if isinstance(proof.get(name), str)
    }
    if proof.get("proofPurpose") != "assertionMethod":
        return _Found("proof.purpose", details)
    if proof.get("expires") is not None and _has_passed(proof["expires"], now):
        return _Found("proof.expired", details)
    document = _document(controller)
    if isinstance(document, str) or issuer_id is None:
        return _Found(str(document) if issuer_id else "data.schema", details)
    method_id = proof.get("verificationMethod")
    if not isinstance(method_id, str):
        return _Found("proof.invalid", details)
    found = authorised_key(document, issuer_id=issuer_id, method_id=method_id, now=now)
    if isinstance(found, NotAuthorised):
        return _Found(found.code, details)
    return _verified(unsecured, proof, found, details)


def _verified(
    unsecured: JsonObject, proof: JsonObject, found: AuthorisedKey, details: JsonObject
) -> _Found:
    try:
        outcome = verify_proof(unsecured, proof, found.key)
    except CannotCanonicalise as refusal:
        return _Found(canonicalisation_code(refusal), details, refusal.findings)
    if outcome is ProofOutcome.VERIFIED:
        return _Found("proof.ok", details)
    return _Found(_CODES[outcome], details)


def canonicalisation_code(refusal: CannotCanonicalise) -> str:
    """Code of a document without a safe canonical form (Data Integrity, DATA_LOSS_DETECTION)."""
    if isinstance(refusal, ContextNotAllowed):
        return "context.not_allowed"
    if isinstance(refusal, CanonicalisationLimit):
        return "canonicalisation.limit"
    if not isinstance(refusal, UnsignedTerm):
        return "data.malformed"
    if all(finding.code in _NOT_JUDGED for finding in refusal.findings):
        return "data.not_judged"
    return "data.unsigned_term"


def _document(controller: Controller | Unreachable | None) -> JsonObject | str:
    if isinstance(controller, Controller):
        return controller.document
    return controller.code if isinstance(controller, Unreachable) else "did.unreachable"


def _as_check(found: _Found, controller: Controller | Unreachable | None) -> Check:
    outcome = Outcome.PASS if found.code == "proof.ok" else Outcome.FAIL
    if is_indeterminate(found.code):
        outcome = Outcome.UNKNOWN
    return Check(
        check_id="proof",
        outcome=outcome,
        code=found.code,
        age_seconds=controller.age_seconds if isinstance(controller, Controller) else None,
        details=found.details,
        findings=found.findings,
    )


def _has_passed(value: object, now: datetime) -> bool:
    try:
        return read_instant(str(value)) <= now
    except ValueError:
        return True
