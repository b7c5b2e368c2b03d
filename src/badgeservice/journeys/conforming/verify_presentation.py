"""Verifying a presentation: its shape, who signed it and for whom, and each credential in it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from badgeservice.document import JsonObject
from badgeservice.errors import Finding, Refusal, TooLarge
from badgeservice.journeys.bench import TOO_COSTLY, Sitting, TooCostly
from badgeservice.journeys.conforming.fetching import BudgetedFetch
from badgeservice.journeys.conforming.presented import (
    AUTHENTICATION,
    Presented,
    check_presented,
    find_content_faults,
    unwrap_presentation,
)
from badgeservice.journeys.conforming.requests import (
    VerifyOptions,
    find_unexpected,
    read_body,
    read_verify_options,
)
from badgeservice.journeys.conforming.verify_credential import JudgedCredential, judge_credential
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.verification import Check, Outcome, Policy
from badgeservice.openbadges.verification.materials import Controller, Unreachable
from badgeservice.openbadges.verification.needs import controller_of_method
from badgeservice.outside.resolve import controller_of
from badgeservice.proofs.strict_json import write_json

# Every credential is read within the presentation, and by itself.
_READINGS = 2


@dataclass(frozen=True, slots=True)
class JudgedPresentation:
    """What a presentation came to.

    ``proof`` is None for one that nobody signed. ``credentials`` stand in their order; one that
    could not even be read is its refusal.
    """

    faults: tuple[Finding, ...]
    proof: Check | None
    credentials: tuple[JudgedCredential | Refusal, ...] = ()
    is_holders_own: bool = False

    @property
    def holder_binding(self) -> str:
        """Whether whoever the credentials are about was shown to present them.

        ``proved``: the holder is named, signed, and is the subject of every credential.
        ``signed``: somebody signed it, and that is all. ``not_checked``: nobody did.
        """
        if self.proof is None or self.proof.outcome is not Outcome.PASS:
            return "not_checked"
        return "proved" if self.is_holders_own else "signed"

    @property
    def is_verified(self) -> bool:
        """Whether everything was looked at and nothing is wrong."""
        return (
            not self.faults
            and (self.proof is None or self.proof.outcome is Outcome.PASS)
            and all(
                isinstance(one, JudgedCredential) and one.is_verified for one in self.credentials
            )
        )


def verify_presentation(
    parts: Parts, body: object, policy: Policy, *, takes_unsigned_answers: bool = False
) -> JudgedPresentation:
    """Judge the presentation of a request (VC-API, verify presentation; VCDM 2.0 section 7.1).

    A challenge or domain that was handed in must be the one that was signed. One that nobody
    signed answers no challenge; ``takes_unsigned_answers`` lets it pass all the same, for suites
    that hand in a challenge with everything. Refuses ``InvalidRequest``, ``MalformedInput`` and,
    for more credentials than the rules allow, ``TooLarge``.
    """
    document, told = read_body(body, "verifiablePresentation")
    options = read_verify_options(told)
    judged, most = parts.rules.bound(policy), parts.rules.max_presented_credentials
    presented = unwrap_presentation(document, judged.limits)
    if len(presented.credentials) > most:
        raise TooLarge(f"A presentation may hold {most} credentials at most.")
    sitting = parts.sit(_READINGS * len(write_json(document)))
    frugal = replace(parts, fetch=BudgetedFetch(parts), judge=sitting.judge)
    faults = _find_content_faults(sitting, presented)
    if presented.is_signed:
        faults += _find_unexpected(presented, options)
        faults += _find_token_faults(presented, parts, judged)
    elif not takes_unsigned_answers:
        faults += find_unexpected({}, replace(options, purpose=None), "/proof")
    if faults:
        return JudgedPresentation(tuple(faults), None)
    proof = _check_proof(frugal, sitting, presented, judged) if presented.is_signed else None
    return JudgedPresentation(
        faults=(),
        proof=proof,
        is_holders_own=presented.is_holders_own,
        credentials=tuple(
            _judge(frugal, credential, judged)
            for credential in presented.credentials
            if isinstance(credential, dict)
        ),
    )


def _find_content_faults(sitting: Sitting, presented: Presented) -> list[Finding]:
    try:
        return list(sitting.do(find_content_faults, presented.document))
    except TooCostly:
        return [Finding(TOO_COSTLY, "", "The check took too long.")]


def _find_unexpected(presented: Presented, options: VerifyOptions) -> Iterator[Finding]:
    """Where the proofs do not answer what was asked (Data Integrity section 4.4, RFC 7519)."""
    for number, proof in enumerate(presented.proofs):
        yield from find_unexpected(proof, options, f"/proof/{number}")
    if presented.token is None:
        return
    claims = {
        "challenge": presented.claims.get("nonce"),
        "domain": presented.claims.get("aud"),
        "proofPurpose": AUTHENTICATION,
    }
    yield from find_unexpected(claims, options, "")


def _find_token_faults(presented: Presented, parts: Parts, policy: Policy) -> Iterator[Finding]:
    """Claims of a token that contradict the presentation, or its time (RFC 7519 section 4.1)."""
    claims = presented.claims
    if claims.get("iss", presented.holder) != presented.holder:
        yield Finding("data.claim_mismatch", "/iss", "The claim iss contradicts the holder.")
    now, skew = parts.now().timestamp(), policy.clock_skew.total_seconds()
    for name in ("nbf", "exp"):
        moment = claims.get(name)
        if moment is None:
            continue
        if isinstance(moment, bool) or not isinstance(moment, int | float):
            yield Finding("data.claim_mismatch", f"/{name}", "A moment is written as a number.")
        elif name == "exp" and moment < now - skew:
            yield Finding("time.expired", "/exp", "The presentation is no longer valid.")
        elif name == "nbf" and moment > now + skew:
            yield Finding("time.not_yet_valid", "/nbf", "The presentation is not yet valid.")


def _check_proof(parts: Parts, sitting: Sitting, presented: Presented, policy: Policy) -> Check:
    """Verify every proof with the keys of whoever is named in it."""
    methods = [one.get("verificationMethod") for one in presented.proofs[: policy.max_proofs]]
    wanted = [
        presented.signer,
        *(controller_of_method(one) for one in methods if isinstance(one, str)),
    ]
    controllers: dict[str, Controller | Unreachable] = {
        name: controller_of(name, parts.fetch, limits=parts.rules.document_limits)
        for name in dict.fromkeys(wanted)
        if name
    }
    try:
        return sitting.do(check_presented, presented, controllers, parts.now(), policy)
    except TooCostly:
        return Check("proof", Outcome.UNKNOWN, TOO_COSTLY)


def _judge(parts: Parts, credential: JsonObject, policy: Policy) -> JudgedCredential | Refusal:
    try:
        return judge_credential(parts, credential, VerifyOptions(), policy)
    except Refusal as refusal:
        return refusal
