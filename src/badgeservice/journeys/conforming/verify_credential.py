"""Verifying one credential over the VC-API: the same judgement as everywhere, and its options."""

from dataclasses import dataclass

from badgeservice.document import JsonObject
from badgeservice.errors import Finding
from badgeservice.journeys.conforming.requests import (
    VerifyOptions,
    find_unexpected,
    read_body,
    read_verify_options,
)
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.verifying.verify import verify
from badgeservice.openbadges.verification import Policy, Report, Verdict
from badgeservice.openbadges.verification.submission import as_list
from badgeservice.proofs.strict_json import write_json

# A token has no proof object; an issuer signs it to assert what it says.
_OF_TOKEN: JsonObject = {"proofPurpose": "assertionMethod"}


@dataclass(frozen=True, slots=True)
class JudgedCredential:
    """The report on a credential, and where it is not what the caller expected."""

    report: Report
    unexpected: tuple[Finding, ...] = ()

    @property
    def is_verified(self) -> bool:
        """Whether everything was looked at and nothing is wrong."""
        return self.report.verdict is Verdict.VALID and not self.unexpected


def verify_credential(parts: Parts, body: object, policy: Policy) -> JudgedCredential:
    """Judge the credential of a request (VC-API, verify credential).

    Refuses ``InvalidRequest`` for a request without one, and ``MalformedInput`` when there is
    nothing that could be judged.
    """
    credential, options = read_body(body, "verifiableCredential")
    return judge_credential(parts, credential, read_verify_options(options), policy)


def judge_credential(
    parts: Parts, credential: JsonObject, options: VerifyOptions, policy: Policy
) -> JudgedCredential:
    """Judge one credential, embedded or enveloped; refuses ``MalformedInput``."""
    report = verify(parts, write_json(credential), policy)
    proofs = [proof for proof in as_list(credential.get("proof")) if isinstance(proof, dict)]
    unexpected = [
        finding
        for number, proof in enumerate(proofs or [_OF_TOKEN])
        for finding in find_unexpected(proof, options, f"/proof/{number}" if proofs else "/proof")
    ]
    return JudgedCredential(report, tuple(unexpected))
