"""Knows the two proof values of ``ecdsa-sd-2023`` as text: CBOR behind a header of three bytes.

A value is read along its one possible shape, without a general CBOR decoder: no tags, no
indefinite lengths, no nesting, one spelling of each number (RFC 8949 section 4.2.1), and no count
beyond the bytes that are there.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeVar

import cbor2

from badgeservice.errors import MalformedEncoding, TooLarge
from badgeservice.proofs.encoding import base64url_decode, multibase_encode

SIGNATURE_BYTES: Final = 64
PROOF_KEY_BYTES: Final = 35  # the multicodec prefix of P-256 and a compressed point
HMAC_KEY_BYTES: Final = 32
LABEL_BYTES: Final = 32

# The longest text that our reader of JSON takes; it holds over 700 statements.
MAX_CHARACTERS: Final = 65_536

_TOO_MANY: Final = "The document makes too many statements for one proof."
_BASE: Final = b"\xd9\x5d\x00"
_DERIVED: Final = b"\xd9\x5d\x01"
_ITEMS: Final = 5

_UNSIGNED, _BYTES, _TEXT, _ARRAY, _MAP = 0, 2, 3, 4, 5

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class BaseProofValue:
    """What an issuer hands to the holder (ECDSA 1.0 section 3.5.2).

    ``proof_key`` is the Multikey in bytes that ``signatures`` were made with, one for each
    statement that is not mandatory, in order. Whoever has ``hmac_key`` can undo the labels.
    """

    base_signature: bytes
    proof_key: bytes
    hmac_key: bytes
    signatures: tuple[bytes, ...]
    mandatory_pointers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DerivedProofValue:
    """What a holder hands to a verifier (ECDSA 1.0 section 3.5.7).

    ``labels`` gives for the number of each canonical label the 32 bytes of the signed one.
    ``mandatory_indexes`` are positions among the disclosed statements, ascending.
    """

    base_signature: bytes
    proof_key: bytes
    signatures: tuple[bytes, ...]
    labels: Mapping[int, bytes]
    mandatory_indexes: tuple[int, ...]


def require_room(signatures: int) -> None:
    """Refuse with ``TooLarge`` more signatures than a text can hold, before they are made."""
    if signatures * SIGNATURE_BYTES * 4 // 3 > MAX_CHARACTERS:
        raise TooLarge(_TOO_MANY)


def write_base_proof_value(value: BaseProofValue) -> str:
    """Write the multibase text; refuses with ``TooLarge`` what no reader of ours would take."""
    items = [
        value.base_signature,
        value.proof_key,
        value.hmac_key,
        list(value.signatures),
        list(value.mandatory_pointers),
    ]
    return _write(_BASE, items)


def write_derived_proof_value(value: DerivedProofValue) -> str:
    """Write the multibase text; refuses with ``TooLarge`` what no reader of ours would take."""
    items = [
        value.base_signature,
        value.proof_key,
        list(value.signatures),
        dict(sorted(value.labels.items())),
        list(value.mandatory_indexes),
    ]
    return _write(_DERIVED, items)


def read_base_proof_value(text: str) -> BaseProofValue:
    """Read a base proof value (section 3.5.3); refuses with ``MalformedEncoding`` all else."""
    reader = _open(text, _BASE)
    value = BaseProofValue(
        reader.bytes_of(SIGNATURE_BYTES),
        reader.bytes_of(PROOF_KEY_BYTES),
        reader.bytes_of(HMAC_KEY_BYTES),
        reader.array_of(lambda: reader.bytes_of(SIGNATURE_BYTES)),
        reader.array_of(reader.text),
    )
    reader.end()
    return value


def read_derived_proof_value(text: str) -> DerivedProofValue:
    """Read a derived proof value (section 3.5.8); refuses with ``MalformedEncoding`` all else.

    Also refused: labels that are not numbered from 0 without gaps or that occur twice, and
    indexes that do not ascend.
    """
    reader = _open(text, _DERIVED)
    value = DerivedProofValue(
        reader.bytes_of(SIGNATURE_BYTES),
        reader.bytes_of(PROOF_KEY_BYTES),
        reader.array_of(lambda: reader.bytes_of(SIGNATURE_BYTES)),
        reader.labels(),
        reader.array_of(reader.number),
    )
    reader.end()
    indexes = value.mandatory_indexes
    if any(before >= after for before, after in pairwise(indexes)):
        raise MalformedEncoding("The indexes of a derived proof ascend.")
    return value


def is_base_proof_value(text: str) -> bool:
    """Tell whether a text begins as a base proof value does, whatever follows."""
    return text.startswith(multibase_encode(_BASE, "u"))


def _write(header: bytes, items: Sequence[object]) -> str:
    text = multibase_encode(header + cbor2.dumps(list(items)), "u")
    if len(text) > MAX_CHARACTERS:
        raise TooLarge(_TOO_MANY)
    return text


def _open(text: str, header: bytes) -> "_Reader":
    if not text.startswith("u") or len(text) > MAX_CHARACTERS:
        raise MalformedEncoding("The proof value is not base64url of a usual length.")
    encoded = base64url_decode(text[1:])
    if not encoded.startswith(header):
        raise MalformedEncoding("The proof value has another header.")
    reader = _Reader(encoded[len(header) :])
    if reader.head(_ARRAY) != _ITEMS:
        raise MalformedEncoding("The proof value has another number of items.")
    return reader


class _Reader:
    """Reads CBOR from front to back, each item of the kind that is asked for."""

    def __init__(self, encoded: bytes) -> None:
        self._encoded = encoded
        self._at = 0

    def head(self, major: int) -> int:
        """Read the head of an item (RFC 8949 section 3): its kind, and a number."""
        first = self._take(1)[0]
        kind, short = divmod(first, 32)
        size = {24: 1, 25: 2, 26: 4, 27: 8}.get(short, 0)
        if kind != major or (short > 23 and size == 0):
            raise MalformedEncoding("The proof value holds an item of another kind.")
        if size == 0:
            return short
        number = int.from_bytes(self._take(size), "big")
        if number < {1: 24, 2: 2**8, 4: 2**16, 8: 2**32}[size]:
            raise MalformedEncoding("The proof value spells a number too long.")
        return number

    def bytes_of(self, length: int) -> bytes:
        if self.head(_BYTES) != length:
            raise MalformedEncoding("The proof value holds bytes of another length.")
        return self._take(length)

    def text(self) -> str:
        try:
            return self._take(self.head(_TEXT)).decode("utf-8")
        except UnicodeDecodeError as error:
            raise MalformedEncoding("The proof value holds a text that is not UTF-8.") from error

    def number(self) -> int:
        return self.head(_UNSIGNED)

    def array_of(self, read: Callable[[], T]) -> tuple[T, ...]:
        return tuple(read() for _ in range(self._count(_ARRAY)))

    def labels(self) -> Mapping[int, bytes]:
        pairs = [(self.number(), self.bytes_of(LABEL_BYTES)) for _ in range(self._count(_MAP))]
        labels = dict(pairs)
        if labels.keys() != set(range(len(pairs))) or len(set(labels.values())) != len(pairs):
            raise MalformedEncoding("The proof value does not map labels one to one.")
        return labels

    def end(self) -> None:
        if self._at != len(self._encoded):
            raise MalformedEncoding("The proof value goes on after its end.")

    def _count(self, major: int) -> int:
        count = self.head(major)
        if count > len(self._encoded) - self._at:
            raise MalformedEncoding("The proof value ends too early.")
        return count

    def _take(self, length: int) -> bytes:
        taken = self._encoded[self._at : self._at + length]
        if len(taken) != length:
            raise MalformedEncoding("The proof value ends too early.")
        self._at += length
        return taken
