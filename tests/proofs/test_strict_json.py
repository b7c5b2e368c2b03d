"""Strict JSON: texts that must be read, texts that must not, and what is said about them."""

import math
from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import MalformedJson, TooLarge
from badgeservice.proofs.strict_json import (
    DEFAULT_LIMITS,
    JsonLimits,
    json_pointer,
    read_document,
    read_json,
    write_json,
)


def faults(raw: bytes, limits: JsonLimits = DEFAULT_LIMITS) -> list[tuple[str, str]]:
    with pytest.raises(MalformedJson) as caught:
        read_json(raw, limits)
    return [(finding.code, finding.pointer) for finding in caught.value.findings]


def codes(raw: bytes, limits: JsonLimits = DEFAULT_LIMITS) -> list[str]:
    return [code for code, _ in faults(raw, limits)]


# --- what is JSON -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (b"[]", []),
        (b" [] ", []),
        (b"[ ]", []),
        (b"\t\r\n {}\n", {}),
        (b"[[]   ]", [[]]),
        (b'{"":0}', {"": 0}),
        (b'[null, 1, "1", {}]', [None, 1, "1", {}]),
        (b"null", None),
        (b"true", True),
        (b'"asd"', "asd"),
        (b"42", 42),
        (b"-0.1", -0.1),
        (b"[-0]", [0]),
        (b"[-0.0]", [-0.0]),
        (b"[0e+1]", [0.0]),
        (b"[1E22]", [1e22]),
        (b"[1E-2]", [0.01]),
        (b"[123e45]", [123e45]),
        (b"[123.456e78]", [123.456e78]),
        (b"[20e1]", [200.0]),
        (b"[-0." + b"0" * 77 + b"1]", [-1e-78]),
        (b"[9007199254740991]", [2**53 - 1]),
        (b"[-9007199254740991]", [1 - 2**53]),
        (b'["\\u0060\\u012a\\u12AB"]', ["`\u012a\u12ab"]),
        (b'["\\uD801\\udc37"]', ["\U00010437"]),
        (b'["\\ud83d\\ude39\\ud83d\\udc8d"]', ["\U0001f639\U0001f48d"]),
        (b'["\\"\\\\\\/\\b\\f\\n\\r\\t"]', ['"\\/\b\f\n\r\t']),
        (b'["\\\\u0000"]', ["\\u0000"]),
        (b'["a/*b*/c/*d//e"]', ["a/*b*/c/*d//e"]),
        (b'["\x7f"]', ["\x7f"]),
        ('["é日本\u2028\u2029"]'.encode(), ["é日本\u2028\u2029"]),
        ('["\U0001bfff"]'.encode(), ["\U0001bfff"]),
        (b'["\\u200B\\uFEFF"]', ["\u200b\ufeff"]),
        (b'["\\uFDD\\u0030"]'.replace(b"\\uFDD\\u0030", b"\\uFDCF"), ["\ufdcf"]),
        (b'{"a":"b","a\\u0000c":1}'.replace(b"\\u0000", b"\\u0001"), {"a": "b", "a\x01c": 1}),
        (b'{"min": -1.0e+28, "max": 1.0e+28}', {"min": -1e28, "max": 1e28}),
    ],
)
def test_a_json_text_is_read(raw: bytes, value: object) -> None:
    assert read_json(raw) == value


