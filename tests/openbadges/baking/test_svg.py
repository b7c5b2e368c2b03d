"""A credential goes into an SVG and comes out; damaged and hostile drawings are refused."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import MalformedImage, NoCredential, TooLarge
from badgeservice.openbadges import baking
from badgeservice.openbadges.baking import svg
from badgeservice.openbadges.baking.payload import MAX_IMAGE_BYTES, MAX_TEXT_BYTES
from openbadges.baking.images.refused import code_of
from openbadges.baking.images.small_svg import (
    BAKED,
    JSON_TEXT,
    OB,
    SMALL,
    SVG,
    TOKEN,
    an_svg,
    baked_svg,
)

# --- in and out -------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [JSON_TEXT, TOKEN, "{}"])
def test_what_goes_in_comes_out(text: str) -> None:
    assert svg.unbake(svg.bake(SMALL, text)) == text
    assert baking.unbake(baking.bake(SMALL, text)) == text


def test_json_is_written_as_a_section_in_the_first_child() -> None:
    assert (
        BAKED.decode() == f'<svg xmlns:openbadges="{OB}" {SVG}>'
        f"<openbadges:credential><![CDATA[{JSON_TEXT}]]></openbadges:credential>"
        "<circle r='3'/></svg>"
    )


def test_a_token_is_written_as_attribute_of_an_empty_element() -> None:
    assert f'<openbadges:credential verify="{TOKEN}"/>'.encode() in svg.bake(SMALL, TOKEN)


@pytest.mark.parametrize(
    "image",
    [
        f"<svg {SVG}/>",
        f"<svg {SVG} />",
        f"<svg\n{SVG}\n></svg\n>",
        "<svg xmlns='http://www.w3.org/2000/svg' title='a > b \"c\" />'/>",
        '<s:svg xmlns:s="http://www.w3.org/2000/svg"/>',
        '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:g/></s:svg>',
        f"\ufeff<svg {SVG}/>",
        f'\ufeff<?xml version="1.0" encoding="UTF-8"?>\n<svg {SVG}/>',
        f"<?xml version='1.0' encoding='utf-8' standalone='yes'?><svg {SVG}/>",
        f"<!-- <svg> ' -->\n<svg {SVG}><!-- </svg> --></svg><!-- end -->\n",
        f"<?xml-stylesheet href='x.css'?><svg {SVG}><?php echo '<svg>' ?></svg>",
        f'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://x.example/svg11.dtd"><svg {SVG}/>',
        f"<!DOCTYPE svg SYSTEM 'http://x.example/>svg11.dtd'>\n<svg {SVG}/>",
        f"<!DOCTYPE svg>\n<svg {SVG}/>",
        f"<svg {SVG}><svg><svg/></svg></svg>",
        f"<svg {SVG}><style><![CDATA[ a > b {{}} ]]></style></svg>",
        f'<svg {SVG} xmlns:ob="{OB}"/>',
        f"<svg {SVG} xmlns:openbadges='{OB}'/>",
        f'<svg {SVG} xmlns:openbadges="http://openbadges.org"/>',
        f"<svg {SVG}>Ø – ✓ 😀</svg>",
        f"<svg {SVG} data-big='{'x' * 500_000}'/>",
    ],
)
def test_any_way_to_write_an_svg_keeps_its_bytes_around_the_credential(image: str) -> None:
    for text in (JSON_TEXT, TOKEN):
        baked = svg.bake(image.encode(), text)
        assert svg.unbake(baked) == text
        root = ElementTree.fromstring(baked)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert root[0].tag == f"{{{OB}}}credential"
        assert len(root.findall(f"{{{OB}}}credential")) == 1
        assert svg.bake(baked, text) == baked


def test_nothing_but_the_declaration_and_the_element_is_added() -> None:
    image = an_svg("\n <g  a='1'\tb = \"2\" >&amp;&#x41;<!-- c --></g>\n", before="<?x y?>\r\n")
    baked = svg.bake(image, TOKEN)
    element = f'<openbadges:credential verify="{TOKEN}"/>'.encode()
    declaration = f' xmlns:openbadges="{OB}"'.encode()
    assert baked.replace(element, b"", 1).replace(declaration, b"", 1) == image


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "]]>"}',
        '{"a": "]]>]]>", "b": "]]", "c": ">"}',
        '{"a": "<b>&amp;</b><!-- x --><![CDATA[y]]>"}',
        '{\r\n  "a": 1\r\n}',
        '{\r"a"\r\r\n: "]]>"\r}',
        '{\t"a":\n1}',
        '{"a": "\x7f\x85\u2028\u200b\ufffd😀"}',
    ],
)
def test_json_comes_out_byte_for_byte_whatever_xml_makes_of_it(text: str) -> None:
    baked = svg.bake(SMALL, text)
    assert svg.unbake(baked).encode() == text.encode()
    assert ElementTree.fromstring(baked)[0].text == text


@settings(deadline=None, max_examples=150)
@given(
    st.dictionaries(st.text(max_size=6), st.text(st.sampled_from("]>[<!CDATA&\r\n\t é\x0b"))),
    st.sampled_from([None, 1, "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_any_json_object_comes_out_as_it_went_in(
    value: dict[str, str], indent: int | str | None, newline: str
) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=indent).replace("\n", newline)
    try:
        baked = svg.bake(SMALL, text)
    except NoCredential:
        assert "\ufffe" in text or "\uffff" in text
        return
    assert svg.unbake(baked) == text


def test_surrounding_blanks_are_trimmed_going_in_and_coming_out() -> None:
    assert svg.bake(SMALL, f"\n {JSON_TEXT}\r\n") == BAKED
    loose = baked_svg("<openbadges:credential>\n <![CDATA[\n {} \n]]>\n</openbadges:credential>")
    assert svg.unbake(loose) == "{}"
    loose = baked_svg(f'<openbadges:credential verify=" {TOKEN}&#10;"/>')
    assert svg.unbake(loose) == TOKEN


def test_baking_again_replaces_every_credential_at_any_depth() -> None:
    old = f"<o:credential xmlns:o='{OB}' verify='a.b.c'/>"
    body = f"<o:credential xmlns:o='{OB}'><b/>{{}}<o:credential/></o:credential >"
    spoiled = an_svg(f"{body}<g>{old}<circle/>{old}</g>")
    assert svg.bake(spoiled, TOKEN) == svg.bake(an_svg("<g><circle/></g>"), TOKEN)
    assert svg.bake(BAKED, TOKEN) == svg.bake(SMALL, TOKEN)


def test_a_mould_bakes_the_same_as_baking_one_by_one() -> None:
    mould = svg.make_mould(BAKED)
    assert mould.bake(TOKEN) == svg.bake(SMALL, TOKEN)
    assert mould.bake(JSON_TEXT) == BAKED


def test_one_mould_serves_both_kinds_of_image() -> None:
    assert baking.make_mould(SMALL).bake(JSON_TEXT) == svg.bake(SMALL, JSON_TEXT) == BAKED
    with pytest.raises(MalformedImage):
        baking.make_mould(b"<html/>")


def test_a_prefix_that_means_something_else_is_declared_on_the_element() -> None:
    old = '<openbadges:assertion verify="https://example.org/a"/>'
    image = an_svg(old, ' xmlns:openbadges="http://openbadges.org"')
    baked = svg.bake(image, TOKEN)
    assert svg.unbake(baked) == TOKEN
    assert old.encode() in baked
    assert svg.bake(baked, TOKEN) == baked


@pytest.mark.parametrize(
    "credential",
    [
        f'<x:credential xmlns:x="{OB}">{{}}</x:credential>',
        f'<credential xmlns="{OB}">{{}}</credential>',
        "<openbadges:credential>{}</openbadges:credential>",
        "<openbadges:credential>&#123;<![CDATA[}]]></openbadges:credential>",
        "<openbadges:credential>{<!-- not ours -->}</openbadges:credential>",
        "<g/><openbadges:credential><![CDATA[{}]]></openbadges:credential>",
        "<svg><g><openbadges:credential><![CDATA[{}]]></openbadges:credential></g></svg>",
        "<openbadges:credential>{}</openbadges:credential><openbadges:credential verify='x.y.z'/>",
    ],
)
def test_the_first_credential_is_found_by_namespace_wherever_it_stands(credential: str) -> None:
    assert svg.unbake(baked_svg(credential)) == "{}"


def test_the_sample_of_the_public_validator_is_read_and_baked_again(shared_data: Path) -> None:
    image = (shared_data / "samples" / "1edtech" / "simple-json.svg").read_bytes()
    text = baking.unbake(image)
    assert json.loads(text)["name"] == "Teamwork Badge"
    baked = baking.bake(image, text)
    assert baking.unbake(baked) == text
    assert baked.count(b"<openbadges:credential>") == 1
    assert baking.bake(baked, text) == baked


# --- no credential, or another kind -----------------------------------------------------------


@pytest.mark.parametrize(
    "inside",
    [
        "",
        "<credential verify='a.b.c'/>",
        "<x:credential xmlns:x='https://purl.imsglobal.org/spec/ob/v3p0' verify='a.b.c'/>",
        f"<x:credential xmlns:x='{OB}/' verify='a.b.c'/>",
        f"<x:Credential xmlns:x='{OB}' verify='a.b.c'/>",
        f"<!-- <x:credential xmlns:x='{OB}' verify='a.b.c'/> -->",
        f"<![CDATA[<x:credential xmlns:x='{OB}' verify='a.b.c'/>]]>",
        f"<?x <x:credential xmlns:x='{OB}' verify='a.b.c'/> ?>",
        f"<x:credential xmlns:x='{OB}'/>",
        f"<x:credential xmlns:x='{OB}'> \n </x:credential>",
        f"<x:credential xmlns:x='{OB}' verify=''/>",
        f"<x:credential xmlns:x='{OB}' x:verify='a.b.c'/>",
    ],
)
def test_a_drawing_without_a_credential_is_told(inside: str) -> None:
    with pytest.raises(NoCredential):
        svg.unbake(an_svg(inside))


def test_an_open_badges_2_drawing_is_told_apart() -> None:
    inside = "<o:assertion xmlns:o='http://openbadges.org' verify='https://example.org/a'/>"
    with pytest.raises(NoCredential) as caught:
        svg.unbake(an_svg(inside))
    assert "2.0" in caught.value.hint


@pytest.mark.parametrize(
    "text",
    ["", "hello", "<x/>", '{"a":"\x0b"}', '{"a":"\ufffe"}', '{"a":"\ud800"}', '{"a":"\0"}'],
)
def test_a_text_that_xml_cannot_carry_or_is_no_credential_is_not_baked(text: str) -> None:
    with pytest.raises(NoCredential):
        svg.bake(SMALL, text)


# --- limits -----------------------------------------------------------------------------------


def test_a_drawing_over_two_mebibytes_is_too_large_in_and_out() -> None:
    image = SMALL + b" " * (MAX_IMAGE_BYTES - len(SMALL))
    with pytest.raises(TooLarge):
        svg.bake(image, TOKEN)
    with pytest.raises(TooLarge):
        svg.unbake(image + b" ")


def test_a_text_that_would_not_be_read_again_is_not_baked() -> None:
    text = '{"a":"' + "<" * 60_000 + '"}'
    assert code_of(lambda: svg.bake(SMALL, text)) == "image.too-complex"


def test_a_text_over_half_a_mebibyte_is_too_large_in_and_out() -> None:
    most = '{"a":"' + "x" * (MAX_TEXT_BYTES - 8) + '"}'
    assert svg.unbake(svg.bake(SMALL, most)) == most
    with pytest.raises(TooLarge):
        svg.bake(SMALL, most[:-1] + " }")
    body = f"<openbadges:credential>{most[:-1]} }}</openbadges:credential>"
    with pytest.raises(TooLarge):
        svg.unbake(baked_svg(body))
