"""Made-up names and queries: as many as said, no two alike, the same in every run."""

import pytest
from benchmarks.measures.skills.names import (
    OCCUPATIONS,
    SYNONYMS,
    occupations,
    query,
    synonyms,
    wrong_query,
)
from benchmarks.peers.ours.search import make

from badgeservice.skills.catalogue import bundled_catalogue
from badgeservice.skills.search import SearchIndex

CODES = sorted(bundled_catalogue().skills)


@pytest.mark.parametrize(("names", "count"), [(synonyms, SYNONYMS), (occupations, OCCUPATIONS)])
def test_there_are_as_many_different_names_as_said_and_always_the_same(names, count: int) -> None:
    made = names()
    assert len(set(made)) == len(made) == count
    assert names() == made


@pytest.mark.parametrize("names", [synonyms, occupations])
def test_hardly_any_two_queries_are_alike(names) -> None:
    texts = names()
    made = [query(texts, number) for number in range(10_000)]
    assert len(set(made)) > 0.99 * len(made)
    assert all(len(one) >= 3 for one in made)


def test_a_wrong_query_has_eight_words_and_none_that_is_known() -> None:
    texts = occupations()
    known = {word for text in texts for word in text.lower().split()}
    for number in range(100):
        words = wrong_query(texts, number).split()
        assert len(words) == 8
        assert not known & set(words)


def test_every_synonym_is_dealt_to_one_skill() -> None:
    task = {"skills": CODES, "synonyms": synonyms(), "occupations": occupations()}
    catalogue = make(task)
    dealt = [text for skill in catalogue.skills.values() for text in skill.alt_labels]
    assert sorted(dealt) == sorted(synonyms())
    assert len(catalogue.skills) == 112
    assert len(catalogue.occupations) == OCCUPATIONS


def test_the_right_answer_is_among_the_first_ten_for_most_queries() -> None:
    named = occupations()[:600]
    task = {"skills": CODES, "synonyms": synonyms()[:200], "occupations": named}
    index = SearchIndex(make(task))
    found = 0
    for number in range(500):
        meant = named[number * 7_919 % len(named)]
        answers = index.find_occupations(query(named, number), 10)
        found += meant in {one.occupation.label for one in answers}
    assert found >= 475
