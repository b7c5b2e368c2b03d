"""The answer of a verification: checks with codes, a verdict of three words, and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from badgeservice.document import JsonObject
from badgeservice.errors import Finding
from badgeservice.openbadges.verification import sentences
from badgeservice.openbadges.verification.policy import Policy


class Outcome(StrEnum):
    """What one check found. Unknown is not no; a note tells something and decides nothing."""

    PASS = "pass"  # noqa: S105
    FAIL = "fail"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"
    NOT_APPLICABLE = "not_applicable"
    NOTE = "note"


class Verdict(StrEnum):
    """Invalid beats indeterminate beats valid."""

    VALID = "valid"
    INVALID = "invalid"
    INDETERMINATE = "indeterminate"


@dataclass(frozen=True, slots=True)
class Check:
    """One step of the standard and what it found.

    ``code`` is stable and has a Dutch and an English sentence in ``sentences``. ``age_seconds``
    is how old the source was that the check relied on.
    """

    check_id: str
    outcome: Outcome
    code: str
    age_seconds: int | None = None
    details: JsonObject = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def to_json(self) -> JsonObject:
        """The check as it stands in the report."""
        body: JsonObject = {
            "id": self.check_id,
            "outcome": self.outcome.value,
            "code": self.code,
            "text": sentences.of(self.code),
            **self.details,
        }
        if self.age_seconds is not None:
            body["sourceAge"] = self.age_seconds
        if self.findings:
            body["findings"] = [
                {"code": f.code, "pointer": f.pointer, "message": f.message} for f in self.findings
            ]
        return body


@dataclass(frozen=True, slots=True)
class IssuerTrust:
    """Whether the city knows the issuer; it stands beside the verdict and never changes it."""

    status: str = "unknown"
    by: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    scope: tuple[str, ...] = ()

    def to_json(self) -> JsonObject:
        """``{"status": "unknown"}`` or the whole recognition."""
        if self.status == "unknown":
            return {"status": self.status}
        return {
            "status": self.status,
            "by": self.by,
            "since": instant_text(self.since) if self.since else None,
            "until": instant_text(self.until) if self.until else None,
            "scope": list(self.scope),
        }


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a verifier needs. ``credential`` is what was verified, as far as it is fact."""

    verdict: Verdict
    valid_as_of: datetime
    policy: Policy
    checks: tuple[Check, ...]
    warnings: tuple[Finding, ...]
    credential: JsonObject | None
    credential_digest: str | None
    issuer_trust: IssuerTrust = IssuerTrust()
    endorsements: tuple["Endorsement", ...] = ()

    @property
    def leading_code(self) -> str:
        """Code of the check that decided the verdict."""
        wanted = {
            Verdict.INVALID: Outcome.FAIL,
            Verdict.INDETERMINATE: Outcome.UNKNOWN,
            Verdict.VALID: Outcome.PASS,
        }[self.verdict]
        if self.verdict is Verdict.VALID:
            return "verdict.valid"
        failing = [check for check in self.checks if check.outcome is wanted]
        revoked = [c for c in failing if c.code in ("status.revoked", "status.suspended")]
        return (revoked or failing)[0].code

    def to_json(self) -> JsonObject:
        """The report of the REST API (``POST /v1/verifications``)."""
        unknown_issuer = self.issuer_trust.status == "unknown"
        return {
            "verdict": self.verdict.value,
            "validAsOf": instant_text(self.valid_as_of),
            "policy": {"name": self.policy.name, "version": self.policy.version},
            "credential": self.credential,
            "issuerTrust": self.issuer_trust.to_json(),
            "holderBinding": {"status": "not_checked"},
            "checks": [check.to_json() for check in self.checks],
            "warnings": [
                {
                    "code": warning.code,
                    "pointer": warning.pointer,
                    "message": warning.message,
                }
                for warning in self.warnings
            ],
            "endorsements": [one.to_json() for one in self.endorsements],
            "credentialDigest": self.credential_digest,
            "summary": sentences.summary(self.leading_code, unknown_issuer=unknown_issuer),
            "advice": sentences.advice(self.leading_code, unknown_issuer=unknown_issuer),
        }


@dataclass(frozen=True, slots=True)
class Endorsement:
    """What one endorsement came to. ``report`` is its own; None when it could not be read.

    ``pointer`` is where it stands in the credential (RFC 6901).
    """

    pointer: str
    code: str
    report: Report | None

    def to_json(self) -> JsonObject:
        """The endorsement as it stands beside the report of the badge."""
        return {
            "pointer": self.pointer,
            "code": self.code,
            "text": sentences.of(self.code),
            "report": None if self.report is None else self.report.to_json(),
        }


def verdict_of(checks: Sequence[Check]) -> Verdict:
    """Invalid when anything is proved wrong, indeterminate when anything could not be done."""
    outcomes = {check.outcome for check in checks}
    if Outcome.FAIL in outcomes:
        return Verdict.INVALID
    if Outcome.UNKNOWN in outcomes:
        return Verdict.INDETERMINATE
    return Verdict.VALID


def instant_text(moment: datetime) -> str:
    """RFC 3339 in UTC with ``Z`` and whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
