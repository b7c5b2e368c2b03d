"""Issuing, deriving and status in conformance mode: for everyone, with keys that mean nothing."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import JSONResponse, Response

from badgeservice.journeys.conforming.derive import derive_credential
from badgeservice.journeys.conforming.issue import issue_conforming, set_status
from badgeservice.journeys.conforming.issuers import DEFAULT_ISSUER
from badgeservice.journeys.conforming.mode import Conformance
from badgeservice.web.auth import EVERYONE, WorkingParts
from badgeservice.web.vcapi.bodies import TEXTS, JsonBody, described

router = APIRouter(tags=["issuing"])

_CREDENTIAL = described("credential", {"mandatoryPointers": TEXTS})
_DERIVE = described("verifiableCredential", {"selectivePointers": TEXTS})
_STATUS = described("credentialStatus", {})
_CREATED: dict[int | str, dict[str, Any]] = {201: {"description": "The credential was signed."}}


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
    responses=_CREATED,
    openapi_extra=_CREDENTIAL,
)
def post_credential_to_issue(parts: WorkingParts, mode: Mode, body: JsonBody) -> JSONResponse:
    """Sign a credential with the first of the throw-away issuers."""
    return _issued(parts, mode, DEFAULT_ISSUER, body)


@router.post(
    "/issuers/{issuer}/credentials/issue",
    dependencies=[EVERYONE],
    status_code=201,
    response_class=JSONResponse,
    responses=_CREATED,
    openapi_extra=_CREDENTIAL,
)
def post_credential_to_issue_by(
    parts: WorkingParts, mode: Mode, issuer: IssuerName, body: JsonBody
) -> JSONResponse:
    """Sign a credential with one of the throw-away issuers."""
    return _issued(parts, mode, issuer, body)


@router.post(
    "/credentials/derive",
    dependencies=[EVERYONE],
    status_code=201,
    response_class=JSONResponse,
    openapi_extra=_DERIVE,
)
def post_credential_to_derive(body: JsonBody) -> JSONResponse:
    """Show only what a holder chose of an ``ecdsa-sd-2023`` credential."""
    return JSONResponse({"verifiableCredential": derive_credential(body)}, status_code=201)


@router.post(
    "/credentials/status",
    dependencies=[EVERYONE],
    response_class=JSONResponse,
    openapi_extra=_STATUS,
)
def post_status(mode: Mode, body: JsonBody) -> JSONResponse:
    """Revoke a credential of the issuer that gives a status."""
    set_status(mode.status_list, body)
    return JSONResponse({"status": True})


@router.get("/status-lists/revocation", dependencies=[EVERYONE], response_class=JSONResponse)
def get_conformance_list(parts: WorkingParts, mode: Mode) -> Response:
    """The status list credential of the issuer that gives a status."""
    return Response(mode.signed_list(parts.now()), media_type="application/json")


@router.post("/status-lists/revocation/publish", dependencies=[EVERYONE], status_code=204)
async def post_conformance_list() -> Response:
    """Nothing to do: the list is signed anew whenever it is read."""
    return Response(status_code=204)


def _issued(parts: WorkingParts, mode: Conformance, name: str, body: object) -> JSONResponse:
    signed = issue_conforming(parts, mode.issuer(name), mode.status_list, body)
    return JSONResponse({"verifiableCredential": signed}, status_code=201)
