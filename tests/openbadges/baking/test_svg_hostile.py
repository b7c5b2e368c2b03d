"""Damaged and hostile SVG drawings are refused, and nothing else ever happens."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import (
    MalformedImage,
    Refusal,
)
from badgeservice.openbadges import baking
from badgeservice.openbadges.baking import svg
from openbadges.baking.images.refused import code_of
from openbadges.baking.images.small_svg import BAKED, OB, SMALL, SVG, TOKEN, an_svg, baked_svg

# --- hostile drawings -------------------------------------------------------------------------

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("before", "inside"),
    [
        (f'<!DOCTYPE svg [<!ENTITY l0 "lol">{LAUGHS}]>', "&l9;"),
        (f'<!DOCTYPE svg [<!ENTITY a "{"x" * 50_000}">]>', "&a;" * 50_000),
        ('<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
        ('<!DOCTYPE svg [<!ENTITY % x SYSTEM "http://x.example/x.dtd">%x;]>', ""),
        ('<!DOCTYPE svg [<!ENTITY x "y">]>', ""),
        ("<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'alert(1)'>]>", ""),
        ("<!DOCTYPE svg [<!ELEMENT svg " + "(" * 5_000 + "a" + ")" * 5_000 + ">]>", ""),
        ("<!DOCTYPE svg []>", ""),
        ('<!DOCTYPE svg [<!NOTATION n SYSTEM "x"><!ENTITY x SYSTEM "y" NDATA n>]>', ""),
    ],
)
def test_entities_and_declarations_of_its_own_are_refused(before: str, inside: str) -> None:
    image = baked_svg(f"<openbadges:credential>{{}}</openbadges:credential>{inside}", before)
    start = time.process_time()
    assert code_of(lambda: svg.unbake(image)) == "image.entity"
    assert code_of(lambda: svg.bake(image, TOKEN)) == "image.entity"
    assert time.process_time() - start < 0.2


def test_an_entity_that_only_another_parser_would_fill_in_is_refused() -> None:
    doctype = '<!DOCTYPE svg SYSTEM "http://x.example/x.dtd">'
    attribute = baked_svg("<openbadges:credential verify='a.b&x;.c'/>", doctype)
    assert code_of(lambda: svg.unbake(attribute)) == "image.entity"
    body = baked_svg("<openbadges:credential>{&x;}</openbadges:credential>", doctype)
    assert code_of(lambda: svg.unbake(body)) == "image.not-xml"


@pytest.mark.parametrize(
    "credential",
    [
        "<openbadges:credential verify='a.b.c'>{}</openbadges:credential>",
        "<openbadges:credential verify='a.b.c'><g/></openbadges:credential>",
        "<openbadges:credential>{<g/>}</openbadges:credential>",
        "<openbadges:credential><openbadges:credential>{}</openbadges:credential>"
        "</openbadges:credential>",
    ],
)
def test_a_credential_that_two_readers_could_read_differently_is_refused(credential: str) -> None:
    assert code_of(lambda: svg.unbake(baked_svg(credential))) == "image.text-malformed"


@pytest.mark.parametrize(
    "image",
    [
        b"<svg",
        b"<svg>",
        f"<svg {SVG}></g>".encode(),
        f"<svg {SVG}/><svg {SVG}/>".encode(),
        f"<svg {SVG}/>trailing".encode(),
        f"<svg {SVG}/>".encode() + b"\0",
        f" <?xml version='1.0'?><svg {SVG}/>".encode(),
        f"<svg {SVG} {SVG}/>".encode(),
        f"<svg {SVG} a=1/>".encode(),
        f"<svg {SVG} a='<'/>".encode(),
        f"<svg {SVG}>&undefined;</svg>".encode(),
        f"<svg {SVG}>&#0;</svg>".encode(),
        f"<svg {SVG}>]]></svg>".encode(),
        f"<svg {SVG}><x:g/></svg>".encode(),
        f"<svg {SVG}>\x0b</svg>".encode(),
        f"<!DOCTYPE svg SYSTEM 'x><svg {SVG}/>".encode(),
        b"<!-- nothing -->",
        b"<?x y?>",
        b"\xef\xbb\xbf<",
    ],
)
def test_what_is_not_well_formed_is_refused(image: bytes) -> None:
    assert code_of(lambda: svg.unbake(image)) == "image.not-xml"
    assert code_of(lambda: svg.bake(image, TOKEN)) == "image.not-xml"


@pytest.mark.parametrize(
    "image",
    [
        SMALL.decode().encode("utf-16"),
        SMALL.decode().encode("utf-16-le"),
        SMALL.decode().encode("utf-16-be"),
        SMALL.decode().encode("utf-32"),
        SMALL.decode().encode("utf-32-be"),
        b"<?xml version='1.0' encoding='iso-8859-1'?>" + SMALL,
        b'<?xml version="1.0" encoding="us-ascii"?>' + SMALL,
        b'<?xml version="1.0" encoding = "utf-16"?>' + SMALL,
        b"\xef\xbb\xbf<?xml version='1.0' encoding='utf-7'?>" + SMALL,
        b"<?xml version='1.0' encoding='idna'?>" + SMALL,
        SMALL.replace(b"<circle", b"\xe9<circle"),
        SMALL.replace(b"<circle", b"\xed\xa0\x80<circle"),
        SMALL.replace(b"<circle", b"\xc0\xbc<circle"),
    ],
)
def test_another_encoding_than_utf_8_is_refused_clearly(image: bytes) -> None:
    assert code_of(lambda: baking.unbake(image)) == "image.encoding"
    assert code_of(lambda: baking.bake(image, TOKEN)) == "image.encoding"


@pytest.mark.parametrize(
    "image",
    [
        b"<html/>",
        b"<html><body/></html>",
        f"<g {SVG}/>".encode(),
        b'<svg xmlns="http://www.w3.org/1999/xhtml"/>',
        f'<credential xmlns="{OB}" verify="a.b.c"/>'.encode(),
        b"<SVG/>",
    ],
)
def test_a_root_that_is_not_svg_is_refused(image: bytes) -> None:
    assert code_of(lambda: svg.unbake(image)) == "image.not-svg"
    assert code_of(lambda: svg.bake(image, TOKEN)) == "image.not-svg"


def test_an_svg_without_its_namespace_is_read_but_not_baked() -> None:
    image = f"<svg><c:credential xmlns:c='{OB}' verify='{TOKEN}'/></svg>".encode()
    assert svg.unbake(image) == TOKEN
    assert code_of(lambda: svg.bake(image, TOKEN)) == "image.not-svg"


def test_too_many_levels_are_refused() -> None:
    assert code_of(lambda: svg.unbake(an_svg("<g>" * 40_000))) == "image.too-deep"
    assert code_of(lambda: svg.unbake(an_svg("<g>" * 300 + "</g>" * 300))) == "image.too-deep"


@pytest.mark.parametrize(
    "inside",
    [
        "<g/>" * 400_000,
        "<!---->" * 200_000,
        "<?x?>" * 300_000,
        "<g " + " ".join(f'a{n}="1"' for n in range(120_000)) + "/>",
        "<g " + " ".join(f'xmlns:a{n}="u"' for n in range(100_000)) + "/>",
        f"<c xmlns='{OB}'>" + "<b/>" * 200_000 + "</c>",
    ],
    ids=["elements", "comments", "instructions", "attributes", "namespaces", "children"],
)
def test_too_many_parts_are_refused_at_once(inside: str) -> None:
    image = an_svg(inside)
    start = time.process_time()
    assert code_of(lambda: svg.unbake(image)) == "image.too-complex"
    assert time.process_time() - start < 0.1


@pytest.mark.parametrize("cut", range(len(BAKED)))
def test_a_drawing_cut_off_at_any_byte_is_refused(cut: int) -> None:
    with pytest.raises(MalformedImage):
        baking.unbake(BAKED[:cut])
    with pytest.raises(MalformedImage):
        baking.bake(BAKED[:cut], TOKEN)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(BAKED) - 1), st.binary(max_size=4)), max_size=4))
def test_spliced_bytes_never_cause_anything_but_a_refusal(splices: list[tuple[int, bytes]]) -> None:
    damaged = BAKED
    for place, junk in splices:
        damaged = damaged[:place] + junk + damaged[place + 2 :]
    for action in (lambda: baking.unbake(damaged), lambda: baking.bake(damaged, TOKEN)):
        try:
            assert action()
        except Refusal:
            continue
