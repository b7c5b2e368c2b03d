"""Knows how a JSON text is read: quickly where that is certainly right, else by the rule."""

from typing import Any

from badgeservice.document import Document
from badgeservice.errors import TooLarge
from badgeservice.proofs.strict_json.exact import read_exactly
from badgeservice.proofs.strict_json.faults import refuse
from badgeservice.proofs.strict_json.limits import DEFAULT_LIMITS, JsonLimits
from badgeservice.proofs.strict_json.quick import DECLINED, read_quickly


def read_json(raw: bytes, limits: JsonLimits = DEFAULT_LIMITS) -> Any:
    """Read one JSON text; the value is made of dict, list, str, int, float, bool and None.

    Refuses ``TooLarge`` above ``limits.max_bytes``, else ``MalformedJson`` with a finding per
    fault: its code begins with ``json.``; syntax faults end the reading, so they come alone.
    """
    if len(raw) > limits.max_bytes:
        raise TooLarge("The JSON is larger than the limit.")
    value = read_quickly(raw, limits)
    return read_exactly(raw, limits) if value is DECLINED else value


def read_document(raw: bytes, limits: JsonLimits = DEFAULT_LIMITS) -> Document:
    """Read a JSON object and keep its bytes; refuses like ``read_json``, and any other value."""
    value = read_json(raw, limits)
    if not isinstance(value, dict):
        refuse("json.not-an-object")
    return Document(raw, value)
