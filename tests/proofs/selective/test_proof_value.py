"""The two proof values: written by a library, read along their one shape."""

import struct
from collections.abc import Callable
from dataclasses import replace

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import MalformedEncoding, TooLarge
from badgeservice.proofs.encoding import base64url_decode, multibase_encode
from badgeservice.proofs.selective.proof_value import (
    BaseProofValue,
    DerivedProofValue,
    is_base_proof_value,
    read_base_proof_value,
    read_derived_proof_value,
    write_base_proof_value,
    write_derived_proof_value,
)

BASE_HEADER, DERIVED_HEADER = b"\xd9\x5d\x00", b"\xd9\x5d\x01"
SIGNATURE, PROOF_KEY, HMAC_KEY = b"s" * 64, b"k" * 35, b"h" * 32
LABELS = {0: b"a" * 32, 1: b"b" * 32}
BASE = BaseProofValue(SIGNATURE, PROOF_KEY, HMAC_KEY, (b"1" * 64, b"2" * 64), ("/issuer", "/é"))
DERIVED = DerivedProofValue(SIGNATURE, PROOF_KEY, (b"1" * 64,), LABELS, (0, 2, 300))
BASE_ITEMS = [SIGNATURE, PROOF_KEY, HMAC_KEY, [b"1" * 64], ["/issuer"]]
DERIVED_ITEMS = [SIGNATURE, PROOF_KEY, [b"1" * 64], LABELS, [0, 2]]


def as_text(header: bytes, encoded: bytes) -> str:
    return multibase_encode(header + encoded, "u")


def base_with(place: int, item: object) -> str:
    items = [*BASE_ITEMS[:place], item, *BASE_ITEMS[place + 1 :]]
    return as_text(BASE_HEADER, cbor2.dumps(items))


def derived_with(place: int, item: object) -> str:
    items = [*DERIVED_ITEMS[:place], item, *DERIVED_ITEMS[place + 1 :]]
    return as_text(DERIVED_HEADER, cbor2.dumps(items))


def spliced(place: int, encoded: bytes) -> str:
    """The derived proof value with one item written by hand."""
    parts = [cbor2.dumps(item) for item in DERIVED_ITEMS]
    parts[place] = encoded
    return as_text(DERIVED_HEADER, b"\x85" + b"".join(parts))


# --- what is written is read ------------------------------------------------------------------


def test_what_is_written_is_read() -> None:
    assert read_base_proof_value(write_base_proof_value(BASE)) == BASE
    assert read_derived_proof_value(write_derived_proof_value(DERIVED)) == DERIVED


def test_a_value_without_statements_or_labels_is_read() -> None:
    empty = DerivedProofValue(SIGNATURE, PROOF_KEY, (), {}, ())
    assert read_derived_proof_value(write_derived_proof_value(empty)) == empty


@pytest.mark.parametrize("count", [23, 24, 25, 255, 256, 257, 600])
def test_counts_of_every_width_are_read(count: int) -> None:
    signatures = (SIGNATURE,) * count
    value = replace(BASE, signatures=signatures)
    assert read_base_proof_value(write_base_proof_value(value)) == value
    indexes = tuple(range(0, count * 70_000, 70_000))
    derived = replace(DERIVED, mandatory_indexes=indexes)
    assert read_derived_proof_value(write_derived_proof_value(derived)) == derived


def test_the_headers_are_those_of_the_standard() -> None:
    assert write_base_proof_value(BASE).startswith("u2V0AhVhA")
    assert write_derived_proof_value(DERIVED).startswith("u2V0BhVhA")


def test_another_library_reads_the_same_five_items() -> None:
    encoded = base64url_decode(write_derived_proof_value(DERIVED)[1:])
    assert cbor2.loads(encoded[3:]) == [SIGNATURE, PROOF_KEY, [b"1" * 64], LABELS, [0, 2, 300]]


def test_labels_are_written_in_order() -> None:
    shuffled = replace(DERIVED, labels={1: LABELS[1], 0: LABELS[0]})
    assert write_derived_proof_value(shuffled) == write_derived_proof_value(DERIVED)


def test_labels_may_come_in_another_order() -> None:
    text = derived_with(3, {1: LABELS[1], 0: LABELS[0]})
    assert read_derived_proof_value(text).labels == LABELS


