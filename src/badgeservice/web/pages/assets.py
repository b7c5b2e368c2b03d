"""The style sheet and the icon: our own, from memory."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from badgeservice.errors import NotFound
from badgeservice.web.auth import EVERYONE
from badgeservice.web.pages.rendering import STATIC_FILES

router = APIRouter(dependencies=[EVERYONE], include_in_schema=False)
_MEDIA_TYPES = {"css": "text/css; charset=utf-8", "svg": "image/svg+xml"}
_HEADERS = {"Cache-Control": "public, max-age=3600"}


@router.get("/static/{name}")
async def get_static_file(name: Annotated[str, Path(max_length=50)]) -> Response:
    """One of the files that pages need; refuses ``NotFound``."""
    if name not in STATIC_FILES:
        raise NotFound("There is nothing at this address.")
    return Response(
        STATIC_FILES[name], media_type=_MEDIA_TYPES[name.rpartition(".")[2]], headers=_HEADERS
    )
