"""What is said: in Dutch and English, short, and never with a number about anybody."""

import re
from dataclasses import fields, replace
from itertools import product

import pytest

from badgeservice.skills.comparison import (
    Comparison,
    Importance,
    Item,
    Proof,
    Rarity,
    Reason,
    compare,
    notes_on,
    say_importance,
    say_proof,
    say_rarity,
    sentences_of,
)
from badgeservice.skills.comparison.words import IMPORTANCES, RARITIES, REASONS
from badgeservice.skills.plain import Told
from skills.comparison.landscape import (
    LISTENING,
    OCCUPATIONS,
    SPEAKING,
    a_badge,
    asked,
    held,
    landscape,
)

MAX_WORDS = 15
SCORE = re.compile(r"[0-9%]|\b(score|punten|procent|percent|rang|rank|points?)\b", re.IGNORECASE)


def every_text() -> list[Told]:
    catalogues = (landscape(), landscape(has_occupations=False))
    noted = [
        note.text
        for catalogue, occupation in product(catalogues, OCCUPATIONS)
        for note in notes_on(compare(catalogue, [], occupation))
    ]
    tables = (*REASONS.values(), *RARITIES.values(), *IMPORTANCES.values())
    return [*tables, *noted]


def test_everything_that_can_be_said_has_a_sentence() -> None:
    assert set(REASONS) == set(Reason)
    assert set(RARITIES) == set(Rarity)
    assert set(IMPORTANCES) == set(Importance)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_sentence_is_short_and_holds_no_score(language: str) -> None:
    for told in every_text():
        text = getattr(told, language)
        assert SCORE.search(text) is None, text
        for sentence in text.rstrip(".").split(". "):
            assert 0 < len(sentence.split()) <= MAX_WORDS, sentence


@pytest.mark.parametrize("name", ["Teamspeler", "{badge}", "{0.__class__}", "100 %", "", "a\nb"])
def test_a_name_stands_in_the_sentence_as_it_is(name: str) -> None:
    badge = a_badge()
    proof = Proof(type(badge)("k", name, "x"), Reason.BROADER, name)
    assert say_proof(proof).nl == f"Je badge {name} laat iets zien dat algemener is: {name}."
    assert say_proof(proof).en.startswith(f"Your badge {name} shows")


def test_a_badge_that_shows_it_is_said_as_in_the_example() -> None:
    (item,) = compare(landscape(), [held(LISTENING)], asked(LISTENING)).covered
    assert sentences_of(item)[0].nl == "Je badge Badge a laat dit zien."


def test_what_is_missing_is_said_without_a_reproach() -> None:
    (item,) = compare(landscape(), [], asked(SPEAKING)).missing
    assert [one.nl for one in sentences_of(item)] == [
        "Dit heb je nog niet laten zien.",
        say_rarity(Rarity.FEW).nl,
    ]


def test_nothing_is_said_twice_and_what_is_not_known_is_left_out() -> None:
    catalogue = landscape(has_occupations=False)
    twins = [replace(a_badge(key), name="Teamspeler") for key in ("a", "b")]
    (item,) = compare(catalogue, [held(LISTENING, *twins)], asked(LISTENING)).covered
    assert len(item.proofs) == 2
    assert [one.nl for one in sentences_of(item)] == ["Je badge Teamspeler laat dit zien."]


def test_how_much_it_matters_is_said_when_it_is_known() -> None:
    wanted = asked(SPEAKING, importance=Importance.ESSENTIAL)
    (item,) = compare(landscape(), [], wanted).missing
    assert say_importance(Importance.ESSENTIAL) in sentences_of(item)


@pytest.mark.parametrize(
    ("number", "has_occupations", "codes"),
    [
        (0, True, ["person.not_judged", "knowledge.not_shown_by_badges"]),
        (1, True, ["person.not_judged"]),
        (1, False, ["person.not_judged", "occupations.unknown"]),
        (-1, True, ["person.not_judged", "asked.nothing"]),
    ],
)
def test_what_is_to_be_known_is_noted(number: int, has_occupations: bool, codes: list[str]) -> None:
    catalogue = landscape(has_occupations=has_occupations)
    notes = notes_on(compare(catalogue, [], OCCUPATIONS[number]))
    assert [note.code for note in notes] == codes


def test_a_comparison_holds_no_number_but_the_weights_of_skills() -> None:
    numbers = [
        field.name
        for kind in (Comparison, Item, Proof)
        for field in fields(kind)
        if field.type in ("int", "float", int, float)
    ]
    assert numbers == ["weight"]
