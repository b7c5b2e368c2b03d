"""Verifying one badge: unwrap, say what is wanted, gather it, decide. Changes nothing of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from badgeservice.errors import Finding, TooLarge
from badgeservice.journeys.own_facts import Facts
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.verifying.gather import gather
from badgeservice.journeys.verifying.lists import remember_lists
from badgeservice.journeys.verifying.plan import Plan, plan_of
from badgeservice.journeys.verifying.purse import Allowance, Purse
from badgeservice.journeys.verifying.refresh import (
    NotRefreshed,
    begins_later,
    fetch_newer,
    refresh_check,
)
from badgeservice.journeys.verifying.shelf import Shelf
from badgeservice.openbadges.verification import (
    STRICT,
    Check,
    Outcome,
    Policy,
    Report,
    Submission,
    unwrap,
)

Freshness = Literal["normal", "strict"]
"""Strict: nothing that was fetched more than a minute ago, and no stale copy, is relied on."""

_PNG = b"\x89PNG"
# A badge and two endorsements: a hostile one of each takes a few milliseconds.
_MOST_AT_ONCE = 3


def verify(
    parts: Parts, raw: bytes, policy: Policy = STRICT, *, freshness: Freshness = "normal"
) -> Report:
    """Judge one badge in any form: JSON, compact JWS, baked PNG or SVG.

    A badge with a refresh service is judged by its newer version when there is one. Refuses
    ``MalformedInput`` and ``TooLarge`` only when there is no credential to judge. Nothing of the
    badge is kept or logged (P-18); of the lists it points to, only how new they were.
    """
    return begin(parts, raw, parts.rules.bound(policy), freshness=freshness).judge()


@dataclass(frozen=True, slots=True)
class Together:
    """What the credentials of one batch share: what was fetched, and how much may be."""

    shelf: Shelf
    allowance: Allowance


def begin(
    parts: Parts,
    raw: bytes,
    judged_by: Policy,
    *,
    freshness: Freshness = "normal",
    together: Together | None = None,
) -> "Verification":
    """Take the credential out of what was handed in; nothing is read or fetched for it yet.

    ``judged_by`` has the rules in it (``Rules.bound``). Refuses as ``verify`` does.
    """
    is_image = raw.startswith(_PNG) or raw.lstrip()[:1] == b"<"
    largest = parts.rules.max_image_bytes if is_image else parts.rules.max_verify_bytes
    if len(raw) > largest:
        raise TooLarge(f"A badge may be {largest:,} bytes at most.", hint="Send one badge only.")
    submission = unwrap(raw, judged_by.limits, max_image_bytes=parts.rules.max_image_bytes)
    return Verification(parts, submission, judged_by, freshness == "strict", together)


class Verification:
    """One verification that was begun: what is wanted is known, and nothing was judged yet."""

    def __init__(
        self,
        parts: Parts,
        submission: Submission,
        policy: Policy,
        fresh: bool,
        together: Together | None,
    ) -> None:
        self._parts = parts
        self._submission = submission
        self._policy = policy
        self._fresh = fresh
        self._plan = plan_of(parts.addresses, submission, policy)
        self._purse = Purse(
            parts.rules, parts.now, parts.now(), shared=together.allowance if together else None
        )
        self._shelf = together.shelf if together else Shelf(parts.now, fresh=fresh)

    def judge_at_once(self) -> Report | None:
        """Judge without waiting for a database, a host or another process; None if it has to.

        Also None for more than a few credentials in one: each of them is judged by itself.
        """
        parts, plan = self._parts, self._plan
        if plan.is_fetching or self._fresh or len(plan.judged) > _MOST_AT_ONCE:
            return None
        facts = parts.own_facts.remembered(parts.database, plan.own, parts.now())
        return None if facts is None else self.judge(facts)

    def judge(self, facts: Facts | None = None) -> Report:
        """Gather what is wanted and decide, for the badge as given and for its newer version.

        ``facts`` are what our register says, when that is known already.
        """
        report = self._judge(self._submission, self._plan, facts)
        if not self._policy.checks_standing or not _has_passed(report, "proof"):
            return report
        newer = fetch_newer(self._parts, self._submission, self._purse)
        if isinstance(newer, NotRefreshed):
            return _refreshed(report, newer.code)
        second = self._judge(newer, plan_of(self._parts.addresses, newer, self._policy))
        if _takes_over(second) and not _washes_out(report, self._submission, newer):
            return _refreshed(second, "refresh.done")
        return _refreshed(report, "refresh.failed")

    def _judge(self, submission: Submission, plan: Plan, facts: Facts | None = None) -> Report:
        parts, policy = self._parts, self._policy
        materials = gather(
            parts,
            plan,
            policy,
            purse=self._purse,
            shelf=self._shelf,
            fresh=self._fresh,
            facts=facts,
        )
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
