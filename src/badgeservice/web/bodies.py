"""Reading what is sent: the type is known, the size is counted while reading, the JSON is strict.

FastAPI never reads a body here: its JSON reader accepts duplicate members and other wrong texts,
and fails on some.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from fastapi import Request
from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool

from badgeservice.document import JsonObject
from badgeservice.errors import InvalidRequest, TooLarge
from badgeservice.journeys.parts import Parts, Rules
from badgeservice.journeys.reading import read_request_json
from badgeservice.web.findings import findings_of
from badgeservice.web.refusals import UnsupportedMediaType

JSON = ("application/json",)
_UTF_8 = ("utf-8", '"utf-8"')

Model = TypeVar("Model", bound=BaseModel)


async def read_body(
    request: Request, accepted: Sequence[str], max_bytes: Callable[[str], int]
) -> tuple[str, bytes]:
    """The media type and the bytes of a body; ``max_bytes`` is asked for the limit of the type.

    Refuses ``UnsupportedMediaType`` (also for a coded body: what is inflated cannot be bounded
    beforehand) and ``TooLarge``, told as soon as it shows, also without ``Content-Length``.
    """
    media_type = _media_type(request, accepted)
    limit = max_bytes(media_type)
    refusal = TooLarge(f"The body may be {limit:,} bytes at most.", hint="Send less at a time.")
    told = request.headers.get("content-length", "")
    if told.isascii() and told.isdigit() and (len(told) > 18 or int(told) > limit):
        raise refusal
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise refusal
    return media_type, bytes(body)


def json_body(model: type[Model]) -> Callable[[Request], Awaitable[Model]]:
    """A dependency that reads a request of our own API into ``model``.

    Refuses ``MalformedJson``, ``TooLarge``, ``UnsupportedMediaType`` and, with every fault at
    once, ``InvalidRequest``.
    """

    async def read(request: Request) -> Model:
        parts: Parts = request.app.state.parts
        limit = parts.rules.max_issue_bytes
        _, raw = await read_body(request, JSON, lambda _: limit)
        return await run_in_threadpool(_read_model, model, raw, parts.rules)

    return read


def described_body(model: type[BaseModel], example: JsonObject) -> JsonObject:
    """What OpenAPI has to know about a body that FastAPI does not read."""
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    content = {"application/json": {"schema": schema, "example": example}}
    return {"requestBody": {"required": True, "content": content}}


def _read_model(model: type[Model], raw: bytes, rules: Rules) -> Model:
    value = read_request_json(raw, rules, rules.max_issue_bytes)
    try:
        return model.model_validate(value)
    except ValidationError as fault:
        # Without the input: it would stay in the cause, and from there reach a log.
        errors = fault.errors(include_url=False, include_input=False)
        findings = findings_of(errors, place="body")
    detail = "The request is not valid."
    raise InvalidRequest(detail, hint="Correct every finding.", findings=findings)


def _media_type(request: Request, accepted: Sequence[str]) -> str:
    codings = request.headers.getlist("content-encoding")
    if any(coding.strip().lower() != "identity" for coding in codings):
        raise UnsupportedMediaType("A compressed body is not read.", hint="Send it as it is.")
    told = request.headers.getlist("content-type")
    media_type, *parameters = (part.strip().lower() for part in (told or [""])[0].split(";"))
    if len(told) != 1 or media_type not in accepted:
        detail = "The Content-Type is missing or is not read here."
        raise UnsupportedMediaType(detail, hint=f"Use one of: {', '.join(accepted)}.")
    charsets = [part[8:] for part in parameters if part.startswith("charset=")]
    if any(charset not in _UTF_8 for charset in charsets):
        raise UnsupportedMediaType("Only UTF-8 is read.", hint="Send the text in UTF-8.")
    return media_type
