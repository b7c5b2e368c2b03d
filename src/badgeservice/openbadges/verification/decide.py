"""Deciding: a pure function from submission, materials, moment and policy to a report.

The order is that of OB 3.0 section 9.1. A new check goes here, in a ``*_check`` module, and its
code with both sentences in ``sentences``.
"""

from datetime import datetime

from badgeservice.document import JsonObject
from badgeservice.errors import Finding
from badgeservice.openbadges.conformance import find_warnings
from badgeservice.openbadges.verification.claims import check_time, find_claim_faults
from badgeservice.openbadges.verification.content_checks import (
    check_conformance,
    check_endorsements,
)
from badgeservice.openbadges.verification.materials import Materials
from badgeservice.openbadges.verification.policy import STRICT, Policy
from badgeservice.openbadges.verification.proof_check import check_proof
from badgeservice.openbadges.verification.report import (
    Check,
    IssuerTrust,
    Outcome,
    Report,
    verdict_of,
)
from badgeservice.openbadges.verification.status_check import check_status
from badgeservice.openbadges.verification.submission import Submission, as_list

_AFTER_PROOF = ("status", "time", "endorsements")


def decide(
    submission: Submission, materials: Materials, *, now: datetime, policy: Policy = STRICT
) -> Report:
    """Judge one credential. Never raises for what the credential says; never looks outside.

    After a proof that is proved wrong the later checks are skipped: an attacker wrote what they
    would read. After one that could not be checked they still run, so that a revoked badge is
    invalid whatever else is missing.
    """
    credential = submission.credential
    conformance, digest = check_conformance(submission)
    proof = check_proof(
        credential,
        submission.token,
        issuer_id=submission.issuer_id,
        controller=materials.controllers.get(submission.issuer_id or ""),
        now=now,
        policy=policy,
    )
    claims = _claims_check(submission, conformance, policy)
    checks = [conformance, proof, *claims]
    if proof.outcome is Outcome.FAIL:
        checks += [Check(name, Outcome.SKIPPED, "check.skipped") for name in _AFTER_PROOF]
    else:
        checks += [
            check_status(submission, materials, now=now, policy=policy),
            check_time(submission, now=now, policy=policy),
            check_endorsements(credential),
        ]
    return Report(
        verdict=verdict_of(checks),
        valid_as_of=now,
        policy=policy,
        checks=tuple(checks),
        warnings=_warnings(submission, conformance, policy),
        credential=_summary_of(credential, proof),
        credential_digest=digest,
        issuer_trust=_trust(materials, proof),
    )


def _claims_check(submission: Submission, conformance: Check, policy: Policy) -> list[Check]:
    if submission.token is None or conformance.code == "data.version_unsupported":
        return []
    faults = find_claim_faults(submission, policy)
    if faults:
        return [Check("claims", Outcome.FAIL, "data.claim_mismatch", findings=faults)]
    return [Check("claims", Outcome.PASS, "data.ok")]


def _warnings(submission: Submission, conformance: Check, policy: Policy) -> tuple[Finding, ...]:
    if conformance.code in ("data.version_unsupported", "data.context_order"):
        return ()
    warnings = find_warnings(submission.credential)
    if submission.token and not policy.requires_sub and "sub" not in submission.credential:
        missing = Finding("data.claim_missing", "/sub", "The claim sub is missing.")
        warnings = (*warnings, missing)
    return warnings


def _trust(materials: Materials, proof: Check) -> IssuerTrust:
    """Recognition only says something about an issuer that was proved to be the signer."""
    recognition = materials.recognition
    if recognition is None or proof.outcome is not Outcome.PASS:
        return IssuerTrust()
    return IssuerTrust(
        status="recognised",
        by=recognition.recognised_by,
        since=recognition.since,
        until=recognition.until,
        scope=recognition.scope,
    )


def _summary_of(credential: JsonObject, proof: Check) -> JsonObject | None:
    """What the credential says, only as far as a proof stands behind it."""
    if proof.outcome is Outcome.FAIL:
        return None
    issuer = credential.get("issuer")
    name = issuer.get("name") if isinstance(issuer, dict) else None
    issuer_id = issuer.get("id") if isinstance(issuer, dict) else issuer
    return {
        "id": credential.get("id"),
        "name": credential.get("name"),
        "issuer": {"id": issuer_id, "name": name},
        "validFrom": credential.get("validFrom"),
        "validUntil": credential.get("validUntil"),
        "isConfirmed": proof.outcome is Outcome.PASS,
        "skills": _skills(credential),
    }


def _skills(credential: JsonObject) -> list[JsonObject]:
    subject = credential.get("credentialSubject")
    achievement = subject.get("achievement") if isinstance(subject, dict) else None
    alignments = achievement.get("alignment") if isinstance(achievement, dict) else None
    return [
        {
            "uri": item.get("targetUrl"),
            "label": item.get("targetName"),
            "framework": item.get("targetFramework"),
        }
        for item in as_list(alignments)
        if isinstance(item, dict)
    ]
