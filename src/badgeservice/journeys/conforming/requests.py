"""Reading what a caller of the VC-API asks: the document, and the options beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from badgeservice.document import JsonObject
from badgeservice.errors import Finding, InvalidRequest, Refusal

_DETAIL = "The request is not valid."
_HINT = "Correct every finding."


@dataclass(frozen=True, slots=True)
class VerifyOptions:
    """What the caller expects of a proof; what is None is not compared."""

    challenge: str | None = None
    domain: str | None = None
    purpose: str | None = None


def read_body(body: object, name: str) -> tuple[JsonObject, JsonObject]:
    """The object under ``name`` and the options, which may be left out.

    Refuses ``InvalidRequest``. Options that are not known are passed over: callers send what is
    meant for others.
    """
    if not isinstance(body, dict):
        raise _refusal([Finding("body.type", "", "Use an object.")])
    findings = []
    if name not in body:
        findings.append(Finding("body.missing", f"/{name}", "This is required."))
    elif not isinstance(body[name], dict):
        findings.append(Finding("body.type", f"/{name}", "Use an object."))
    if not isinstance(body.get("options", {}), dict):
        findings.append(Finding("body.type", "/options", "Use an object."))
    if findings:
        raise _refusal(findings)
    return body[name], body.get("options", {})


def read_verify_options(options: JsonObject) -> VerifyOptions:
    """What is expected of the proofs; refuses ``InvalidRequest`` for what is no text.

    ``checks`` names what the caller wants looked at. Everything is looked at, whatever it names.
    """
    read_texts(options, "checks")
    return VerifyOptions(
        challenge=_text(options, "challenge"),
        domain=_text(options, "domain"),
        purpose=_text(options, "expectedProofPurpose"),
    )


def read_texts(options: JsonObject, name: str) -> list[str] | None:
    """A list of texts among the options, None when it is not there; refuses anything else."""
    value: Any = options.get(name)
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _refusal([Finding("body.type", f"/options/{name}", "Use a list of texts.")])
    return value


def refuse_findings(findings: Iterable[Finding], where: str) -> None:
    """Refuse ``InvalidRequest`` when there are findings about the member ``where``."""
    moved = [Finding(one.code, f"/{where}{one.pointer}", one.message) for one in findings]
    if moved:
        raise _refusal(moved)


def moved_refusal(refusal: Refusal, where: str) -> Refusal:
    """The same refusal, with its findings under the member ``where``."""
    moved = [Finding(one.code, f"/{where}{one.pointer}", one.message) for one in refusal.findings]
    return type(refusal)(refusal.detail, hint=refusal.hint, findings=moved)


def find_unexpected(proof: JsonObject, options: VerifyOptions, pointer: str) -> list[Finding]:
    """Where a proof is not for what the caller expects (Data Integrity 1.0 section 4.4).

    A domain may be one of several that the proof names.
    """
    findings = []
    if options.purpose is not None and proof.get("proofPurpose") != options.purpose:
        sentence = "The proof is for another purpose than was asked for."
        findings.append(Finding("proof.purpose", f"{pointer}/proofPurpose", sentence))
    if options.challenge is not None and proof.get("challenge") != options.challenge:
        sentence = "The proof does not answer the challenge."
        findings.append(Finding("proof.challenge", f"{pointer}/challenge", sentence))
    domains = proof.get("domain")
    if options.domain is not None and options.domain not in (
        domains if isinstance(domains, list) else [domains]
    ):
        sentence = "The proof is for another domain than was asked for."
        findings.append(Finding("proof.domain", f"{pointer}/domain", sentence))
    return findings


def _text(options: JsonObject, name: str) -> str | None:
    value = options.get(name)
    if value is not None and not isinstance(value, str):
        raise _refusal([Finding("body.type", f"/options/{name}", "Use a text.")])
    return value


def _refusal(findings: list[Finding]) -> InvalidRequest:
    return InvalidRequest(_DETAIL, hint=_HINT, findings=findings)
