"""Verifying each proof, and what the proofs of a set come to together."""

from collections.abc import Mapping, Sequence
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
from badgeservice.openbadges.verification.materials import Controller, JwkSet, Unreachable
from badgeservice.openbadges.verification.policy import Policy
from badgeservice.openbadges.verification.proof_check.binding import (
    ASSERTION,
    NotAuthorised,
    key_in_fragment,
)
from badgeservice.openbadges.verification.proof_check.hidden import (
    hides_what_is_judged,
    is_plain_proof,
    means_what_it_says,
)
from badgeservice.openbadges.verification.proof_check.signers import Signers
from badgeservice.openbadges.verification.report import Check, Outcome
from badgeservice.openbadges.verification.sentences import is_indeterminate
from badgeservice.openbadges.verification.submission import as_list
from badgeservice.proofs.canonical import Reading, read_dataset
from badgeservice.proofs.data_integrity import (
    ProofOutcome,
    earlier_proofs,
    signs_whole_json,
    verify_proof,
)
from badgeservice.proofs.jose import CompactJws, verify_compact
from badgeservice.proofs.keys import PublicKey
from badgeservice.proofs.proof_shape import with_zone

# Sound badges of others may be written like this: what they say is signed, but a change of the
# spelling would go unnoticed, so they are never called valid and never called false.
_NOT_JUDGED = (
    "unsigned.repeated",
    "unsigned.number",
    "unsigned.language",
    "unsigned.alias",
    "unsigned.context",
)
_CODES = {
    ProofOutcome.VERIFIED: "proof.ok",
    ProofOutcome.SIGNATURE_WRONG: "proof.invalid",
    ProofOutcome.PROOF_MALFORMED: "proof.invalid",
    ProofOutcome.SUITE_UNSUPPORTED: "proof.unsupported_suite",
    ProofOutcome.KEY_MISMATCH: "proof.key_not_authorised",
    ProofOutcome.BASE_PROOF: "proof.base_proof",
}


@dataclass(frozen=True, slots=True)
class _Found:
    """What one proof came to: a code, what to tell about it, and whether it is the issuer's."""

    code: str
    details: JsonObject
    findings: tuple[Finding, ...] = ()
    is_issuers: bool = True


def check_proof(
    credential: JsonObject,
    token: CompactJws | None,
    *,
    issuer_id: str | None,
    controller: Controller | Unreachable | None,
    now: datetime,
    policy: Policy,
    others: Mapping[str, Controller | Unreachable] | None = None,
    jwks: Mapping[str, JwkSet | Unreachable] | None = None,
    purpose: str = ASSERTION,
) -> Check:
    """Verify every proof and its binding to ``issuer_id`` (OB 3.0 sections 8.2 and 8.3).

    One good proof of the issuer is needed, and no proof may be wrong, whoever made it. One that
    cannot be judged makes the answer unknown, for anybody could have added it. ``others`` are
    the controller documents of other signers, ``purpose`` is what the proofs must be for.
    """
    controllers = dict(others or {})
    if issuer_id is not None and controller is not None:
        controllers[issuer_id] = controller
    signers = Signers(issuer_id, controllers, now, policy, purpose, jwks or {})
    found = _check_token(token, signers) if token else _check_proofs(credential, signers)
    return _as_check(found, controller)


def _check_proofs(credential: JsonObject, signers: Signers) -> _Found:
    proofs = as_list(credential.get("proof"))
    if proofs in ([], [None]):
        return _Found("proof.missing", {})
    embedded = [proof for proof in proofs if isinstance(proof, dict)]
    if len(proofs) > signers.policy.max_proofs or len(embedded) < len(proofs):
        return _Found("proof.invalid", {})
    if any(one in embedded[:index] for index, one in enumerate(embedded)):
        return _Found("data.not_judged", {})
    unsecured = {name: value for name, value in credential.items() if name != "proof"}
    return _combine([_check_embedded(unsecured, one, embedded, signers) for one in embedded])


def _combine(found: Sequence[_Found]) -> _Found:
    """What the proofs of a set come to together."""
    if len(found) == 1 and found[0].is_issuers:
        return found[0]
    wrong = [one for one in found if one.code != "proof.ok" and not is_indeterminate(one.code)]
    unknown = [one for one in found if is_indeterminate(one.code)]
    good = [one for one in found if one.code == "proof.ok"]
    if wrong:
        # That the content was changed says more than that a key is not the right one.
        return min(wrong, key=lambda one: one.code == "proof.key_not_authorised")
    if not any(one.is_issuers for one in found):
        return _Found("proof.key_not_authorised", found[0].details)
    by_issuer = [one for one in good if one.is_issuers]
    if by_issuer and unknown:
        return _Found("proof.others_not_judged", by_issuer[0].details)
    return (by_issuer or unknown)[0]


