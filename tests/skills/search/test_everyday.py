"""The table of everyday words is whole, and every row of it can be told to people."""

from collections import Counter

import pytest

from badgeservice.skills.catalogue import bundled_catalogue
from badgeservice.skills.search.everyday import LANGUAGES, Everyday, everyday_words
from badgeservice.skills.search.words import fold, split, telling_words

ROWS = everyday_words()
NAMES = [row.words["nl"][0] for row in ROWS]


def words(language: str) -> list[str]:
    return [word for row in ROWS for word in row.words[language]]


@pytest.mark.parametrize(("language", "least"), [("nl", 150), ("en", 80)])
def test_there_are_words_enough(language: str, least: int) -> None:
    assert len(words(language)) >= least


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_there_twice(language: str) -> None:
    folded = Counter(" ".join(split(word)) for word in words(language))
    assert [word for word, times in folded.items() if times > 1] == []


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_every_code_exists_and_none_twice(row: Everyday) -> None:
    assert row.codes
    assert set(row.codes) <= bundled_catalogue().skills.keys()
    assert len(set(row.codes)) == len(row.codes)


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_every_row_has_words_and_one_short_reason_in_both_languages(row: Everyday) -> None:
    assert all(row.words[language] for language in LANGUAGES)
    for sentence in (row.because_nl, row.because_en):
        assert sentence.endswith(".")
        assert sentence.count(".") == 1
        assert len(sentence.split()) <= 15


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_tells_something(language: str) -> None:
    assert [word for word in words(language) if not telling_words(split(word))] == []


def test_no_word_is_the_name_of_a_skill() -> None:
    names = {fold(skill.label) for skill in bundled_catalogue().skills.values()}
    names |= {fold(skill.label_en) for skill in bundled_catalogue().skills.values()}
    assert [word for one in LANGUAGES for word in words(one) if fold(word) in names] == []
