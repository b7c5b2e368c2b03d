"""The description of the VC-API in OpenAPI."""

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse

from badgeservice.web.auth import EVERYONE
from badgeservice.web.vcapi.shapes import answered

router = APIRouter(tags=["overview"])


@router.get(
    "/openapi.json",
    dependencies=[EVERYONE],
    response_class=JSONResponse,
    responses={200: answered("The description that you are reading.", "Description")},
    name="get_vc_api",
)
async def get_vc_api(request: Request) -> JSONResponse:
    """Read the description of this API in OpenAPI."""
    return JSONResponse(request.app.state.vc_api)
