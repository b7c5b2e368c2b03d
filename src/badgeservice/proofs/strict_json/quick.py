"""Knows which texts orjson reads exactly as ``exact`` does: reads those, declines all others.

A text is parsed with orjson, written back, and both texts are compared. Equal bytes prove almost
everything, whatever orjson's parser may think:

- Nothing is repeated or lost. What was written comes from dictionaries, so no object in it has a
  name twice; orjson keeps the last of two, and the text would have come back shorter.
- Every number has its one spelling. An integer is written without a point and refused outside
  -(2^53-1) to 2^53-1 (OPT_STRICT_INTEGER); a double is written with a point or an exponent, in
  the fewest digits that mean it, so every reader gives the same double back. ``-0``, ``1E5``,
  ``1.50``, ``1e400`` or twenty digits never come back as they were.
- Every character stands for itself. The only escapes the writer uses are those of the quotation
  mark, the backslash and the C0 controls; it writes valid UTF-8 and no surrogates.

White space is the one thing that people add, so when the bytes differ both texts are compared
once more without it. Both are JSON, and taking white space away moves no quotation mark and no
backslash: if the rests are equal, both texts have the same strings (but for blanks in them, which
a parser keeps), the same numbers, and objects of the same size, so nothing was repeated either.

What equality does not show is checked on the bytes: U+0000 and noncharacters, and the limits.
Those checks may be wrong in one direction alone: in doubt a text is declined, and the rule reads
it. Each is linear in the length of the text.
"""

import re
from typing import Any, Final

import orjson

from badgeservice.proofs.strict_json.exact import SUSPECT_BYTES
from badgeservice.proofs.strict_json.limits import JsonLimits

DECLINED: Final = object()
"""Stands for: this text is for ``exact`` to judge."""

# The longest double that orjson writes has 17 significant digits and three of exponent.
_LONGEST_NUMBER = 24
_SHORTEST_STRING_LIMIT = 1_024

_BACKSLASH = 0x5C
_RARE_ESCAPE = re.compile(rb"\\(?![bfnrt])")
# What no writer of ours escapes like this, and U+0000.
_FOREIGN_ESCAPE = re.compile(rb"\\(?:/|u(?!00[01])|u0000)")
# The first bytes of U+F000 to U+FFFF and of every character beyond the first plane.
_LEADS_OF_NONCHARACTERS = (0xEF, 0xF0, 0xF1, 0xF2, 0xF3, 0xF4)

_WHITE_SPACE = b" \t\n\r"
_NO_MARK = bytes(set(range(256)) - set(b'[]{}",'))
_ONE_KIND_OF_BRACKET = bytes.maketrans(b"{}", b"[]")


def read_quickly(raw: bytes, limits: JsonLimits) -> Any:
    """Read a JSON text as ``exact`` reads it, or give ``DECLINED``; never raises."""
    if not _holds_plain_characters(raw) or not _keeps_limits(raw, limits):
        return DECLINED
    try:
        value = orjson.loads(raw)
        written = orjson.dumps(value, option=orjson.OPT_STRICT_INTEGER)
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        return DECLINED
    if raw == written or _differ_in_white_space_alone(raw, written):
        return value
    return DECLINED


def _differ_in_white_space_alone(raw: bytes, written: bytes) -> bool:
    # A text that lost something and only then is as long or shorter needs no second look.
    return len(raw) > len(written) and (
        raw.translate(None, _WHITE_SPACE) == written.translate(None, _WHITE_SPACE)
    )


def _holds_plain_characters(raw: bytes) -> bool:
    """Tell whether the text surely holds no noncharacter outside escapes."""
    # Looking for one byte is many times faster than looking for two, and most texts have none.
    return (
        raw.isascii()
        or not any(lead in raw for lead in _LEADS_OF_NONCHARACTERS)
        or not any(sequence in raw for sequence in SUSPECT_BYTES)
    )


def _keeps_limits(raw: bytes, limits: JsonLimits) -> bool:
    """Tell whether the text, if it is JSON at all, surely keeps the limits and has no U+0000."""
    if limits.max_number_digits < _LONGEST_NUMBER:
        return False
    # Without escaped quotation marks every other one begins a string.
    without_escapes = raw
    if _BACKSLASH in raw and _RARE_ESCAPE.search(raw):
        if _FOREIGN_ESCAPE.search(raw):
            return False
        without_escapes = raw.replace(b"\\\\", b"").replace(b'\\"', b"")
    if len(raw) > limits.max_string and (
        len(without_escapes) < len(raw) or _may_hold_long_string(raw, limits.max_string)
    ):
        return False
    marks = without_escapes.translate(_ONE_KIND_OF_BRACKET, _NO_MARK)
    # There are fewer members than commas and brackets, also those in strings.
    if len(marks) <= limits.max_members and marks.count(b"[") <= limits.max_depth:
        return True
    return _has_small_shape(marks, limits)


def _may_hold_long_string(raw: bytes, longest: int) -> bool:
    """Tell whether more than ``longest`` bytes may stand between two quotation marks."""
    if longest < _SHORTEST_STRING_LIMIT:
        return True
    # So many bytes without one would fill at least one of these blocks.
    size = longest // 2
    blocks = range(0, len(raw) - size + 1, size)
    return any(raw.find(b'"', start, start + size) < 0 for start in blocks)


def _has_small_shape(marks: bytes, limits: JsonLimits) -> bool:
    """Count members and depth in the brackets, commas and quotation marks of a text."""
    # Two neighbours gone, every mark still has an odd number of quotation marks before it if it
    # is in a string, and an even number if it is not.
    marks = marks.replace(b'""', b"")
    if b'"' in marks:
        marks = b"".join(marks.split(b'"')[::2])
    # A container has one member more than it has commas, or none.
    if marks.count(b"[") + marks.count(b",") > limits.max_members:
        return False
    brackets = marks.translate(None, b",")
    for _ in range(limits.max_depth):
        if not brackets:
            return True
        # Takes exactly the innermost level away.
        brackets = brackets.replace(b"[]", b"")
    return not brackets
