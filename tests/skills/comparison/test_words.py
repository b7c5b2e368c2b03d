"""What is said: in Dutch and English, short, and never with a number about anybody."""

import re
from dataclasses import fields, replace
from itertools import product

import pytest

from badgeservice.skills.comparison import (
    Badge,
    Comparison,
    Importance,
    Item,
    Proof,
    Rarity,
    Reason,
    Standing,
    Trust,
    compare,
    notes_on,
    notes_on_badges,
    say_importance,
    say_issuer,
    say_proof,
    say_rarity,
    sentences_of,
)
from badgeservice.skills.comparison.words import IMPORTANCES, RARITIES, REASONS, STANDINGS, TRUSTS
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
    badges = [
        replace(a_badge(standing=standing, trust=trust), has_lookalikes=True)
        for standing, trust in product(Standing, Trust)
    ]
    noted += [note.text for note in notes_on_badges(badges)]
    noted += [say_issuer(badge) for badge in badges]
    tables = (REASONS, RARITIES, IMPORTANCES, STANDINGS, TRUSTS)
    return [*(told for table in tables for told in table.values()), *noted]


def test_everything_that_can_be_said_has_a_sentence() -> None:
    assert set(REASONS) == set(Reason)
    assert set(RARITIES) == set(Rarity)
    assert set(IMPORTANCES) == set(Importance)
    assert set(TRUSTS) == set(Trust)


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
    assert say_proof(proof).nl == f"De badge ‘{name}’ laat iets zien dat algemener is: {name}."
    assert say_proof(proof).en.startswith(f"The badge ‘{name}’ shows")


@pytest.mark.parametrize("closing", ["’", "‘", "‛", "‚", "”", "“", "»", "›"])
def test_a_name_cannot_end_its_quotes_and_go_on_as_if_it_were_we(closing: str) -> None:
    name = f"x{closing} laat alles zien. De gemeente zegt dat ook. De badge {closing}y"
    told = say_proof(Proof(replace(a_badge(), name=name), Reason.SHOWN, "x"))
    assert told.nl.endswith("y’ laat dit zien.")
    assert told.en.endswith("y’ shows this.")
    for text in (told.nl, told.en):
        assert [one for one in text if one in "‘’‚‛“”„‟«»‹›"] == ["‘", "’"]


def test_a_badge_that_shows_it_is_said_as_in_the_example() -> None:
    (item,) = compare(landscape(), [held(LISTENING)], asked(LISTENING)).covered
    assert sentences_of(item)[0].nl == "De badge ‘Badge a’ laat dit zien."


@pytest.mark.parametrize(
    ("standing", "nl", "en"),
    [
        (Standing.CURRENT, "", ""),
        (Standing.EXPIRED, " De badge is ook verlopen.", " The badge has also expired."),
        (
            Standing.UNCHECKED,
            " We konden ook niet alles aan de badge controleren.",
            " We also could not check everything about the badge.",
        ),
    ],
)
def test_of_an_issuer_that_the_city_does_not_know_every_proof_says_so(
    standing: Standing, nl: str, en: str
) -> None:
    badge = a_badge(standing=standing, trust=Trust.UNKNOWN)
    (item,) = compare(landscape(), [held(LISTENING, badge)], asked(LISTENING)).partly
    told = say_proof(item.proofs[0])
    assert told.nl == f"De badge ‘Badge a’ noemt dit. De gemeente kent deze uitgever niet.{nl}"
    assert told.en == f"The badge ‘Badge a’ names this. The city does not know this issuer.{en}"


def test_a_badge_that_was_not_proved_is_told_apart_from_one_that_was() -> None:
    said = set()
    for standing in (Standing.UNPROVED, Standing.UNCHECKED, Standing.EXPIRED):
        (item,) = compare(
            landscape(), [held(LISTENING, a_badge(standing=standing))], asked(LISTENING)
        ).partly
        said.add(say_proof(item.proofs[0]))
    assert len(said) == 3


def test_nothing_is_said_of_a_person() -> None:
    for told in every_text():
        words = set(re.findall(r"\w+", f"{told.nl} {told.en}".lower()))
        assert not words & {"je", "jij", "jouw", "jou", "your", "you"}, told


@pytest.mark.parametrize(
    ("badges", "codes"),
    [
        ([], []),
        ([a_badge()], []),
        ([a_badge(), a_badge(trust=Trust.UNKNOWN)], ["issuer.unknown"]),
        ([a_badge(standing=Standing.UNPROVED, trust=Trust.UNKNOWN)], ["issuer.unproved"]),
        ([replace(a_badge(), has_lookalikes=True)], ["alignment.lookalike"]),
        (
            [
                replace(a_badge(trust=Trust.UNKNOWN), has_lookalikes=True),
                a_badge(standing=Standing.UNPROVED),
            ],
            ["issuer.unknown", "issuer.unproved", "alignment.lookalike"],
        ),
    ],
)
def test_what_is_to_be_known_of_badges_is_noted(badges: list[Badge], codes: list[str]) -> None:
    assert [note.code for note in notes_on_badges(badges)] == codes


def test_who_issued_it_is_known_not_known_or_cannot_be_told() -> None:
    unproved = a_badge(standing=Standing.UNPROVED, trust=Trust.UNKNOWN)
    assert say_issuer(a_badge()).nl == "De gemeente kent deze uitgever."
    assert say_issuer(a_badge(trust=Trust.UNKNOWN)).nl == "De gemeente kent deze uitgever niet."
    assert say_issuer(unproved).nl == "We konden niet nagaan wie deze badge gaf."


def test_what_is_missing_is_said_without_a_reproach() -> None:
    (item,) = compare(landscape(), [], asked(SPEAKING)).missing
    assert [one.nl for one in sentences_of(item)] == [
        "Geen van deze badges laat dit zien.",
        say_rarity(Rarity.FEW).nl,
    ]


def test_nothing_is_said_twice_and_what_is_not_known_is_left_out() -> None:
    catalogue = landscape(has_occupations=False)
    twins = [replace(a_badge(key), name="Teamspeler") for key in ("a", "b")]
    (item,) = compare(catalogue, [held(LISTENING, *twins)], asked(LISTENING)).covered
    assert len(item.proofs) == 2
    assert [one.nl for one in sentences_of(item)] == ["De badge ‘Teamspeler’ laat dit zien."]


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
