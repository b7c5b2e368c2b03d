"""The quick reading of JSON: it declines, or gives exactly what the rule gives."""

import json
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import MalformedJson
from badgeservice.proofs.strict_json import DEFAULT_LIMITS, JsonLimits, read_json
from badgeservice.proofs.strict_json.exact import read_exactly
from badgeservice.proofs.strict_json.quick import DECLINED, read_quickly
from peers.documents import basic, rich

ISSUER = "https://issuer.example/1"


def is_declined(raw: bytes, limits: JsonLimits = DEFAULT_LIMITS) -> bool:
    return read_quickly(raw, limits) is DECLINED


def assert_same(raw: bytes, limits: JsonLimits) -> None:
    """The written form of a value tells 1 from 1.0, True from 1 and -0.0 from 0.0."""
    quick = read_quickly(raw, limits)
    if quick is not DECLINED:
        assert repr(quick) == repr(read_exactly(raw, limits))


def with_alignments(count: int) -> dict[str, Any]:
    credential = rich(ISSUER)
    achievement = credential["credentialSubject"]["achievement"]
    achievement["alignment"] = (achievement["alignment"] * count)[:count]
    return credential


# --- what is read quickly ---------------------------------------------------------------------


@pytest.mark.parametrize("document", [basic(ISSUER), rich(ISSUER)], ids=["basic", "rich"])
@pytest.mark.parametrize(
    "form",
    [
        {"separators": (",", ":")},
        {},
        {"indent": 2},
        {"indent": 4},
        {"indent": "\t"},
        {"indent": 0},
        {"separators": (" , ", " : ")},
    ],
    ids=["compact", "blanks", "two", "four", "tabs", "lines", "many blanks"],
)
def test_a_badge_in_a_usual_spelling_is_read_quickly(
    document: dict[str, Any], form: dict[str, Any]
) -> None:
    for end in ("", "\n"):
        raw = (json.dumps(document, ensure_ascii=False, **form) + end).encode()
        assert read_quickly(raw, DEFAULT_LIMITS) == document
        assert_same(raw, DEFAULT_LIMITS)


def test_a_badge_with_a_thousand_alignments_is_read_quickly() -> None:
    document = with_alignments(1_000)
    raw = orjson.dumps(document)
    assert len(raw) > DEFAULT_LIMITS.max_string
    assert read_quickly(raw, DEFAULT_LIMITS) == document


@pytest.mark.parametrize(
    "raw",
    [
        b"[0]",
        b"[-1,9007199254740991,-9007199254740991]",
        b"[1.5,-0.0,5e-324,1.7976931348623157e+308]",
        b'["\\n\\t\\b\\f\\r\\u001f\\u0001","\\"","\\\\"]',
        b'["[[[[","]]","{","}",",",":"]',
        b'{"a b":"a, b"}',
        '["é","\u2028","😀","\ufffd","\x7f"]'.encode(),
        b'"text"',
        b"42",
        b"null",
        b'[true,false,null,[],{},""]',
        b'["\\\\\\"[",[]]',
    ],
)
def test_one_spelling_is_read_quickly(raw: bytes) -> None:
    assert not is_declined(raw)
    assert_same(raw, DEFAULT_LIMITS)


# --- what is left to the rule -----------------------------------------------------------------


@pytest.mark.parametrize(
    "raw",
    [
        # names that come twice, also where the text gets no shorter
        b'{"a":1,"a":1}',
        b'{"a":1,"a":2}',
        b'{"a":1,"\\u0061":1}',
        b'{"a": 1, "a": 1}',
        b'{ "a" : 1 ,\n "a" : 1 }',
        b'{"a":1,"a":1E300}',
        b'{"x":[{"b":1,"b":12345678}],"y":1E15}',
        b'{"a":1,"a":"\\u00e9\\u00e9"}',
        # other spellings of numbers
        b"[-0]",
        b"[1E5]",
        b"[1e5]",
        b"[1.50]",
        b"[0.1e1]",
        b"[1e400]",
        b"[1e-400]",
        b"[0.000001]",
        b"[1.0000000000000000000001]",
        b"[9007199254740992]",
        b"[-9007199254740992]",
        b"[18446744073709551616]",
        b"[1" + b"0" * 40 + b"]",
        b"[NaN]",
        b"[-Infinity]",
        # other spellings of characters
        b'["\\/"]',
        b'["\\u00e9"]',
        b'["\\u001F"]',
        b'["\\u000a"]',
        b'["\\ud83d\\ude00"]',
        # characters that are refused
        b'["\\u0000"]',
        b'["\\ud800"]',
        b'["\\uffff"]',
        '["\ufdd0"]'.encode(),
        '["\uffff"]'.encode(),
        '["\U0001fffe"]'.encode(),
        b'["\xff"]',
        b'["\xed\xa0\x80"]',
        b"\xef\xbb\xbf[]",
        # no JSON
        b"",
        b" ",
        b"[1,]",
        b"[1]x",
        b"[1 2]",
        b'{"a":1',
        b'["a\nb"]',
        b"\x0c[]",
        b"[\xc2\xa0]",
    ],
)
def test_what_is_not_in_its_one_spelling_is_declined(raw: bytes) -> None:
    assert is_declined(raw)


