"""The door from a request to the strict JSON reader."""

from typing import Any

from badgeservice.proofs.strict_json import JsonLimits, read_json


def read_request_json(raw: bytes, max_bytes: int) -> Any:
    """Any JSON value from the bytes of a request; refuses ``MalformedJson`` and ``TooLarge``."""
    return read_json(raw, JsonLimits(max_bytes=max_bytes))