def test_a_base_proof_value_is_told_by_its_header() -> None:
    assert is_base_proof_value(write_base_proof_value(BASE))
    assert is_base_proof_value("u2V0A")
    for other in (write_derived_proof_value(DERIVED), "", "u", "u2V0B", "z2V0A", "2V0A"):
        assert not is_base_proof_value(other)


def test_more_than_a_reader_would_take_is_not_written() -> None:
    with pytest.raises(TooLarge):
        write_base_proof_value(replace(BASE, signatures=(SIGNATURE,) * 750))
    with pytest.raises(TooLarge):
        write_derived_proof_value(replace(DERIVED, signatures=(SIGNATURE,) * 750))


# --- what is refused --------------------------------------------------------------------------

NOT_A_BASE = {
    "derived header": as_text(DERIVED_HEADER, cbor2.dumps(BASE_ITEMS)),
    "four items": as_text(BASE_HEADER, cbor2.dumps(BASE_ITEMS[:4])),
    "six items": as_text(BASE_HEADER, cbor2.dumps([*BASE_ITEMS, 0])),
    "map": as_text(BASE_HEADER, cbor2.dumps(dict(enumerate(BASE_ITEMS)))),
    "short signature": base_with(0, b"s" * 63),
    "long signature": base_with(0, b"s" * 65),
    "signature as text": base_with(0, "s" * 64),
    "short proof key": base_with(1, b"k" * 34),
    "long proof key": base_with(1, b"k" * 36),
    "short hmac key": base_with(2, b"h" * 31),
    "long hmac key": base_with(2, b"h" * 33),
    "no hmac key": base_with(2, None),
    "signatures as bytes": base_with(3, b"1" * 64),
    "a short signature among them": base_with(3, [b"1" * 64, b"2" * 10]),
    "an array among the signatures": base_with(3, [[b"1" * 64]]),
    "pointers as text": base_with(4, "/issuer"),
    "a number among the pointers": base_with(4, [1]),
    "bytes among the pointers": base_with(4, [b"/issuer"]),
    "a pointer that is not UTF-8": as_text(
        BASE_HEADER, cbor2.dumps(BASE_ITEMS)[:-8] + b"\x81\x61\xff"
    ),
}
NOT_DERIVED = {
    "empty": "",
    "only a prefix": "u",
    "base58": "z" + write_derived_proof_value(DERIVED)[1:],
    "no prefix": write_derived_proof_value(DERIVED)[1:],
    "padding": write_derived_proof_value(DERIVED) + "==",
    "blank": write_derived_proof_value(DERIVED) + " ",
    "plain base64": "u+/+/",
    "base header": write_base_proof_value(BASE),
    "other header": as_text(b"\xd9\x5d\x02", cbor2.dumps(DERIVED_ITEMS)),
    "no header": as_text(b"", cbor2.dumps(DERIVED_ITEMS)),
    "header alone": as_text(DERIVED_HEADER, b""),
    "short header": as_text(b"\xd9\x5d", b""),
    "four items": as_text(DERIVED_HEADER, cbor2.dumps(DERIVED_ITEMS[:4])),
    "six items": as_text(DERIVED_HEADER, cbor2.dumps([*DERIVED_ITEMS, []])),
    "trailing byte": as_text(DERIVED_HEADER, cbor2.dumps(DERIVED_ITEMS) + b"\x00"),
    "cut off": write_derived_proof_value(DERIVED)[:-8],
    "tagged array": as_text(DERIVED_HEADER, b"\xc0" + cbor2.dumps(DERIVED_ITEMS)),
    "self-described": as_text(DERIVED_HEADER, b"\xd9\xd9\xf7" + cbor2.dumps(DERIVED_ITEMS)),
    "indefinite array": as_text(DERIVED_HEADER, b"\x9f" + cbor2.dumps(DERIVED_ITEMS)[1:] + b"\xff"),
    "array count too wide": as_text(DERIVED_HEADER, b"\x98\x05" + cbor2.dumps(DERIVED_ITEMS)[1:]),
    "tag 64 on the signature": spliced(0, b"\xd8\x40\x58\x40" + SIGNATURE),
    "signature in pieces": spliced(
        0, b"\x5f\x58\x20" + b"s" * 32 + b"\x58\x20" + b"s" * 32 + b"\xff"
    ),
    "signature length too wide": spliced(0, b"\x59\x00\x40" + SIGNATURE),
    "signature as array of numbers": derived_with(0, list(SIGNATURE)),
    "short signature": derived_with(0, b"s" * 63),
    "DER signature": derived_with(0, b"s" * 70),
    "no proof key": derived_with(1, b""),
    "proof key as text": derived_with(1, "k" * 35),
    "signatures as map": derived_with(2, {0: b"1" * 64}),
    "null among the signatures": derived_with(2, [None]),
    "a long signature among them": derived_with(2, [b"1" * 96]),
    "signatures without end": spliced(2, b"\x9f\x58\x40" + b"1" * 64 + b"\xff"),
    "more signatures than bytes": spliced(2, b"\x9a\xff\xff\xff\xff"),
    "a thousand million arrays": spliced(2, b"\x9b" + struct.pack(">Q", 2**63)),
    "deeply nested arrays": spliced(2, b"\x81" * 40_000),
    "labels as array": derived_with(3, [b"a" * 32]),
    "labels by text": derived_with(3, {"0": b"a" * 32}),
    "labels by negative number": derived_with(3, {-1: b"a" * 32}),
    "labels by float": derived_with(3, {0.0: b"a" * 32}),
    "labels by true": derived_with(3, {True: b"a" * 32}),
    "labels from one": derived_with(3, {1: b"a" * 32}),
    "labels with a gap": derived_with(3, {0: b"a" * 32, 2: b"b" * 32}),
    "a label twice": spliced(3, b"\xa2" + 2 * (b"\x00\x58\x20" + b"a" * 32)),
    "a number twice": spliced(3, b"\xa2\x00\x58\x20" + b"a" * 32 + b"\x00\x58\x20" + b"b" * 32),
    "one label for two": derived_with(3, {0: b"a" * 32, 1: b"a" * 32}),
    "label number too wide": spliced(3, b"\xa1\x18\x00\x58\x20" + b"a" * 32),
    "short label": derived_with(3, {0: b"a" * 31}),
    "label as text": derived_with(3, {0: "a" * 32}),
    "more labels than bytes": spliced(3, b"\xba\x7f\xff\xff\xff"),
    "labels without end": spliced(3, b"\xbf\x00\x58\x20" + b"a" * 32 + b"\xff"),
    "descending indexes": derived_with(4, [2, 1]),
    "an index twice": derived_with(4, [1, 1]),
    "a negative index": derived_with(4, [-1]),
    "an index as float": derived_with(4, [1.0]),
    "an index as text": derived_with(4, ["1"]),
    "an index beyond 64 bits": derived_with(4, [2**64]),
    "an index too wide": spliced(4, b"\x81\x19\x00\x01"),
    "an index of a reserved width": spliced(4, b"\x81\x1c"),
    "an index without end": spliced(4, b"\x81\x1f"),
    "indexes as bytes": derived_with(4, b"\x00"),
    "indexes as number": derived_with(4, 0),
    "indexes undefined": spliced(4, b"\xf7"),
    "more than fits": "u" + "A" * 65_536,
}


