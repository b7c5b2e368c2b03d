"""Reading what is sent: the type is known, the size is counted while reading, the JSON is strict.

FastAPI never reads a body here: its JSON reader accepts duplicate members and other wrong texts,
and fails on some.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TypeVar

from fastapi import Request
from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.types import Receive

from badgeservice.document import JsonObject
from badgeservice.errors import InvalidRequest, TooLarge
from badgeservice.journeys.parts import Parts, Rules
from badgeservice.journeys.reading import read_batch_json, read_request_json
from badgeservice.web.findings import findings_of
from badgeservice.web.refusals import UnsupportedMediaType

JSON = ("application/json",)
Headers = Iterable[tuple[bytes, bytes]]
"""As ASGI gives them: names in lower case."""
_UTF_8 = ("utf-8", '"utf-8"')

Model = TypeVar("Model", bound=BaseModel)


async def read_body(
    request: Request, accepted: Sequence[str], max_bytes: Callable[[str], int]
) -> tuple[str, bytes]:
    """The media type and the bytes of a body; see ``read_content``."""
    return await read_content(request.scope["headers"], request.receive, accepted, max_bytes)


async def read_content(
    headers: Headers, receive: Receive, accepted: Sequence[str], max_bytes: Callable[[str], int]
) -> tuple[str, bytes]:
    """The media type and the bytes of a body; ``max_bytes`` is asked for the limit of the type.

    Refuses ``UnsupportedMediaType`` (also for a coded body: what is inflated cannot be bounded
    beforehand) and ``TooLarge``, told as soon as it shows, also without ``Content-Length``. Raises
    ``ClientDisconnect`` when nobody waits any more.
    """
    media_type = media_type_of(headers, accepted)
    limit = max_bytes(media_type)
    refuse_told_length(headers, limit)
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise ClientDisconnect
        chunk: bytes = message.get("body", b"")
        if len(body) + len(chunk) > limit:
            raise too_large(limit)
        is_last = not message.get("more_body", False)
        if is_last and not body:
            # Nearly every body comes in one piece, which is then not copied.
            return media_type, chunk
        body += chunk
        if is_last:
            return media_type, bytes(body)


def refuse_told_length(headers: Headers, limit: int) -> None:
    """Refuse ``TooLarge`` when ``Content-Length`` says so beforehand."""
    told = next((value for name, value in headers if name == b"content-length"), b"")
    if told.isdigit() and (len(told) > 18 or int(told) > limit):
        raise too_large(limit)


def too_large(limit: int) -> TooLarge:
    """The refusal of a body of more than ``limit`` bytes."""
    return TooLarge(f"The body may be {limit:,} bytes at most.", hint="Send less at a time.")


def json_body(
    model: type[Model], *, is_batch: bool = False
) -> Callable[[Request], Awaitable[Model]]:
    """A dependency that reads a request of our own API into ``model``; a batch may be larger.

    Refuses ``MalformedJson``, ``TooLarge``, ``UnsupportedMediaType`` and, with every fault at
    once, ``InvalidRequest``.
    """

    async def read(request: Request) -> Model:
        parts: Parts = request.app.state.parts
        rules = parts.rules
        limit = rules.max_batch_bytes if is_batch else rules.max_issue_bytes
        _, raw = await read_body(request, JSON, lambda _: limit)
        return await run_in_threadpool(_read_model, model, raw, rules, is_batch)

    return read


def described_body(model: type[BaseModel], example: JsonObject) -> JsonObject:
    """What OpenAPI has to know about a body that FastAPI does not read."""
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    content = {"application/json": {"schema": schema, "example": example}}
    return {"requestBody": {"required": True, "content": content}}


def _read_model(model: type[Model], raw: bytes, rules: Rules, is_batch: bool) -> Model:
    value = (
        read_batch_json(raw, rules)
        if is_batch
        else read_request_json(raw, rules, rules.max_issue_bytes)
    )
    try:
        return model.model_validate(value)
    except ValidationError as fault:
        # Without the input: it would stay in the cause, and from there reach a log.
        errors = fault.errors(include_url=False, include_input=False)
        findings = findings_of(errors, place="body")
    detail = "The request is not valid."
    raise InvalidRequest(detail, hint="Correct every finding.", findings=findings)


def media_type_of(headers: Headers, accepted: Sequence[str]) -> str:
    """What a body is told to be; refuses ``UnsupportedMediaType`` for any other, or a coded one."""
    told, codings = [], []
    for name, value in headers:
        if name == b"content-type":
            told.append(value.decode("latin-1"))
        elif name == b"content-encoding":
            codings.append(value.decode("latin-1"))
    if any(coding.strip().lower() != "identity" for coding in codings):
        raise UnsupportedMediaType("A compressed body is not read.", hint="Send it as it is.")
    if len(told) == 1 and told[0] in accepted:
        return told[0]
    media_type, *parameters = (part.strip().lower() for part in (told or [""])[0].split(";"))
    if len(told) != 1 or media_type not in accepted:
        detail = "The Content-Type is missing or is not read here."
        raise UnsupportedMediaType(detail, hint=f"Use one of: {', '.join(accepted)}.")
    charsets = [part[8:] for part in parameters if part.startswith("charset=")]
    if any(charset not in _UTF_8 for charset in charsets):
        raise UnsupportedMediaType("Only UTF-8 is read.", hint="Send the text in UTF-8.")
    return media_type
