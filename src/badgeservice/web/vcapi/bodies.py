"""The body of a VC-API request: strict JSON of any shape; the journey says what is missing."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from badgeservice.document import JsonObject
from badgeservice.journeys.parts import Rules
from badgeservice.journeys.reading import read_request_json
from badgeservice.web.auth import parts_of
from badgeservice.web.bodies import read_body

_ACCEPTED = ("application/json", "application/ld+json")


def _reader(limit_of: Callable[[Rules], int]) -> Callable[[Request], Awaitable[Any]]:
    async def read(request: Request) -> Any:
        rules = (await parts_of(request)).rules
        limit = limit_of(rules)
        _, raw = await read_body(request, _ACCEPTED, lambda _: limit)
        return await run_in_threadpool(read_request_json, raw, rules, limit)

    return read


JsonBody = Annotated[Any, Depends(_reader(lambda rules: rules.max_verify_bytes))]
"""What is signed. Refuses ``MalformedJson``, ``TooLarge`` and ``UnsupportedMediaType``."""

BodyToIssue = Annotated[Any, Depends(_reader(lambda rules: rules.max_issue_bytes))]
"""The same for what is to be signed, which may be less large."""


def described(schema: JsonObject, example: JsonObject) -> JsonObject:
    """What OpenAPI has to know about a body; every type that is read holds the same."""
    told = {"schema": schema, "example": example}
    content = dict.fromkeys(_ACCEPTED, told)
    return {"requestBody": {"required": True, "content": content}}