@pytest.mark.parametrize(
    "raw",
    [
        b"[1 true]",
        b"[a\xc3\xa5]",
        b'["": 1]',
        b'[""],',
        b"[,1]",
        b"[1,,2]",
        b'["x",,]',
        b'["x"]]',
        b'["x"',
        b"[x",
        b"[3[ 4]]",
        b"[,]",
        b"[-]",
        b"[1,]",
        b'["a",\n4\n,1,',
        b"[1\x00]",
        b"[fals]",
        b"[nul]",
        b"[tru]",
        b"[True]",
        b"123\x00",
        b"[++1234]",
        b"[+1]",
        b"[-01]",
        b"[-1.0.]",
        b"[-2.]",
        b"[.-1]",
        b"[.2e-3]",
        b"[0.1.2]",
        b"[0.3e+]",
        b"[0.e1]",
        b"[0E]",
        b"[1.0e-]",
        b"[1 000.0]",
        b"[1eE2]",
        b"[2.e+3]",
        b"[9.e+]",
        b"[Inf]",
        b"[1+2]",
        b"[0x1]",
        b"[-Inf]",
        b"[- 1]",
        b"[-012]",
        b"[012]",
        b"[1a]",
        b"[1ea]",
        b"[1.a]",
        b"[\xef\xbc\x91]",
        b'["x", truth]',
        b'{["x"]}',
        b'{"x", null}',
        b'{"x"::"b"}',
        b'{"a":"a" 123}',
        b"{key: 'value'}",
        b'{"id":0,}',
        b'{"id":0,,,,,}',
        b"{'a':0}",
        b'{"a":/*comment*/"b"}',
        b'{"a":"b"}/**/',
        b'{"a":"b"}//',
        b'{"a":"b"}#',
        b'{"a"',
        b'{"a" "b"}',
        b'{:"b"}',
        b"{a: 1}",
        b'{"a":true} "x"',
        b'["\\u00A"]',
        b'["\\u"]',
        b'["\\ud800\\u"]',
        b'["\\x00"]',
        b'["\\a"]',
        b'["\\"]',
        b'["\\',
        b'["a\x00a"]',
        b'["new\nline"]',
        b'["\t"]',
        b"['single']",
        b'"',
        b'"x',
        b'""x',
        b'abc"',
        b"<.>",
        b"[<null>]",
        b"*",
        b"[1]x",
        b"]",
        b"[",
        b"{",
        b"{}}",
        b"\x0c[]",
        b"[\x0b]",
        b"\xc2\xa0[]",
        b"\xe2\x81\xa0[]",
        b"[1]\x00",
        b"[NaN1]",
        b'{\x00"\x00a\x00"\x00:\x001\x00}\x00',
    ],
)
def test_what_breaks_the_grammar_is_refused(raw: bytes) -> None:
    assert faults(raw) == [("json.syntax", "")]


@pytest.mark.parametrize("raw", [b"", b" ", b"\t\r\n"])
def test_an_empty_text_is_refused(raw: bytes) -> None:
    assert codes(raw) == ["json.empty"]


# --- encoding ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw", [b"\xef\xbb\xbf{}", "[1]".encode("utf-16"), b"\xfe\xff\x00[\x00]", b"\xef\xbb\xbf"]
)
def test_a_byte_order_mark_is_refused(raw: bytes) -> None:
    assert codes(raw) == ["json.bom"]


@pytest.mark.parametrize(
    "raw",
    [
        b'["\xff"]',
        b'["\xe9"]',
        b'["\x81"]',
        b'["\xc0\xaf"]',
        b'["\xe0\x80\xaf"]',
        b'["\xfc\x83\xbf\xbf\xbf\xbf"]',
        b'["\xf4\xbf\xbf\xbf"]',
        b'["\xed\xa0\x80"]',
        b'["\xed\xa0\xb5\xed\xb4\x9e"]',
        b'["\xe6\x97\xa5\xd1\x88\xfa"]',
        b'{"\xb9":"0",}',
        b"[\xe5]",
        b'["\xe2\x82"]',
    ],
)
def test_bytes_that_are_not_utf8_are_refused(raw: bytes) -> None:
    assert codes(raw) == ["json.not-utf8"]


@pytest.mark.parametrize(
    "escape",
    ["\\uD800", "\\uDFAA", "\\ud800abc", "\\uD800\\uD800\\n", "\\uDd1e\\uD834", "\\uD888\\u1234"],
)
def test_half_a_surrogate_pair_is_refused(escape: str) -> None:
    assert faults(b'{"a":["%s"]}' % escape.encode()) == [("json.surrogate", "/a/0")]


@pytest.mark.parametrize(
    "text",
    ["\\u0000", "\\uFFFE", "\\uffff", "\\uFdD0", "\\uFDEF", "\\uD83F\\uDFFE", "\\uDBFF\\uDFFF"],
)
def test_an_escaped_noncharacter_is_refused(text: str) -> None:
    assert faults(b'{"a":"%s"}' % text.encode()) == [("json.control", "/a")]


@pytest.mark.parametrize("code", [0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0xAFFFF, 0x10FFFF])
def test_a_plain_noncharacter_is_refused(code: int) -> None:
    assert faults(f'["{chr(code)}"]'.encode()) == [("json.control", "/0")]


@pytest.mark.parametrize("plane", range(17))
def test_the_characters_beside_the_noncharacters_are_read(plane: int) -> None:
    text = chr(plane * 0x10000 + 0xFFFD)
    assert read_json(f'["{text}"]'.encode()) == [text]


