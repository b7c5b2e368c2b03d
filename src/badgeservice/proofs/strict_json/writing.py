"""Knows how JSON is written: compact UTF-8, members in the order of insertion.

orjson writes it. What it does not write, such as integers beyond 64 bits, the standard library
does. The two spell only the exponents of numbers differently; who needs one spelling of those asks
``write_plainly``.
"""

import json
import re
from math import isfinite

import orjson

from badgeservice.proofs.strict_json.faults import malformed

# What the standard library would not write, or not as it is, comes back as an error.
_OPTIONS = (
    orjson.OPT_PASSTHROUGH_SUBCLASS
    | orjson.OPT_PASSTHROUGH_DATACLASS
    | orjson.OPT_PASSTHROUGH_DATETIME
)
# Doubles with an exponent, from 10^16 and below 10^-5; orjson gives every exponent its sign.
_LARGE_DOUBLE = re.compile(rb"\+(?<=[0-9]e\+)[0-9]{1,3}[,\]}]")
_SMALL_DOUBLE = re.compile(rb"-(?<=[0-9]e-)[0-9]{1,3}[,\]}]")
# Other doubles below 10^-4, which the standard library writes with an exponent.
_SMALL_WITHOUT_EXPONENT = b"0.0000"


def write_json(value: object) -> bytes:
    """Write compact UTF-8 with members in the order of insertion, numbers in their fewest digits.

    Refuses NaN, infinities and lone surrogates with ``MalformedJson``. Enum members and UUIDs are
    written as their value; other objects that are not JSON are a ``TypeError``.
    """
    written = _write_quickly(value, _OPTIONS)
    # orjson turns NaN and infinities into null.
    if written is not None and (b"null" not in written or _is_finite(value)):
        return written
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return text.encode()
    except UnicodeEncodeError as cause:
        raise malformed("json.surrogate") from cause
    except ValueError as cause:
        raise malformed("json.not-a-number") from cause


def write_plainly(value: object, *, options: int = 0) -> bytes | None:
    """Write an object or array with orjson if its numbers have one spelling, else give None.

    Taken are integers of 64 bits (``options`` may narrow that) and doubles from 10^-4 up to
    10^16, whose shortest digits every writer spells out alike; orjson turns NaN and infinities
    into ``null``, so a text with that word is not taken either.
    """
    if not isinstance(value, dict | list):
        return None
    written = _write_quickly(value, _OPTIONS | options)
    if written is None:
        return None
    # Some of these may stand in a string as well: then the slower way gives the same bytes.
    if (
        b"null" in written
        or _SMALL_WITHOUT_EXPONENT in written
        or _LARGE_DOUBLE.search(written)
        or _SMALL_DOUBLE.search(written)
    ):
        return None
    return written


def _write_quickly(value: object, options: int) -> bytes | None:
    try:
        return orjson.dumps(value, option=options)
    except orjson.JSONEncodeError:
        return None


def _is_finite(value: object) -> bool:
    if isinstance(value, float):
        return isfinite(value)
    if isinstance(value, dict):
        return all(_is_finite(one) for one in value.values())
    if isinstance(value, list | tuple):
        return all(_is_finite(one) for one in value)
    return True
