"""The headers that stand on every answer, and which answers may be read from other sites."""

import re
from collections.abc import Mapping
from itertools import product

from starlette.types import ASGIApp, Message, Receive, Scope, Send

API_VERSION = "1.0.0"
_YEAR_SECONDS = 31_536_000

NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
PAGES = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
ALWAYS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# What everyone may read anyway, and verifying, which needs no cookie and keeps nothing.
_OPEN_PATH = re.compile(
    r"/\.well-known/(did|jwks)\.json"
    r"|/issuers/[^/]+(/did\.json|/jwks\.json|/keys/[^/]+)?"
    r"|/achievements/[^/]+(/versions/[^/]+(/image\.png)?)?"
    r"|/status-lists/[^/]+"
    r"|/v1/(verifications(/batch)?|openapi\.json|version)"
)
_ALLOWED_ACROSS: Mapping[str, str] = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Content-Type, Accept",
    "Access-Control-Expose-Headers": "API-Version, ETag, Retry-After",
    "Access-Control-Max-Age": "600",
}


def is_open(path: str) -> bool:
    """Whether scripts of other sites may read what is at ``path``."""
    return _OPEN_PATH.fullmatch(path) is not None


class SecurityHeaders:
    """Adds the security headers to whatever is answered, mistakes of ours included.

    An answer keeps the ``Cache-Control`` it brings; the others are not to be stored. Only an
    answer that is a page may load our own style sheet and images and send forms to us.
    """

    def __init__(self, app: ASGIApp, *, is_https: bool) -> None:
        self._app = app
        self._is_https = is_https
        # What is added depends on three answers with yes or no only, so it is written out once.
        self._added = {kind: _encoded(_added(*kind, is_https=is_https)) for kind in _KINDS}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand over, and add the headers to the first message of the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._secure(message, scope["path"])
            await send(message)

        await self._app(scope, receive, send_secured)

    def _secure(self, message: Message, path: str) -> None:
        """Take out what the answer says about the same things, and add ours."""
        is_page = is_kept = False
        headers = []
        for name, value in message.get("headers", ()):
            if name in _OURS:
                continue
            headers.append((name, value))
            is_page = is_page or (name == b"content-type" and value.startswith(b"text/html"))
            is_kept = is_kept or name == b"cache-control"
        headers += self._added[is_page, is_open(path), path == "/v1" or path.startswith("/v1/")]
        if not is_kept:
            headers.append(_NOT_KEPT)
        message["headers"] = headers


def _added(is_page: bool, is_open_path: bool, is_api: bool, *, is_https: bool) -> dict[str, str]:
    """The headers that are added to one kind of answer."""
    headers = {
        **ALWAYS,
        "Content-Security-Policy": PAGES if is_page else NOTHING,
        "Cross-Origin-Resource-Policy": "cross-origin" if is_open_path else "same-origin",
    }
    if is_https:
        headers["Strict-Transport-Security"] = f"max-age={_YEAR_SECONDS}; includeSubDomains"
    if is_open_path:
        headers |= _ALLOWED_ACROSS
    if is_api:
        headers["API-Version"] = API_VERSION
    return headers


def _encoded(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


_KINDS = tuple(product((False, True), repeat=3))
_OURS = frozenset(name for kind in _KINDS for name, _ in _encoded(_added(*kind, is_https=True)))
_NOT_KEPT = (b"cache-control", b"no-store")
