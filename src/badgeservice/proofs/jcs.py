"""Knows the JSON Canonicalization Scheme (RFC 8785): one sequence of bytes for one JSON value.

orjson writes strings, escapes, whole numbers and literals as RFC 8785 section 3.2.2 asks, and
many times faster than the library that knows the whole scheme. Its text is taken where nothing
stands in it on which the two differ, and the library is asked else:

- Names. orjson sorts them by code point, the scheme by UTF-16 unit (section 3.2.3). The orders
  differ only between a character beyond the first plane and one of U+E000 to U+FFFF, so a text
  that does not hold both, anywhere, is sorted right.
- Numbers. Integers beyond 2^53 - 1 are an error for orjson too (OPT_STRICT_INTEGER). Of doubles
  those are taken that are written without an exponent, with a fraction that is not zero, and are
  10^-4 or more: in that range the shortest digits are spelled out alike everywhere.
- What the scheme cannot say. Lone surrogates and names that are no text are an error for orjson;
  NaN and infinities become ``null``, so a text with that word goes to the library.
"""

import re

import orjson
import rfc8785

from badgeservice.errors import CannotCanonicalise
from badgeservice.proofs.strict_json import write_plainly

_OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
# A double that is whole: the scheme writes it without a fraction, and minus zero as 0.
_WHOLE_DOUBLE = re.compile(rb"\.0[,\]}]")
# First bytes in UTF-8 of U+E000 to U+FFFF, and of all characters beyond U+FFFF.
_LEADS_OF_HIGH_UNITS = (0xEE, 0xEF)
_LEADS_OF_PAIRS = (0xF0, 0xF1, 0xF2, 0xF3, 0xF4)


def canonicalise_json(value: object) -> bytes:
    """Write a JSON value in UTF-8 as RFC 8785 section 3.2 asks.

    Refuses ``CannotCanonicalise`` what the scheme cannot say: NaN and infinities, whole numbers
    beyond 2^53 - 1 either way (RFC 7493 section 2.2), lone surrogates, names that are no text,
    values that are not JSON (Enum members and UUIDs may be taken for their value), and nesting
    deeper than the interpreter can follow.
    """
    quick = write_plainly(value, options=_OPTIONS)
    if quick is not None and not _WHOLE_DOUBLE.search(quick) and _is_sorted_in_utf_16(quick):
        return quick
    try:
        return rfc8785.dumps(value)  # type: ignore[arg-type]
    except (ValueError, RecursionError) as error:
        # A lone surrogate in a name is a UnicodeEncodeError, which is a ValueError as well.
        raise CannotCanonicalise("The JSON holds something that RFC 8785 cannot say.") from error


def _is_sorted_in_utf_16(written: bytes) -> bool:
    """Tell whether names sorted by code point are surely sorted by UTF-16 unit too."""
    return (
        written.isascii()
        or not any(lead in written for lead in _LEADS_OF_PAIRS)
        or not any(lead in written for lead in _LEADS_OF_HIGH_UNITS)
    )
