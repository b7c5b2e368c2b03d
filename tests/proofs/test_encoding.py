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
