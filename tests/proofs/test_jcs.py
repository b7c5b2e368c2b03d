"""RFC 8785: the published samples, the published numbers, and what the scheme cannot say."""

import json
import math
import struct
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import CannotCanonicalise
from badgeservice.proofs.jcs import canonicalise_json
from peers.documents import basic, rich

SAMPLES = ["arrays", "french", "structures", "unicode", "values", "weird"]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_published_sample_gives_the_published_bytes(shared_data: Path, name: str) -> None:
    folder = shared_data / "vectors" / "jcs" / "testdata"
    value = json.loads((folder / "input" / f"{name}.json").read_bytes())
    expected = (folder / "output" / f"{name}.json").read_bytes()
    assert canonicalise_json(value) == expected
    assert expected == bytes.fromhex((folder / "outhex" / f"{name}.txt").read_text("ascii"))


@pytest.mark.parametrize(
    ("bits", "text"),
    [
        ("0000000000000000", "0"),
        ("8000000000000000", "0"),
        ("0000000000000001", "5e-324"),
        ("8000000000000001", "-5e-324"),
        ("7fefffffffffffff", "1.7976931348623157e+308"),
        ("ffefffffffffffff", "-1.7976931348623157e+308"),
        ("4340000000000000", "9007199254740992"),
        ("c340000000000000", "-9007199254740992"),
        ("4430000000000000", "295147905179352830000"),
        ("44b52d02c7e14af5", "9.999999999999997e+22"),
        ("44b52d02c7e14af6", "1e+23"),
        ("44b52d02c7e14af7", "1.0000000000000001e+23"),
        ("444b1ae4d6e2ef4e", "999999999999999700000"),
        ("444b1ae4d6e2ef4f", "999999999999999900000"),
        ("444b1ae4d6e2ef50", "1e+21"),
        ("3eb0c6f7a0b5ed8c", "9.999999999999997e-7"),
        ("3eb0c6f7a0b5ed8d", "0.000001"),
        ("41b3de4355555553", "333333333.3333332"),
        ("becbf647612f3696", "-0.0000033333333333333333"),
        ("43143ff3c1cb0959", "1424953923781206.2"),
    ],
)
def test_a_number_of_appendix_b_is_written_as_published(bits: str, text: str) -> None:
    (number,) = struct.unpack(">d", bytes.fromhex(bits))
    assert canonicalise_json(number).decode() == text


def test_names_are_sorted_by_their_utf_16_units() -> None:
    # A character beyond the first plane starts with a surrogate, which is below U+FB33.
    value = {"\ufb33": 1, "\U0001f600": 2, "\u20ac": 3, "\r": 4, "1": 5, "": 6}
    written = canonicalise_json(value).decode("utf-8")
    assert list(json.loads(written)) == ["", "\r", "1", "\u20ac", "\U0001f600", "\ufb33"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2**53 - 1, "9007199254740991"),
        (-(2**53) + 1, "-9007199254740991"),
        (1.0, "1"),
        (True, "true"),
        (None, "null"),
        ("\u007f\u2028</script>", '"\u007f\u2028</script>"'),
        ('\x00\x1f"\\/\b', '"\\u0000\\u001f\\"\\\\/\\b"'),
        ([], "[]"),
        ({}, "{}"),
    ],
    ids=repr,
)
def test_a_value_has_its_one_spelling(value: Any, text: str) -> None:
    assert canonicalise_json(value).decode("utf-8") == text


def nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


UNSAYABLE: dict[str, Any] = {
    "not a number": math.nan,
    "infinity": math.inf,
    "less than everything": -math.inf,
    "one too large": 2**53,
    "one too small": -(2**53),
    "far too large": 10**400,
    "one too large in an array": [2**53],
    "one too small in an object": {"a": -(2**53)},
    "64 bits": [2**63 - 1],
    "more than 64 bits": [2**64],
    "half a pair in an array": ["\udfff"],
    "infinity beside null": [None, math.inf],
    "first half of a pair": "\ud800",
    "second half of a pair": "a\udfffb",
    "half a pair in a name": {"\ud800": 1},
    "a number for a name": {1: "x"},
    "null for a name": {None: "x"},
    "bytes": b"bytes",
    "a set": {"a", "b"},
    "an object": object(),
    "deep inside": {"a": [{"b": math.nan}]},
    "too deep": nested(100_000),
}


