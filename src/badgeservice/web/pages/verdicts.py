"""A verification report as a page shows it: four states that nobody can mistake for each other."""

from dataclasses import dataclass
from datetime import datetime

from badgeservice.document import JsonObject
from badgeservice.openbadges.instants import read_instant
from badgeservice.openbadges.verification.report import Check, IssuerTrust, Report, Verdict
from badgeservice.web.pages.achievements import ShownSkill, shown_skills
from badgeservice.web.pages.wording import Language

_NAMED_CHECKS = ("conformance", "proof", "claims", "refresh", "status", "time", "endorsements")


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """One check: its name in the catalogue, its outcome, and its sentence."""

    name: str
    outcome: str
    sentence: str
    code: str


@dataclass(frozen=True, slots=True)
class ShownVerdict:
    """What the verdict page tells. ``state`` is one of the four of the design language.

    ``name``, ``issuer`` and ``awarded`` are empty when no proof stands behind them.
    """

    state: str
    summary: str
    advice: str
    checked_at: datetime
    name: str
    issuer: str
    issuer_id: str
    is_confirmed: bool
    awarded: datetime | None
    ends: datetime | None
    skills: list[ShownSkill]
    checks: list[ShownCheck]
    trust: IssuerTrust
    policy: str
    digest: str
    warnings: list[str]


def show(report: Report, language: Language) -> ShownVerdict:
    """The report in one language. What the badge says is only text here, whatever it holds."""
    told = report.to_json()
    credential: JsonObject = report.credential or {}
    issuer = credential.get("issuer")
    issuer = issuer if isinstance(issuer, dict) else {}
    return ShownVerdict(
        state=_state(report),
        summary=told["summary"][language],
        advice=told["advice"][language],
        checked_at=report.valid_as_of,
        name=_text(credential.get("name")),
        issuer=_text(issuer.get("name")),
        issuer_id=_text(issuer.get("id")),
        is_confirmed=bool(credential.get("isConfirmed")),
        awarded=_moment(credential.get("validFrom")),
        ends=_moment(credential.get("validUntil")),
        skills=shown_skills(credential.get("skills", [])),
        checks=[_show_check(check, language) for check in report.checks],
        trust=report.issuer_trust,
        policy=f"{report.policy.name} {report.policy.version}",
        digest=report.credential_digest or "",
        warnings=[f"{warning.code} {warning.pointer}" for warning in report.warnings],
    )


def _state(report: Report) -> str:
    if report.verdict is Verdict.VALID and report.issuer_trust.status == "unknown":
        return "unknown-issuer"
    return report.verdict.value


def _show_check(check: Check, language: Language) -> ShownCheck:
    name = check.check_id if check.check_id in _NAMED_CHECKS else "other"
    sentence = check.to_json()["text"][language]
    return ShownCheck(name, check.outcome.value, sentence, check.code)


def _moment(value: object) -> datetime | None:
    try:
        return read_instant(_text(value))
    except ValueError:
        return None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
