"""The description of the VC-API in OpenAPI."""

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse

from badgeservice.web.auth import EVERYONE

router = APIRouter(tags=["overview"])


@router.get(
    "/openapi.json", dependencies=[EVERYONE], response_class=JSONResponse, name="get_vc_api"
)
async def get_vc_api(request: Request) -> JSONResponse:
    """This API in OpenAPI."""
    return JSONResponse(request.app.state.vc_api)
