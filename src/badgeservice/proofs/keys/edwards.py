"""Knows which 32 bytes are a usable Ed25519 public key (RFC 8032 section 5.1.3).

OpenSSL takes points of small order, under which one signature fits many messages, and loads bytes
that are no point at all. Both are refused before a key is ever used.
"""

from badgeservice.errors import MalformedKey

KEY_BYTES = 32

_FIELD = 2**255 - 19
_D = -121665 * pow(121666, -1, _FIELD) % _FIELD


def check_point(encoded: bytes) -> None:
    """Refuse bytes that are no canonical point of the curve, or a point of small order.

    That covers all 14 encodings of the 8 small-order points: 4 of them have y outside the field,
    the others solve the equation below.
    """
    if len(encoded) != KEY_BYTES:
        raise MalformedKey("An Ed25519 public key has exactly 32 bytes.")
    y = int.from_bytes(encoded, "little") & (2**255 - 1)
    if y >= _FIELD:
        raise MalformedKey("The Ed25519 public key is not in canonical form.")
    if _has_small_order(y):
        raise MalformedKey("The Ed25519 public key has small order.")
    if not _is_on_curve(y):
        raise MalformedKey("The Ed25519 public key is not a point of the curve.")


def _has_small_order(y: int) -> bool:
    # Order 1 and 2: x = 0, so y^2 = 1. Order 4: y = 0. Order 8: doubling gives y = 0, which asks
    # for x^2 = -y^2, and with that the curve equation becomes d*y^4 + 2*y^2 = 1.
    square = y * y % _FIELD
    return y * (square - 1) * (_D * square * square + 2 * square - 1) % _FIELD == 0


def _is_on_curve(y: int) -> bool:
    # x^2 = (y^2 - 1) / (d*y^2 + 1) must be a square; a quotient is one when the product is one
    # (Euler's criterion). x = 0 cannot come here: it has small order.
    square = y * y % _FIELD
    return pow((square - 1) * (_D * square + 1), (_FIELD - 1) // 2, _FIELD) == 1
