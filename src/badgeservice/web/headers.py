"""The headers that stand on every answer, and which answers may be read from other sites."""

import re
from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
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
    r"|/v1/(verifications|openapi\.json|version)"
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

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand over, and add the headers to the first message of the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._secure(MutableHeaders(scope=message), scope["path"])
            await send(message)

        await self._app(scope, receive, send_secured)

    def _secure(self, headers: MutableHeaders, path: str) -> None:
        headers.update(ALWAYS)
        is_page = headers.get("content-type", "").startswith("text/html")
        headers["Content-Security-Policy"] = PAGES if is_page else NOTHING
        headers["Cross-Origin-Resource-Policy"] = "cross-origin" if is_open(path) else "same-origin"
        headers.setdefault("Cache-Control", "no-store")
        if self._is_https:
            headers["Strict-Transport-Security"] = f"max-age={_YEAR_SECONDS}; includeSubDomains"
        if is_open(path):
            headers.update(_ALLOWED_ACROSS)
        if path == "/v1" or path.startswith("/v1/"):
            headers["API-Version"] = API_VERSION
