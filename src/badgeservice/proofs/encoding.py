"""Knows base58btc, base64url without padding, and the two multibase prefixes that stand for them.

Every byte string has exactly one accepted spelling here. Libraries that skip blanks or ignore the
spare bits of the last character give one signature many spellings.
"""

import base64
import binascii
import re
from typing import Literal

from badgeservice.errors import MalformedEncoding

MultibasePrefix = Literal["z", "u"]

# Base58 is positional, so reading costs the square of the length. The longest value of the
# proof suites and key formats is far below this many characters.
LONGEST_BASE58 = 1_024

_BASE58_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BASE58_VALUE = {character: value for value, character in enumerate(_BASE58_ALPHABET)}
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")


def base58_encode(data: bytes) -> str:
    """Write bytes in base58btc (the Bitcoin alphabet); a leading zero byte becomes one ``1``."""
    number = int.from_bytes(data, "big")
    characters: list[str] = []
    while number:
        number, digit = divmod(number, 58)
        characters.append(_BASE58_ALPHABET[digit])
    leading_zeros = len(data) - len(data.lstrip(b"\x00"))
    return "1" * leading_zeros + "".join(reversed(characters))


def base58_decode(text: str) -> bytes:
    """Read base58btc. Refuses other characters, blanks, and more than 1,024 characters."""
    if len(text) > LONGEST_BASE58:
        raise MalformedEncoding(f"A base58 text has at most {LONGEST_BASE58} characters.")
    number = 0
    for character in text:
        value = _BASE58_VALUE.get(character)
        if value is None:
            raise MalformedEncoding("The text holds a character that is not base58btc.")
        number = number * 58 + value
    leading_zeros = len(text) - len(text.lstrip("1"))
    return bytes(leading_zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def base64url_encode(data: bytes) -> str:
    """Write bytes in base64url without padding (RFC 7515 section 2)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def base64url_decode(text: str) -> bytes:
    """Read base64url without padding (RFC 7515 section 2).

    Refuses padding, blanks, the plain base64 alphabet, a length that no byte string has, and a
    last character whose spare bits are not zero (RFC 4648 section 3.5).
    """
    if not _BASE64URL.fullmatch(text):
        raise MalformedEncoding("The text holds a character that is not base64url.")
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise MalformedEncoding("No byte string has a base64url text of this length.") from error
    if base64url_encode(data) != text:
        raise MalformedEncoding("The last base64url character has spare bits that are not zero.")
    return data


def multibase_encode(data: bytes, base: MultibasePrefix) -> str:
    """Write bytes with a multibase prefix: ``z`` is base58btc, ``u`` is base64url."""
    return base + (base58_encode(data) if base == "z" else base64url_encode(data))


def multibase_decode(text: str) -> bytes:
    """Read ``z`` (base58btc) or ``u`` (base64url) text. Refuses every other prefix."""
    match text[:1]:
        case "z":
            return base58_decode(text[1:])
        case "u":
            return base64url_decode(text[1:])
        case _:
            raise MalformedEncoding("The multibase prefix is neither z (base58) nor u (base64url).")
