"""Endorsements: credentials of others inside a credential, each judged by itself (OB 3.0 9.1).

What they come to stands beside the verdict and never changes it: anybody may endorse, and an
endorsement that fails says nothing about the badge.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import orjson

from badgeservice.document import Document, JsonObject
from badgeservice.errors import Finding, Refusal
from badgeservice.openbadges.conformance import find_endorsement_faults
from badgeservice.openbadges.verification.claims import find_claim_faults
from badgeservice.openbadges.verification.materials import Materials
from badgeservice.openbadges.verification.policy import Policy
from badgeservice.openbadges.verification.report import (
    Check,
    Endorsement,
    Outcome,
    Report,
    Verdict,
    verdict_of,
)
from badgeservice.openbadges.verification.submission import Submission, as_list, unwrap
from badgeservice.proofs.strict_json import DEFAULT_LIMITS, JsonLimits, json_pointer

Judge = Callable[[Submission, Materials, datetime, Policy], Report]
"""Judges one credential without looking at endorsements in it."""

NOT_ENDORSED = Check("endorsements", Outcome.NOT_APPLICABLE, "endorsement.none")
"""What is said of a credential that holds no endorsement."""

_EMBEDDED, _TOKEN = "endorsement", "endorsementJwt"
_TYPE = "EndorsementCredential"
# What can be endorsed (OB 3.0 section B.1.10): a credential, an achievement or a profile.
_ENDORSABLE = frozenset({"AchievementCredential", "OpenBadgeCredential", "Achievement", "Profile"})
# Claims of a token stand beside the credential (OB 3.0 section 8.2.3).
_CLAIMS = frozenset({"iss", "sub", "jti", "nbf", "exp", "iat", "aud", "proof"})
_WORST_FIRST = (
    "endorsement.invalid",
    "endorsement.about_other",
    "endorsement.unknown",
    "endorsement.ok",
)


@dataclass(frozen=True, slots=True)
class FoundEndorsement:
    """An endorsement as it stands in the document; None when it is no credential at all."""

    pointer: str
    submission: Submission | None


def find_endorsements(
    submission: Submission, most: int, limits: JsonLimits = DEFAULT_LIMITS
) -> tuple[FoundEndorsement, ...]:
    """Every ``endorsement`` and ``endorsementJwt`` in the document, ``most`` at most, in its order.

    Not those inside an endorsement: an endorsement is not endorsed itself. ``limits`` hold for
    each token.
    """
    found: list[FoundEndorsement] = []
    for pointer, value in _places(submission):
        if len(found) >= most:
            break
        found.append(FoundEndorsement(pointer, _read(value, limits)))
    return tuple(found)


def check_endorsements(
    submission: Submission,
    materials: Materials,
    *,
    now: datetime,
    policy: Policy,
    judge: Judge,
) -> tuple[Check, tuple[Endorsement, ...]]:
    """Judge each endorsement like a credential of its own, and say what it is about.

    The check never fails and is never unknown, so that it leaves the verdict alone. More than
    ``policy.max_endorsements`` are not looked at, and that is said.
    """
    total = sum(1 for _ in _places(submission))
    if total == 0:
        return NOT_ENDORSED, ()
    about = frozenset(_endorsable_ids(submission.credential))
    endorsements = tuple(
        _judged(found, about, submission.issuer_id, materials, now, policy, judge)
        for found in find_endorsements(submission, policy.max_endorsements, policy.limits)
    )
    return _summed_up(endorsements, total), endorsements


def _summed_up(endorsements: Sequence[Endorsement], total: int) -> Check:
    codes = {one.code for one in endorsements}
    findings: tuple[Finding, ...] = ()
    if total > len(endorsements):
        codes.add("endorsement.unknown")
        sentence = "There are more endorsements than are looked at."
        findings = (Finding("endorsement.too_many", "", sentence),)
    code = min(codes, key=_WORST_FIRST.index)
    outcome = Outcome.PASS if code == "endorsement.ok" else Outcome.NOTE
    details: JsonObject = {
        "endorsements": [{"pointer": one.pointer, "code": one.code} for one in endorsements]
    }
    return Check("endorsements", outcome, code, details=details, findings=findings)


def _judged(
    found: FoundEndorsement,
    about: frozenset[str],
    issuer_id: str | None,
    materials: Materials,
    now: datetime,
    policy: Policy,
    judge: Judge,
) -> Endorsement:
    endorsement = found.submission
    if endorsement is None:
        return Endorsement(found.pointer, "endorsement.invalid", None)
    if endorsement.issuer_id != issuer_id:
        # The recognition that was gathered is that of the issuer of the badge.
        materials = replace(materials, recognition=None)
    # The rules for badges do not fit; those for endorsements are added below.
    judged = judge(endorsement, materials, now, replace(policy, requires_badge=False))
    report = _with_own_rules(judged, endorsement, policy)
    return Endorsement(found.pointer, _code_of(report, endorsement, about), report)


def _code_of(report: Report, endorsement: Submission, about: frozenset[str]) -> str:
    if report.verdict is Verdict.INVALID:
        return "endorsement.invalid"
    if not _is_about(endorsement.credential, about):
        return "endorsement.about_other"
    return "endorsement.ok" if report.verdict is Verdict.VALID else "endorsement.unknown"


def _with_own_rules(report: Report, endorsement: Submission, policy: Policy) -> Report:
    """Hold it to the rules for endorsements, and its claims to those of Open Badges."""
    faults = _endorsement_faults(endorsement)
    claims = find_claim_faults(endorsement, policy)
    checks = tuple(
        _failed(check, "data.schema", faults)
        if check.check_id == "conformance"
        else _failed(check, "data.claim_mismatch", claims)
        if check.check_id == "claims"
        else check
        for check in report.checks
    )
    return replace(report, checks=checks, verdict=verdict_of(checks), policy=policy)


def _failed(check: Check, code: str, faults: tuple[Finding, ...]) -> Check:
    if not faults or check.outcome is Outcome.FAIL:
        return check
    return replace(check, outcome=Outcome.FAIL, code=code, findings=faults)


def _endorsement_faults(endorsement: Submission) -> tuple[Finding, ...]:
    credential = endorsement.credential
    if _TYPE not in as_list(credential.get("type")):
        return (Finding("data.schema", "/type", "It is not an EndorsementCredential."),)
    if endorsement.is_version_1:
        return ()
    left_out = _CLAIMS if endorsement.token is not None else frozenset({"proof"})
    content = {name: value for name, value in credential.items() if name not in left_out}
    faults = find_endorsement_faults(content)
    # What a context does not know escapes no signature over the whole text.
    is_whole = endorsement.token is not None
    return tuple(
        fault
        for fault in faults
        if fault.code != "context.not_allowed"
        and not (is_whole and fault.code == "data.context_extensions")
    )


def _is_about(endorsement: JsonObject, about: frozenset[str]) -> bool:
    subjects = as_list(endorsement.get("credentialSubject"))
    ids = [one.get("id") for one in subjects if isinstance(one, dict)]
    return bool(ids) and all(isinstance(one, str) and one in about for one in ids)


def _endorsable_ids(credential: JsonObject) -> Iterator[str]:
    """Ids of the credential, its issuer, and every achievement and profile in it."""
    issuer = credential.get("issuer")
    if isinstance(issuer, str):
        yield issuer
    for at, item in _objects(credential):
        named = item.get("id")
        kinds = as_list(item.get("type"))
        is_endorsable = not at or at == ("issuer",) or not _ENDORSABLE.isdisjoint(_texts(kinds))
        if isinstance(named, str) and is_endorsable:
            yield named


def _texts(values: Sequence[object]) -> list[str]:
    return [value for value in values if isinstance(value, str)]


def _places(submission: Submission) -> Iterator[tuple[str, object]]:
    """Pointer and value of every endorsement, in the order of the document."""
    if not _may_hold_endorsements(submission):
        return
    for at, item in _objects(submission.credential):
        for name in (_EMBEDDED, _TOKEN):
            if name not in item:
                continue
            value = item[name]
            if not isinstance(value, list):
                yield json_pointer((*at, name)), value
                continue
            for number, one in enumerate(value):
                yield json_pointer((*at, name, number)), one


def _may_hold_endorsements(submission: Submission) -> bool:
    """Whether any member may have one of their names: spares nearly every badge a walk.

    Without a backslash letters are written as they are (RFC 8259 section 7). A token may say more
    than its payload shows, and an embedded credential has no bytes of its own.
    """
    raw = submission.document.raw
    if not raw or b"\\" in raw or submission.token is not None:
        try:
            raw = orjson.dumps(submission.credential)
        except TypeError:  # beyond 64 bits, too deep, or no Unicode
            return True
    return b"endorsement" in raw


def _objects(credential: JsonObject) -> Iterator[tuple[tuple[str | int, ...], JsonObject]]:
    """Every object outside endorsements and proofs, with the way to it, parents first."""
    pending: list[tuple[tuple[str | int, ...], object]] = [((), credential)]
    while pending:
        at, item = pending.pop()
        inner: list[tuple[tuple[str | int, ...], object]] = []
        if isinstance(item, dict):
            yield at, item
            skipped = (_EMBEDDED, _TOKEN, "proof")
            inner = [((*at, name), one) for name, one in item.items() if name not in skipped]
        elif isinstance(item, list):
            inner = [((*at, number), one) for number, one in enumerate(item)]
        pending.extend(reversed(inner))


def _read(value: object, limits: JsonLimits) -> Submission | None:
    if isinstance(value, dict):
        # The bytes are part of the badge's own; nothing is signed over this spelling.
        return Submission(Document(raw=b"", value=value), None, "json")
    if not isinstance(value, str):
        return None
    try:
        found = unwrap(value.encode(), limits)
    except (Refusal, UnicodeEncodeError):
        return None
    return found if found.form == "jwt" else None
