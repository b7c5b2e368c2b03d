"""What the code of a problem means: the page that ``type`` in problem details leads to."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from starlette.responses import JSONResponse

from badgeservice.errors import NotFound
from badgeservice.web.auth import EVERYONE, WorkingParts
from badgeservice.web.negotiation import prefers_html
from badgeservice.web.pages.home import PageLanguage
from badgeservice.web.pages.rendering import render
from badgeservice.web.pages.wording import LANGUAGES, say
from badgeservice.web.problems import refusal_kinds, status_of

router = APIRouter(dependencies=[EVERYONE], include_in_schema=False)
Code = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,60}$")]


@router.get("/problems/{code}")
def get_problem(
    request: Request, parts: WorkingParts, language: PageLanguage, code: Code
) -> Response:
    """What a code means, as a page or as JSON; refuses ``NotFound``."""
    kind = refusal_kinds().get(code)
    if kind is None:
        raise NotFound("There is no such code.")
    status = status_of(kind)
    headers = {"Vary": "Accept"}
    if prefers_html(request.headers.get("accept")):
        path = request.url.path
        return render(
            "problem.html",
            language,
            path,
            parts=parts,
            headers=headers,
            code=code,
            title=kind.title,
            http_status=status,
        )
    meaning = {one: str(say(one, f"problem.{code}")) for one in LANGUAGES}
    body = {"code": code, "title": kind.title, "status": status, "meaning": meaning}
    return JSONResponse(body, headers=headers)
