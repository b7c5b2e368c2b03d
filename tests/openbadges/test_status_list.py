"""Bits of a status list, the text they travel in, and the documents around them."""

import gzip
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import MalformedEncoding, Refusal, TooLarge
from badgeservice.openbadges.status_list import (
    DEFAULT_LENGTH,
    StatusBits,
    StatusList,
)
from badgeservice.proofs.encoding import base64url_encode


def encoded(member: bytes) -> str:
    return "u" + base64url_encode(member)


# --- bits -------------------------------------------------------------------------------------


def test_an_empty_list_has_no_bit_set() -> None:
    bits = StatusBits.empty()
    assert bits.length == DEFAULT_LENGTH
    assert not any(bits.is_set(position) for position in (0, 7, 8, 65_535, DEFAULT_LENGTH - 1))


def test_position_zero_is_the_left_most_bit() -> None:
    bits = StatusBits.empty(16).with_set([0, 9])
    assert bits.raw == bytes([0b1000_0000, 0b0100_0000])


def test_setting_bits_leaves_the_first_list_as_it_was() -> None:
    before = StatusBits.empty(16)
    after = before.with_set([3])
    assert not before.is_set(3)
    assert after.is_set(3)
    assert not after.is_set(2)


def test_setting_a_bit_twice_sets_it_once() -> None:
    once = StatusBits.empty(16).with_set([3])
    assert once.with_set([3, 3]) == once


@pytest.mark.parametrize("position", [-1, 16, 10**30])
def test_a_position_outside_the_list_is_never_answered(position: int) -> None:
    bits = StatusBits.empty(16)
    with pytest.raises(IndexError):
        bits.is_set(position)
    with pytest.raises(IndexError):
        bits.with_set([0, position])


@pytest.mark.parametrize("length", [0, -8, 7, 131_073])
def test_a_length_that_fills_no_whole_byte_is_a_mistake(length: int) -> None:
    with pytest.raises(ValueError, match="multiple of 8"):
        StatusBits.empty(length)


# --- encoded list -----------------------------------------------------------------------------


def test_the_example_of_the_standard_is_read_as_an_empty_list() -> None:
    """The encodedList of example 2 of Bitstring Status List 1.0."""
    text = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"
    bits = StatusBits.decode(text)
    assert bits == StatusBits.empty(DEFAULT_LENGTH)


@settings(deadline=None, max_examples=30)
@given(st.sets(st.integers(0, DEFAULT_LENGTH - 1), max_size=200))
def test_what_is_encoded_is_decoded_again(positions: set[int]) -> None:
    bits = StatusBits.empty().with_set(positions)
    assert StatusBits.decode(bits.encode()) == bits


def test_equal_bits_give_equal_text_without_a_time() -> None:
    first = StatusBits.empty().with_set([5, 77]).encode()
    second = StatusBits.empty().with_set([77, 5]).encode()
    assert first == second
    assert first.startswith("uH4sIAAAAAAAA_")  # magic, deflate, no flags, time 0, no system


def test_any_gzip_reader_reads_our_member() -> None:
    bits = StatusBits.empty().with_set(range(0, 1000, 7))
    text = bits.encode()[1:]
    member = bytearray()
    for start in range(0, len(text), 4):  # base64url by hand: another reader than our own
        group = text[start : start + 4]
        number = sum(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".index(letter)
            << (18 - 6 * place)
            for place, letter in enumerate(group)
        )
        member += number.to_bytes(3, "big")[: len(group) - 1]
    assert gzip.decompress(bytes(member)) == bits.raw


def test_a_short_list_is_read_and_says_its_length() -> None:
    assert StatusBits.decode(StatusBits.empty(64).encode()).length == 64


def test_nothing_at_all_is_a_list_of_length_zero() -> None:
    assert StatusBits.decode(encoded(gzip.compress(b""))).length == 0


def test_a_gzip_bomb_of_a_gibibyte_is_refused_in_fifty_milliseconds() -> None:
    deflate = zlib.compressobj(9, wbits=-15)
    block = deflate.compress(bytes(1 << 20)) + deflate.flush(zlib.Z_FULL_FLUSH)
    bomb = encoded(b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + block * 1024 + deflate.flush())
    assert len(bomb) < 2_000_000
    start = time.process_time()
    with pytest.raises(TooLarge):
        StatusBits.decode(bomb)
    assert time.process_time() - start < 0.05


def test_a_list_of_exactly_the_limit_is_read_and_one_byte_more_is_not() -> None:
    assert StatusBits.decode(encoded(gzip.compress(bytes(1024))), max_bytes=1024).length == 8192
    with pytest.raises(TooLarge):
        StatusBits.decode(encoded(gzip.compress(bytes(1025))), max_bytes=1024)


def test_a_text_too_long_to_be_a_list_is_refused_before_it_is_read() -> None:
    with pytest.raises(TooLarge):
        StatusBits.decode("u" + "A" * 4_000_000)


SOUND = gzip.compress(bytes(16_384), mtime=0)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "u",
        "H4sI",
        StatusBits.empty(64).encode()[1:],
        "z" + StatusBits.empty(64).encode()[1:],
        StatusBits.empty(64).encode() + "=",
        StatusBits.empty(64).encode() + "\n",
        " " + StatusBits.empty(64).encode(),
        encoded(bytes(16_384)),
        encoded(zlib.compress(bytes(16_384))),
        encoded(SOUND + b"\0"),
        encoded(SOUND + SOUND),
        encoded(SOUND[:-1]),
        encoded(SOUND[:-8]),
        encoded(SOUND[:10]),
        encoded(SOUND[:-8] + b"\0\0\0\0" + SOUND[-4:]),
        encoded(SOUND[:-1] + b"\1"),
    ],
    ids=[
        "nothing",
        "prefix only",
        "plain base64",
        "no prefix",
        "base58 prefix",
        "padding",
        "newline",
        "blank",
        "not compressed",
        "zlib instead of gzip",
        "byte after the member",
        "two members",
        "one byte missing",
        "no trailer",
        "header only",
        "wrong checksum",
        "wrong size",
    ],
)
def test_what_is_not_exactly_one_gzip_member_is_refused(text: str) -> None:
    with pytest.raises(MalformedEncoding):
        StatusBits.decode(text)


@settings(deadline=None, max_examples=200)
@given(st.integers(0, len(SOUND) - 1), st.integers(1, 255))
def test_a_damaged_member_is_refused_and_nothing_else_happens(place: int, change: int) -> None:
    damaged = bytearray(SOUND)
    damaged[place] ^= change
    try:
        bits = StatusBits.decode(encoded(bytes(damaged)))
    except Refusal:
        return
    assert bits.raw == bytes(16_384)  # the time, level and system in the header mean nothing


def test_a_list_is_full_when_every_entry_was_given_out() -> None:
    values = ("l", "did:web:badges.example", "revocation", 131_072, bytes(32))
    assert not StatusList(*values, next_counter=131_071).is_full
    assert StatusList(*values, next_counter=131_072).is_full
