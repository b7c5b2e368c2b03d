"""The body of a VC-API request: strict JSON of any shape; the journey says what is missing."""

from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from badgeservice.document import JsonObject
from badgeservice.journeys.reading import read_request_json
from badgeservice.web.auth import parts_of
from badgeservice.web.bodies import read_body

_ACCEPTED = ("application/json", "application/ld+json")


async def _read(request: Request) -> Any:
    rules = (await parts_of(request)).rules
    limit = rules.max_verify_bytes
    _, raw = await read_body(request, _ACCEPTED, lambda _: limit)
    return await run_in_threadpool(read_request_json, raw, limit)


JsonBody = Annotated[Any, Depends(_read)]
"""Refuses ``MalformedJson``, ``TooLarge`` and ``UnsupportedMediaType``."""


def described(member: str, options: JsonObject) -> JsonObject:
    """What OpenAPI has to know about a body of one document and its options."""
    schema = {
        "type": "object",
        "required": [member],
        "properties": {
            member: {"type": "object"},
            "options": {"type": "object", "properties": options},
        },
    }
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


TEXT: JsonObject = {"type": "string"}
TEXTS: JsonObject = {"type": "array", "items": TEXT}
VERIFY_OPTIONS: JsonObject = {
    "checks": TEXTS,
    "challenge": TEXT,
    "domain": TEXT,
    "expectedProofPurpose": TEXT,
}
