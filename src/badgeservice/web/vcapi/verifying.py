"""Verifying over the VC-API: open to everyone, and nothing that is sent is kept or logged."""

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse

from badgeservice.journeys.conforming.verify_credential import verify_credential
from badgeservice.journeys.conforming.verify_presentation import verify_presentation
from badgeservice.openbadges.verification.policy import PROOF_ONLY, VC_API
from badgeservice.web.auth import EVERYONE, WorkingParts
from badgeservice.web.vcapi.answers import answer_credential, answer_presentation
from badgeservice.web.vcapi.bodies import VERIFY_OPTIONS, JsonBody, described

router = APIRouter(tags=["verifying"])
proof_only = APIRouter(tags=["verifying"])

_CREDENTIAL = described("verifiableCredential", VERIFY_OPTIONS)
_PRESENTATION = described("verifiablePresentation", VERIFY_OPTIONS)


@router.post(
    "/credentials/verify",
    dependencies=[EVERYONE],
    response_class=JSONResponse,
    openapi_extra=_CREDENTIAL,
)
def post_credential_to_verify(parts: WorkingParts, body: JsonBody) -> JSONResponse:
    """Verify any credential of the W3C data model, embedded or enveloped.

    The answer is 200 only when every check passed. The key must be the issuer's own.
    """
    return answer_credential(parts, verify_credential(parts, body, VC_API))


@router.post(
    "/presentations/verify",
    dependencies=[EVERYONE],
    response_class=JSONResponse,
    openapi_extra=_PRESENTATION,
)
def post_presentation_to_verify(
    request: Request, parts: WorkingParts, body: JsonBody
) -> JSONResponse:
    """Verify a presentation and every credential in it."""
    # The suites hand in a challenge with everything, also with what nobody signed.
    is_suite = request.app.state.conformance is not None
    judged = verify_presentation(parts, body, VC_API, takes_unsigned_answers=is_suite)
    return answer_presentation(parts, judged)


@proof_only.post(
    "/proof-only/credentials/verify",
    dependencies=[EVERYONE],
    response_class=JSONResponse,
    openapi_extra=_CREDENTIAL,
)
def post_proof_to_verify(parts: WorkingParts, body: JsonBody) -> JSONResponse:
    """Verify the mathematics alone: whose key it is, status and dates are not looked at.

    For public vectors, whose keys are not those of their issuers.
    """
    return answer_credential(parts, verify_credential(parts, body, PROOF_ONLY))
