"""Edits are counted right, and nothing near is passed over."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.skills.search.spelling import Speller, distance


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("keeper", "keeper", 0),
        ("keepr", "keeper", 1),
        ("keeeper", "keeper", 1),
        ("keeber", "keeper", 1),
        ("kepeer", "keeper", 1),
        ("eekper", "keeper", 2),
        ("ab", "ba", 1),
        ("", "a", 1),
        ("abc", "", 3),
    ],
)
def test_edits_are_counted_and_a_swap_is_one(one: str, other: str, edits: int) -> None:
    assert distance(one, other, 3) == distance(other, one, 3) == edits


@pytest.mark.parametrize(("one", "other"), [("keeper", "spits"), ("a", "aaaaaaaa"), ("", "abc")])
def test_more_than_wanted_is_one_more(one: str, other: str) -> None:
    assert distance(one, other, 2) == 3


def slowly(one: str, other: str) -> int:
    """The same by its definition."""
    if not one or not other:
        return len(one) + len(other)
    found = min(
        slowly(one[:-1], other) + 1,
        slowly(one, other[:-1]) + 1,
        slowly(one[:-1], other[:-1]) + (one[-1] != other[-1]),
    )
    if len(one) > 1 and len(other) > 1 and one[-1] == other[-2] and one[-2] == other[-1]:
        found = min(found, slowly(one[:-2], other[:-2]) + 1)
    return found


SHORT = st.text(alphabet="abc", max_size=5)


@settings(deadline=None, max_examples=150)
@given(SHORT, SHORT, st.integers(0, 5))
def test_the_bounded_count_is_the_definition(one: str, other: str, most: int) -> None:
    assert distance(one, other, most) == min(slowly(one, other), most + 1)


WORDS = ["aanvoerder", "keeper", "luisteren", "samenwerken", "scheidsrechter", "spits", "bal"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("keepr", [("keeper", 1)]),
        ("eeper", [("keeper", 1)]),
        ("ekeper", [("keeper", 1)]),
        ("keepre", [("keeper", 1)]),
        ("keepers", [("keeper", 1)]),
        ("scheidsregter", [("scheidsrechter", 2)]),
        ("scheidsrecter", [("scheidsrechter", 1)]),
        ("smaenwerkne", [("samenwerken", 2)]),
    ],
)
def test_what_was_meant_is_found_with_its_edits(typed: str, meant: list[tuple[str, int]]) -> None:
    assert Speller(WORDS).correct(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "bla",  # too short to be wrong
        "kepr",  # two edits in a short word
        "achvoerders",  # three edits
        "maswnwerken",
        "scheidsrgter",
        "xcheidsrechtr",  # the first letter and another
        "ééé",
        "🏆🏆🏆🏆",
    ],
)
def test_what_is_too_far_off_is_not_guessed(typed: str) -> None:
    assert Speller(WORDS).correct(typed) == []


def test_a_word_that_was_begun_wrong_is_completed() -> None:
    assert Speller(WORDS).complete("schiedsr") == ["scheidsrechter"]
    assert Speller(WORDS).complete("samewer") == ["samenwerken"]


@pytest.mark.parametrize("begun", ["", "sch", "xcheids", "luisteren", "zzzzzzzz"])
def test_what_is_no_beginning_is_not_completed(begun: str) -> None:
    assert Speller(WORDS).complete(begun) == []


@settings(deadline=None, max_examples=150)
@given(st.sampled_from([word for word in WORDS if len(word) > 4]), st.integers(0, 40), SHORT)
def test_no_single_edit_of_a_word_is_missed(word: str, place: int, letters: str) -> None:
    cut = place % len(word)
    typed = word[:cut] + letters[:1] + word[cut + 1 :]
    found = dict(Speller(WORDS).correct(typed))
    assert word in found
    assert found[word] <= 1
