"""The two cookies there are, both only about signing in: one for a browser, one for a session.

On https their names begin with ``__Host-``, so that no other host of the domain can set them (RFC
6265bis section 4.1.3.2). A service on this machine alone, without https, leaves that out.
"""

from fastapi import Request, Response

from badgeservice.journeys.parts import Parts

_SESSION = "badges-session"
_BROWSER = "badges-sign-in"


def session_cookie(request: Request, parts: Parts) -> str | None:
    """The session that a request names, if it does."""
    return request.cookies.get(_name(_SESSION, parts))


def browser_cookie(request: Request, parts: Parts) -> str | None:
    """The secret of a browser that asked to sign in, if it did."""
    return request.cookies.get(_name(_BROWSER, parts))


def keep_session(response: Response, parts: Parts, secret: str) -> None:
    """Have the browser name this session from now on."""
    _keep(response, parts, _SESSION, secret, parts.rules.session_seconds)


def keep_browser(response: Response, parts: Parts, secret: str) -> None:
    """Have the browser known again as long as what it asked for works."""
    _keep(response, parts, _BROWSER, secret, parts.rules.sign_in_seconds)


def forget_session(response: Response, parts: Parts) -> None:
    """Have the browser name no session any more."""
    _keep(response, parts, _SESSION, "", 0)


def _keep(response: Response, parts: Parts, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        _name(name, parts),
        value,
        max_age=seconds,
        path="/",
        secure=_is_https(parts),
        httponly=True,
        samesite="lax",
    )


def _name(name: str, parts: Parts) -> str:
    return f"__Host-{name}" if _is_https(parts) else name


def _is_https(parts: Parts) -> bool:
    return parts.addresses.public_url.startswith("https://")
