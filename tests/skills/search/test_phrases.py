"""Texts that answer to more of a query, and say less besides, come first."""

import pytest

from badgeservice.skills.search.phrases import Phrase, PhraseIndex

TEXTS = [
    "Problemen oplossen",
    "Problemen signaleren",
    "Leidinggeven",
    "Non-verbaal communiceren",
    "(digitale) Informatie beheren",
    "Acteur / actrice",
    "De kas van de club beheren",
]


def rank(query: str, texts: list[str] = TEXTS) -> list[str]:
    ranked = PhraseIndex(Phrase(text, place) for place, text in enumerate(texts)).rank(query)
    return [phrase.text for phrase, _ in sorted(ranked, key=lambda one: -one[1])]


def score(query: str, phrase: Phrase[int], *more: Phrase[int]) -> float:
    found = {one.means: worth for one, worth in PhraseIndex([phrase, *more]).rank(query)}
    return found[phrase.means]


def test_what_answers_to_all_words_comes_before_what_answers_to_one() -> None:
    assert rank("problemen oplossen") == ["Problemen oplossen", "Problemen signaleren"]


def test_a_text_scores_its_worth_for_itself() -> None:
    assert score("Leidinggeven", Phrase("Leidinggeven", 1, 0.9)) == pytest.approx(0.9)


def test_a_text_that_says_more_besides_scores_less() -> None:
    long = Phrase("Problemen oplossen met creatieve ideeën", 1)
    assert score("problemen", Phrase("Problemen", 2), long) > score("problemen", long)


def test_of_prose_only_the_words_that_were_asked_count() -> None:
    text = "Oplossen van problemen die zich voordoen in het werk"
    assert score("problemen", Phrase(text, 1, 0.5, is_prose=True)) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("leiding geven", "Leidinggeven"),
        ("lieding geven", "Leidinggeven"),
        ("nonverbaal", "Non-verbaal communiceren"),
        ("non verbaal", "Non-verbaal communiceren"),
        ("informatie beheren", "(digitale) Informatie beheren"),
        ("actrice", "Acteur / actrice"),
        ("kas", "De kas van de club beheren"),
    ],
)
def test_words_are_one_or_two_and_asides_do_not_count(query: str, found: str) -> None:
    assert rank(query)[0] == found


def test_a_text_without_what_is_in_brackets_is_nearly_the_text() -> None:
    assert score("informatie beheren", Phrase(TEXTS[4], 1)) > 0.95


@pytest.mark.parametrize(
    "query", ["", "de en het", "xyzzy", "p", "problemen in de ruimtevaart gisteren"]
)
def test_a_query_that_is_hardly_answered_finds_nothing(query: str) -> None:
    assert rank(query) == []


def test_a_last_letter_is_somebody_still_typing() -> None:
    assert rank("problemen o") == rank("problemen")


def test_a_single_letter_that_is_a_word_counts() -> None:
    assert rank("lasser b", ["Lasser A", "Lasser B"])[0] == "Lasser B"


def test_a_text_of_stop_words_alone_is_found_by_none_of_them() -> None:
    assert rank("de", ["De en het"]) == []


def test_no_texts_answer_to_nothing() -> None:
    assert rank("problemen", []) == []
    assert rank("problemen", ["", "🏆"]) == []


def test_words_beyond_the_limit_are_not_read() -> None:
    filler = " ".join(f"woord{number}" for number in range(8))
    assert rank(f"{filler} leidinggeven") == []
