"""Status lists (W3C Bitstring Status List 1.0): bits, positions that leak no order, entries, lists.

Position 0 is the left-most bit: the most significant bit of the first byte.
"""

import hmac
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from badgeservice.document import JsonObject
from badgeservice.errors import Finding, MalformedEncoding, MalformedInput, TooLarge
from badgeservice.openbadges.vocabulary import CREDENTIALS_V2
from badgeservice.proofs.encoding import multibase_decode, multibase_encode

DEFAULT_LENGTH = 131_072
"""Entries per list: the least the standard allows, so that one entry hides among many."""

MAX_BYTES = 2 * 1024 * 1024
"""Largest inflated list we read, in bytes (16.7 million entries)."""

MIN_KEY_BYTES = 16
REVOCATION = "revocation"
"""The only purpose we publish: no reasons and no messages about a person in public."""

_ROUNDS = 10
_INDEX = re.compile(r"0|[1-9][0-9]{0,29}", re.ASCII)
_INDEX_END = 10**30
# RFC 1952: deflate, no flags, no time, no name of an operating system: equal bits, equal bytes.
_GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_GZIP_ONLY = 16 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class StatusBits:
    """One bit per credential, as bytes. A list that is too short is a value, not a refusal.

    ``length`` counts entries; whether it is enough (131,072, section 3.2 of the standard, code
    ``status.too_short``) and whether a position lies in range is for the verifier to say.
    """

    raw: bytes

    @classmethod
    def empty(cls, length: int = DEFAULT_LENGTH) -> Self:
        """Give ``length`` entries with no bit set; a length that fills no whole byte is a mistake.

        Raises ``ValueError`` then, because the length is ours to choose.
        """
        if length <= 0 or length % 8:
            raise ValueError("the length of a status list is a positive multiple of 8")
        return cls(bytes(length // 8))

    @property
    def length(self) -> int:
        """Number of entries."""
        return len(self.raw) * 8

    def is_set(self, position: int) -> bool:
        """Say whether the bit at ``position`` is 1; outside the list is an ``IndexError``.

        Never a quiet "not revoked": compare with ``length`` first and report ``status.range``.
        """
        self._stay_inside(position)
        return bool(self.raw[position >> 3] & (0x80 >> (position & 7)))

    def with_set(self, positions: Iterable[int]) -> Self:
        """Give a copy with these bits set to 1; a position outside is an ``IndexError``."""
        changed = bytearray(self.raw)
        for position in positions:
            self._stay_inside(position)
            changed[position >> 3] |= 0x80 >> (position & 7)
        return type(self)(bytes(changed))

    def encode(self) -> str:
        """Write ``encodedList``: multibase ``u``, base64url without padding, of gzip level 6.

        The gzip member carries no time and no name, so equal bits give equal text and an ETag
        that holds.
        """
        deflate = zlib.compressobj(level=6, wbits=-zlib.MAX_WBITS)
        body = deflate.compress(self.raw) + deflate.flush()
        trailer = zlib.crc32(self.raw).to_bytes(4, "little") + len(self.raw).to_bytes(4, "little")
        return multibase_encode(_GZIP_HEADER + body + trailer, "u")

    @classmethod
    def decode(cls, text: str, *, max_bytes: int = MAX_BYTES) -> Self:
        """Read ``encodedList``, inflating at most ``max_bytes`` bytes.

        Refuses with ``MalformedEncoding`` what is not multibase ``u`` of exactly one whole gzip
        member, and with ``TooLarge`` what is larger or would grow larger than ``max_bytes``.
        """
        if not text.startswith("u"):
            detail = "A status list is encoded as multibase base64url, which starts with u."
            raise MalformedEncoding(detail)
        # Data that does not compress grows a little in gzip, and base64url makes 4 letters of 3.
        if len(text) > (max_bytes + max_bytes // 64 + 1024) * 4 // 3:
            raise _too_large(max_bytes)
        return cls(_inflate(multibase_decode(text), max_bytes))

    def _stay_inside(self, position: int) -> None:
        if not 0 <= position < self.length:
            raise IndexError("the position lies outside the status list")


@dataclass(frozen=True, slots=True)
class StatusList:
    """A list as we keep it: whose it is, how long, and how far it has been given out.

    ``list_id`` is a UUID in text form. ``permutation_key`` is secret: who has it can tell the
    order of issue from the positions. ``next_counter`` runs from 0 to ``length``.
    """

    list_id: str
    issuer_did: str
    purpose: str
    length: int
    permutation_key: bytes
    next_counter: int

    @property
    def is_full(self) -> bool:
        """Say whether every entry was given out."""
        return self.next_counter >= self.length


@dataclass(frozen=True, slots=True)
class PublishedStatusList:
    """The signed list credential as the world reads it, byte for byte; times are in UTC."""

    list_id: str
    document: bytes
    revision: int
    valid_from: datetime
    valid_until: datetime


def position_for(counter: int, key: bytes, length: int = DEFAULT_LENGTH) -> int:
    """Turn the n-th entry of a list into its position: a bijection that only ``key`` explains.

    A Feistel network of ten rounds with HMAC-SHA-256. With four rounds, somebody who knows the
    order of some thousand of his own positions could work out the others; ten is what FF1 of
    NIST SP 800-38G uses. Raises ``ValueError`` for a length that is not a power
    of two of at least 131,072, a counter outside the list, and a key under 16 bytes: all ours.
    """
    _check_permutation(range(counter, counter + 1), key, length)
    width = length.bit_length() - 1
    # An odd width gives two unequal halves, which change places after every round.
    left_width, right_width = width // 2, width - width // 2
    left, right = counter >> right_width, counter & ((1 << right_width) - 1)
    for number in range(_ROUNDS):
        mixed = left ^ (_round(number, width, right, key) & ((1 << left_width) - 1))
        left, right = right, mixed
        left_width, right_width = right_width, left_width
    return left << right_width | right


def positions_for(counters: range, key: bytes, length: int = DEFAULT_LENGTH) -> tuple[int, ...]:
    """Give ``position_for`` of each counter, at a twentieth of its cost when there are many.

    The halves are so short that every value of every round is worked out beforehand: 3,840 of
    them for a list of 131,072. Raises ``ValueError`` like ``position_for``.
    """
    _check_permutation(counters, key, length)
    width = length.bit_length() - 1
    low_width = width - width // 2
    if len(counters) * _ROUNDS < 1 << (low_width + 3):
        return tuple(position_for(counter, key, length) for counter in counters)
    low = (1 << low_width) - 1
    tables = _round_tables(key, width)
    positions = []
    for counter in counters:
        left, right = counter >> low_width, counter & low
        for table in tables:
            left, right = right, left ^ table[right]
        # The rounds are even in number, so the halves are as wide as they were.
        positions.append(left << low_width | right)
    return tuple(positions)


def read_index(value: object) -> tuple[int, bool]:
    """Read ``statusListIndex``; the second value says whether it was a JSON number.

    The standard wants a decimal string. Refuses signs, blanks, underscores, leading zeros, other
    alphabets' digits, fractions and more than 30 digits: a lenient reading looks at the bit of
    somebody else.
    """
    if type(value) is int and 0 <= value < _INDEX_END:
        return value, True
    if isinstance(value, str) and _INDEX.fullmatch(value):
        return int(value), False
    message = "statusListIndex is not a whole number written in decimal digits."
    raise MalformedInput(
        message, findings=(Finding("status.index", "/credentialStatus/statusListIndex", message),)
    )


def status_entry(list_url: str, position: int) -> JsonObject:
    """Write the ``credentialStatus`` of a credential: a BitstringStatusListEntry (section 2.1)."""
    return {
        "id": f"{list_url}#{position}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": REVOCATION,
        "statusListIndex": str(position),
        "statusListCredential": list_url,
    }


def status_list_credential(
    *,
    list_url: str,
    issuer_did: str,
    bits: StatusBits,
    valid_from: datetime,
    valid_until: datetime,
    ttl_ms: int = 300_000,
) -> JsonObject:
    """Write the unsigned BitstringStatusListCredential (section 2.2, VCDM 2.0).

    ``ttl_ms`` is how long a reader may keep it, in milliseconds. Raises ``ValueError`` for times
    without an offset, an end before the start, and a list of fewer than 131,072 entries.
    """
    if bits.length < DEFAULT_LENGTH:
        raise ValueError("a published status list has at least 131,072 entries")
    if valid_until <= valid_from:
        raise ValueError("a status list ends after it starts")
    return {
        "@context": [CREDENTIALS_V2],
        "id": list_url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer_did,
        "validFrom": _write_instant(valid_from),
        "validUntil": _write_instant(valid_until),
        "credentialSubject": {
            "id": f"{list_url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": REVOCATION,
            "encodedList": bits.encode(),
            "ttl": ttl_ms,
        },
    }


def _check_permutation(counters: range, key: bytes, length: int) -> None:
    if length < DEFAULT_LENGTH or length & (length - 1):
        raise ValueError("the length of a status list is a power of two, at least 131,072")
    if counters and not 0 <= min(counters) <= max(counters) < length:
        raise ValueError("the counter lies outside the status list")
    if len(key) < MIN_KEY_BYTES:
        raise ValueError("the permutation key is too short")


def _round_tables(key: bytes, width: int) -> list[list[int]]:
    """What each round mixes in, for every value of the half that it starts from."""
    high_width, low_width = width // 2, width - width // 2
    tables = []
    for number in range(_ROUNDS):
        mask = (1 << high_width) - 1
        halves = range(1 << low_width)
        tables.append([_round(number, width, half, key) & mask for half in halves])
        high_width, low_width = low_width, high_width
    return tables


def _round(number: int, width: int, half: int, key: bytes) -> int:
    message = bytes((number, width)) + half.to_bytes(4, "big")
    return int.from_bytes(hmac.digest(key, message, "sha256")[:4], "big")


def _inflate(member: bytes, max_bytes: int) -> bytes:
    inflate = zlib.decompressobj(wbits=_GZIP_ONLY)
    try:
        # One byte more than allowed tells "full" from "too large" without making the rest.
        raw = inflate.decompress(member, max_bytes + 1)
    except zlib.error as error:
        detail = "The status list is not one gzip member."
        raise MalformedEncoding(detail) from error
    if len(raw) > max_bytes:
        raise _too_large(max_bytes)
    if not inflate.eof:
        detail = "The gzip member of the status list is cut off."
        raise MalformedEncoding(detail)
    if inflate.unused_data:
        detail = "Something follows the gzip member of the status list."
        raise MalformedEncoding(detail)
    return raw


def _too_large(max_bytes: int) -> TooLarge:
    return TooLarge(f"The status list is larger than {max_bytes} bytes.")


def _write_instant(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("a time needs its offset")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