def test_a_refused_member_name_does_not_come_back_in_the_pointer() -> None:
    assert faults(b'{"\\ud800":null}') == [("json.surrogate", "")]
    assert faults(b'{"a":{"\\u0000":"\\ud800"}}') == [
        ("json.control", "/a"),
        ("json.surrogate", ""),
    ]


# --- members ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "pointer"),
    [
        (b'{"a":1,"a":1}', "/a"),
        (b'{"a":"b","a":"c"}', "/a"),
        (b'{"x":[{"b":1,"\\u0062":2}]}', "/x/0/b"),
        (b'{"":1,"":2}', "/"),
        (b'{"a/b~":1,"a\\/b~":2}', "/a~1b~0"),
        ('{"é":1,"\\u00e9":2}'.encode(), "/é"),
    ],
)
def test_a_name_that_comes_twice_is_refused(raw: bytes, pointer: str) -> None:
    assert faults(raw) == [("json.duplicate-member", pointer)]


def test_names_that_differ_in_normalisation_are_different_names() -> None:
    assert read_json('{"\u00e9":1,"e\u0301":2}'.encode()) == {"\u00e9": 1, "e\u0301": 2}


def test_all_faults_of_a_text_are_told_at_once() -> None:
    raw = b'{"a":NaN,"b":[1e400,{"c":"\\ud800","c":1}],"d":9007199254740992,"e":"\\u0000"}'
    assert faults(raw) == [
        ("json.not-a-number", "/a"),
        ("json.not-a-number", "/b/0"),
        ("json.duplicate-member", "/b/1/c"),
        ("json.integer-range", "/d"),
        ("json.control", "/e"),
    ]


def test_no_message_repeats_what_was_sent() -> None:
    with pytest.raises(MalformedJson) as caught:
        read_json(b'{"geheim":"\\ud800","x":[NaN]}')
    said = [caught.value.detail, *(finding.message for finding in caught.value.findings)]
    assert not any("geheim" in text or "NaN" in text for text in said)


# --- numbers ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number",
    [b"NaN", b"Infinity", b"-Infinity", b"1e400", b"-1e+9999", b"123123e100000", b"1e-400"],
)
def test_what_no_double_holds_is_refused(number: bytes) -> None:
    assert faults(b'{"a":[%s]}' % number) == [("json.not-a-number", "/a/0")]


@pytest.mark.parametrize(
    "number",
    [b"9007199254740992", b"-9007199254740992", b"100000000000000000000", b"1" + b"0" * 29],
)
def test_an_integer_that_doubles_do_not_hold_exactly_is_refused(number: bytes) -> None:
    assert faults(b"[%s]" % number) == [("json.integer-range", "/0")]


@pytest.mark.parametrize(
    "number", [b"1" * 31, b"0." + b"1" * 31, b"1e" + b"0" * 31, b"-" + b"9" * 10_000]
)
def test_a_number_with_too_many_digits_is_refused(number: bytes) -> None:
    assert faults(b"[%s]" % number) == [("json.number-too-long", "/0")]


def test_thirty_significant_digits_are_read() -> None:
    assert read_json(b"[0.000" + b"1" * 30 + b"]") == [0.000111111111111111111]


# --- limits -----------------------------------------------------------------------------------


def test_a_text_of_the_largest_size_is_read() -> None:
    assert read_json(b"[" + b" " * 8 + b"]", JsonLimits(max_bytes=10)) == []


def test_a_larger_text_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(TooLarge):
        read_json(b"\xff" * 11, JsonLimits(max_bytes=10))


@pytest.mark.parametrize(("opening", "closing"), [(b"[", b"]"), (b'{"a":', b"}")])
def test_sixty_four_levels_are_read_and_one_more_is_not(opening: bytes, closing: bytes) -> None:
    inner = b"1"
    read_json(opening * 64 + inner + closing * 64)
    assert codes(opening * 65 + inner + closing * 65) == ["json.too-deep"]


@pytest.mark.parametrize(
    "raw",
    [
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 90_000,
        b'[{"":' * 70_000,
        b"[[]," * 70_000,
    ],
)
def test_hostile_nesting_is_refused_quickly(raw: bytes) -> None:
    began = process_time()
    assert codes(raw) == ["json.too-deep"]
    assert process_time() - began < 0.5


def test_brackets_in_strings_are_not_nesting() -> None:
    text = "[" * 500 + '\\"{' * 500
    assert read_json(b'["%s","\\\\"]' % text.encode()) == ["[" * 500 + '"{' * 500, "\\"]


