"""Issuing, deriving and status in conformance mode: for everyone, with keys that mean nothing."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import JSONResponse, Response

from badgeservice.journeys.conforming.derive import derive_in_time
from badgeservice.journeys.conforming.issue import issue_conforming, set_status
from badgeservice.journeys.conforming.issuers import DEFAULT_ISSUER
from badgeservice.journeys.conforming.mode import Conformance
from badgeservice.web.auth import EVERYONE, WorkingParts
from badgeservice.web.vcapi.bodies import BodyToIssue, JsonBody, described
from badgeservice.web.vcapi.shapes import (
    EXAMPLES,
    STATUS_EXAMPLE,
    STATUS_TO_SET,
    TO_DERIVE,
    TO_ISSUE,
    answered,
)

router = APIRouter(tags=["issuing"])

_CREDENTIAL = described(TO_ISSUE, {"credential": EXAMPLES["unsigned"], "options": {}})
_DERIVE = described(
    TO_DERIVE,
    {
        "verifiableCredential": EXAMPLES["selective"],
        "options": {"selectivePointers": ["/credentialSubject/name"]},
    },
)
_STATUS = described(STATUS_TO_SET, STATUS_EXAMPLE)
_Answers = dict[int | str, dict[str, Any]]
_SIGNED: _Answers = {201: answered("The credential was signed.", "Secured")}
_DERIVED: _Answers = {201: answered("The part that was chosen, with its proof.", "Derived")}
_SET: _Answers = {200: answered("The credential is revoked.", "StatusSet")}
_LIST: _Answers = {200: answered("The list, signed just now.", "StatusList")}
_PUBLISHED: _Answers = {204: {"description": "Whoever reads the list reads it as it is now."}}


async def _conformance_of(request: Request) -> Conformance:
    conformance: Conformance = request.app.state.conformance
    return conformance


Mode = Annotated[Conformance, Depends(_conformance_of)]
IssuerName = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,60}$")]


@router.post(
    "/credentials/issue",
    dependencies=[EVERYONE],
    status_code=201,
    response_class=JSONResponse,
    responses=_SIGNED,
    openapi_extra=_CREDENTIAL,
)
def post_credential_to_issue(parts: WorkingParts, mode: Mode, body: BodyToIssue) -> JSONResponse:
    """Sign a credential with the first of the throw-away issuers."""
    return _issued(parts, mode, DEFAULT_ISSUER, body)


@router.post(
    "/issuers/{issuer}/credentials/issue",
    dependencies=[EVERYONE],
    status_code=201,
    response_class=JSONResponse,
    responses=_SIGNED,
    openapi_extra=_CREDENTIAL,
)
def post_credential_to_issue_by(
    parts: WorkingParts, mode: Mode, issuer: IssuerName, body: BodyToIssue
) -> JSONResponse:
    """Sign a credential with one of the throw-away issuers."""
    return _issued(parts, mode, issuer, body)


@router.post(
    "/credentials/derive",
    dependencies=[EVERYONE],
    status_code=201,
    response_class=JSONResponse,
    responses=_DERIVED,
    openapi_extra=_DERIVE,
)
def post_credential_to_derive(parts: WorkingParts, body: JsonBody) -> JSONResponse:
    """Derive what a holder chose of an `ecdsa-sd-2023` credential."""
    return JSONResponse({"verifiableCredential": derive_in_time(parts.sit, body)}, status_code=201)


@router.post(
    "/credentials/status",
    dependencies=[EVERYONE],
    response_class=JSONResponse,
    responses=_SET,
    openapi_extra=_STATUS,
)
def post_status(mode: Mode, body: BodyToIssue) -> JSONResponse:
    """Revoke a credential of the issuer that gives a status."""
    set_status(mode.status_list, body)
    return JSONResponse({"status": True})


@router.get(
    "/status-lists/revocation",
    dependencies=[EVERYONE],
    response_class=JSONResponse,
    responses=_LIST,
)
def get_conformance_list(parts: WorkingParts, mode: Mode) -> Response:
    """Read the status list credential of the issuer that gives a status."""
    return Response(mode.signed_list(parts.now()), media_type="application/json")


@router.post(
    "/status-lists/revocation/publish",
    dependencies=[EVERYONE],
    status_code=204,
    responses=_PUBLISHED,
)
async def post_conformance_list() -> Response:
    """Publish the status list.

    There is nothing to do: the list is signed anew whenever it is read.
    """
    return Response(status_code=204)


def _issued(parts: WorkingParts, mode: Conformance, name: str, body: object) -> JSONResponse:
    signed = issue_conforming(parts, mode.issuer(name), mode.status_list, body)
    return JSONResponse({"verifiableCredential": signed}, status_code=201)
