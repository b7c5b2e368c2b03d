"""Texts are folded and split in the same way, whoever wrote them."""

import pytest

from badgeservice.skills.search.words import (
    LIGHT_WORDS,
    MAX_CHARACTERS,
    MAX_WORD_CHARACTERS,
    STOP_WORDS,
    fold,
    joined_words,
    split,
    telling_words,
    weigh,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Efficiënt", "efficient"),
        ("IDEEËN", "ideeen"),
        ("Cafe\u0301", "cafe"),
        ("collega's", "collegas"),
        ("collega’s", "collegas"),
        ("Straße", "strasse"),
        ("Øvrebø", "ovrebo"),
        ("ĳs", "ijs"),
        ("ﬁets", "fiets"),
        ("team\u00adgeest", "teamgeest"),
    ],
)
def test_accents_case_and_apostrophes_make_no_difference(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("hyphen", ["-", "‐", "‑", "–"])
def test_every_hyphen_is_a_hyphen(hyphen: str) -> None:
    assert split(f"Non{hyphen}verbaal") == ["non-verbaal"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Acteur / actrice", ["acteur", "actrice"]),
        ("(digitale) Informatie, beheren!", ["digitale", "informatie", "beheren"]),
        ("Sport- en spel", ["sport", "en", "spel"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
        ("  \t\n ", []),
        ("!?… 🏆🏆", []),
        ("\x00\x07a\x00", ["a"]),
    ],
)
def test_only_letters_and_digits_are_words(text: str, words: list[str]) -> None:
    assert split(text) == words


def test_what_says_nothing_is_left_out_and_parts_stand_apart() -> None:
    assert telling_words(["de", "non-verbaal", "en", "praten"]) == ["non", "verbaal", "praten"]
    assert telling_words([]) == []


def test_a_word_with_a_hyphen_is_also_one_without() -> None:
    assert joined_words(["non-verbaal", "praten"]) == ["nonverbaal"]


def test_a_long_text_and_a_long_word_are_cut() -> None:
    assert len(fold("a" * 10_000)) == MAX_CHARACTERS
    assert len(fold("ﷺ" * 10_000)) <= MAX_CHARACTERS
    assert [len(word) for word in telling_words(["a" * 200])] == [MAX_WORD_CHARACTERS]
    assert [len(word) for word in joined_words(["a-" * 100])] == [MAX_WORD_CHARACTERS]


def test_a_word_weighs_by_what_it_says() -> None:
    assert weigh("de") < weigh("tonen") < weigh("scheidsrechter") == 1.0


def test_no_word_says_nothing_and_little_at_once() -> None:
    assert set() == STOP_WORDS & LIGHT_WORDS
