"""Strict JSON: repeated names, numbers, limits, what is told about faults, and writing."""

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