def test_more_than_the_limits_allow_is_declined() -> None:
    small = JsonLimits(max_bytes=9_999, max_depth=3, max_members=12, max_string=1_024)
    deep, long, many = b"[[[%s]]]", b'["%s"]', b"[%s]"
    assert not is_declined(deep % b"1", small)
    assert is_declined(deep % b"[]", small)
    assert not is_declined(many % b",".join([b"1"] * 11), small)
    assert is_declined(many % b",".join([b"1"] * 13), small)
    assert not is_declined(long % (b"x" * 1_000), small)
    assert is_declined(long % (b"x" * 1_025), small)
    assert is_declined(b'{"%s":1}' % (b"x" * 1_025), small)


def test_a_limit_on_digits_or_strings_that_is_unusually_low_is_left_to_the_rule() -> None:
    assert is_declined(b"[1]", JsonLimits(max_bytes=99, max_number_digits=23))
    assert is_declined(b'["ab"]', JsonLimits(max_bytes=99, max_string=3))


def test_brackets_in_strings_hide_no_depth() -> None:
    limits = JsonLimits(max_bytes=9_999, max_depth=8)
    hidden = b'["]",' * 9 + b"1" + b',"["]' * 9
    assert is_declined(hidden, limits)
    assert is_declined(b'{"}":' * 9 + b"1" + b"}" * 9, limits)
    assert is_declined(b'["]\\"]",' * 9 + b"1" + b"]" * 9, limits)
    assert is_declined(b'["\\\\","]",' * 9 + b"1" + b"]" * 9, limits)
    assert not is_declined(hidden[5:-5], limits)


def test_commas_in_strings_are_no_members() -> None:
    limits = JsonLimits(max_bytes=9_999, max_members=4)
    assert not is_declined(b'["a,b,c,d,e,f","[[","\\",,,"]', limits)
    assert is_declined(b'["a","b","c","d","e"]', limits)


def test_escaped_quotation_marks_hide_no_long_string() -> None:
    limits = JsonLimits(max_bytes=99_999, max_string=1_024)
    for piece in (b'\\"', b'ab\\"', b"\\\\"):
        assert is_declined(b'["' + piece * 1_025 + b'"]', limits)


@pytest.mark.parametrize("levels", [250, 260, 2_000, 100_000])
def test_deeper_than_the_writer_goes_is_declined(levels: int) -> None:
    limits = JsonLimits(max_bytes=10**6, max_depth=10**6, max_members=10**6)
    assert is_declined(b"[" * levels + b"]" * levels, limits) == (levels > 254)


# --- one answer -------------------------------------------------------------------------------

few = settings(deadline=None, max_examples=200)
texts = st.text(max_size=9) | st.sampled_from(["a b", "a,b", "[", "]", '"', "\\", "\n", "é", "😀"])
numbers = st.integers(-(2**64), 2**65) | st.floats() | st.sampled_from([-0.0, 1e16, 1e-5, 1e21])
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)
forms = st.sampled_from(
    [
        {"separators": (",", ":"), "ensure_ascii": False},
        {"ensure_ascii": False},
        {"indent": 2, "ensure_ascii": False},
        {"indent": "\t"},
        {"separators": (" ,\n", ":\r")},
    ]
)
limits = st.builds(
    JsonLimits,
    max_bytes=st.just(10**6),
    max_depth=st.sampled_from([2, 4, 64]),
    max_members=st.sampled_from([5, 20, 10_000]),
    max_string=st.sampled_from([4, 1_024, 65_536]),
    max_number_digits=st.sampled_from([5, 30]),
)
splinters = st.sampled_from(
    [
        *b'" \\ \\" \\\\ [ ] { } , : \\u0000 \\ud800 \\n \\/ -0 1E5 0 1e+16 1.50 null'.split(),
        *b'"a":1, {"a":1,"a":2} \x00 \xff \xef\xbb\xbf \xef\xbf\xbf \xc3\xa9'.split(),
        *(b" ", b"\n", b'"a": 1, "a": 1'),
    ]
)


@few
@given(values, forms, limits)
def test_every_value_has_the_same_reading(value: Any, form: Any, bounds: JsonLimits) -> None:
    assert_same(json.dumps(value, **form).encode("utf-8", "surrogatepass"), bounds)


@few
@given(values, forms, limits, st.data())
def test_a_text_that_was_tampered_with_has_the_same_reading(
    value: Any, form: Any, bounds: JsonLimits, data: st.DataObject
) -> None:
    raw = json.dumps(value, **form).encode("utf-8", "surrogatepass")
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(raw)))
        end = data.draw(st.integers(start, min(len(raw), start + 12)))
        new = data.draw(splinters | st.just(raw[start:end] * 2))
        raw = raw[:start] + new + raw[end:]
    assert_same(raw, bounds)


@few
@given(st.binary(max_size=30) | st.text('[]{}":,\\u01e-. ', max_size=30).map(str.encode))
def test_any_bytes_have_the_same_reading(raw: bytes) -> None:
    assert_same(raw, DEFAULT_LIMITS)


@few
@given(st.sampled_from([basic(ISSUER), rich(ISSUER)]), forms, splinters, st.data())
def test_a_badge_that_was_tampered_with_has_the_same_reading(
    document: dict[str, Any], form: Any, new: bytes, data: st.DataObject
) -> None:
    raw = json.dumps(document, **form).encode()
    place = data.draw(st.integers(0, len(raw)))
    assert_same(raw[:place] + new + raw[place:], DEFAULT_LIMITS)


def test_what_is_declined_is_read_by_the_rule() -> None:
    assert read_json(b'{"a":1E5,"b":-0,"c":"\\u00e9"}') == {"a": 1e5, "b": 0, "c": "é"}
    with pytest.raises(MalformedJson) as caught:
        read_json(b'{"a": 1, "a": 1}')
    assert [finding.pointer for finding in caught.value.findings] == ["/a"]
