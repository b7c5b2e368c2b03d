"""Comparing over the API: open to everyone, and nothing sent is kept or logged (P-18)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from badgeservice.errors import MalformedJson, TooLarge
from badgeservice.journeys.skills.compare import compare_credentials, require_size
from badgeservice.openbadges.verification.policy import POLICIES
from badgeservice.web.api.skills.compared import ComparisonAnswer
from badgeservice.web.api.skills.requests import EXAMPLE, ComparisonSubmission
from badgeservice.web.api.verifications import Policy
from badgeservice.web.auth import EVERYONE, WorkingParts
from badgeservice.web.bodies import described_body, json_body
from badgeservice.web.rates import COUNTED, VerifyRates, account_of

router = APIRouter(tags=["comparisons"])
_read = json_body(ComparisonSubmission, is_batch=True)
_DESCRIBED = described_body(ComparisonSubmission, EXAMPLE)


async def read_submission(request: Request) -> ComparisonSubmission:
    """Read what was sent; refuses as ``json_body`` does, and ``TooLarge`` for too many members."""
    try:
        return await _read(request)
    except MalformedJson as refusal:
        if not any(one.code == "json.too-many-members" for one in refusal.findings):
            raise
        detail = "The badges together hold more members than are read at once."
        raise TooLarge(
            detail, hint="Send fewer badges at a time.", findings=refusal.findings
        ) from None


async def counted_submission(
    request: Request,
    parts: WorkingParts,
    body: Annotated[ComparisonSubmission, Depends(read_submission)],
) -> ComparisonSubmission:
    """Count every credential as one verification; the first was counted before anything was read.

    The others are counted together or not at all. Refuses ``TooLarge`` before counting, also for
    more than the rates would ever let through, and ``TooManyRequests``.
    """
    require_size(parts, body.to_request())
    rates: VerifyRates | None = request.app.state.verify_rates
    if rates is not None:
        account = await account_of(request, parts, rates)
        account.require_possible(len(body.credentials))
        account.count(len(body.credentials) - 1)
    return body


@router.post("/comparisons", dependencies=[EVERYONE, COUNTED], openapi_extra=_DESCRIBED)
def post_comparison(
    parts: WorkingParts,
    body: Annotated[ComparisonSubmission, Depends(counted_submission)],
    policy: Policy = "strict",
) -> ComparisonAnswer:
    """Compare badges with an occupation or with a list of skills, in words and without a score.

    Each credential is verified and counts as one verification. Only a valid badge of an issuer
    that the city recognises covers a skill. What was changed or revoked counts for nothing.
    Nothing is kept.
    """
    return ComparisonAnswer.of(compare_credentials(parts, body.to_request(), POLICIES[policy]))
