"""What a verifier of the VC-API answers: 200 for what is verified, else all that is wrong."""

from collections.abc import Iterator

from starlette.responses import JSONResponse

from badgeservice.document import JsonObject
from badgeservice.errors import Finding, Refusal
from badgeservice.journeys.conforming.requests import located_findings, moved_findings
from badgeservice.journeys.conforming.verify_credential import JudgedCredential
from badgeservice.journeys.conforming.verify_presentation import JudgedPresentation
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.verification import Check, Outcome, Report
from badgeservice.openbadges.verification.submission import as_list
from badgeservice.web.problems import MEDIA_TYPE, problem_body
from badgeservice.web.refusals import NotVerified
from badgeservice.web.vcapi.problem_types import problem_type
from badgeservice.web.vcapi.wording import findings_about_credentials, sentence_of

_DETAIL = "At least one check failed or could not be done."
_HINT = "Look at every error; the first one decided."
CREDENTIAL = "verifiableCredential"
PRESENTATION = "verifiablePresentation"


def answer_credential(parts: Parts, judged: JudgedCredential, sent: JsonObject) -> JSONResponse:
    """The answer about one credential, which was sent as ``sent``."""
    report = judged.report
    warnings = moved_findings(located_findings(report.warnings, sent), CREDENTIAL)
    told = {"checks": _passed(report), "warnings": _told(warnings)}
    if judged.is_verified:
        return JSONResponse({"verified": True, **told})
    errors = located_findings(_credential_errors(judged), sent)
    return _refused(parts, moved_findings(errors, CREDENTIAL), told)


def answer_presentation(parts: Parts, judged: JudgedPresentation, sent: JsonObject) -> JSONResponse:
    """The answer about a presentation, which was sent as ``sent``, and everything in it."""
    is_proved = judged.proof is not None and judged.proof.outcome is Outcome.PASS
    warnings = located_findings(_presented_warnings(judged, sent), sent)
    told: JsonObject = {
        "checks": ["proof"] if is_proved else [],
        "warnings": _told(moved_findings(warnings, PRESENTATION)),
        "holderBinding": {"status": judged.holder_binding},
        "credentialResults": [
            {"verified": isinstance(one, JudgedCredential) and one.is_verified}
            for one in judged.credentials
        ],
    }
    if judged.is_verified:
        return JSONResponse({"verified": True, **told})
    errors = located_findings(_presentation_errors(judged, sent), sent)
    return _refused(parts, moved_findings(errors, PRESENTATION), told)


def _refused(parts: Parts, errors: list[Finding], told: JsonObject) -> JSONResponse:
    """Problem details (RFC 9457), with a list of them as VCDM 2.0 section 7.2 wants."""
    findings = list(dict.fromkeys(findings_about_credentials(errors)))
    refusal = NotVerified(_DETAIL, hint=_HINT, findings=findings)
    public_url = parts.addresses.public_url
    body = problem_body(refusal, public_url=public_url, instance=f"urn:uuid:{parts.new_uuid()}")
    body["verified"] = False
    body["problemDetails"] = [
        {
            "type": problem_type(error["code"], f"{public_url}/problems/{NotVerified.code}"),
            "title": error["code"],
            "detail": error["message"],
        }
        for error in body.get("errors", [])
    ]
    return JSONResponse({**body, **told}, status_code=body["status"], media_type=MEDIA_TYPE)


def _credential_errors(judged: JudgedCredential) -> Iterator[Finding]:
    yield from judged.unexpected
    for check in judged.report.checks:
        yield from _check_errors(check)


def _presentation_errors(judged: JudgedPresentation, sent: JsonObject) -> Iterator[Finding]:
    yield from judged.faults
    if judged.proof is not None:
        yield from _check_errors(judged.proof)
    for number, one in enumerate(judged.credentials):
        where = f"{CREDENTIAL}/{number}"
        if isinstance(one, Refusal):
            errors = [*one.findings, Finding(one.code, "", one.detail)]
        else:
            errors = list(_credential_errors(one))
        yield from moved_findings(located_findings(errors, _presented(sent, number)), where)


def _presented_warnings(judged: JudgedPresentation, sent: JsonObject) -> Iterator[Finding]:
    for number, one in enumerate(judged.credentials):
        if isinstance(one, JudgedCredential):
            located = located_findings(one.report.warnings, _presented(sent, number))
            yield from moved_findings(located, f"{CREDENTIAL}/{number}")


def _presented(sent: JsonObject, number: int) -> JsonObject:
    """A credential of a presentation as it was sent; empty when an envelope is around it."""
    listed = as_list(sent.get(CREDENTIAL, []))
    found = listed[number] if number < len(listed) else None
    return found if isinstance(found, dict) else {}


def _check_errors(check: Check) -> Iterator[Finding]:
    if check.outcome in (Outcome.FAIL, Outcome.UNKNOWN):
        yield Finding(check.code, "", sentence_of(check.code))
        yield from check.findings


def _passed(report: Report) -> list[str]:
    return [check.check_id for check in report.checks if check.outcome is Outcome.PASS]


def _told(findings: list[Finding]) -> list[JsonObject]:
    return [
        {"code": one.code, "pointer": one.pointer, "message": one.message}
        for one in findings_about_credentials(findings)
    ]
