"""JSON exactly as received: the bytes that came in beside what they say."""

from dataclasses import dataclass
from typing import Any

JsonObject = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Document:
    """One JSON object. ``raw`` is kept byte for byte; ``value`` was read from it.

    A signed document is never rebuilt: copy ``raw`` around and treat ``value`` as read-only.
    Made by ``proofs.strict_json.read_document``.
    """

    raw: bytes
    value: JsonObject
