"""Knows how large one JSON text may be, in every way in which it can be large."""

from dataclasses import dataclass

MAX_INTEGER = 2**53 - 1


@dataclass(frozen=True, slots=True)
class JsonLimits:
    """Limits on one JSON text, and on the token that it may be in.

    ``max_bytes`` counts bytes, ``max_depth`` nested containers, ``max_members`` members and array
    elements together, ``max_string`` characters of a string or name after unescaping,
    ``max_number_digits`` significant digits; ``max_token_header_bytes`` is about the header of the
    token alone.
    """

    max_bytes: int
    max_depth: int = 64
    max_members: int = 10_000
    max_string: int = 65_536
    max_number_digits: int = 30
    max_token_header_bytes: int = 8 * 1024


DEFAULT_LIMITS = JsonLimits(max_bytes=512 * 1024)
