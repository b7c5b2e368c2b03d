"""Before anything else: requests that are too large or play tricks with their path, and HEAD."""

import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from badgeservice.errors import InvalidRequest
from badgeservice.journeys.parts import Rules
from badgeservice.web.refusals import AddressTooLong, HeadersTooLarge

_TRICK = re.compile(rb"%2f|%5c|%00|\\|(?:^|/)(?:\.|%2e){1,2}(?:/|$)", re.IGNORECASE)
# What stands behind these is one DID or DID URL, percent-encoded, slashes and all; it names nothing
# of ours, so it is handed over as it came.
_DID_PATH = re.compile(rb"/vc-api/(?:identifiers|resolve)/[A-Za-z0-9._~!$&'()*+,;=:@%-]+")


class Limits:
    """Refuses ``AddressTooLong``, ``HeadersTooLarge`` and ``InvalidRequest``; answers HEAD."""

    def __init__(self, app: ASGIApp, *, rules: Rules) -> None:
        self._app = app
        self._rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at the request line and the headers, then hand over."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        _check(scope, self._rules)
        if _is_did_path(scope):
            scope = {**scope, "path": _raw_path(scope).decode("ascii")}
        if scope["method"] == "HEAD":
            scope, send = {**scope, "method": "GET"}, _without_body(send)
        await self._app(scope, receive, send)


def _check(scope: Scope, rules: Rules) -> None:
    path = _raw_path(scope)
    if len(path) + len(scope["query_string"]) > rules.max_address_bytes:
        detail = f"Path and query may be {rules.max_address_bytes:,} bytes at most."
        raise AddressTooLong(detail)
    headers = scope["headers"]
    size = sum(len(name) + len(value) for name, value in headers)
    most, most_bytes = rules.max_headers, rules.max_header_bytes
    if len(headers) > most or size > most_bytes:
        detail = f"Send at most {most} headers of {most_bytes:,} bytes together."
        raise HeadersTooLarge(detail)
    if _TRICK.search(path) and not _is_did_path(scope):
        raise InvalidRequest("The path holds encoded slashes, dot segments or a zero byte.")


def _raw_path(scope: Scope) -> bytes:
    path: bytes = scope.get("raw_path") or scope["path"].encode()
    return path.partition(b"?")[0]


def _is_did_path(scope: Scope) -> bool:
    return _DID_PATH.fullmatch(_raw_path(scope)) is not None


def _without_body(send: Send) -> Send:
    """HEAD is answered as GET is, without the content (RFC 9110 section 9.3.2)."""

    async def send_head(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return send_head
