"""Strict JSON: texts that must be read, texts that must not, and what is said about them."""

import pytest

from badgeservice.errors import MalformedJson
from badgeservice.proofs.strict_json import (
    DEFAULT_LIMITS,
    JsonLimits,
    read_json,
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
