"""Batches: sent, looked at, confirmed, and taken back while nobody else can see anything."""

from typing import Annotated, Literal

from fastapi import APIRouter, BackgroundTasks, Depends, Path, Query, Response

from badgeservice.journeys.issuing.batches.confirming import confirm
from badgeservice.journeys.issuing.batches.drafting import (
    choose,
    choose_all,
    draft_batch,
    preview,
)
from badgeservice.journeys.issuing.batches.reading import progress, row_of, rows
from badgeservice.journeys.issuing.batches.rounds import finish_batch
from badgeservice.journeys.issuing.batches.undoing import take_back, undo_row
from badgeservice.journeys.steering.admit_issuer import find_issuer
from badgeservice.web.api.awards import IdempotencyKey
from badgeservice.web.api.batches.answers import (
    BatchAnswer,
    BatchRowAnswer,
    BatchRowsAnswer,
    ChosenAnswer,
)
from badgeservice.web.api.batches.requests import (
    BATCH_EXAMPLES,
    BatchConfirmation,
    BatchSubmission,
    BatchUndo,
    RowChoice,
    RowsChoice,
)
from badgeservice.web.api.issuers import Slug
from badgeservice.web.api.requests import UUID_PATTERN
from badgeservice.web.auth import IssuerCaller, WorkingParts
from badgeservice.web.bodies import described_body, json_body

router = APIRouter(tags=["batches"])
BatchUuid = Annotated[str, Path(pattern=UUID_PATTERN, description="Id of the batch.")]
RowNumber = Annotated[int, Path(ge=1, le=999_999, description="Number of the row in the list.")]
Outcome = Annotated[
    Literal["good", "doubtful", "refused"] | None, Query(description="Only rows judged so.")
]
Cursor = Annotated[
    str,
    Query(pattern=r"^[0-9]{1,6}$", description="`nextCursor` of the page before; none at first."),
]
Limit = Annotated[int, Query(ge=1, le=1_000, description="How many rows at most.")]


@router.post(
    "/issuers/{slug}/batches",
    status_code=201,
    responses={200: {"model": BatchAnswer, "description": "The list came before; see there."}},
    openapi_extra=described_body(BatchSubmission, BATCH_EXAMPLES[BatchSubmission]),
)
def post_batch(
    caller: IssuerCaller,
    parts: WorkingParts,
    slug: Slug,
    idempotency_key: IdempotencyKey,
    body: Annotated[BatchSubmission, Depends(json_body(BatchSubmission, is_batch=True))],
    response: Response,
) -> BatchAnswer:
    """Send a list and see what would become of each row. Nothing is awarded by it."""
    issuer = find_issuer(parts, slug)
    people = [row.to_award(place) for place, row in enumerate(body.rows, start=1)]
    drafted = draft_batch(
        parts,
        caller,
        issuer.did,
        body.achievement_id,
        people,
        idempotency_key=idempotency_key,
    )
    batch = drafted.batch
    if batch.state == "draft":
        # Also when the same request was broken off in between.
        batch = preview(parts, caller, batch.batch_id)
    response.status_code = 201 if drafted.is_new else 200
    response.headers["Location"] = f"/v1/batches/{batch.batch_id}"
    return BatchAnswer.of(progress(parts, caller, batch.batch_id))


@router.get("/batches/{batch_uuid}")
def get_batch(caller: IssuerCaller, parts: WorkingParts, batch_uuid: BatchUuid) -> BatchAnswer:
    """A batch of your own, and how far it is."""
    return BatchAnswer.of(progress(parts, caller, batch_uuid))


@router.get("/batches/{batch_uuid}/rows")
def get_batch_rows(
    caller: IssuerCaller,
    parts: WorkingParts,
    batch_uuid: BatchUuid,
    outcome: Outcome = None,
    cursor: Cursor = "0",
    limit: Limit = 100,
) -> BatchRowsAnswer:
    """The rows of a batch of your own, in order, and what became of each."""
    told = rows(parts, caller, batch_uuid, after=int(cursor), limit=limit + 1, outcome=outcome)
    return BatchRowsAnswer.of(told, limit)


@router.patch(
    "/batches/{batch_uuid}/rows/{row_number}",
    openapi_extra=described_body(RowChoice, BATCH_EXAMPLES[RowChoice]),
)
def patch_batch_row(
    caller: IssuerCaller,
    parts: WorkingParts,
    batch_uuid: BatchUuid,
    row_number: RowNumber,
    body: Annotated[RowChoice, Depends(json_body(RowChoice))],
) -> BatchRowAnswer:
    """Take a doubtful row in, or leave any row out, before the batch is confirmed."""
    choose(parts, caller, batch_uuid, row_number, is_included=body.is_included)
    return BatchRowAnswer.of(row_of(parts, caller, batch_uuid, row_number))


@router.post(
    "/batches/{batch_uuid}/choices",
    openapi_extra=described_body(RowsChoice, BATCH_EXAMPLES[RowsChoice]),
)
def post_batch_choice(
    caller: IssuerCaller,
    parts: WorkingParts,
    batch_uuid: BatchUuid,
    body: Annotated[RowsChoice, Depends(json_body(RowsChoice))],
) -> ChosenAnswer:
    """Take in or leave out every row that is doubtful for one reason alone."""
    chosen = choose_all(parts, caller, batch_uuid, body.code, is_included=body.is_included)
    return ChosenAnswer(rows=chosen)


@router.post(
    "/batches/{batch_uuid}/confirmation",
    openapi_extra=described_body(BatchConfirmation, BATCH_EXAMPLES[BatchConfirmation]),
)
def post_batch_confirmation(
    caller: IssuerCaller,
    parts: WorkingParts,
    batch_uuid: BatchUuid,
    body: Annotated[BatchConfirmation, Depends(json_body(BatchConfirmation))],
    after: BackgroundTasks,
) -> BatchAnswer:
    """Award the achievement to every row that is included. Doing it again changes nothing.

    The credentials are signed after the answer; `signed` tells how many are. Nobody but you can
    see them before `releaseAt`.
    """
    confirm(parts, caller, batch_uuid, expected=body.awards)
    after.add_task(finish_batch, parts, batch_uuid, actor_name=caller.name)
    return BatchAnswer.of(progress(parts, caller, batch_uuid))


@router.post(
    "/batches/{batch_uuid}/undo",
    openapi_extra=described_body(BatchUndo, BATCH_EXAMPLES[BatchUndo]),
)
def post_batch_undo(
    caller: IssuerCaller,
    parts: WorkingParts,
    batch_uuid: BatchUuid,
    body: Annotated[BatchUndo, Depends(json_body(BatchUndo))],
) -> BatchAnswer:
    """Take everything back, or one row, before `releaseAt`. A batch not confirmed is cancelled."""
    if body.row_number is None:
        take_back(parts, caller, batch_uuid)
    else:
        undo_row(parts, caller, batch_uuid, body.row_number)
    return BatchAnswer.of(progress(parts, caller, batch_uuid))
