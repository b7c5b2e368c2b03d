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

_BASE58_ALPHABET = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_NO_DIGIT = 0xFF
_DIGIT_OF = bytes(
    _BASE58_ALPHABET.index(character) if character in _BASE58_ALPHABET else _NO_DIGIT
    for character in range(256)
)
_CHARACTER_OF = _BASE58_ALPHABET.ljust(256, b"?")


def base58_encode(data: bytes) -> str:
    """Write bytes in base58btc (the Bitcoin alphabet); a leading zero byte becomes one ``1``."""
    number = int.from_bytes(data, "big")
    blocks: list[bytes] = []
    while number:
        number, block = divmod(number, _WRITTEN_AT_ONCE)
        blocks.append(_write_digits(block))
    digits = b"".join(reversed(blocks)).lstrip(b"\x00")
    leading_zeros = len(data) - len(data.lstrip(b"\x00"))
    return "1" * leading_zeros + digits.translate(_CHARACTER_OF).decode("ascii")


def base58_decode(text: str) -> bytes:
    """Read base58btc. Refuses other characters, blanks, and more than 1,024 characters."""
    if len(text) > LONGEST_BASE58:
        raise MalformedEncoding(f"A base58 text has at most {LONGEST_BASE58} characters.")
    digits = text.encode("ascii", "replace").translate(_DIGIT_OF)
    if _NO_DIGIT in digits:
        raise MalformedEncoding("The text holds a character that is not base58btc.")
    number = 0
    # The first block is the short one, so that every later one has a full place value.
    for end in range((len(digits) - 1) % _READ_AT_ONCE + 1, len(digits) + 1, _READ_AT_ONCE):
        block = digits[max(0, end - _READ_AT_ONCE) : end]
        number = number * _READ_PLACE + _read_digits(block)
    leading_zeros = len(text) - len(text.lstrip("1"))
    return bytes(leading_zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


# Both ways work on all digits of a block at once: one long integer is cut into lanes of equal
# width, and one operation on it is the same operation in every lane. That takes less than half the
# time of digit after digit; a signature and a key are one block each.

_READ_AT_ONCE = 128
_READ_PLACE = 58**_READ_AT_ONCE


def _lanes(width: int, total: int, used: int) -> int:
    """Give an integer of ``total`` bits with the lowest ``used`` bits of every lane set."""
    return sum(((1 << used) - 1) << start for start in range(0, total, width))


# Reading: lanes of 8, 16, … bits join in pairs, ``high * 58**digits + low``. A lane of n bytes
# holds at most 58**n - 1, so nothing ever runs over.
_JOINS = tuple(
    (8 * digits, _lanes(16 * digits, 8 * _READ_AT_ONCE, 8 * digits), 58**digits)
    for digits in (1, 2, 4, 8, 16, 32, 64)
)


def _read_digits(digits: bytes) -> int:
    lanes = int.from_bytes(digits, "big")
    for width, low_lanes, place in _JOINS:
        lanes = (lanes >> width & low_lanes) * place + (lanes & low_lanes)
    return lanes


# Writing: limbs of 16 digits, 16 bits for each digit, are cut in halves until every digit stands
# alone. Dividing by ``place`` is multiplying by its reciprocal: with ``2**shift >= place**3`` the
# quotient of a number below ``place**2`` is exact, and the product stays within its lane.
_LIMBS = 6
_LIMB_DIGITS = 16
_LIMB_PLACE = 58**_LIMB_DIGITS
_LIMB_BITS = 16 * _LIMB_DIGITS
_LIMB_STARTS = range(0, _LIMBS * _LIMB_BITS, _LIMB_BITS)
_WRITTEN_AT_ONCE = _LIMB_PLACE**_LIMBS


def _cut(digits: int) -> tuple[int, int, int, int, int]:
    place = 58**digits
    shift = (place**3 - 1).bit_length()
    quotients = _lanes(32 * digits, _LIMBS * _LIMB_BITS, 8 * digits)
    return -(-(1 << shift) // place), shift, quotients, place, 16 * digits


_CUTS = tuple(_cut(digits) for digits in (8, 4, 2, 1))


def _write_digits(block: int) -> bytes:
    lanes = 0
    for start in _LIMB_STARTS:
        block, limb = divmod(block, _LIMB_PLACE)
        lanes |= limb << start
    for reciprocal, shift, quotients, place, half in _CUTS:
        high = lanes * reciprocal >> shift & quotients
        lanes += (high << half) - high * place
    return lanes.to_bytes(_LIMBS * _LIMB_BITS // 8, "big")[1::2]


_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")
# Into plain base64; what base64url does not have becomes something that no base64 has either.
_PLAIN_BASE64 = bytes.maketrans(b"-_+/=", b"+/???")


def base64url_encode(data: bytes) -> str:
    """Write bytes in base64url without padding (RFC 7515 section 2)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def base64url_decode(text: str) -> bytes:
    """Read base64url without padding (RFC 7515 section 2).

    Refuses padding, blanks, the plain base64 alphabet, a length that no byte string has, and a
    last character whose spare bits are not zero (RFC 4648 section 3.5).
    """
    padding = b"=" * (-len(text) % 4)
    plain = text.encode("ascii", "replace").translate(_PLAIN_BASE64)
    try:
        data = binascii.a2b_base64(plain + padding, strict_mode=True)
    except binascii.Error as error:
        if not _BASE64URL.fullmatch(text):
            message = "The text holds a character that is not base64url."
        else:
            message = "No byte string has a base64url text of this length."
        raise MalformedEncoding(message) from error
    # Only the characters behind the last whole group of four can have spare bits.
    rest = len(text) % 4
    if rest and base64url_encode(data[1 - rest :]) != text[-rest:]:
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
