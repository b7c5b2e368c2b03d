"""Deciding: a pure function from submission, materials, moment and policy to a report.

The order is that of OB 3.0 section 9.1. A new check goes here, in a ``*_check`` module, and its
code with both sentences in ``sentences``.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from badgeservice.document import JsonObject
from badgeservice.errors import Finding
from badgeservice.openbadges.verification.claims import check_time, find_claim_faults
from badgeservice.openbadges.verification.content_checks import Conformance, check_conformance
from badgeservice.openbadges.verification.endorsements import NOT_ENDORSED, check_endorsements
from badgeservice.openbadges.verification.materials import Controller, Materials, Unreachable
from badgeservice.openbadges.verification.policy import STRICT, Policy
from badgeservice.openbadges.verification.proof_check import check_proof
from badgeservice.openbadges.verification.report import (
    Check,
    Endorsement,
    IssuerTrust,
    Outcome,
    Report,
    Verdict,
    verdict_of,
)
from badgeservice.openbadges.verification.status_check import check_status
from badgeservice.openbadges.verification.submission import Submission, as_list
from badgeservice.proofs.jsonld.remembering import remembered

# In an endorsement nobody looks further.
_UNTOLD = Check("endorsements", Outcome.SKIPPED, "check.not_asked")

_AFTER_PROOF = ("status", "time", "endorsements")
# Of the code and the type of an alignment, in characters; what is longer or no text is not told.
_MAX_SHORT = 300
# Suites that are read and never written (OB 3.0 certification guide, DIS-7).
_LEGACY = frozenset({"Ed25519Signature2020", "eddsa-2022"})


def decide(
    submission: Submission, materials: Materials, *, now: datetime, policy: Policy = STRICT
) -> Report:
    """Judge one credential. Never raises for what the credential says; never looks outside.

    After a proof that is proved wrong the later checks are skipped: an attacker wrote what they
    would read. After one that could not be checked they still run, so that a revoked badge is
    invalid whatever else is missing. Endorsements have reports of their own and never change
    the verdict.
    """
    with remembered():
        return _judge(submission, materials, now, policy)


def _judge_alone(
    submission: Submission, materials: Materials, now: datetime, policy: Policy
) -> Report:
    """Judge one credential without looking at what others say of it."""
    return _judge(submission, materials, now, policy, is_alone=True)


def _judge(
    submission: Submission,
    materials: Materials,
    now: datetime,
    policy: Policy,
    *,
    is_alone: bool = False,
) -> Report:
    conformance = check_conformance(submission, policy)
    controller = materials.controllers.get(submission.issuer_id or "")
    proof = _check_proof(submission, materials, controller, now, policy)
    checks = [conformance.check, proof, *_claims_check(submission, policy)]
    endorsements: tuple[Endorsement, ...] = ()
    if proof.outcome is Outcome.FAIL:
        checks += [Check(name, Outcome.SKIPPED, "check.skipped") for name in _AFTER_PROOF]
    elif not policy.checks_standing:
        checks += [Check(name, Outcome.SKIPPED, "check.not_asked") for name in _AFTER_PROOF]
    else:
        told = _UNTOLD if is_alone else NOT_ENDORSED
        if not is_alone and not conformance.is_unendorsed:
            told, endorsements = check_endorsements(
                submission, materials, now=now, policy=policy, judge=_judge_alone
            )
        checks += [
            check_status(submission, materials, now=now, policy=policy),
            check_time(submission, now=now, policy=policy),
            told,
        ]
    return Report(
        verdict=verdict_of(checks),
        valid_as_of=now,
        policy=policy,
        checks=tuple(checks),
        warnings=_warnings(submission, conformance, policy) + _source_warnings(checks, controller),
        credential=_summary_of(submission, proof),
        credential_digest=conformance.digest,
        issuer_trust=_trust(materials, proof),
        endorsements=endorsements,
    )


def _check_proof(
    submission: Submission,
    materials: Materials,
    controller: Controller | Unreachable | None,
    now: datetime,
    policy: Policy,
) -> Check:
    return check_proof(
        submission.credential,
        submission.token,
        issuer_id=submission.issuer_id,
        controller=controller,
        now=now,
        policy=policy,
        others=materials.controllers,
        jwks=materials.jwks,
    )


def undecided(code: str, *, now: datetime, policy: Policy) -> Report:
    """The report on a credential that could not be judged at all; ``code`` says why."""
    rest = ("proof", *_AFTER_PROOF)
    return Report(
        verdict=Verdict.INDETERMINATE,
        valid_as_of=now,
        policy=policy,
        checks=(
            Check("conformance", Outcome.UNKNOWN, code),
            *(Check(name, Outcome.SKIPPED, "check.not_reached") for name in rest),
        ),
        warnings=(),
        credential=None,
        credential_digest=None,
    )


def _claims_check(submission: Submission, policy: Policy) -> list[Check]:
    if submission.token is None:
        return []
    faults = find_claim_faults(submission, policy)
    if faults:
        return [Check("claims", Outcome.FAIL, "data.claim_mismatch", findings=faults)]
    return [Check("claims", Outcome.PASS, "data.ok")]


def _warnings(
    submission: Submission, conformance: Conformance, policy: Policy
) -> tuple[Finding, ...]:
    if conformance.check.code == "data.context_order":
        return ()
    warnings = [*_legacy_warnings(submission), *conformance.warnings]
    if submission.token and not policy.requires_sub and "sub" not in submission.claims:
        warnings.append(Finding("data.claim_missing", "/sub", "The claim sub is missing."))
    return tuple(warnings)


def _source_warnings(
    checks: Sequence[Check], controller: Controller | Unreachable | None
) -> tuple[Finding, ...]:
    """What is to be told about the sources that the checks relied on."""
    found: list[Finding] = []
    if isinstance(controller, Controller) and controller.is_stale:
        sentence = "The host of the issuer's document did not answer; an earlier copy was used."
        found.append(Finding("did.stale", "/issuer", sentence))
    for check in checks:
        if check.check_id == "status":
            # The conformance warnings tell of the index already.
            found += [one for one in check.findings if one.code != "status.index_not_string"]
    return tuple(found)


def _legacy_warnings(submission: Submission) -> Iterator[Finding]:
    """What was read although nothing new should be made like it any more."""
    if submission.is_version_1:
        sentence = "The badge has the older form of VCDM 1.1."
        yield Finding("data.legacy_version", "/@context/0", sentence)
    for proof in as_list(submission.credential.get("proof")):
        if isinstance(proof, dict) and _LEGACY.intersection(_names_of(proof)):
            sentence = "The signature is of an older kind that is no longer made."
            yield Finding("proof.legacy_suite", "/proof", sentence)


def _names_of(proof: JsonObject) -> list[str]:
    named = (proof.get("type"), proof.get("cryptosuite"))
    return [name for name in named if isinstance(name, str)]


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


def _summary_of(submission: Submission, proof: Check) -> JsonObject | None:
    """What the credential says, only as far as a proof stands behind it."""
    if proof.outcome is Outcome.FAIL:
        return None
    credential, (first, last) = submission.credential, submission.period
    issuer = credential.get("issuer")
    name = issuer.get("name") if isinstance(issuer, dict) else None
    issuer_id = issuer.get("id") if isinstance(issuer, dict) else issuer
    return {
        "id": credential.get("id"),
        "name": credential.get("name"),
        "issuer": {"id": issuer_id, "name": name},
        "validFrom": credential.get(first),
        "validUntil": credential.get(last),
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
            "code": _short(item.get("targetCode")),
            "type": _short(item.get("targetType")),
        }
        for item in as_list(alignments)
        if isinstance(item, dict)
    ]


def _short(told: object) -> str | None:
    return told if isinstance(told, str) and len(told) <= _MAX_SHORT else None
