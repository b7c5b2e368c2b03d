"""The checks on what the credential says: conformance, token claims, dates, endorsements."""

from collections.abc import Iterator
from datetime import datetime

from badgeservice.document import JsonObject
from badgeservice.errors import CannotCanonicalise, Finding
from badgeservice.openbadges.conformance import find_faults
from badgeservice.openbadges.instants import read_instant
from badgeservice.openbadges.verification.policy import Policy
from badgeservice.openbadges.verification.proof_check import canonicalisation_code
from badgeservice.openbadges.verification.report import Check, Outcome
from badgeservice.openbadges.verification.sentences import is_indeterminate
from badgeservice.openbadges.verification.submission import Submission
from badgeservice.openbadges.vocabulary import CREDENTIALS_V2
from badgeservice.proofs.data_integrity import document_digest

_CREDENTIALS_V1 = "https://www.w3.org/2018/credentials/v1"


def check_conformance(submission: Submission) -> tuple[Check, str | None]:
    """Structure, and that nothing in it escapes the signature; also the digest of the content.

    The digest is that of the canonical form without proof, so that one credential has one
    digest however its JSON is spelled (H6).
    """
    credential = submission.credential
    contexts = credential.get("@context")
    first = contexts[0] if isinstance(contexts, list) and contexts else contexts
    if first == _CREDENTIALS_V1:
        return Check("conformance", Outcome.UNKNOWN, "data.version_unsupported"), None
    if first != CREDENTIALS_V2:
        return Check("conformance", Outcome.FAIL, "data.context_order"), None
    unsecured = {name: value for name, value in credential.items() if name != "proof"}
    try:
        digest = document_digest(unsecured)
    except CannotCanonicalise as refusal:
        code = canonicalisation_code(refusal)
        outcome = Outcome.UNKNOWN if is_indeterminate(code) else Outcome.FAIL
        return Check("conformance", outcome, code, findings=refusal.findings), None
    faults = find_faults(credential)
    if faults and all(fault.code == "context.not_allowed" for fault in faults):
        return Check("conformance", Outcome.UNKNOWN, "context.not_allowed", findings=faults), digest
    if faults:
        return Check("conformance", Outcome.FAIL, "data.schema", findings=faults), digest
    return Check("conformance", Outcome.PASS, "data.ok"), digest


def check_claims(submission: Submission, policy: Policy) -> tuple[Finding, ...]:
    """Claims of a VC-JWT that contradict the credential (OB 3.0 section 8.2.3)."""
    if submission.token is None:
        return ()
    return tuple(_claim_faults(submission.credential, submission.issuer_id, policy))


def _claim_faults(payload: JsonObject, issuer: str | None, policy: Policy) -> Iterator[Finding]:
    subject = payload.get("credentialSubject")
    subject_id = subject.get("id") if isinstance(subject, dict) else None
    expected = {"iss": issuer, "jti": payload.get("id")}
    if policy.requires_sub or "sub" in payload:
        expected["sub"] = subject_id
    for claim, value in expected.items():
        if claim not in payload:
            yield Finding("data.claim_missing", f"/{claim}", f"The claim {claim} is required.")
        elif payload[claim] != value:
            yield Finding(
                "data.claim_mismatch", f"/{claim}", f"The claim {claim} contradicts the badge."
            )
    if "nbf" not in payload:
        yield Finding("data.claim_missing", "/nbf", "The claim nbf is required.")
    for claim, member in (("nbf", "validFrom"), ("exp", "validUntil")):
        if not _same_instant(payload, claim, member):
            yield Finding(
                "data.claim_mismatch", f"/{claim}", f"The claim {claim} contradicts {member}."
            )


def _same_instant(payload: JsonObject, claim: str, member: str) -> bool:
    """NumericDate against dateTimeStamp; both absent agree, whole seconds count (T-5)."""
    if claim not in payload:
        # An absent nbf is told by _claim_faults; an absent exp with a validUntil is a mismatch.
        return claim == "nbf" or member not in payload
    if isinstance(payload[claim], bool) or not isinstance(payload[claim], int | float):
        return False
    try:
        moment = read_instant(str(payload.get(member)))
    except ValueError:
        return False
    return int(payload[claim]) == int(moment.timestamp())


def check_time(credential: JsonObject, *, now: datetime, policy: Policy) -> Check:
    """Whether ``now`` is within ``validFrom`` and ``validUntil``, give or take the skew."""
    dates: JsonObject = {
        name: credential[name] for name in ("validFrom", "validUntil") if name in credential
    }
    try:
        if "validUntil" in dates and read_instant(str(dates["validUntil"])) < (
            now - policy.clock_skew
        ):
            return Check("time", Outcome.FAIL, "time.expired", details=dates)
        if "validFrom" in dates and read_instant(str(dates["validFrom"])) > (
            now + policy.clock_skew
        ):
            return Check("time", Outcome.FAIL, "time.not_yet_valid", details=dates)
    except ValueError:
        return Check("time", Outcome.FAIL, "data.schema")
    return Check("time", Outcome.PASS, "time.ok", details=dates)


def check_endorsements(credential: JsonObject) -> Check:
    """Endorsements say nothing about validity; what is there and not verified is said so."""
    found = any(True for _ in _members_named(credential, ("endorsement", "endorsementJwt")))
    code = "endorsement.not_checked" if found else "endorsement.none"
    return Check("endorsements", Outcome.SKIPPED, code)


def _members_named(value: object, names: tuple[str, ...]) -> Iterator[object]:
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            yield from (item[name] for name in names if name in item)
            pending.extend(item.values())
        elif isinstance(item, list):
            pending.extend(item)
