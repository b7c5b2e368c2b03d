"""The start of the desk: who you are, for whom you may act, and signing out."""

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.read_desk import read_desk
from badgeservice.journeys.steering.sign_in.secrets import form_mark
from badgeservice.journeys.steering.sign_in.session import sign_out, sign_out_everywhere
from badgeservice.web.auth import WorkingParts
from badgeservice.web.pages.home import PageLanguage
from badgeservice.web.pages.rendering import render
from badgeservice.web.pages.wording import in_language
from badgeservice.web.people.cookies import forget_session, session_cookie
from badgeservice.web.people.forms import FormFields
from badgeservice.web.people.marks import SignedIn

router = APIRouter(include_in_schema=False)
_SEE_OTHER = 303


@router.get("/desk")
def get_desk(
    request: Request, parts: WorkingParts, language: PageLanguage, person: SignedIn
) -> Response:
    """Every organisation you have a role at, with its badges."""
    path = request.url.path
    return render(
        "desk/start.html",
        language,
        path,
        parts=parts,
        person=person,
        places=read_desk(parts, person),
        mark=_mark(request, parts),
    )


@router.get("/desk/sign-out")
def get_sign_out(
    request: Request, parts: WorkingParts, language: PageLanguage, person: SignedIn
) -> Response:
    """Two buttons: here, or everywhere."""
    path, mark = request.url.path, _mark(request, parts)
    return render("desk/sign_out.html", language, path, parts=parts, person=person, mark=mark)


@router.post("/desk/sign-out")
def post_sign_out(
    parts: WorkingParts, language: PageLanguage, person: SignedIn, form: FormFields
) -> Response:
    """End this session, or all of them."""
    if form.get("where") == "everywhere":
        sign_out_everywhere(parts, person)
    else:
        sign_out(parts, person)
    answer = RedirectResponse(in_language("/sign-in/signed-out", language), _SEE_OTHER)
    forget_session(answer, parts)
    return answer


def _mark(request: Request, parts: Parts) -> str:
    return form_mark(session_cookie(request, parts) or "")
