"""A verification report as a page shows it: four states that nobody can mistake for each other."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from badgeservice.document import JsonObject
from badgeservice.errors import Finding
from badgeservice.openbadges.instants import read_instant
from badgeservice.openbadges.verification import sentences
from badgeservice.openbadges.verification.report import (
    Check,
    Endorsement,
    IssuerTrust,
    Outcome,
    Report,
    Verdict,
)
from badgeservice.skills.alignments import read_alignments
from badgeservice.skills.catalogue import Catalogue
from badgeservice.web.pages.achievements import ShownSkill, shown_references, shown_skills
from badgeservice.web.pages.wording import Language

MOST_SHOWN = 20
"""How many remarks, and how many findings, a page tells; a badge can hold thousands."""

_MAX_POINTER = 200
_NAMED_CHECKS = ("conformance", "proof", "claims", "refresh", "status", "time", "endorsements")


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """One check: its name in the catalogue, its outcome, and its sentence."""

    name: str
    outcome: str
    sentence: str
    code: str


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """What was found and where. ``language`` is that of the sentence."""

    code: str
    pointer: str
    language: Language
    sentence: str


@dataclass(frozen=True, slots=True)
class ShownFindings:
    """The first findings, and how many ``more`` there are."""

    first: Sequence[ShownFinding]
    more: int


@dataclass(frozen=True, slots=True)
class ShownEndorsement:
    """What one endorsement came to; ``by`` and ``by_id`` are empty when no proof is behind them."""

    word: str
    by: str
    by_id: str


@dataclass(frozen=True, slots=True)
class ShownVerdict:
    """What the verdict page tells. ``state`` is one of the four of the design language.

    ``name``, ``issuer`` and ``awarded`` are empty when no proof stands behind them. ``notices``
    are for everyone; ``remarks`` and ``findings`` are technical.
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
    references: list[str]
    checks: list[ShownCheck]
    trust: IssuerTrust
    policy: str
    digest: str
    notices: list[str]
    endorsements: list[ShownEndorsement]
    remarks: ShownFindings
    findings: ShownFindings


def show(report: Report, language: Language, catalogue: Catalogue) -> ShownVerdict:
    """The report in one language. What the badge says is only text here, whatever it holds."""
    told = report.to_json()
    credential: JsonObject = report.credential or {}
    name, issuer_id = _issuer_of(report)
    read = read_alignments(catalogue, credential.get("skills", []))
    return ShownVerdict(
        state=_state(report),
        summary=told["summary"][language],
        advice=told["advice"][language],
        checked_at=report.valid_as_of,
        name=_text(credential.get("name")),
        issuer=name,
        issuer_id=issuer_id,
        is_confirmed=bool(credential.get("isConfirmed")),
        awarded=_moment(credential.get("validFrom")),
        ends=_moment(credential.get("validUntil")),
        skills=shown_skills(read, language),
        references=shown_references(read),
        checks=[_show_check(check, language) for check in report.checks],
        trust=report.issuer_trust,
        policy=f"{report.policy.name} {report.policy.version}",
        digest=report.credential_digest or "",
        notices=_notices(report, language),
        endorsements=[_show_endorsement(one) for one in report.endorsements],
        remarks=_shown(report.warnings, partial(_tell_warning, language)),
        findings=_shown(_findings(report), _tell_finding),
    )


def _state(report: Report) -> str:
    if report.verdict is Verdict.VALID and report.issuer_trust.status == "unknown":
        return "unknown-issuer"
    return report.verdict.value


def _issuer_of(report: Report) -> tuple[str, str]:
    """Name and id of the issuer, empty where the report does not tell them."""
    issuer = (report.credential or {}).get("issuer")
    issuer = issuer if isinstance(issuer, dict) else {}
    return _text(issuer.get("name")), _text(issuer.get("id"))


def _show_check(check: Check, language: Language) -> ShownCheck:
    name = check.check_id if check.check_id in _NAMED_CHECKS else "other"
    sentence = check.to_json()["text"][language]
    return ShownCheck(name, check.outcome.value, sentence, check.code)


def _show_endorsement(endorsement: Endorsement) -> ShownEndorsement:
    """Anybody can write a name into an endorsement, so only a right proof makes it tellable."""
    word = endorsement.code.removeprefix("endorsement.")
    report = endorsement.report
    if report is None or not (report.credential or {}).get("isConfirmed"):
        return ShownEndorsement(word, "", "")
    return ShownEndorsement(word, *_issuer_of(report))


def _notices(report: Report, language: Language) -> list[str]:
    """Each sentence once that concerns whoever checks a badge, notes of checks last."""
    codes = [one.code for one in report.warnings if sentences.concerns_reader(one.code)]
    for check in report.checks:
        if check.outcome is Outcome.NOTE:
            codes += [check.code, *(one.code for one in check.findings)]
    known = (code for code in dict.fromkeys(codes) if sentences.has_sentences(code))
    return [sentences.of_warning(code)[language] for code in known]


def _findings(report: Report) -> Iterator[Finding]:
    """Findings of checks that are not among the warnings; two checks may have found the same."""
    warned = set(report.warnings)
    found = dict.fromkeys(finding for check in report.checks for finding in check.findings)
    return (finding for finding in found if finding not in warned)


def _shown(
    findings: Iterable[Finding], tell: Callable[[Finding], tuple[Language, str]]
) -> ShownFindings:
    found = list(findings)
    first = [
        ShownFinding(one.code, _shortened(one.pointer), *tell(one)) for one in found[:MOST_SHOWN]
    ]
    return ShownFindings(first, len(found) - len(first))


def _tell_warning(language: Language, warning: Finding) -> tuple[Language, str]:
    return language, sentences.of_warning(warning.code)[language]


def _tell_finding(finding: Finding) -> tuple[Language, str]:
    """There are hundreds of findings, for whoever makes badges: they are told in English only."""
    return "en", finding.message


def _shortened(pointer: str) -> str:
    """Whoever made the badge chose the names in a pointer, and how long they are."""
    is_short = len(pointer) <= _MAX_POINTER
    return (pointer if is_short else f"{pointer[:_MAX_POINTER]}…") or "/"


def _moment(value: object) -> datetime | None:
    try:
        return read_instant(_text(value))
    except ValueError:
        return None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
