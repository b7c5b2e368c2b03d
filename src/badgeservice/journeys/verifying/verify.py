"""Verifying one badge: unwrap, say what is wanted, gather it, decide. Changes nothing of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from badgeservice.errors import Finding, TooLarge
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.verifying.gather import gather
from badgeservice.journeys.verifying.lists import remember_lists
from badgeservice.journeys.verifying.purse import Purse
from badgeservice.journeys.verifying.refresh import (
    NotRefreshed,
    begins_later,
    fetch_newer,
    refresh_check,
)
from badgeservice.openbadges.verification import (
    STRICT,
    Check,
    Materials,
    Outcome,
    Policy,
    Report,
    Submission,
    unwrap,
)

Freshness = Literal["normal", "strict"]
"""Strict: nothing that was fetched more than a minute ago, and no stale copy, is relied on."""

_PNG = b"\x89PNG"


def verify(
    parts: Parts, raw: bytes, policy: Policy = STRICT, *, freshness: Freshness = "normal"
) -> Report:
    """Judge one badge in any form: JSON, compact JWS, baked PNG or SVG.

    A badge with a refresh service is judged by its newer version when there is one. Refuses
    ``MalformedInput`` and ``TooLarge`` only when there is no credential to judge. Nothing of the
    badge is kept or logged (P-18); of the lists it points to, only how new they were.
    """
    is_image = raw.startswith(_PNG) or raw.lstrip()[:1] == b"<"
    largest = parts.rules.max_image_bytes if is_image else parts.rules.max_verify_bytes
    if len(raw) > largest:
        raise TooLarge(f"A badge may be {largest:,} bytes at most.", hint="Send one badge only.")
    judged_by = parts.rules.bound(policy)
    submission = unwrap(raw, judged_by.limits, max_image_bytes=parts.rules.max_image_bytes)
    purse = Purse(parts.rules, parts.now, parts.now())
    judging = _Judging(parts, judged_by, purse, freshness == "strict")
    report = judging.judge(submission)
    if not policy.checks_standing or not _has_passed(report, "proof"):
        return report
    newer = fetch_newer(parts, submission, purse)
    if isinstance(newer, NotRefreshed):
        return _refreshed(report, newer.code)
    second = judging.judge(newer)
    if _takes_over(second) and not _washes_out(report, submission, newer):
        return _refreshed(second, "refresh.done")
    return _refreshed(report, "refresh.failed")


class _Judging:
    """Gathers and decides, for the badge as given and for its newer version."""

    def __init__(self, parts: Parts, policy: Policy, purse: Purse, fresh: bool) -> None:
        self._parts = parts
        self._policy = policy
        self._purse = purse
        self._fresh = fresh
        self._known: Materials | None = None

    def judge(self, submission: Submission) -> Report:
        parts, policy = self._parts, self._policy
        materials = gather(
            parts,
            submission,
            policy,
            fresh=self._fresh,
            purse=self._purse,
            known=self._known,
        )
        self._known = materials
        report = parts.judge(submission, materials, parts.now(), policy)
        remember_lists(parts, materials, report)
        return report


def _takes_over(newer: Report) -> bool:
    """Whether a newer version is sound in itself and has begun; else the given one is judged on."""
    sound = _has_passed(newer, "conformance") and _has_passed(newer, "proof")
    claims = [check for check in newer.checks if check.check_id == "claims"]
    has_begun = all(check.code != "time.not_yet_valid" for check in newer.checks)
    return sound and has_begun and all(check.outcome is Outcome.PASS for check in claims)


def _washes_out(given: Report, submission: Submission, newer: Submission) -> bool:
    """Whether a revocation that was proved would be lost by looking at the newer version.

    It stands, unless the newer version begins later and has a status of its own.
    """
    is_revoked = any(
        check.check_id == "status" and check.outcome is Outcome.FAIL for check in given.checks
    )
    return is_revoked and not (
        begins_later(submission, newer) and "credentialStatus" in newer.credential
    )


def _has_passed(report: Report, check_id: str) -> bool:
    found = [check for check in report.checks if check.check_id == check_id]
    return bool(found) and all(check.outcome is Outcome.PASS for check in found)


def _refreshed(report: Report, code: str) -> Report:
    """The report with what came of refreshing, behind the proof as the standard orders it."""
    warnings = report.warnings
    if code in ("refresh.failed", "refresh.other_credential"):
        sentence = "A newer version of the badge could not be had; the given one was judged."
        warnings = (*warnings, Finding(code, "/refreshService", sentence))
    checks = _with_check(report.checks, refresh_check(code))
    return replace(report, checks=checks, warnings=warnings)


def _with_check(checks: Sequence[Check], added: Check) -> tuple[Check, ...]:
    at = next(
        (number for number, check in enumerate(checks) if check.check_id == "status"), len(checks)
    )
    return (*checks[:at], added, *checks[at:])
