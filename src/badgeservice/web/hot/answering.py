"""Answers as bytes, in one go."""

import json
from collections.abc import Sequence

import orjson
from starlette.types import Send

from badgeservice.document import JsonObject

_JSON = (b"content-type", b"application/json")


def to_bytes(body: JsonObject) -> bytes:
    """JSON in UTF-8; a whole number of more than 64 bits is written as it is, but slowly."""
    try:
        return orjson.dumps(body)
    except orjson.JSONEncodeError:
        return json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


async def answer_json(send: Send, body: JsonObject) -> None:
    """Send JSON with status 200."""
    content = to_bytes(body)
    length = (b"content-length", b"%d" % len(content))
    await start_answer(send, (_JSON, length))
    await send({"type": "http.response.body", "body": content})


async def start_answer(send: Send, headers: Sequence[tuple[bytes, bytes]]) -> None:
    """Begin an answer with status 200."""
    await send({"type": "http.response.start", "status": 200, "headers": list(headers)})
