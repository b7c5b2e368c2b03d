"""A credential goes into a PNG and comes out; damaged and hostile images are refused."""

import time
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import (
    MalformedImage,
    NoCredential,
    TooLarge,
)
from badgeservice.openbadges import baking
from badgeservice.openbadges.baking import png
from badgeservice.openbadges.baking.payload import MAX_IMAGE_BYTES, MAX_TEXT_BYTES
from openbadges.baking.images.refused import code_of
from openbadges.baking.images.small_png import (
    BAKED,
    END,
    JSON_TEXT,
    KEYWORD,
    PIXELS,
    SMALL,
    TOKEN,
    an_image,
    carrier,
    chunk,
    header,
)

# --- in and out -------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [JSON_TEXT, TOKEN, "{}", '{"a":"\\u0000"}'])
def test_what_goes_in_comes_out(text: str) -> None:
    assert png.unbake(png.bake(SMALL, text)) == text
    assert baking.unbake(baking.bake(SMALL, text)) == text


def test_one_chunk_stands_right_before_the_end_and_nothing_else_changed() -> None:
    expected = carrier(JSON_TEXT.encode())
    assert SMALL[: -len(END)] + expected + END == BAKED


def test_chunks_we_do_not_know_keep_their_bytes_and_their_place() -> None:
    private = chunk(b"prIv", b"\0\1\2")
    late = chunk(b"tEXt", b"date:create\x002026")
    image = png.SIGNATURE + header() + private + PIXELS + late + END
    baked = png.bake(image, TOKEN)
    assert baked == image[: -len(END)] + carrier(TOKEN.encode()) + END


def test_baking_again_replaces_every_credential() -> None:
    old = carrier(b'{"old":1}')
    twice = an_image(old, chunk(b"tEXt", b"a\0b"), old)
    assert png.bake(twice, TOKEN) == png.bake(an_image(chunk(b"tEXt", b"a\0b")), TOKEN)
    assert png.bake(BAKED, TOKEN) == png.bake(SMALL, TOKEN)


def test_an_old_badge_in_the_image_is_left_alone() -> None:
    old = carrier(b"https://example.org/assertion", keyword=b"openbadges")
    baked = png.bake(an_image(old), TOKEN)
    assert old in baked
    assert png.unbake(baked) == TOKEN


def test_a_compressed_credential_is_replaced_too() -> None:
    image = an_image(carrier(zlib.compress(b"{}"), b"\0\1\0\0\0"))
    assert png.bake(image, TOKEN) == png.bake(SMALL, TOKEN)


@pytest.mark.parametrize("image", [SMALL, an_image(chunk(b"tEXt", b"a\0b")), BAKED])
def test_every_byte_of_the_image_stands_around_the_credential(image: bytes) -> None:
    mould = baking.make_mould(image)
    baked = mould.bake(JSON_TEXT)
    without = baked.replace(carrier(JSON_TEXT.encode()), b"")
    assert without == image.replace(carrier(JSON_TEXT.encode()), b"")
    assert baked == png.bake(image, JSON_TEXT)
    assert len(baked) == len(without) + len(carrier(JSON_TEXT.encode()))


@pytest.mark.parametrize(
    "image", [b"", b"GIF89a", SMALL[:-1], SMALL + b"\0", SMALL.replace(b"IDAT", b"IDAX")]
)
def test_a_mould_of_no_sound_image_is_refused(image: bytes) -> None:
    with pytest.raises(MalformedImage):
        baking.make_mould(image)


def test_a_mould_refuses_what_is_no_credential_and_stays_usable() -> None:
    mould = baking.make_mould(SMALL)
    for text in ("", "hello", "a.b", '{"a":"\0"}'):
        with pytest.raises(NoCredential):
            mould.bake(text)
    with pytest.raises(TooLarge):
        mould.bake("{" + " " * MAX_TEXT_BYTES + "}")
    assert mould.bake(TOKEN) == png.bake(SMALL, TOKEN)


def test_a_mould_bakes_the_same_as_baking_one_by_one() -> None:
    mould = png.make_mould(BAKED)
    assert [mould.bake(t) for t in (TOKEN, JSON_TEXT)] == [
        png.bake(SMALL, t) for t in (TOKEN, JSON_TEXT)
    ]


def test_surrounding_blanks_are_trimmed_going_in_and_coming_out() -> None:
    assert png.bake(SMALL, f" \r\n{TOKEN}\n") == png.bake(SMALL, TOKEN)
    assert png.unbake(an_image(carrier(b"\n\t " + TOKEN.encode() + b"\r\n"))) == TOKEN


def test_the_first_credential_counts_and_later_ones_are_ignored() -> None:
    assert png.unbake(an_image(carrier(b'{"n":1}'), carrier(b'{"n":2}'))) == '{"n":1}'


def test_a_credential_right_after_the_header_or_after_the_pixels_is_found() -> None:
    assert png.unbake(an_image(carrier(b"{}"))) == "{}"
    assert png.unbake(an_image(pixels=PIXELS + carrier(b"{}"))) == "{}"


def test_a_language_tag_and_a_translated_keyword_are_skipped() -> None:
    assert png.unbake(an_image(carrier(b"{}", b"\0\0\0nl\0badge\0"))) == "{}"


