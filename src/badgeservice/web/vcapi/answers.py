"""What a verifier of the VC-API answers: 200 for what is verified, else all that is wrong."""

from collections.abc import Iterable, Iterator

from starlette.responses import JSONResponse

from badgeservice.document import JsonObject
from badgeservice.errors import Finding, Refusal
from badgeservice.journeys.conforming.verify_credential import JudgedCredential
from badgeservice.journeys.conforming.verify_presentation import JudgedPresentation
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.verification import Check, Outcome, Report, sentences
from badgeservice.web.problems import MEDIA_TYPE, problem_body
from badgeservice.web.refusals import NotVerified
from badgeservice.web.vcapi.problem_types import problem_type

_DETAIL = "At least one check failed or could not be done."
_HINT = "Look at every error; the first one decided."
_GOOD = (Outcome.PASS, Outcome.NOT_APPLICABLE)


def answer_credential(parts: Parts, judged: JudgedCredential) -> JSONResponse:
    """The answer about one credential."""
    told = {"checks": _passed(judged.report), "warnings": _warnings(judged.report)}
    if judged.is_verified:
        return JSONResponse({"verified": True, **told})
    return _refused(parts, _credential_errors(judged), told)


def answer_presentation(parts: Parts, judged: JudgedPresentation) -> JSONResponse:
    """The answer about a presentation and everything in it."""
    is_proved = judged.proof is not None and judged.proof.outcome is Outcome.PASS
    told: JsonObject = {
        "checks": ["proof"] if is_proved else [],
        "warnings": [],
        "holderBinding": {"status": "proved" if is_proved else "not_checked"},
        "credentialResults": [
            {"verified": isinstance(one, JudgedCredential) and one.is_verified}
            for one in judged.credentials
        ],
    }
    if judged.is_verified:
        return JSONResponse({"verified": True, **told})
    return _refused(parts, _presentation_errors(judged), told)


def _refused(parts: Parts, errors: Iterable[Finding], told: JsonObject) -> JSONResponse:
    """Problem details (RFC 9457), with a list of them as VCDM 2.0 section 7.2 wants."""
    findings = list(dict.fromkeys(errors))
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


def _presentation_errors(judged: JudgedPresentation) -> Iterator[Finding]:
    yield from judged.faults
    if judged.proof is not None:
        yield from _check_errors(judged.proof)
    for number, one in enumerate(judged.credentials):
        where = f"/verifiableCredential/{number}"
        if isinstance(one, Refusal):
            yield Finding(one.code, where, one.detail)
        else:
            for error in _credential_errors(one):
                yield Finding(error.code, f"{where}{error.pointer}", error.message)


def _check_errors(check: Check) -> Iterator[Finding]:
    if check.outcome in (Outcome.FAIL, Outcome.UNKNOWN):
        yield Finding(check.code, "", sentences.of(check.code)["en"])
        yield from check.findings


def _passed(report: Report) -> list[str]:
    return [check.check_id for check in report.checks if check.outcome in _GOOD]


def _warnings(report: Report) -> list[JsonObject]:
    return [
        {"code": one.code, "pointer": one.pointer, "message": one.message}
        for one in report.warnings
    ]
