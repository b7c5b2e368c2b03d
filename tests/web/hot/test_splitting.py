"""Taking a batch apart: the same elements, however small the pieces in which they come."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import MalformedJson
from badgeservice.web.hot.splitting import ArraySplitter, LineSplitter, Splitter

MAX = 200
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
FEW = settings(max_examples=150, deadline=None)


def split(splitter: Splitter, body: bytes, size: int = 1_000_000) -> list[bytes | None]:
    """Everything in a body that comes in pieces of ``size`` bytes."""

    def every() -> Iterator[bytes | None]:
        for at in range(0, len(body), size):
            yield from splitter.feed(body[at : at + size])
        yield from splitter.end()

    return list(every())


def array(body: bytes, size: int = 1_000_000, most: int = MAX) -> list[bytes | None]:
    return split(ArraySplitter(most), body, size)


def lines(body: bytes, size: int = 1_000_000, most: int = MAX) -> list[bytes | None]:
    return split(LineSplitter(most), body, size)


def spelled(value: Any, spacing: int, ascii_only: bool) -> bytes:
    indent = [None, 0, 2][spacing]
    return json.dumps(value, indent=indent, ensure_ascii=ascii_only).encode()


@FEW
@given(
    values=st.lists(VALUES, max_size=5),
    spacing=st.integers(0, 2),
    ascii_only=st.booleans(),
    size=st.integers(1, 40),
)
def test_the_elements_of_an_array_are_what_a_reader_finds(
    values: list[Any], spacing: int, ascii_only: bool, size: int
) -> None:
    found = array(spelled(values, spacing, ascii_only), size, most=100_000)
    assert [json.loads(one) for one in found if one is not None] == values
    assert None not in found


@FEW
@given(values=st.lists(VALUES, max_size=5), size=st.integers(1, 40), ends=st.booleans())
def test_the_lines_are_what_stands_on_them(values: list[Any], size: int, ends: bool) -> None:
    body = b"\n".join(json.dumps(one).encode() for one in values) + (b"\n" if ends else b"")
    assert [json.loads(one) for one in lines(body, size, most=100_000) if one] == values


@pytest.mark.parametrize("size", [1, 2, 3, 1_000])
@pytest.mark.parametrize(
    "element",
    [
        b'{"a":"]"}',
        b'{"a":"}"}',
        rb'{"a":"\""}',
        rb'{"a":"\\"}',
        rb'{"a":"\\\"]"}',
        b'"a,b]c"',
        rb'"\\"',
        rb'"\",\""',
        b'{"a":[[{"b":"[{"}]]}',
        b"[[],[]]",
        b"12.5e3",
        b"nonsense",
        b'{"a":1,"a":2}',
        b'{"a":]',
        b"\xff\xfe",
    ],
)
def test_what_looks_like_an_end_and_is_none_does_not_end_an_element(
    element: bytes, size: int
) -> None:
    assert array(b"[" + element + b" , " + element + b"]", size) == [
        element if element[-1:] in b']}"' else element + b" ",
        element,
    ]


@pytest.mark.parametrize("body", [b"[]", b" [ ] ", b"\n[\r\n\t]\n"])
def test_an_empty_array_has_no_elements(body: bytes) -> None:
    assert array(body) == []


@pytest.mark.parametrize("size", [1, 1_000])
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"{}",
        b'"text"',
        b"1",
        b"\xef\xbb\xbf[]",
        b"[",
        b"[{}",
        b"[{},",
        b"[{},]",
        b"[,]",
        b"[,{}]",
        b"[{}{}]",
        b"[{} 1]",
        b'["a" "b"]',
        b'["a',
        b'["a\\"]',
        b"[{]",
        b"[{}] []",
        b"[{}]{}",
        b"[{}],",
        b"]",
    ],
)
def test_what_is_not_one_array_is_refused_where_it_breaks_off(body: bytes, size: int) -> None:
    with pytest.raises(MalformedJson):
        array(body, size)


def test_what_stands_before_the_break_is_given() -> None:
    elements = ArraySplitter(MAX).feed(b'[{"a":1},{"b":2} oops')
    assert [next(elements), next(elements)] == [b'{"a":1}', b'{"b":2}']
    with pytest.raises(MalformedJson):
        next(elements)


@pytest.mark.parametrize("size", [1, 7, 1_000])
@pytest.mark.parametrize(
    "large", [b'{"a":"' + b"x" * MAX + b'"}', b'"' + b"\\n" * MAX + b'"', b"1" * (MAX + 1)]
)
def test_what_is_too_large_is_passed_over_and_the_rest_goes_on(large: bytes, size: int) -> None:
    assert array(b'[{"a":1},' + large + b',{"b":2}]', size) == [b'{"a":1}', None, b'{"b":2}']
    assert lines(b'{"a":1}\n' + large + b'\n{"b":2}', size) == [b'{"a":1}', None, b'{"b":2}']


@pytest.mark.parametrize("size", [1, 1_000])
def test_exactly_as_large_as_it_may_be_is_not_too_large(size: int) -> None:
    fits = b'{"a":"' + b"x" * (MAX - 8) + b'"}'
    assert len(fits) == MAX
    assert array(b"[" + fits + b"]", size) == lines(fits, size) == [fits]
    more = fits[:-2] + b'y"}'
    assert array(b"[" + more + b"]", size) == lines(more, size) == [None]


def test_of_what_is_too_large_nothing_is_kept() -> None:
    splitters = ArraySplitter(MAX), LineSplitter(MAX)
    assert list(splitters[0].feed(b'["')) == []
    for splitter in splitters:
        for _ in range(100):
            assert list(splitter.feed(b"x" * 1_000)) == []
    held = [len(splitters[0]._buffer), len(splitters[1]._begun)]
    assert max(held) <= MAX


def test_empty_lines_are_no_credentials() -> None:
    assert lines(b"\n\n{}\r\n\n  \n{}\n\n") == [b"{}\r", b"{}"]


def test_a_line_may_end_with_the_body() -> None:
    assert lines(b"{}\n{}") == [b"{}", b"{}"]
    assert lines(b"") == []


def test_a_body_of_empty_lines_holds_nothing() -> None:
    splitter = LineSplitter(100)
    for piece in (b"\n" * 1_000, b'\n\n{"a":1}\n\n', b"\n" * 1_000):
        found = list(splitter.feed(piece))
        assert found == ([b'{"a":1}'] if b"a" in piece else [])
    assert list(splitter.end()) == []
