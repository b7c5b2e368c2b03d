"""The door from a request to the strict JSON reader."""

from typing import Any

from badgeservice.journeys.rules import Rules
from badgeservice.proofs.strict_json import read_json


def read_request_json(raw: bytes, rules: Rules, max_bytes: int) -> Any:
    """Any JSON value from the bytes of a request; refuses ``MalformedJson`` and ``TooLarge``."""
    return read_json(raw, rules.json_limits(max_bytes))


def read_batch_json(raw: bytes, rules: Rules) -> Any:
    """Any JSON value from a request with a batch, which is larger; refuses likewise."""
    return read_json(raw, rules.batch_limits)
