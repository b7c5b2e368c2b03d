"""base58btc, base64url and multibase: one spelling per byte string."""

import base64
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import MalformedEncoding
from badgeservice.proofs.encoding import (
    LONGEST_BASE58,
    base58_decode,
    base58_encode,
    base64url_decode,
    base64url_encode,
    multibase_decode,
    multibase_encode,
)

few = settings(deadline=None, max_examples=150)

# The three examples of the base58 internet draft (draft-msporny-base58-03 section 5).
BASE58_VECTORS = [
    (b"Hello World!", "2NEpo7TZRRrLZSi2U"),
    (
        b"The quick brown fox jumps over the lazy dog.",
        "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z",
    ),
    (bytes.fromhex("0000287fb4cd"), "11233QC4"),
]

# RFC 4648 section 10, without padding.
BASE64_VECTORS = [
    (b"", ""),
    (b"f", "Zg"),
    (b"fo", "Zm8"),
    (b"foo", "Zm9v"),
    (b"foob", "Zm9vYg"),
    (b"fooba", "Zm9vYmE"),
    (b"foobar", "Zm9vYmFy"),
    (b"\xfb\xff", "-_8"),
]


@pytest.mark.parametrize(("data", "text"), BASE58_VECTORS)
def test_the_published_base58_examples_are_reproduced(data: bytes, text: str) -> None:
    assert base58_encode(data) == text
    assert base58_decode(text) == data


@pytest.mark.parametrize(("data", "text"), BASE64_VECTORS)
def test_the_base64_examples_of_rfc_4648_are_reproduced(data: bytes, text: str) -> None:
    assert base64url_encode(data) == text
    assert base64url_decode(text) == data


@pytest.mark.parametrize(
    "data", [b"", b"\x00", b"\x00\x00", b"\x00\x01", b"\x01\x00", b"\xff" * 64]
)
def test_zero_bytes_survive_base58(data: bytes) -> None:
    assert base58_decode(base58_encode(data)) == data


@given(st.binary(max_size=200))
@few
def test_every_byte_string_comes_back_from_every_base(data: bytes) -> None:
    assert base58_decode(base58_encode(data)) == data
    assert base64url_decode(base64url_encode(data)) == data
    assert multibase_decode(multibase_encode(data, "z")) == data
    assert multibase_decode(multibase_encode(data, "u")) == data


@given(st.text(alphabet="123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", max_size=90))
@few
def test_every_base58_text_is_the_only_spelling_of_its_bytes(text: str) -> None:
    assert base58_encode(base58_decode(text)) == text


@given(st.text(alphabet="ABCabcXYZxyz019-_", max_size=40))
@few
def test_a_base64url_text_is_refused_or_the_only_spelling_of_its_bytes(text: str) -> None:
    try:
        data = base64url_decode(text)
    except MalformedEncoding:
        return
    assert base64url_encode(data) == text


@given(st.text(max_size=30))
@few
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    for decode, encode in ((base58_decode, base58_encode), (base64url_decode, base64url_encode)):
        try:
            data = decode(text)
        except MalformedEncoding:
            continue
        assert encode(data) == text
    for letter in "zu":
        try:
            data = multibase_decode(letter + text)
        except MalformedEncoding:
            continue
        assert multibase_encode(data, letter) == letter + text


@pytest.mark.parametrize(
    "text",
    ["0", "O", "I", "l", " 2NEpo", "2NEpo ", "2NE po", "2NEpo\n", "2NEpo+", "é", "１", "\x00", "-"],
)
def test_a_character_outside_base58_is_refused(text: str) -> None:
    with pytest.raises(MalformedEncoding):
        base58_decode(text)


def test_a_very_long_base58_text_is_refused_before_it_costs_time() -> None:
    assert base58_decode("1" * LONGEST_BASE58) == bytes(LONGEST_BASE58)
    with pytest.raises(MalformedEncoding):
        base58_decode("z" * (LONGEST_BASE58 + 1))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Zg==", "padding"),
        ("Zm8=", "padding"),
        ("Zm9v=", "padding"),
        ("=", "padding alone"),
        ("Z", "length 1"),
        ("Zm9vY", "length 5"),
        ("Zh", "spare bits"),
        ("Zm9", "spare bits of three characters"),
        ("Zm9vYg\n", "line end"),
        (" Zg", "leading blank"),
        ("Z g", "blank inside"),
        ("Zg\t", "tab"),
        ("+/8", "plain base64"),
        ("Zm8.", "dot"),
        ("Zé", "not ASCII"),
        ("Ｚg", "fullwidth letter"),
        ("Zg\x00", "NUL"),
        ("Zm9v%3D", "percent"),
    ],
)
def test_a_base64url_text_that_is_not_exact_is_refused(text: str, why: str) -> None:
    with pytest.raises(MalformedEncoding):
        base64url_decode(text)


