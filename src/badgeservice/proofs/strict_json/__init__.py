"""Knows strict JSON: one reading of every text (RFC 8259, RFC 7493), within limits.

Everything that could make two readers disagree is refused: a repeated member name, a lone
surrogate, a number no double holds, bytes that are not plain UTF-8.

``exact`` is the rule: the decoder of the standard library with the checks it does not make.
``quick`` reads most texts several times as fast and declines whatever it is not sure of; what it
gives is what ``exact`` would give, for a reason that is written down there.
"""

from badgeservice.proofs.strict_json.faults import json_pointer
from badgeservice.proofs.strict_json.limits import DEFAULT_LIMITS, MAX_INTEGER, JsonLimits
from badgeservice.proofs.strict_json.reading import read_document, read_json
from badgeservice.proofs.strict_json.writing import write_json, write_plainly

__all__ = [
    "DEFAULT_LIMITS",
    "MAX_INTEGER",
    "JsonLimits",
    "json_pointer",
    "read_document",
    "read_json",
    "write_json",
    "write_plainly",
]
