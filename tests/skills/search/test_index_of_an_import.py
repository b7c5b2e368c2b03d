"""An imported catalogue is searched by all that it has; whatever answered is told."""

import pytest

from badgeservice.skills.catalogue import BUNDLED_RELEASE, make_catalogue
from badgeservice.skills.concepts import Layer, Occupation, Skill
from badgeservice.skills.search import Reason, SearchIndex

TEAM, RICH, BROAD = "A" * 10, "B" * 10, "C" * 10
IMPORTED = SearchIndex(
    make_catalogue(
        BUNDLED_RELEASE,
        [
            Skill(
                RICH,
                "Volhouden",
                "Persisting",
                alt_labels=("Blijven knokken",),
                definition="Je geeft ook bij tegenwind niet op.",
                former_labels=("Taaiheid",),
            ),
            Skill(TEAM, "Zwaluwen tellen"),
            Skill(BROAD, "Zwaluwen", layer=Layer.GENERAL, alt_labels=("Zwaluwen tellen",)),
        ],
        withdrawn=[Skill("D" * 10, "Griffel slijpen", withdrawn_in="2")],
        occupations=[
            Occupation("E" * 10, "Zweminstructeur", ("Badmeester",)),
            Occupation("F" * 10, "Acteur / actrice"),
            Occupation("1" * 10, "Instructeur paardensport"),
        ],
    )
)


@pytest.mark.parametrize(
    ("query", "reason", "matched"),
    [
        ("volhouden", Reason.LABEL, "Volhouden"),
        ("persisting", Reason.GLOSS, "Persisting"),
        ("blijven knokken", Reason.SYNONYM, "Blijven knokken"),
        ("taaiheid", Reason.FORMER_LABEL, "Taaiheid"),
        ("tegenwind", Reason.DEFINITION, "Je geeft ook bij tegenwind niet op."),
        (RICH, Reason.CODE, RICH),
    ],
)
def test_it_is_told_which_text_answered(query: str, reason: Reason, matched: str) -> None:
    [found] = IMPORTED.find_skills(query, 1).found
    assert (found.skill.code, found.reason, found.matched) == (RICH, reason, matched)
    assert found.because_nl == ""


@pytest.mark.parametrize("query", ["griffel slijpen", "D" * 10])
def test_a_withdrawn_skill_is_not_found(query: str) -> None:
    assert IMPORTED.find_skills(query).found == ()


def test_everyday_words_of_skills_that_a_catalogue_lacks_find_nothing() -> None:
    assert IMPORTED.find_skills("penningmeester").found == ()


def test_the_name_of_a_skill_comes_before_a_synonym_of_another() -> None:
    found = IMPORTED.find_skills("zwaluwen tellen").found
    assert [one.skill.code for one in found] == [TEAM, BROAD]


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("zweminstructeur", "Zweminstructeur"),
        ("zwemminstructeur", "Zweminstructeur"),
        ("badmeesters", "Zweminstructeur"),
        ("actrice", "Acteur / actrice"),
        ("paardensport instructeur", "Instructeur paardensport"),
        ("instr", "Instructeur paardensport"),
        ("E" * 10, "Zweminstructeur"),
        ("https://linkeddata.competentnl.nl/uwv/id/occupation/" + "E" * 10, "Zweminstructeur"),
    ],
)
def test_occupations_are_found_as_skills_are(query: str, label: str) -> None:
    assert IMPORTED.find_occupations(query)[0].occupation.label == label


@pytest.mark.parametrize("query", ["", "de", "xyzzy", "A" * 10, "🏆", "x" * 5_000, "\ud800"])
def test_no_occupation_answers_to_nonsense(query: str) -> None:
    assert IMPORTED.find_occupations(query) == ()


def test_a_limit_of_nought_finds_no_occupation() -> None:
    assert IMPORTED.find_occupations("instructeur", 0) == ()
