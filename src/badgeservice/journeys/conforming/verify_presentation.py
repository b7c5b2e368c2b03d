"""Verifying a presentation: its shape, who signed it and for whom, and each credential in it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from badgeservice.document import JsonObject
from badgeservice.errors import CannotCanonicalise, Finding, Refusal, TooLarge
from badgeservice.journeys.conforming.fetching import BudgetedFetch
from badgeservice.journeys.conforming.presented import Presented, unwrap_presentation
from badgeservice.journeys.conforming.requests import (
    VerifyOptions,
    find_unexpected,
    read_body,
    read_verify_options,
)
from badgeservice.journeys.conforming.verify_credential import JudgedCredential, judge_credential
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.conformance.vcdm import find_vp_faults
from badgeservice.openbadges.verification import Check, Outcome, Policy
from badgeservice.openbadges.verification.materials import Controller, Unreachable
from badgeservice.openbadges.verification.needs import controller_of_method
from badgeservice.openbadges.verification.proof_check import check_proof
from badgeservice.outside.resolve import controller_of
from badgeservice.proofs.canonical import Reading, canonicalise
from badgeservice.proofs.strict_json import JsonLimits

MAX_CREDENTIALS = 50
_AUTHENTICATION = "authentication"


@dataclass(frozen=True, slots=True)
class JudgedPresentation:
    """What a presentation came to.

    ``proof`` is None for one that nobody signed. ``credentials`` stand in their order; one that
    could not even be read is its refusal.
    """

    faults: tuple[Finding, ...]
    proof: Check | None
    credentials: tuple[JudgedCredential | Refusal, ...] = ()

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
    for more than ``MAX_CREDENTIALS``, ``TooLarge``.
    """
    document, told = read_body(body, "verifiablePresentation")
    options = read_verify_options(told)
    presented = unwrap_presentation(document, JsonLimits(max_bytes=parts.rules.max_verify_bytes))
    if len(presented.credentials) > MAX_CREDENTIALS:
        raise TooLarge(f"A presentation may hold {MAX_CREDENTIALS} credentials at most.")
    judged = replace(policy, clock_skew=timedelta(seconds=parts.rules.clock_skew_seconds))
    frugal = replace(parts, fetch=BudgetedFetch(parts))
    faults = [*find_vp_faults(presented.document), *_find_unread(presented)]
    if presented.is_signed:
        faults += _find_unexpected(presented, options)
        faults += _find_token_faults(presented, parts, judged)
    elif not takes_unsigned_answers:
        faults += find_unexpected({}, replace(options, purpose=None), "/proof")
    if faults:
        return JudgedPresentation(tuple(faults), None)
    proof = _check_proof(frugal, presented, judged) if presented.is_signed else None
    return JudgedPresentation(
        faults=(),
        proof=proof,
        credentials=tuple(
            _judge(frugal, credential, judged)
            for credential in presented.credentials
            if isinstance(credential, dict)
        ),
    )


def _find_unread(presented: Presented) -> tuple[Finding, ...]:
    """What would have no meaning, or another one for somebody else: terms, contexts, types."""
    try:
        canonicalise(presented.document, reading=Reading.OPEN)
    except CannotCanonicalise as refusal:
        whole = Finding("data.malformed", "", refusal.detail)
        return refusal.findings or (whole,)
    return ()


def _find_unexpected(presented: Presented, options: VerifyOptions) -> Iterator[Finding]:
    """Where the proofs do not answer what was asked (Data Integrity section 4.4, RFC 7519)."""
    for number, proof in enumerate(presented.proofs):
        yield from find_unexpected(proof, options, f"/proof/{number}")
    if presented.token is None:
        return
    claims = {
        "challenge": presented.claims.get("nonce"),
        "domain": presented.claims.get("aud"),
        "proofPurpose": _AUTHENTICATION,
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


def _check_proof(parts: Parts, presented: Presented, policy: Policy) -> Check:
    """Verify every proof and its binding to the holder, for the purpose of authentication."""
    signer = presented.signer
    methods = [one.get("verificationMethod") for one in presented.proofs[: policy.max_proofs]]
    wanted = [signer, *(controller_of_method(one) for one in methods if isinstance(one, str))]
    controllers: dict[str, Controller | Unreachable] = {
        name: controller_of(name, parts.fetch) for name in dict.fromkeys(wanted) if name
    }
    return check_proof(
        presented.document,
        presented.token,
        issuer_id=signer,
        controller=controllers.get(signer or ""),
        now=parts.now(),
        policy=policy,
        others=controllers,
        purpose=_AUTHENTICATION,
    )


def _judge(parts: Parts, credential: JsonObject, policy: Policy) -> JudgedCredential | Refusal:
    try:
        return judge_credential(parts, credential, VerifyOptions(), policy)
    except Refusal as refusal:
        return refusal
