"""Signing in: ask for a mail, then press the button behind its link or type its code.

Every answer is the same for an address that is known and for one that is not (H17), and looking at
a link never uses it up (H18).
"""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from badgeservice.errors import InvalidRequest
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.post import send_mails_if_near
from badgeservice.journeys.steering.sign_in.ask import ask
from badgeservice.journeys.steering.sign_in.confirm import (
    NewSession,
    Standing,
    confirm_code,
    confirm_link,
    look_at_link,
)
from badgeservice.journeys.steering.sign_in.secrets import form_mark, read_secret
from badgeservice.web.auth import EVERYONE, WorkingParts
from badgeservice.web.pages.home import PageLanguage
from badgeservice.web.pages.rendering import render
from badgeservice.web.pages.wording import Language, in_language
from badgeservice.web.people.asking import SignInRates
from badgeservice.web.people.cookies import (
    browser_cookie,
    keep_browser,
    keep_session,
    session_cookie,
)
from badgeservice.web.people.forgery import FROM_OWN_PAGE, require_mark
from badgeservice.web.people.forms import FormFields

router = APIRouter(dependencies=[EVERYONE], include_in_schema=False)

Token = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{43}$")]

_SEE_OTHER = 303
_STATUSES = {Standing.READY: 200, Standing.ELSEWHERE: 403, Standing.WRONG: 400, Standing.SPENT: 410}


@router.get("/sign-in")
def get_sign_in(parts: WorkingParts, language: PageLanguage) -> Response:
    """The form: only a mail address."""
    return _form(parts, language)


@router.post("/sign-in", dependencies=[FROM_OWN_PAGE])
def post_sign_in(
    request: Request, parts: WorkingParts, language: PageLanguage, form: FormFields
) -> Response:
    """Ask for a mail; what follows is the same page for every address."""
    rates: SignInRates = request.app.state.sign_in_rates
    seconds = rates.count(request)
    if seconds:
        headers = {"Retry-After": str(seconds)}
        return _form(parts, language, fault="too-many", status=429, headers=headers)
    address = form.get("address", "")
    try:
        browser = ask(parts, address, browser_cookie(request, parts), language)
    except InvalidRequest:
        fault = "address" if address.strip() else "empty"
        return _form(parts, language, fault=fault, address=address, status=400)
    answer = RedirectResponse(in_language("/sign-in/sent", language), _SEE_OTHER)
    keep_browser(answer, parts, browser)
    answer.background = BackgroundTask(send_mails_if_near, parts)
    return answer


@router.get("/sign-in/sent")
def get_sent(request: Request, parts: WorkingParts, language: PageLanguage) -> Response:
    """What to do with the mail, and the field for its code."""
    return _sent(request, parts, language)


@router.post("/sign-in/sent", dependencies=[FROM_OWN_PAGE])
async def post_code(
    request: Request, parts: WorkingParts, language: PageLanguage, form: FormFields
) -> Response:
    """Sign in with the code of the mail."""
    browser = browser_cookie(request, parts)
    if read_secret(browser) is None:
        return _spent(parts, language)
    await require_mark(request, browser)
    before = session_cookie(request, parts)
    outcome = await run_in_threadpool(
        confirm_code, parts, form.get("code", ""), browser, instead_of=before
    )
    if isinstance(outcome, NewSession):
        return _signed_in(parts, language, outcome)
    if outcome is Standing.WRONG:
        return _sent(request, parts, language, fault="code", status=_STATUSES[outcome])
    return _spent(parts, language)


@router.get("/sign-in/signed-out")
def get_signed_out(parts: WorkingParts, language: PageLanguage) -> Response:
    """Where signing out leads."""
    path = in_language("/sign-in/signed-out", language)
    return render("desk/signed_out.html", language, path, parts=parts)


@router.get("/sign-in/{token}")
def get_link(
    request: Request, parts: WorkingParts, language: PageLanguage, token: Token
) -> Response:
    """The button behind the link of a mail; however often it is looked at, nothing happens."""
    browser = browser_cookie(request, parts)
    standing = look_at_link(parts, token, browser)
    if standing is Standing.READY and browser is not None:
        path, mark = request.url.path, form_mark(browser)
        return render("desk/confirm.html", language, path, parts=parts, token=token, mark=mark)
    if standing is Standing.ELSEWHERE:
        return _elsewhere(parts, language, status=200)
    return _spent(parts, language)


@router.post("/sign-in/{token}", dependencies=[FROM_OWN_PAGE])
async def post_link(
    request: Request, parts: WorkingParts, language: PageLanguage, token: Token, form: FormFields
) -> Response:
    """Sign in with the link of a mail, once."""
    browser = browser_cookie(request, parts)
    standing = await run_in_threadpool(look_at_link, parts, token, browser)
    if standing is Standing.READY:
        await require_mark(request, browser)
        before = session_cookie(request, parts)
        outcome = await run_in_threadpool(confirm_link, parts, token, browser, instead_of=before)
        if isinstance(outcome, NewSession):
            return _signed_in(parts, language, outcome)
        standing = outcome
    if standing is Standing.ELSEWHERE:
        return _elsewhere(parts, language, status=_STATUSES[standing])
    return _spent(parts, language)


def _form(
    parts: Parts,
    language: Language,
    *,
    fault: str = "",
    address: str = "",
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> Response:
    path = in_language("/sign-in", language)
    values = {"fault": fault, "address": address}
    return render(
        "desk/sign_in.html",
        language,
        path,
        parts=parts,
        status=status,
        headers=headers,
        **values,
    )


def _sent(
    request: Request, parts: Parts, language: Language, *, fault: str = "", status: int = 200
) -> Response:
    browser = read_secret(browser_cookie(request, parts))
    return render(
        "desk/sent.html",
        language,
        in_language("/sign-in/sent", language),
        parts=parts,
        status=status,
        mark=form_mark(browser) if browser else "",
        fault=fault,
        minutes=parts.rules.sign_in_seconds // 60,
        has_mails_here=parts.mailer.kept() is not None,
    )


def _elsewhere(parts: Parts, language: Language, *, status: int) -> Response:
    # The page of a link, told without the link: its address is nobody else's.
    path = in_language("/sign-in", language)
    return render("desk/elsewhere.html", language, path, parts=parts, status=status)


def _spent(parts: Parts, language: Language) -> Response:
    path = in_language("/sign-in", language)
    status = _STATUSES[Standing.SPENT]
    return render("desk/spent.html", language, path, parts=parts, status=status)


def _signed_in(parts: Parts, language: Language, session: NewSession) -> Response:
    answer = RedirectResponse(in_language("/desk", language), _SEE_OTHER)
    keep_session(answer, parts, session.secret)
    return answer