@pytest.mark.parametrize("why", UNSAYABLE)
def test_what_the_scheme_cannot_say_is_refused(why: str) -> None:
    with pytest.raises(CannotCanonicalise):
        canonicalise_json(UNSAYABLE[why])


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=20,
)


@given(VALUES)
@settings(deadline=None, max_examples=100)
def test_what_was_written_reads_as_the_same_value_and_is_written_the_same(value: Any) -> None:
    written = canonicalise_json(value)
    # A large double is written without a fraction, which Python would take for another integer.
    again = json.loads(written, parse_int=float)
    assert again == value
    assert canonicalise_json(again) == written


# --- the two ways of writing ------------------------------------------------------------------


@pytest.mark.parametrize("document", [basic("did:key:a"), rich("did:key:a")], ids=["basic", "rich"])
def test_a_badge_is_written_as_the_library_writes_it(document: dict[str, Any]) -> None:
    assert canonicalise_json(document) == rfc8785.dumps(document)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"\U0001f600": 1, "\ue000": 2}, '{"\U0001f600":1,"\ue000":2}'),
        ({"\uffff": 1, "\U00010000": 2}, '{"\U00010000":2,"\uffff":1}'),
        ({"\uf000": 1, "\U0010ffff": 2}, '{"\U0010ffff":2,"\uf000":1}'),
        ({"\ue000": 1, "\ud7ff": 2}, '{"\ud7ff":2,"\ue000":1}'),
        ({"\U0001f600": 1, "\ud7ff": 2}, '{"\ud7ff":2,"\U0001f600":1}'),
        ({"b": {"d": 1, "c": 2}, "a": []}, '{"a":[],"b":{"c":2,"d":1}}'),
        ({"10": 1, "1": 2, "": 3}, '{"":3,"1":2,"10":1}'),
        ([1.0, 2], "[1,2]"),
        ({"a": 1.0}, '{"a":1}'),
        ([-0.0], "[0]"),
        ([[1.0]], "[[1]]"),
        ([1.5, -51.765], "[1.5,-51.765]"),
        ([0.0001, 0.00001], "[0.0001,0.00001]"),
        ([0.000001, 1e-7], "[0.000001,1e-7]"),
        ([9999999999999998.0], "[9999999999999998]"),
        ([1e16], "[10000000000000000]"),
        ([1e20, 1e21], "[100000000000000000000,1e+21]"),
        ((1, (2,)), "[1,[2]]"),
        ([None, "null"], '[null,"null"]'),
        (["1.0,", "1e+16]", "0.0000"], '["1.0,","1e+16]","0.0000"]'),
    ],
    ids=repr,
)
def test_what_the_two_ways_spell_differently_has_the_spelling_of_the_scheme(
    value: Any, text: str
) -> None:
    assert canonicalise_json(value).decode() == text


NAMES = TEXTS | st.sampled_from(
    ["a", "b", "\ud7ff", "\ue000", "\ufb33", "\uffff", "\U00010000", "😀"]
)
ANYTHING = st.recursive(
    VALUES | st.integers() | st.floats() | st.text() | st.floats(1e-7, 1e22) | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=15,
)


@given(ANYTHING)
@settings(deadline=None, max_examples=400)
def test_every_value_is_written_as_the_library_writes_it_or_refused_by_both(value: Any) -> None:
    try:
        expected = rfc8785.dumps(value)
    except ValueError:
        with pytest.raises(CannotCanonicalise):
            canonicalise_json(value)
    else:
        assert canonicalise_json(value) == expected