@pytest.mark.parametrize(
    ("name", "start"), [("simple-json.png", '{  "@c'), ("simple-jwt.png", "eyJ")]
)
def test_the_samples_of_the_public_validator_are_read_and_baked_again_to_the_byte(
    shared_data: Path, name: str, start: str
) -> None:
    image = (shared_data / "samples" / "1edtech" / name).read_bytes()
    text = baking.unbake(image)
    assert text.startswith(start)
    assert baking.bake(image, text) == image


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(st.text(max_size=5), st.text(max_size=40)).map(lambda d: str(d)))
def test_any_text_between_braces_comes_out_as_it_went_in(text: str) -> None:
    assert png.unbake(png.bake(SMALL, text)) == text


# --- no credential, or another kind -----------------------------------------------------------


def test_an_image_without_a_credential_says_what_to_do() -> None:
    with pytest.raises(NoCredential) as caught:
        png.unbake(SMALL)
    assert "original file" in caught.value.hint


@pytest.mark.parametrize(
    "old",
    [
        carrier(b"{}", keyword=b"openbadges"),
        chunk(b"tEXt", b"openbadges\0https://example.org/a"),
        chunk(b"zTXt", b"openbadges\0\0" + zlib.compress(b"x")),
    ],
)
def test_an_open_badges_2_image_is_told_apart(old: bytes) -> None:
    with pytest.raises(NoCredential) as caught:
        png.unbake(an_image(old))
    assert "2.0" in caught.value.hint


@pytest.mark.parametrize(
    "other",
    [
        chunk(b"tEXt", KEYWORD + b"\0{}"),
        chunk(b"zTXt", KEYWORD + b"\0\0" + zlib.compress(b"{}")),
    ],
)
def test_a_credential_in_another_text_chunk_is_not_a_credential(other: bytes) -> None:
    with pytest.raises(NoCredential) as caught:
        png.unbake(an_image(other))
    assert "iTXt" in caught.value.hint


@pytest.mark.parametrize(
    "keyword",
    [b"OpenBadgeCredential", b"openbadgecredentials", b"openbadgecredentia", b" " + KEYWORD],
)
def test_a_keyword_that_only_looks_alike_is_not_ours(keyword: bytes) -> None:
    with pytest.raises(NoCredential):
        png.unbake(an_image(carrier(b"{}", keyword=keyword)))


@pytest.mark.parametrize("text", [b"", b" \n\t"])
def test_an_empty_place_for_a_credential_holds_none(text: bytes) -> None:
    with pytest.raises(NoCredential):
        png.unbake(an_image(carrier(text)))


@pytest.mark.parametrize(
    "text",
    ["", " ", "hello", "[1]", "{", "a.b", "a.b.c.d", "a..c", "a.b.c d", "a.b.é", '{"a":"\0"}'],
)
def test_a_text_that_is_no_credential_is_not_baked(text: str) -> None:
    with pytest.raises(NoCredential):
        png.bake(SMALL, text)


def test_half_a_character_is_not_baked() -> None:
    with pytest.raises(NoCredential):
        png.bake(SMALL, '{"a":"\ud800"}')


# --- limits -----------------------------------------------------------------------------------


def test_an_image_over_two_mebibytes_is_too_large_in_and_out() -> None:
    filler = chunk(b"prIv", bytes(MAX_IMAGE_BYTES - len(SMALL) - 12))
    image = an_image(filler)
    assert len(image) == MAX_IMAGE_BYTES
    with pytest.raises(NoCredential):
        png.unbake(image)
    with pytest.raises(TooLarge):
        png.bake(image, TOKEN)
    with pytest.raises(TooLarge):
        png.unbake(image + b"\0")


def test_a_text_over_half_a_mebibyte_is_too_large_in_and_out() -> None:
    most = '{"a":"' + "x" * (MAX_TEXT_BYTES - 8) + '"}'
    assert png.unbake(png.bake(SMALL, most)) == most
    more = most[:-2] + 'é"}'
    with pytest.raises(TooLarge):
        png.bake(SMALL, more)
    with pytest.raises(TooLarge):
        png.unbake(an_image(carrier(more.encode())))


def test_a_hundred_thousand_tiny_chunks_are_refused_quickly() -> None:
    image = an_image(chunk(b"prIv") * 100_000)
    start = time.process_time()
    assert code_of(lambda: png.unbake(image)) == "image.order"
    assert time.process_time() - start < 0.5


def test_an_image_of_four_hundred_megapixels_is_never_decoded() -> None:
    """Only the header says so; baking walks chunks and makes no pixels."""
    image = an_image(start=header(width=20_000, height=20_000))
    assert png.unbake(png.bake(image, TOKEN)) == TOKEN


@pytest.mark.parametrize(
    "image", [b"", b"JFIF", b"\xff\xd8\xff\xe0", b"RIFF....WEBP", b"{}", b"%PDF"]
)
def test_a_file_that_is_neither_png_nor_svg_is_refused(image: bytes) -> None:
    assert code_of(lambda: baking.unbake(image)) == "image.signature"
    assert code_of(lambda: baking.bake(image, TOKEN)) == "image.signature"
