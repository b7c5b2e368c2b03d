"""The syllable counter, on words whose syllables anybody can clap."""

import pytest

from readability.syllables import count_syllables

KNOWN = {
    1: "je club bal nieuw juist eeuw vrouw mooi badge team coach mail één vóór haai yell quiz",
    2: "badges trainer moeilijk bloeien mooie zoals zoiets nieuwe bijen ruzies idee sponsor "
    "website online dieet hockey flyer baby geuit niveau e-mail foto's",
    3: "ideeën video theater museum creatief serieus bijeenkomst PNG gegeven wedstrijden theorie",
    4: "beoordelen financiën materiaal vaardigheden periode reageren situatie handtekening 2026",
    5: "organisatie evaluatie communiceren geïnteresseerd coördineren verantwoordelijk officiële",
    7: "verantwoordelijkheden",
}
WORDS = [(word, count) for count, words in KNOWN.items() for word in words.split()]


@pytest.mark.parametrize(("word", "count"), WORDS)
def test_a_word_has_the_syllables_that_you_can_clap(word: str, count: int) -> None:
    assert count_syllables(word) == count


def test_sixty_words_are_known() -> None:
    assert len(dict(WORDS)) >= 60


@pytest.mark.parametrize("sign", ["x", "’s", "–", "'t"])
def test_what_has_no_vowel_is_one_syllable(sign: str) -> None:
    assert count_syllables(sign) == 1


@pytest.mark.parametrize("word", ["Team", "Één", "Organisatie"])
def test_a_capital_at_the_start_changes_nothing(word: str) -> None:
    assert count_syllables(word) == count_syllables(word.lower())
