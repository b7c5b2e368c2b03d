"""With the public names of CompetentNL, each of them finds its own skill or occupation."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from badgeservice.skills.catalogue import BUNDLED_RELEASE, Catalogue, make_catalogue
from badgeservice.skills.concepts import Occupation, Skill
from badgeservice.skills.search import SearchIndex
from badgeservice.skills.search.everyday import everyday_words
from badgeservice.skills.search.words import fold


@pytest.fixture(scope="module")
def catalogue(shared_data: Path) -> Catalogue:
    folder = shared_data / "competentnl"
    skills = json.loads((folder / "skills-layer3.json").read_text(encoding="utf-8"))
    rows = (folder / "occupations.csv").read_text(encoding="utf-8").splitlines()
    return make_catalogue(
        BUNDLED_RELEASE,
        (
            Skill(one["code"], one["prefLabel"], alt_labels=tuple(one["altLabels"]))
            for one in skills
        ),
        occupations=(
            Occupation(row["code"], row["prefLabel_nl"], tuple(row["altLabels_nl"].split("|")))
            for row in csv.DictReader(rows)
        ),
    )


@pytest.fixture(scope="module")
def index(catalogue: Catalogue) -> SearchIndex:
    return SearchIndex(catalogue)


def as_it_is(text: str) -> str:
    return text


def swapped(text: str) -> str:
    """The text with two letters in the middle swapped."""
    middle = len(text) // 2
    return text[: middle - 1] + text[middle] + text[middle - 1] + text[middle + 1 :]


# Measured: all of 587, and 99 % of them with an error in it.
@pytest.mark.parametrize(("write", "least"), [(as_it_is, 0.99), (swapped, 0.97)])
def test_every_synonym_finds_its_own_skill_in_the_first_three(
    index: SearchIndex, catalogue: Catalogue, write: Callable[[str], str], least: float
) -> None:
    asked = [(one.code, text) for one in catalogue.skills.values() for text in one.alt_labels]
    found = sum(
        code in {one.skill.code for one in index.find_skills(write(text), 3).found}
        for code, text in asked
    )
    assert len(asked) == 587
    assert found / len(asked) >= least


# Measured: all of 3,255 labels and 1,567 synonyms.
def test_every_occupation_is_found_first_by_its_label_and_soon_by_a_synonym(
    index: SearchIndex, catalogue: Catalogue
) -> None:
    occupations = catalogue.occupations.values()
    first = sum(index.find_occupations(one.label, 1)[0].occupation == one for one in occupations)
    asked = [(one, text) for one in occupations for text in one.alt_labels if text]
    soon = sum(
        one in {found.occupation for found in index.find_occupations(text, 3)}
        for one, text in asked
    )
    assert first / len(occupations) >= 0.99
    assert soon / len(asked) >= 0.99


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("scheidsrecher", "Scheidsrechter"),
        ("vrachtwagen chauffeur", "Vrachtwagenchauffeur binnenland"),
        ("coach", "Sportinstructeur / trainer / coach"),
        ("zwemonderwijzeres", "Zwemonderwijzer"),
        ("verplegkundige", "Verpleegkundige"),
    ],
)
def test_an_occupation_is_found_as_people_write_it(
    index: SearchIndex, typed: str, label: str
) -> None:
    assert label in {one.occupation.label for one in index.find_occupations(typed, 3)}


def test_an_everyday_word_stays_one_beside_all_synonyms(index: SearchIndex) -> None:
    for query in ("discipline", "communiceren"):
        assert index.find_skills(query).is_everyday


def test_our_table_is_no_copy_of_the_synonyms(catalogue: Catalogue) -> None:
    synonyms = {fold(text) for one in catalogue.skills.values() for text in one.alt_labels}
    ours = [word for row in everyday_words() for word in row.words["nl"]]
    assert sum(fold(word) in synonyms for word in ours) <= len(ours) * 0.02
