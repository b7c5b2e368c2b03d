"""Short codes: what is typed wrongly is noticed, what is typed sloppily is understood."""

from itertools import combinations, count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import InvalidRequest
from badgeservice.journeys.printing.short_codes import (
    ALPHABET,
    SYMBOLS,
    group_code,
    make_short_code,
    read_short_code,
)

CODES = st.binary(min_size=16, max_size=16).map(lambda drawn: make_short_code(lambda _: drawn))


def test_the_chance_in_a_code_is_more_than_50_bits() -> None:
    assert len(ALPHABET) ** (SYMBOLS - 1) > 2**50
    numbers = count(1)
    codes = {
        make_short_code(lambda size: (2**90 + next(numbers)).to_bytes(size, "big"))
        for _ in "x" * 500
    }
    assert len(codes) == 500


def test_every_chance_is_asked_for_once_and_used() -> None:
    asked: list[int] = []

    def draw(size: int) -> bytes:
        asked.append(size)
        return bytes(size)

    assert read_short_code(make_short_code(draw)) == "2" * 12
    assert asked == [16]


def test_no_two_symbols_look_alike() -> None:
    assert len(set(ALPHABET)) == 25
    for alike in ("0OQD", "1IL", "2Z", "5S", "6G", "8B", "UV"):
        assert sum(one in ALPHABET for one in alike) <= 1


@given(CODES)
@settings(deadline=None, max_examples=30)
def test_a_code_is_read_as_it_is_printed(code: str) -> None:
    printed = group_code(code)
    assert [len(part) for part in printed.split("-")] == [4, 4, 4]
    assert read_short_code(printed) == read_short_code(code) == code


@given(CODES)
@settings(deadline=None, max_examples=30)
def test_capitals_blanks_and_look_alikes_do_not_matter(code: str) -> None:
    sloppy = f"  {group_code(code).lower().replace('-', ' – ')} \n"
    for ours, theirs in (("d", "0"), ("d", "o"), ("d", "Q"), ("5", "s"), ("2", "z"), ("8", "b")):
        assert read_short_code(sloppy.replace(ours, theirs)) == code


@given(CODES)
@settings(deadline=None, max_examples=5)
def test_any_one_wrong_symbol_is_noticed(code: str) -> None:
    for at, one in enumerate(code):
        for other in ALPHABET.replace(one, ""):
            with pytest.raises(InvalidRequest):
                read_short_code(code[:at] + other + code[at + 1 :])


@given(CODES)
@settings(deadline=None, max_examples=20)
def test_any_two_symbols_that_changed_places_are_noticed(code: str) -> None:
    for first, last in combinations(range(SYMBOLS), 2):
        if code[first] != code[last]:
            moved = list(code)
            moved[first], moved[last] = moved[last], moved[first]
            with pytest.raises(InvalidRequest):
                read_short_code("".join(moved))


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "short-code.length"),
        ("2222-2222-222", "short-code.length"),
        ("2222-2222-2222-2", "short-code.length"),
        ("2" * 10_000, "short-code.length"),
        ("2222-2222-2223", "short-code.check"),
        ("2222-2222-222!", "short-code.symbol"),
        ("2222-2222-222I", "short-code.symbol"),
        ("2222-2222-2221", "short-code.symbol"),
        ("2222-2222-222ß", "short-code.symbol"),
        ("2222-2222-222\u0662", "short-code.symbol"),
        ("2222-2222-22\u202e2", "short-code.symbol"),
        ("2222-2222-222\x00", "short-code.symbol"),
        ("' OR 1=1 --", "short-code.symbol"),
    ],
)
def test_what_is_no_code_is_refused_without_repeating_it(typed: str, fault: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        read_short_code(typed)
    assert [one.code for one in refused.value.findings] == [fault]
    assert not typed or typed not in f"{refused.value.detail} {refused.value.findings}"
