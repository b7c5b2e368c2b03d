"""Claims and dates: what a token says about its credential, and whether it is the time for it."""

from collections.abc import Iterator
from datetime import datetime

from badgeservice.document import JsonObject
from badgeservice.errors import Finding
from badgeservice.openbadges.instants import read_instant
from badgeservice.openbadges.verification.policy import Policy
from badgeservice.openbadges.verification.report import Check, Outcome
from badgeservice.openbadges.verification.submission import Submission


def find_claim_faults(submission: Submission, policy: Policy) -> tuple[Finding, ...]:
    """Claims of a VC-JWT that contradict the credential (OB 3.0 section 8.2.3)."""
    if submission.token is None:
        return ()
    return tuple(_claim_faults(submission, policy))


def _claim_faults(submission: Submission, policy: Policy) -> Iterator[Finding]:
    credential, payload = submission.credential, submission.claims
    if submission.wrapper is not None and policy.requires_badge and not submission.is_version_1:
        # Implementation guide of Open Badges 3.0: the claim vc belongs to VCDM 1.1 alone.
        yield Finding("data.claim_mismatch", "/vc", "Only a badge of VCDM 1.1 is wrapped.")
    subject = credential.get("credentialSubject")
    subject_id = subject.get("id") if isinstance(subject, dict) else None
    expected = {"iss": submission.issuer_id, "jti": credential.get("id")}
    if not policy.requires_badge:
        # VC-JOSE-COSE section 3.2.3 only asks that the claims that are there do not contradict.
        expected = {claim: value for claim, value in expected.items() if claim in payload}
    if policy.requires_sub or "sub" in payload:
        expected["sub"] = subject_id
    for claim, value in expected.items():
        if claim not in payload:
            yield Finding("data.claim_missing", f"/{claim}", f"The claim {claim} is required.")
        elif payload[claim] != value:
            yield Finding(
                "data.claim_mismatch", f"/{claim}", f"The claim {claim} contradicts the badge."
            )
    if "nbf" not in payload and policy.requires_badge:
        yield Finding("data.claim_missing", "/nbf", "The claim nbf is required.")
    for claim, member in zip(("nbf", "exp"), submission.period, strict=True):
        if claim not in payload and not policy.requires_badge:
            continue
        if not _same_instant(payload, credential, claim, member):
            yield Finding(
                "data.claim_mismatch", f"/{claim}", f"The claim {claim} contradicts {member}."
            )


def _same_instant(payload: JsonObject, credential: JsonObject, claim: str, member: str) -> bool:
    """NumericDate against dateTimeStamp, in whole seconds (T-5).

    A claim without its member stands alone: ``check_time`` holds the credential to it. An end
    date without ``exp`` is a contradiction; a missing ``nbf`` is told elsewhere.
    """
    if claim not in payload:
        return claim == "nbf" or member not in credential
    if _numeric_date(payload[claim]) is None:
        return False
    if member not in credential:
        return True
    try:
        moment = read_instant(str(credential[member]))
    except ValueError:
        return False
    return int(payload[claim]) == int(moment.timestamp())


def check_time(submission: Submission, *, now: datetime, policy: Policy) -> Check:
    """Whether ``now`` is within the dates of the credential and its token, skew included."""
    credential = submission.credential
    first, last = submission.period
    dates: JsonObject = {name: credential[name] for name in (first, last) if name in credential}
    try:
        begins = _moments(submission, first, "nbf")
        ends = _moments(submission, last, "exp")
    except ValueError:
        return Check("time", Outcome.FAIL, "data.schema")
    moment, skew = now.timestamp(), policy.clock_skew.total_seconds()
    if any(end < moment - skew for end in ends):
        return Check("time", Outcome.FAIL, "time.expired", details=dates)
    if any(begin > moment + skew for begin in begins):
        return Check("time", Outcome.FAIL, "time.not_yet_valid", details=dates)
    return Check("time", Outcome.PASS, "time.ok", details=dates)


def _moments(submission: Submission, member: str, claim: str) -> list[float]:
    """The moments that a member and, in a token, a claim name; in seconds since 1970."""
    found = []
    if member in submission.credential:
        found.append(read_instant(str(submission.credential[member])).timestamp())
    if submission.token is not None:
        numeric = _numeric_date(submission.claims.get(claim))
        found += [] if numeric is None else [numeric]
    return found


def _numeric_date(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)
