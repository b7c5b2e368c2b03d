"""What a code means: where ``type`` in problem details leads to, and a page per verdict code."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from starlette.responses import JSONResponse

from badgeservice.errors import NotFound
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.verification import sentences
from badgeservice.web.auth import EVERYONE, WorkingParts
from badgeservice.web.negotiation import prefers_html
from badgeservice.web.pages.home import PageLanguage
from badgeservice.web.pages.rendering import render
from badgeservice.web.pages.wording import LANGUAGES, Language, say
from badgeservice.web.problems import refusal_kinds, status_of

router = APIRouter(dependencies=[EVERYONE], include_in_schema=False)
Code = Annotated[str, Path(pattern=r"^[a-z0-9._-]{1,60}$")]

_HEADERS = {"Vary": "Accept"}


@router.get("/problems/{code}")
def get_problem(
    request: Request, parts: WorkingParts, language: PageLanguage, code: Code
) -> Response:
    """What a code means, as a page or as JSON; refuses ``NotFound``.

    The code is that of a refusal (``too-large``), or of a check or a warning
    (``status.revoked``).
    """
    if sentences.has_sentences(code):
        return _explain_verdict(request, parts, language, code)
    kind = refusal_kinds().get(code)
    if kind is None:
        raise NotFound("There is no such code.")
    status = status_of(kind)
    if prefers_html(request.headers.get("accept")):
        path = request.url.path
        return render(
            "problem.html",
            language,
            path,
            parts=parts,
            headers=_HEADERS,
            code=code,
            title=kind.title,
            http_status=status,
        )
    meaning = {one: str(say(one, f"problem.{code}")) for one in LANGUAGES}
    body = {"code": code, "title": kind.title, "status": status, "meaning": meaning}
    return JSONResponse(body, headers=_HEADERS)


def _explain_verdict(request: Request, parts: Parts, language: Language, code: str) -> Response:
    """What a code of a check or a warning means; only one that decides comes with advice."""
    word, meaning = sentences.word_of(code), sentences.of_warning(code)
    decides = word in ("invalid", "indeterminate")
    advice = sentences.advice(code, unknown_issuer=False) if decides else None
    if prefers_html(request.headers.get("accept")):
        return render(
            "verdict_code.html",
            language,
            request.url.path,
            parts=parts,
            headers=_HEADERS,
            code=code,
            word=word,
            meaning=meaning[language],
            advice=advice[language] if advice else "",
        )
    body = {"code": code, "word": word, "meaning": meaning, "advice": advice}
    return JSONResponse(body, headers=_HEADERS)