@pytest.mark.parametrize(
    ("raw", "more"),
    [
        (b"[" + b"1," * 9_999 + b"1]", b",1]"),
        (b"[" + b"{}," * 9_999 + b"[]]", b",{}]"),
        (b"[[]," + b"[ ]," * 9_997 + b'{"b":"x,[]{}"}]', b",1]"),
        (b"{" + b",".join(b'"%d":"[,"' % i for i in range(10_000)) + b"}", b',"z":1}'),
    ],
    ids=["numbers", "empty", "mixed", "object"],
)
def test_ten_thousand_members_are_read_and_one_more_is_not(raw: bytes, more: bytes) -> None:
    read_json(raw)
    assert codes(raw[:-1] + more) == ["json.too-many-members"]


def test_a_string_of_the_greatest_length_is_read_and_a_longer_one_is_not() -> None:
    assert read_json(b'["' + b"\\u00e9" * 65_536 + b'"]') == ["é" * 65_536]
    assert faults(b'{"a":"' + b"x" * 65_537 + b'"}') == [("json.string-too-long", "/a")]


def test_a_name_that_is_too_long_is_refused() -> None:
    assert codes(b'{"' + b"x" * 65_537 + b'":1}') == ["json.string-too-long"]


@pytest.mark.parametrize(
    "raw",
    [
        b'"' + b'\\"' * 250_000,
        b'["' * 250_000,
        b"[" + b'"a",' * 9_000 + b'"a"]' + b" " * 400_000,
        b'"' + b"\\" * 500_000,
        b"{" + b'"a":1,' * 9_000 + b'"a":1}',
        b"-" * 500_000,
        b"[1." + b"0" * 500_000 + b"]",
        b"[1e" + b"9" * 500_000 + b"]",
        b'["' + b"\\ud800" * 80_000 + b'"]',
    ],
)
def test_the_time_is_in_step_with_the_length(raw: bytes) -> None:
    began = process_time()
    with suppress(MalformedJson):
        read_json(raw)
    assert process_time() - began < 0.5


# --- documents --------------------------------------------------------------------------------


def test_a_document_keeps_its_bytes() -> None:
    raw = b' {"b": 1.0,\n"a": "\\u00e9"} '
    document = read_document(raw)
    assert document.raw is raw
    assert document.value == {"b": 1.0, "a": "é"}
    assert list(document.value) == ["b", "a"]


@pytest.mark.parametrize("raw", [b"[]", b"null", b"1", b'"{}"', b"true", b'[{"a":1}]'])
def test_a_document_is_an_object(raw: bytes) -> None:
    with pytest.raises(MalformedJson) as caught:
        read_document(raw)
    assert [finding.code for finding in caught.value.findings] == ["json.not-an-object"]


# --- writing ----------------------------------------------------------------------------------


def test_what_is_written_is_compact_utf8_in_the_given_order() -> None:
    value = {"b": [1, 1.5, True, None], "a": "é\n\u2028"}
    assert write_json(value) == '{"b":[1,1.5,true,null],"a":"é\\n\u2028"}'.encode()


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_not_finite_is_not_written(number: float) -> None:
    with pytest.raises(MalformedJson) as caught:
        write_json({"a": [number]})
    assert caught.value.findings[0].code == "json.not-a-number"


def test_half_a_surrogate_pair_is_not_written() -> None:
    with pytest.raises(MalformedJson) as caught:
        write_json(["\ud800"])
    assert caught.value.findings[0].code == "json.surrogate"


def test_a_pointer_escapes_tilde_and_slash() -> None:
    assert json_pointer(("a/b", 0, "~1", "")) == "/a~1b/0/~01/"


# Without surrogates, U+0000 and the noncharacters of the basic plane.
texts = st.text(st.characters(min_codepoint=1, max_codepoint=0xFDCF, codec="utf-8"), max_size=9)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(1 - 2**53, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)


@settings(deadline=None, max_examples=150)
@given(json_values)
def test_what_is_written_is_read_back(value: object) -> None:
    assert read_json(write_json(value)) == value


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=40) | st.text('[]{}":,\\u0123d8 ', max_size=30).map(str.encode))
def test_any_bytes_are_read_or_refused_with_a_reason(raw: bytes) -> None:
    try:
        read_json(raw)
    except MalformedJson as refusal:
        findings = refusal.findings
    else:
        return
    assert findings