def test_only_one_of_the_sixteen_last_characters_is_accepted() -> None:
    # 64 bytes end in two characters, of which the last has four spare bits.
    text = base64url_encode(bytes(range(64)))
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    accepted = []
    for last in alphabet:
        lenient = base64.urlsafe_b64decode(text[:-1] + last + "==")
        try:
            base64url_decode(text[:-1] + last)
            accepted.append(last)
        except MalformedEncoding:
            assert len(lenient) == 64
    assert len(accepted) == 4
    assert text[-1] in accepted


@pytest.mark.parametrize(
    "text", ["", "f00", "mZg", "MZg==", "UZg==", "bmzxw", "Z2NEpo", "U", " z2NEpo", "9", "\x00"]
)
def test_another_multibase_prefix_is_refused(text: str) -> None:
    with pytest.raises(MalformedEncoding):
        multibase_decode(text)


@pytest.mark.parametrize("text", ["z0", "zl", "z ", "u=", "uZg==", "uZh", "u Zg", "z-", "u+"])
def test_a_good_multibase_prefix_before_bad_text_is_refused(text: str) -> None:
    with pytest.raises(MalformedEncoding):
        multibase_decode(text)


def test_a_refusal_never_repeats_the_text() -> None:
    with pytest.raises(MalformedEncoding) as refusal:
        base64url_decode("secret-but-padded==")
    assert not re.search("secret", str(refusal.value))


# --- all digits at once, and one after the other ----------------------------------------------

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def write_digit_by_digit(data: bytes) -> str:
    number, characters = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        characters = ALPHABET[digit] + characters
    return "1" * (len(data) - len(data.lstrip(b"\x00"))) + characters


def read_digit_by_digit(text: str) -> bytes:
    number = 0
    for character in text:
        number = number * 58 + ALPHABET.index(character)
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


@pytest.mark.parametrize("digits", [1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 32, 95, 96, 97, 128, 192, 256])
def test_a_number_at_the_edge_of_a_block_has_the_same_base58(digits: int) -> None:
    for number in (58**digits - 1, 58**digits, 58**digits + 1, 57 * 58 ** (digits - 1)):
        data = number.to_bytes((number.bit_length() + 7) // 8, "big")
        text = write_digit_by_digit(data)
        assert base58_encode(data) == text
        assert base58_decode(text) == data


@pytest.mark.parametrize("place", range(16))
def test_the_largest_and_smallest_digit_survive_in_every_place(place: int) -> None:
    for digit in "2yz":
        for filling in "1yz":
            text = "z" + filling * place + digit + filling * (100 - place)
            assert base58_decode(text) == read_digit_by_digit(text)
            assert base58_encode(base58_decode(text)) == text


@given(st.binary(max_size=300))
@few
def test_every_byte_string_has_the_same_base58(data: bytes) -> None:
    assert base58_encode(data) == write_digit_by_digit(data)


@given(st.text(alphabet=ALPHABET, max_size=LONGEST_BASE58))
@few
def test_every_base58_text_has_the_same_bytes(text: str) -> None:
    assert base58_decode(text) == read_digit_by_digit(text)


@pytest.mark.parametrize("place", [0, 1, 42, 86, 87])
@pytest.mark.parametrize("character", ["0", "O", "I", "l", "?", "\xff", "\ud800", "é", "１"])
def test_one_wrong_character_in_a_signature_is_refused(place: int, character: str) -> None:
    text = base58_encode(b"\xab" * 64)
    with pytest.raises(MalformedEncoding):
        base58_decode(text[:place] + character + text[place + 1 :])


@pytest.mark.parametrize("character", "+/=?-_ \né\ud800")
def test_one_other_character_in_a_long_base64url_text_is_refused_unless_it_is_base64url(
    character: str,
) -> None:
    text = base64url_encode(bytes(range(256)) * 4)
    for place in (0, 700, len(text) - 3, len(text) - 1):
        spoiled = text[:place] + character + text[place + 1 :]
        try:
            data = base64url_decode(spoiled)
        except MalformedEncoding:
            continue
        assert character in "-_"
        assert base64url_encode(data) == spoiled


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Zg=", "not base64url"),
        ("Z?g", "not base64url"),
        ("Zm9vé", "not base64url"),
        ("Zm9vY", "of this length"),
        ("Zh", "spare bits"),
        ("Zm9vYmF", "spare bits"),
    ],
)
def test_the_refusal_of_a_base64url_text_says_why(text: str, said: str) -> None:
    with pytest.raises(MalformedEncoding, match=said):
        base64url_decode(text)
