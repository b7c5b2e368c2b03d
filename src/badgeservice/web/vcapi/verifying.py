"""Verifying over the VC-API: open to everyone, and nothing that is sent is kept or logged."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse

from badgeservice.journeys.conforming.verify_credential import verify_credential
from badgeservice.journeys.conforming.verify_presentation import verify_presentation
from badgeservice.openbadges.verification.policy import PROOF_ONLY, VC_API, Policy
from badgeservice.web.auth import EVERYONE, WorkingParts
from badgeservice.web.rates import COUNTED
from badgeservice.web.vcapi.answers import (
    CREDENTIAL,
    PRESENTATION,
    answer_credential,
    answer_presentation,
)
from badgeservice.web.vcapi.bodies import JsonBody, described
from badgeservice.web.vcapi.shapes import (
    EXAMPLES,
    NOT_VERIFIED,
    PRESENTATION_TO_VERIFY,
    TO_VERIFY,
    answered,
)
from badgeservice.web.vcapi.wording import refusing_under

router = APIRouter(tags=["verifying"])
proof_only = APIRouter(tags=["verifying"])

_CREDENTIAL = described(
    TO_VERIFY, {CREDENTIAL: EXAMPLES["signed"], "options": {"checks": ["proof"]}}
)
_PRESENTATION = described(
    PRESENTATION_TO_VERIFY, {PRESENTATION: EXAMPLES["presentation"], "options": {}}
)
_Answers = dict[int | str, dict[str, Any]]
_VERIFIED: _Answers = {
    200: answered("Every check passed.", "VerifiedCredential"),
    400: NOT_VERIFIED,
}
_VERIFIED_PRESENTATION: _Answers = {
    200: answered("Every check passed.", "VerifiedPresentation"),
    400: NOT_VERIFIED,
}


@router.post(
    "/credentials/verify",
    dependencies=[EVERYONE, COUNTED],
    response_class=JSONResponse,
    responses=_VERIFIED,
    openapi_extra=_CREDENTIAL,
)
def post_credential_to_verify(parts: WorkingParts, body: JsonBody) -> JSONResponse:
    """Verify any credential of the W3C data model, embedded or enveloped.

    The answer is 200 only when every check passed. The key must be the issuer's own.
    """
    return _verified(parts, body, VC_API)


@router.post(
    "/presentations/verify",
    dependencies=[EVERYONE, COUNTED],
    response_class=JSONResponse,
    responses=_VERIFIED_PRESENTATION,
    openapi_extra=_PRESENTATION,
)
def post_presentation_to_verify(
    request: Request, parts: WorkingParts, body: JsonBody
) -> JSONResponse:
    """Verify a presentation and every credential in it."""
    # The suites hand in a challenge with everything, also with what nobody signed.
    is_suite = request.app.state.conformance is not None
    with refusing_under(_member(body, PRESENTATION), PRESENTATION):
        judged = verify_presentation(parts, body, VC_API, takes_unsigned_answers=is_suite)
    return answer_presentation(parts, judged, body[PRESENTATION])


@proof_only.post(
    "/proof-only/credentials/verify",
    dependencies=[EVERYONE],
    response_class=JSONResponse,
    responses=_VERIFIED,
    openapi_extra=_CREDENTIAL,
)
def post_proof_to_verify(parts: WorkingParts, body: JsonBody) -> JSONResponse:
    """Verify the mathematics alone: whose key it is, status and dates are not looked at.

    For public vectors, whose keys are not those of their issuers.
    """
    return _verified(parts, body, PROOF_ONLY)


def _verified(parts: WorkingParts, body: Any, policy: Policy) -> JSONResponse:
    with refusing_under(_member(body, CREDENTIAL), CREDENTIAL):
        judged = verify_credential(parts, body, policy)
    return answer_credential(parts, judged, body[CREDENTIAL])


def _member(body: object, name: str) -> object:
    return body.get(name) if isinstance(body, dict) else None
