"""Which known words answer to one that was typed, and how well."""

import pytest

from badgeservice.skills.search.stems import stem
from badgeservice.skills.search.vocabulary import (
    ENDS_WITH,
    EXACT,
    HEAD,
    MODIFIER,
    ONE_EDIT,
    SAME_STEM,
    VARIANT,
    Vocabulary,
)

KNOWN = [
    "aanvoerder",
    "fluiten",
    "jeugdtrainer",
    "plannen",
    "planning",
    "team",
    "trainer",
    "voetbal",
]
VOCABULARY = Vocabulary({word: stem(word) for word in KNOWN})


def answer(word: str, *, is_last: bool = False) -> dict[str, float]:
    return VOCABULARY.answer(word, is_last=is_last)


def test_a_word_answers_to_itself_best_and_its_other_forms_next() -> None:
    assert answer("planning") == {"planning": EXACT, "plannen": SAME_STEM}


def test_a_conjugated_form_answers_less_well() -> None:
    assert answer("gefloten") == {"fluiten": VARIANT}


def test_a_compound_answers_to_its_head() -> None:
    assert answer("trainer") == {"trainer": EXACT, "jeugdtrainer": ENDS_WITH}


def test_parts_of_an_unknown_compound_answer_the_head_best() -> None:
    assert answer("voetbaltrainer") == {"trainer": HEAD, "voetbal": MODIFIER}


def test_a_word_that_is_not_finished_finds_what_it_may_become() -> None:
    begun = answer("aanv", is_last=True)
    assert list(begun) == ["aanvoerder"]
    assert begun["aanvoerder"] < answer("aanvoerd", is_last=True)["aanvoerder"] < EXACT


def test_three_letters_are_only_a_word_that_is_nearly_whole() -> None:
    assert list(answer("tea", is_last=True)) == ["team"]
    assert answer("pla", is_last=True) == answer("aan", is_last=True) == {}
    assert answer("te", is_last=True) == {}


def test_a_typing_error_finds_what_was_meant() -> None:
    assert answer("aanvoedrer") == {"aanvoerder": ONE_EDIT}


def test_an_error_in_a_word_that_is_not_finished_is_forgiven() -> None:
    assert list(answer("anvoerd", is_last=True)) == ["aanvoerder"]
    assert answer("anvoerd") == {}


@pytest.mark.parametrize("word", ["", "a", "x", "xyzzy", "🏆", "a" * 40, "ing", "ge"])
def test_nothing_answers_to_nonsense(word: str) -> None:
    assert answer(word, is_last=True) == {}
    assert answer(word) == {}


def test_an_empty_vocabulary_answers_to_nothing() -> None:
    assert Vocabulary({}).answer("trainer", is_last=True) == {}


def test_what_is_known_is_not_corrected() -> None:
    assert VOCABULARY.corrected("plannen") == {"plannen": EXACT, "planning": SAME_STEM}
    assert VOCABULARY.corrected("voetbl") == {"voetbal": ONE_EDIT}
    assert VOCABULARY.corrected("hockey") == {}
    assert VOCABULARY.knows("team")
    assert not VOCABULARY.knows("teams")
