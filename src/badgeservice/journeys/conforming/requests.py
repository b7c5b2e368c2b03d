"""What a caller of the VC-API asks: the document, its options, and where in it a finding stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from badgeservice.document import JsonObject
from badgeservice.errors import Finding, InvalidRequest, Refusal
from badgeservice.proofs.strict_json import json_pointer

_DETAIL = "The request is not valid."
_HINT = "Correct every finding."


# JSON-LD 1.1 section 4.1.11; the engine cannot tell in which context it was.
_REDEFINED = "jsonld.protected-term-redefinition"
_REDEFINED_SENTENCE = "A context gives a protected term another meaning, which it may not."


@dataclass(frozen=True, slots=True)
class Chosen:
    """A list of JSON Pointers among the options."""

    name: str
    pointers: Sequence[str]

    def place_of(self, finding: Finding) -> str:
        """Where in the request the pointer stands that a finding is about."""
        place = f"/options/{self.name}"
        if finding.pointer in self.pointers:
            return f"{place}/{self.pointers.index(finding.pointer)}"
        return place


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


def refuse_findings(findings: Iterable[Finding], document: JsonObject, where: str) -> None:
    """Refuse ``InvalidRequest`` when there are findings about the document under ``where``."""
    moved = moved_findings(located_findings(findings, document), where)
    if moved:
        raise _refusal(moved)


def moved_refusal(
    refusal: Refusal, document: JsonObject, where: str, chosen: Chosen | None = None
) -> Refusal:
    """The same refusal, its findings under the member ``where``, or in the options it is about."""
    told = []
    for one in refusal.findings:
        if chosen is not None and one.code.startswith("pointer."):
            told.append(Finding(one.code, chosen.place_of(one), one.message))
        else:
            told += moved_findings(located_findings([one], document), where)
    return type(refusal)(refusal.detail, hint=refusal.hint, findings=told)


def moved_findings(findings: Iterable[Finding], where: str) -> list[Finding]:
    """The findings with pointers that begin at the whole request; ``where`` has no first slash."""
    return [Finding(one.code, f"/{where}{one.pointer}", one.message) for one in findings]


def located_findings(findings: Iterable[Finding], document: JsonObject) -> list[Finding]:
    """The findings with pointers that lead to what they are about in the document as it was sent.

    A list of one may be written without its brackets, and then no number leads into it.
    """
    located = []
    for one in findings:
        pointer, message = one.pointer, one.message
        if one.code == _REDEFINED and not pointer:
            pointer, message = _place_of_redefinition(document), _REDEFINED_SENTENCE
        located.append(Finding(one.code, _without_numbers_of_one(pointer, document), message))
    return located


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


def _place_of_redefinition(document: JsonObject) -> str:
    """The one context that is written out; with several of them, all contexts of the document."""
    written = [
        (*steps, "@context", *number)
        for steps, value in _contexts_in(document)
        for number, one in (
            [((str(index),), item) for index, item in enumerate(value)]
            if isinstance(value, list)
            else [((), value)]
        )
        if isinstance(one, dict)
    ]
    return json_pointer(written[0] if len(written) == 1 else ("@context",))


def _contexts_in(document: JsonObject) -> Iterator[tuple[tuple[str, ...], Any]]:
    queue: list[tuple[tuple[str, ...], Any]] = [((), document)]
    for steps, value in queue:  # grows while we walk
        if isinstance(value, dict):
            if "@context" in value:
                yield steps, value["@context"]
            queue += [((*steps, name), one) for name, one in value.items() if name != "@context"]
        elif isinstance(value, list):
            queue += [((*steps, str(number)), one) for number, one in enumerate(value)]


def _without_numbers_of_one(pointer: str, document: JsonObject) -> str:
    value: Any = document
    kept = []
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        inside = _member_of(value, name)
        if inside is None and name == "0" and value is not None and not isinstance(value, list):
            continue
        kept.append(step)
        value = inside
    return "".join(f"/{step}" for step in kept)


def _member_of(value: object, name: str) -> Any:
    """What stands under a name or number; None also for what is not there."""
    if isinstance(value, dict):
        return value.get(name)
    if isinstance(value, list) and name.isascii() and name.isdecimal() and len(name) < 10:
        return value[int(name)] if int(name) < len(value) else None
    return None


def _refusal(findings: list[Finding]) -> InvalidRequest:
    return InvalidRequest(_DETAIL, hint=_HINT, findings=findings)
