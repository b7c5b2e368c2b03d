"""The check on what the credential says: whether it is built as the standard asks."""

from dataclasses import dataclass

from badgeservice.document import JsonObject
from badgeservice.errors import CannotCanonicalise, Finding
from badgeservice.openbadges.conformance import (
    find_legacy_faults,
    find_warnings,
    review_badge,
)
from badgeservice.openbadges.conformance.vcdm import find_vcdm_faults
from badgeservice.openbadges.verification.policy import Policy
from badgeservice.openbadges.verification.proof_check import canonicalisation_code
from badgeservice.openbadges.verification.report import Check, Outcome
from badgeservice.openbadges.verification.sentences import is_indeterminate
from badgeservice.openbadges.verification.submission import Submission, as_list
from badgeservice.openbadges.vocabulary import CREDENTIALS_V1, CREDENTIALS_V2
from badgeservice.proofs.data_integrity import document_digest, signs_whole_json

# Claims of a VC-JWT (OB 3.0 section 8.2.3, RFC 7519 section 4.1) stand beside the credential.
_CLAIMS = ("iss", "sub", "jti", "nbf", "exp", "iat", "aud", "proof")
_OF_NO_CONCERN_TO_WHOLE_JSON = ("data.unsigned_term", "data.not_judged")


@dataclass(frozen=True, slots=True)
class Conformance:
    """The check, what could be better in the badge, and the digest where there is one.

    ``is_unendorsed``: that it holds no endorsement was seen already, and needs no second look.
    """

    check: Check
    warnings: tuple[Finding, ...] = ()
    digest: str | None = None
    is_unendorsed: bool = False


def check_conformance(submission: Submission, policy: Policy) -> Conformance:
    """Structure, and that nothing in it escapes the signature; also the digest of the content.

    The digest is that of the canonical form without proof, so that one credential has one
    digest however its JSON is spelled (H6).
    """
    content = _content_of(submission)
    first = next(iter(as_list(content.get("@context"))), None)
    if policy.requires_badge and first not in (CREDENTIALS_V1, CREDENTIALS_V2):
        return Conformance(Check("conformance", Outcome.FAIL, "data.context_order"))
    digest = None
    try:
        digest = document_digest(content, reading=policy.reading)
    except CannotCanonicalise as refusal:
        check = _not_canonical(refusal)
        # A signature over all of the JSON covers every byte, whatever JSON-LD makes of it.
        if not _is_signed_whole(submission) or check.code not in _OF_NO_CONCERN_TO_WHOLE_JSON:
            return Conformance(check, _warnings_alone(submission, policy))
    return _conformance(submission, content, policy, digest)


def _content_of(submission: Submission) -> JsonObject:
    is_wrapped = submission.token is None or submission.wrapper is not None
    left_out = ("proof",) if is_wrapped else _CLAIMS
    return {name: value for name, value in submission.credential.items() if name not in left_out}


def _is_signed_whole(submission: Submission) -> bool:
    if submission.token is not None:
        return True
    proofs = as_list(submission.credential.get("proof"))
    return all(isinstance(proof, dict) and signs_whole_json(proof) for proof in proofs)


def _not_canonical(refusal: CannotCanonicalise) -> Check:
    code = canonicalisation_code(refusal)
    outcome = Outcome.UNKNOWN if is_indeterminate(code) else Outcome.FAIL
    return Check("conformance", outcome, code, findings=refusal.findings)


def _warnings_alone(submission: Submission, policy: Policy) -> tuple[Finding, ...]:
    if not policy.requires_badge or submission.is_version_1:
        return ()
    return find_warnings(submission.credential)


def _conformance(
    submission: Submission, content: JsonObject, policy: Policy, digest: str | None
) -> Conformance:
    warnings: tuple[Finding, ...] = ()
    is_unendorsed = False
    if not policy.requires_badge:
        faults = find_vcdm_faults(content, issuing=False)
    elif submission.is_version_1:
        faults = find_legacy_faults(content)
    else:
        review = review_badge(submission.credential, content)
        faults, warnings, is_unendorsed = review.faults, review.warnings, review.is_ordinary
    return Conformance(_as_check(submission, faults), warnings, digest, is_unendorsed)


def _as_check(submission: Submission, faults: tuple[Finding, ...]) -> Check:
    if faults and _is_signed_whole(submission):
        faults = tuple(fault for fault in faults if fault.code != "data.context_extensions")
    if not faults:
        return Check("conformance", Outcome.PASS, "data.ok")
    if all(fault.code == "context.not_allowed" for fault in faults):
        return Check("conformance", Outcome.UNKNOWN, "context.not_allowed", findings=faults)
    return Check("conformance", Outcome.FAIL, "data.schema", findings=faults)
