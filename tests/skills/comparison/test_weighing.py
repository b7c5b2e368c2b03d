"""What everybody asks weighs next to nothing, and what few ask weighs most; told in words."""

import pytest

from badgeservice.skills.catalogue import Catalogue, make_catalogue
from badgeservice.skills.comparison import Importance, Rarity, rarity_of, told_in_order
from badgeservice.skills.comparison.weighing import weight_of
from badgeservice.skills.concepts import Occupation, Requirements, Skill
from skills.comparison.landscape import (
    ALONE,
    GUIDING,
    LISTENING,
    RELEASE,
    UNKNOWN,
    asked,
    landscape,
)

CODE = "000000000A"


def asked_by(asking: int, total: int) -> Catalogue:
    """A catalogue in which so many of all occupations ask the skill."""
    occupations = [
        Occupation(f"{n:010X}", f"{n}", skills=Requirements((CODE,) if n < asking else ()))
        for n in range(total)
    ]
    return make_catalogue(RELEASE, [Skill(CODE, "Een")], occupations=occupations)


@pytest.mark.parametrize(
    ("asking", "rarity"),
    [
        (100, Rarity.EVERYWHERE),
        (90, Rarity.EVERYWHERE),
        (89, Rarity.OFTEN),
        (25, Rarity.OFTEN),
        (24, Rarity.FEW),
        (1, Rarity.FEW),
    ],
)
def test_how_many_ask_it_is_told_in_words(asking: int, rarity: Rarity) -> None:
    assert rarity_of(asked_by(asking, 100), CODE) is rarity


def test_what_no_occupation_asks_is_asked_by_few() -> None:
    assert rarity_of(asked_by(1, 100), UNKNOWN) is Rarity.FEW


def test_without_occupations_nothing_is_known_about_how_many_ask_it() -> None:
    assert rarity_of(landscape(has_occupations=False), ALONE) is Rarity.UNKNOWN


def test_the_fewer_ask_it_the_more_it_weighs() -> None:
    weights = [
        weight_of(asked_by(asking, 100), CODE, Importance.IMPORTANT)
        for asking in (1, 10, 50, 99, 100)
    ]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == len(weights)
    assert weights[-1] == 0


def test_a_skill_of_ninety_nine_percent_weighs_less_than_a_rare_one_that_only_helps() -> None:
    everywhere = weight_of(asked_by(99, 100), CODE, Importance.ESSENTIAL)
    rare = weight_of(asked_by(40, 100), CODE, Importance.SOMEWHAT)
    assert everywhere < rare / 10


def test_without_occupations_weights_are_even_but_for_the_importance() -> None:
    catalogue = landscape(has_occupations=False)
    for importance in Importance:
        weights = {weight_of(catalogue, code, importance) for code in (ALONE, GUIDING, UNKNOWN)}
        assert len(weights) == 1
    assert weight_of(catalogue, ALONE, Importance.ESSENTIAL) > weight_of(
        catalogue, ALONE, Importance.SOMEWHAT
    )


def test_for_one_job_what_matters_most_is_told_first_and_then_what_is_rare() -> None:
    wanted = (
        *asked(GUIDING, importance=Importance.SOMEWHAT),
        *asked(ALONE, LISTENING, importance=Importance.ESSENTIAL),
    )
    told = told_in_order(landscape(), wanted)
    assert [one.skill.code for one in told] == [LISTENING, ALONE, GUIDING]
