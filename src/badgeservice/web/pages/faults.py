"""When it goes wrong in a browser: a page that says what it means and what you can do."""

from collections.abc import Mapping

from starlette.responses import HTMLResponse

from badgeservice.errors import Refusal, SignInNeeded
from badgeservice.web.pages.rendering import render
from badgeservice.web.pages.wording import language_of

_EXPLAINED = (404, 413, 429, 500, 503)


def fault_page(
    path: str, refusal: Refusal, status: int, *, instance: str, headers: Mapping[str, str]
) -> HTMLResponse:
    """The page for a refused request; it never needs the database."""
    return render(
        "desk/needed.html" if isinstance(refusal, SignInNeeded) else "fault.html",
        language_of(path),
        # The address may be anything; the language switch leads to the start.
        "/en" if language_of(path) == "en" else "/",
        status=status,
        headers=headers,
        kind=str(status) if status in _EXPLAINED else "other",
        code=refusal.code,
        instance=instance,
        http_status=status,
    )
