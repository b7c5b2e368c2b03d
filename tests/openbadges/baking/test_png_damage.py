"""Damaged and hostile PNG images are refused, and nothing else ever happens."""

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import MalformedImage, Refusal
from badgeservice.openbadges.baking import png
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

# --- damaged text chunks ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (KEYWORD + b"\0\1\0\0\0" + zlib.compress(b"{}"), "image.text-compressed"),
        (KEYWORD + b"\0\1\0\0\0" + zlib.compress(bytes(1 << 20)), "image.text-compressed"),
        (KEYWORD + b"\0\2\0\0\0{}", "image.text-malformed"),
        (KEYWORD + b"\0\0\0\0{}", "image.text-malformed"),
        (KEYWORD + b"\0\0\0{}", "image.text-malformed"),
        (KEYWORD + b"\0\0", "image.text-malformed"),
        (KEYWORD + b"\0", "image.text-malformed"),
        (KEYWORD, "image.text-malformed"),
        (KEYWORD + b"\0\0\0\0\0{\xff}", "image.text-malformed"),
        (KEYWORD + b"\0\0\0\0\0{\xed\xa0\x80}", "image.text-malformed"),
        (KEYWORD + b"\0\0\0\0\0{}\0", "image.text-malformed"),
    ],
)
def test_a_damaged_credential_chunk_is_refused(data: bytes, code: str) -> None:
    assert code_of(lambda: png.unbake(an_image(chunk(b"iTXt", data)))) == code


def test_a_compressed_credential_is_refused_even_when_a_plain_one_follows() -> None:
    image = an_image(carrier(zlib.compress(b"{}"), b"\0\1\0\0\0"), carrier(b"{}"))
    assert code_of(lambda: png.unbake(image)) == "image.text-compressed"


# --- damaged images ---------------------------------------------------------------------------


@pytest.mark.parametrize("cut", range(len(BAKED)))
def test_an_image_cut_off_at_any_byte_is_refused(cut: int) -> None:
    with pytest.raises(MalformedImage):
        png.unbake(BAKED[:cut])
    with pytest.raises(MalformedImage):
        png.bake(BAKED[:cut], TOKEN)


@settings(deadline=None, max_examples=300)
@given(st.integers(0, len(BAKED) * 8 - 1))
def test_a_flipped_bit_is_always_noticed(place: int) -> None:
    damaged = bytearray(BAKED)
    damaged[place // 8] ^= 1 << place % 8
    with pytest.raises(Refusal):
        png.unbake(bytes(damaged))


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(st.integers(0, len(BAKED) - 1), st.binary(max_size=6)), max_size=4))
def test_spliced_bytes_never_cause_anything_but_a_refusal(splices: list[tuple[int, bytes]]) -> None:
    damaged = BAKED
    for place, junk in splices:
        damaged = damaged[:place] + junk + damaged[place + 3 :]
    try:
        text = png.unbake(damaged)
    except Refusal:
        return
    assert text == JSON_TEXT


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([b"IHDR", b"IDAT", b"iTXt", b"tEXt", b"zTXt", b"PLTE", b"IEND"]),
            st.one_of(
                st.binary(max_size=30),
                st.just(KEYWORD),
                st.binary(max_size=12).map(lambda b: KEYWORD + b"\0" + b),
                st.just(header()[8:-4]),
            ),
        ),
        max_size=6,
    )
)
def test_well_formed_chunks_in_any_order_never_cause_anything_but_a_refusal(
    chunks: list[tuple[bytes, bytes]],
) -> None:
    body = b"".join(chunk(kind, data) for kind, data in chunks)
    for image in (png.SIGNATURE + body, png.SIGNATURE + header() + body + PIXELS + END):
        try:
            text = png.unbake(image)
        except Refusal:
            continue
        assert text


@pytest.mark.parametrize(
    ("image", "code"),
    [
        (b"", "image.signature"),
        (b"\x89PNG\r\n\x1a", "image.signature"),
        (b"\x89PNG\n\x1a\n" + SMALL[8:], "image.signature"),
        (b"GIF89a" + SMALL, "image.signature"),
        (b"\0" + SMALL, "image.signature"),
        (png.SIGNATURE, "image.order"),
        (png.SIGNATURE + END, "image.order"),
        (png.SIGNATURE + PIXELS + END, "image.order"),
        (png.SIGNATURE + chunk(b"tEXt", b"a\0b") + header() + PIXELS + END, "image.order"),
        (an_image(header()), "image.order"),
        (an_image(pixels=b""), "image.order"),
        (an_image(pixels=PIXELS + chunk(b"tEXt", b"a\0b") + PIXELS), "image.order"),
        (an_image(pixels=PIXELS + chunk(b"PLTE", b"\0\0\0")), "image.order"),
        (an_image(chunk(b"PLTE", b"\0\0\0"), chunk(b"PLTE", b"\0\0\0")), "image.order"),
        (an_image(end=b""), "image.truncated"),
        (an_image(end=END + END), "image.trailing"),
        (an_image(end=END + b"\0"), "image.trailing"),
        (an_image(end=END + carrier(b"{}")), "image.trailing"),
        (an_image(end=END + b"PK\3\4 a zip file"), "image.trailing"),
        (an_image(end=chunk(b"IEND", b"x")), "image.trailing"),
        (an_image(chunk(b"CgBI", b"\0\0\0\0")), "image.chunk-type"),
        (an_image(chunk(b"tE t", b"a\0b")), "image.chunk-type"),
        (an_image(chunk(b"tE1t", b"a\0b")), "image.chunk-type"),
        (an_image(chunk(b"\xe9EXt", b"a\0b")), "image.chunk-type"),
        (an_image(start=header(width=0)), "image.header"),
        (an_image(start=header(height=0)), "image.header"),
        (an_image(start=header(width=2**31)), "image.header"),
        (an_image(start=header(depth=3)), "image.header"),
        (an_image(start=header(depth=4, colour_type=2)), "image.header"),
        (an_image(start=header(colour_type=5)), "image.header"),
        (an_image(start=header(rest=b"\1\0\0")), "image.header"),
        (an_image(start=header(rest=b"\0\1\0")), "image.header"),
        (an_image(start=header(rest=b"\0\0\2")), "image.header"),
        (an_image(start=header(rest=b"\0\0")), "image.header"),
    ],
)
def test_an_image_that_is_not_one_sound_png_is_refused(image: bytes, code: str) -> None:
    assert code_of(lambda: png.unbake(image)) == code
    assert code_of(lambda: png.bake(image, TOKEN)) == code


@pytest.mark.parametrize("length", [0xFFFFFFFF, 0x80000000, 0x7FFFFFFF, 1_000])
def test_a_chunk_length_beyond_the_image_is_refused(length: int) -> None:
    image = an_image(length.to_bytes(4, "big") + b"iTXt" + KEYWORD)
    assert code_of(lambda: png.unbake(image)) == "image.truncated"


def test_a_wrong_checksum_in_a_chunk_nobody_reads_is_refused() -> None:
    spoiled = bytearray(chunk(b"tEXt", b"a\0b"))
    spoiled[-1] ^= 1
    assert code_of(lambda: png.unbake(an_image(bytes(spoiled), carrier(b"{}")))) == "image.checksum"
