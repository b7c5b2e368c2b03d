"""Comparing over the API: open to everyone, and nothing sent is kept or logged (P-18)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

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


async def counted_submission(
    request: Request, parts: WorkingParts, body: Annotated[ComparisonSubmission, Depends(_read)]
) -> ComparisonSubmission:
    """Count every credential as one verification; the first was counted before anything was read.

    Refuses ``TooLarge`` before counting, and ``TooManyRequests``.
    """
    require_size(parts, body.to_request())
    rates: VerifyRates | None = request.app.state.verify_rates
    if rates is not None:
        account = await account_of(request, parts, rates)
        for _ in body.credentials[1:]:
            account.count()
    return body


@router.post("/comparisons", dependencies=[EVERYONE, COUNTED], openapi_extra=_DESCRIBED)
def post_comparison(
    parts: WorkingParts,
    body: Annotated[ComparisonSubmission, Depends(counted_submission)],
    policy: Policy = "strict",
) -> ComparisonAnswer:
    """Compare badges with an occupation or with a list of skills, in words and without a score.

    Each credential is verified and counts as one verification. Only a valid badge covers a skill.
    What was changed or revoked counts for nothing. Nothing is kept.
    """
    return ComparisonAnswer.of(compare_credentials(parts, body.to_request(), POLICIES[policy]))
