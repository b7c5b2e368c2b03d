"""Every way a request can go wrong, answered: problem details for programs, a page for people."""

import logging
import traceback
from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from badgeservice.errors import InvalidRequest, NotFound, Refusal, TooLarge
from badgeservice.journeys.parts import Parts
from badgeservice.web.findings import findings_of
from badgeservice.web.negotiation import prefers_html
from badgeservice.web.pages.faults import fault_page
from badgeservice.web.problems import problem_headers, problem_response, status_of
from badgeservice.web.refusals import MethodNotAllowed, OurMistake, UnsupportedMediaType

_log = logging.getLogger("badgeservice.web")
_FRAMES_TOLD = 6


def answer_faults(app: FastAPI) -> None:
    """Put our answers in the place of FastAPI's and Starlette's own."""
    app.add_exception_handler(Refusal, _answer_refusal)
    app.add_exception_handler(RequestValidationError, _answer_invalid)
    app.add_exception_handler(HTTPException, _answer_http)


def respond(request: Request, refusal: Refusal, *, instance: str | None = None) -> Response:
    """The answer to a refused request: a page where pages are and HTML is wanted, else JSON."""
    parts: Parts = request.app.state.parts
    instance = instance or f"urn:uuid:{parts.new_uuid()}"
    headers = problem_headers(refusal)
    if isinstance(refusal, MethodNotAllowed):
        headers["Allow"] = ", ".join(allowed_methods(request))
    is_api = request.url.path.startswith(("/v1/", "/vc-api"))
    if not is_api and prefers_html(request.headers.get("accept")):
        status = status_of(type(refusal))
        return fault_page(request.url.path, refusal, status, instance=instance, headers=headers)
    public_url = parts.addresses.public_url
    return problem_response(refusal, public_url=public_url, instance=instance, headers=headers)


def allowed_methods(request: Request) -> list[str]:
    """All methods of the routes at this path (RFC 9110 section 10.2.1)."""
    methods = {"OPTIONS"}
    for context in iter_route_contexts(request.app.routes):
        if context.path and compile_path(context.path)[0].match(request.scope["path"]):
            methods |= context.methods or set()
    return sorted(methods | ({"HEAD"} if "GET" in methods else set()))


class LastResort:
    """Answers what nobody else answered, and logs where it happened: never what was in it.

    The message of an exception can hold what somebody sent, so only its type and its place in
    our code go to the log, with the id that the answer carries.
    """

    def __init__(self, app: ASGIApp, *, served: FastAPI) -> None:
        self._app = app
        self._served = served

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand over; answer 500 as a problem when something unexpected comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_started = False

        async def send_noted(message: Message) -> None:
            nonlocal is_started
            is_started = is_started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, send_noted)
        except ClientDisconnect:
            return
        except Refusal as refusal:
            await self._respond(refusal, scope, receive, send)
        except Exception as fault:  # noqa: BLE001 the one place where nothing may slip through
            instance = f"urn:uuid:{self._served.state.parts.new_uuid()}"
            _log.error("%s at %s, request %s", type(fault).__name__, _places(fault), instance)
            if not is_started:
                mistake = OurMistake(
                    "Something unexpected happened.", hint="Try again later, or report the id."
                )
                await self._respond(mistake, scope, receive, send, instance=instance)

    async def _respond(
        self,
        refusal: Refusal,
        scope: Scope,
        receive: Receive,
        send: Send,
        *,
        instance: str | None = None,
    ) -> None:
        request = Request({**scope, "app": self._served}, receive)
        await respond(request, refusal, instance=instance)(scope, receive, send)


def _places(fault: BaseException) -> str:
    frames = traceback.extract_tb(fault.__traceback__)[-_FRAMES_TOLD:]
    return " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))


def _answer_refusal(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, Refusal)
    return respond(request, fault)


def _answer_invalid(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, RequestValidationError)
    errors: Sequence[dict[str, Any]] = fault.errors()
    if any(error["loc"][0] == "path" for error in errors):
        return respond(request, NotFound("There is nothing at this address."))
    findings = [
        finding
        for error in errors
        for finding in findings_of([{**error, "loc": error["loc"][1:]}], place=str(error["loc"][0]))
    ]
    detail = "The request is not valid."
    return respond(
        request, InvalidRequest(detail, hint="Correct every finding.", findings=findings)
    )


def _answer_http(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    if fault.status_code == 405:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": ", ".join(allowed_methods(request))})
        return respond(request, MethodNotAllowed("This method cannot be used here."))
    known: dict[int, Refusal] = {
        404: NotFound("There is nothing at this address."),
        413: TooLarge("The request is too large."),
        415: UnsupportedMediaType("This type of body is not read here."),
    }
    return respond(request, known.get(fault.status_code, InvalidRequest("The request is wrong.")))
