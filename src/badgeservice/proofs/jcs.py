"""Knows the JSON Canonicalization Scheme (RFC 8785): one sequence of bytes for one JSON value."""

import rfc8785

from badgeservice.errors import CannotCanonicalise


def canonicalise_json(value: object) -> bytes:
    """Write a JSON value in UTF-8 as RFC 8785 section 3.2 asks.

    Refuses ``CannotCanonicalise`` what the scheme cannot say: NaN and infinities, whole numbers
    beyond 2^53 - 1 either way (RFC 7493 section 2.2), lone surrogates, names that are no text,
    values that are not JSON, and nesting deeper than the interpreter can follow.
    """
    try:
        return rfc8785.dumps(value)  # type: ignore[arg-type]
    except (ValueError, RecursionError) as error:
        # A lone surrogate in a name is a UnicodeEncodeError, which is a ValueError as well.
        raise CannotCanonicalise("The JSON holds something that RFC 8785 cannot say.") from error
