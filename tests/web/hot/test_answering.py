"""Answers as bytes: the same JSON that the standard library would have made."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.web.hot.answering import to_bytes


@settings(max_examples=100, deadline=None)
@given(
    body=st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"])),
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(st.characters(exclude_categories=["Cs"])),
    )
)
def test_what_is_written_is_what_is_read(body: dict[str, Any]) -> None:
    assert json.loads(to_bytes(body)) == body


@pytest.mark.parametrize("number", [2**63, 2**64, -(2**63) - 1, 10**29])
def test_a_number_of_more_than_64_bits_is_written_as_it_is(number: int) -> None:
    assert to_bytes({"a": number, "é": [1]}) == f'{{"a":{number},"é":[1]}}'.encode()


def test_what_is_no_number_is_never_written() -> None:
    assert to_bytes({"a": float("nan")}) == b'{"a":null}'
    with pytest.raises(ValueError, match="JSON"):
        to_bytes({"a": float("nan"), "b": 2**70})
