"""Awards over the API: an issuer gives a badge, reads what it gave, and takes it back."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Response

from badgeservice.journeys.issuing.batch import AwardBatch, Recipient
from badgeservice.journeys.issuing.issue import AwardRequest, issue
from badgeservice.journeys.issuing.issue_many import issue_many, read_batch
from badgeservice.journeys.issuing.read_award import AwardStanding, read_award
from badgeservice.journeys.issuing.revoke import revoke
from badgeservice.journeys.steering.admit_issuer import find_issuer
from badgeservice.web.api.answers import AwardAnswer, AwardBatchAnswer
from badgeservice.web.api.issuers import Slug
from badgeservice.web.api.requests import (
    BATCH_ID_PATTERN,
    EXAMPLES,
    UUID_PATTERN,
    AwardBatchSubmission,
    AwardSubmission,
    Revocation,
)
from badgeservice.web.auth import IssuerCaller, WorkingParts
from badgeservice.web.bodies import described_body, json_body

router = APIRouter(tags=["awards"])
AwardId = Annotated[str, Path(pattern=UUID_PATTERN, description="Id of the award.")]
BatchId = Annotated[str, Path(pattern=BATCH_ID_PATTERN, description="Id of the batch.")]
IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        pattern=r"^[\x20-\x7e]+$",
        description="1 to 255 printable ASCII characters: the same key and request again give "
        "the same answer; the same key with another request is a conflict.",
    ),
]


@router.post(
    "/issuers/{slug}/awards",
    status_code=201,
    responses={200: {"model": AwardAnswer, "description": "The request came before; see there."}},
    openapi_extra=described_body(AwardSubmission, EXAMPLES[AwardSubmission]),
)
def post_award(
    caller: IssuerCaller,
    parts: WorkingParts,
    slug: Slug,
    idempotency_key: IdempotencyKey,
    body: Annotated[AwardSubmission, Depends(json_body(AwardSubmission))],
    response: Response,
) -> AwardAnswer:
    """Award an achievement to one person, and sign the credential."""
    issuer = find_issuer(parts, slug)
    request = AwardRequest(
        achievement_id=body.achievement_id,
        idempotency_key=idempotency_key,
        recipient_name=body.recipient.name if body.recipient else None,
        recipient_email=body.recipient.email if body.recipient else None,
        narrative=body.narrative,
        awarded_at=body.awarded_at,
    )
    issued = issue(parts, caller, issuer.did, request)
    response.status_code = 201 if issued.is_new else 200
    response.headers["Location"] = f"/v1/awards/{issued.award.award_id}"
    return AwardAnswer.of(AwardStanding(issued.award, issued.credential), parts.addresses)


@router.post(
    "/issuers/{slug}/awards/batch",
    status_code=201,
    responses={200: {"model": AwardBatchAnswer, "description": "The batch came before."}},
    openapi_extra=described_body(AwardBatchSubmission, EXAMPLES[AwardBatchSubmission]),
)
def post_award_batch(
    caller: IssuerCaller,
    parts: WorkingParts,
    slug: Slug,
    idempotency_key: IdempotencyKey,
    body: Annotated[AwardBatchSubmission, Depends(json_body(AwardBatchSubmission, is_batch=True))],
    response: Response,
) -> AwardBatchAnswer:
    """Award an achievement to many people at once, and sign all credentials.

    All awards are accepted or none is. When signing them ends early (503), the same request goes
    on where it ended.
    """
    issuer = find_issuer(parts, slug)
    recipients = [
        Recipient(one.name, one.email, one.narrative, one.awarded_at) for one in body.recipients
    ]
    batch = AwardBatch(body.achievement_id, idempotency_key, recipients)
    issued = issue_many(parts, caller, issuer.did, batch)
    response.status_code = 201 if issued.is_new else 200
    response.headers["Location"] = f"/v1/issuers/{slug}/awards/batch/{issued.batch_id}"
    return AwardBatchAnswer.of(issued)


@router.get("/issuers/{slug}/awards/batch/{batch_id}")
def get_award_batch(
    caller: IssuerCaller, parts: WorkingParts, slug: Slug, batch_id: BatchId
) -> AwardBatchAnswer:
    """A batch of your own, and how many of its awards are signed by now."""
    issuer = find_issuer(parts, slug)
    return AwardBatchAnswer.of(read_batch(parts, caller, issuer.did, batch_id))


@router.get("/awards/{award_id}")
def get_award(caller: IssuerCaller, parts: WorkingParts, award_id: AwardId) -> AwardAnswer:
    """An award of your own."""
    return AwardAnswer.of(read_award(parts, caller, award_id), parts.addresses)


@router.post(
    "/awards/{award_id}/revocation", openapi_extra=described_body(Revocation, EXAMPLES[Revocation])
)
def post_revocation(
    caller: IssuerCaller,
    parts: WorkingParts,
    award_id: AwardId,
    body: Annotated[Revocation, Depends(json_body(Revocation))],
) -> AwardAnswer:
    """Revoke the credential of an award. Doing it again changes nothing."""
    revoke(parts, caller, str(caller.issuer_did), award_id, body.reason)
    return AwardAnswer.of(read_award(parts, caller, award_id), parts.addresses)