@pytest.mark.parametrize("text", NOT_A_BASE.values(), ids=NOT_A_BASE)
def test_what_is_not_exactly_a_base_proof_value_is_refused(text: str) -> None:
    with pytest.raises(MalformedEncoding):
        read_base_proof_value(text)


@pytest.mark.parametrize("text", NOT_DERIVED.values(), ids=NOT_DERIVED)
def test_what_is_not_exactly_a_derived_proof_value_is_refused(text: str) -> None:
    with pytest.raises(MalformedEncoding):
        read_derived_proof_value(text)


@pytest.mark.parametrize("read", [read_base_proof_value, read_derived_proof_value])
def test_a_value_cut_off_anywhere_is_refused(read: Callable[[str], object]) -> None:
    is_base = read is read_base_proof_value
    text = write_base_proof_value(BASE) if is_base else write_derived_proof_value(DERIVED)
    assert read(text)
    whole = base64url_decode(text[1:])
    for length in range(len(whole)):
        with pytest.raises(MalformedEncoding):
            read(multibase_encode(whole[:length], "u"))


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300))
def test_random_bytes_are_refused_or_written_back_the_same(tail: bytes) -> None:
    for header in (DERIVED_HEADER, DERIVED_HEADER + b"\x85\x58\x40" + SIGNATURE):
        text = as_text(header, tail)
        try:
            value = read_derived_proof_value(text)
        except MalformedEncoding:
            continue
        assert write_derived_proof_value(value) == text