def _check_token(token: CompactJws, signers: Signers) -> _Found:
    details: JsonObject = {"algorithm": token.header.get("alg")}
    if "kid" in token.header:
        details["verificationMethod"] = token.header["kid"]
    found = signers.of_token(token.header)
    if isinstance(found, NotAuthorised):
        return _Found(found.code, details)
    return _Found("proof.ok" if verify_compact(token, found.key) else "proof.invalid", details)


def _check_embedded(
    unsecured: JsonObject, proof: JsonObject, proofs: list[JsonObject], signers: Signers
) -> _Found:
    details = {
        name: proof[name]
        for name in ("cryptosuite", "verificationMethod")
        if isinstance(proof.get(name), str)
    }
    if proof.get("proofPurpose") != signers.purpose:
        return _Found("proof.purpose", details)
    if signers.policy.reading is Reading.OPEN and not is_plain_proof(proof):
        return _Found("data.not_judged", details)
    if "expires" in proof and _has_passed(
        proof["expires"], signers.now - signers.policy.clock_skew
    ):
        return _Found("proof.expired", details)
    if "created" in proof and not _has_passed(
        proof["created"], signers.now + signers.policy.clock_skew
    ):
        return _Found("proof.from_future", details)
    earlier = earlier_proofs(proofs, proof)
    if earlier is None:
        return _Found("proof.chain", details)
    method_id = proof.get("verificationMethod")
    if not isinstance(method_id, str):
        return _Found("proof.invalid", details)
    found, is_issuers = signers.of_method(method_id)
    if isinstance(found, NotAuthorised):
        return _not_authorised(found, unsecured, proof, earlier, signers, details, is_issuers)
    code, findings = _verify(unsecured, proof, found.key, earlier, signers.policy.reading)
    return _Found(code, details, findings, is_issuers)


def _not_authorised(
    refusal: NotAuthorised,
    unsecured: JsonObject,
    proof: JsonObject,
    earlier: list[JsonObject],
    signers: Signers,
    details: JsonObject,
    is_issuers: bool,
) -> _Found:
    """Without an authorised key, tell whether the signature can be right at all.

    A method id may spell its key. If the signature does not even fit that, the content was
    changed; if it does, that is told, and still nothing is authorised.
    """
    named = key_in_fragment(str(proof["verificationMethod"]))
    if named is None:
        return _Found(refusal.code, details, is_issuers=is_issuers)
    code, findings = _verify(unsecured, proof, named, earlier, signers.policy.reading)
    if code == "proof.ok":
        return _Found(refusal.code, {**details, "signatureFits": True}, is_issuers=is_issuers)
    if is_indeterminate(code):
        return _Found(refusal.code, details, is_issuers=is_issuers)
    return _Found(code, details, findings, is_issuers)


def _verify(
    unsecured: JsonObject,
    proof: JsonObject,
    key: PublicKey,
    earlier: list[JsonObject],
    reading: Reading,
) -> tuple[str, tuple[Finding, ...]]:
    try:
        outcome = verify_proof(unsecured, proof, key, reading=reading, earlier=earlier)
    except CannotCanonicalise as refusal:
        code = canonicalisation_code(refusal)
        if code == "data.not_judged" and reading is Reading.STRICT:
            # Its spelling is beyond us, but a signature that is wrong is wrong in any spelling.
            changed, _ = _verify(unsecured, proof, key, earlier, Reading.OPEN)
            code = changed if changed == "proof.invalid" else code
        return code, refusal.findings
    if outcome is ProofOutcome.VERIFIED and reading is Reading.OPEN and _hides(unsecured, proof):
        return "data.not_judged", ()
    return _CODES[outcome], ()


def _hides(unsecured: JsonObject, proof: JsonObject) -> bool:
    """Whether a document that is rightly signed shows less of what is judged than it says."""
    if signs_whole_json(proof):
        return False
    if not means_what_it_says(proof, unsecured):
        return True
    return hides_what_is_judged(unsecured, read_dataset(unsecured, reading=Reading.OPEN))


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
    text = str(value)
    try:
        # What ends with its zone needs none, and is not read twice to find that out.
        return read_instant(text if text.endswith("Z") else with_zone(text)) <= now
    except ValueError:
        return True
