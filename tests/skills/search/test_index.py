"""What people type finds the skill that they mean, with the bundled catalogue alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.skills.catalogue import BUNDLED_RELEASE, bundled_catalogue, make_catalogue
from badgeservice.skills.search import Found, Reason, SearchIndex

INDEX = SearchIndex(bundled_catalogue())


def find(query: str, limit: int = 3) -> list[str]:
    return [one.skill.label for one in INDEX.find_skills(query, limit).found]


def first(query: str) -> Found:
    return INDEX.find_skills(query).found[0]


SPORT = {
    # as people say it
    "keeper": "Langdurig concentreren",
    "aanvoerder": "Leidinggeven",
    "scheids": "Beslissingen nemen",
    "wedstrijden fluiten": "Onbevooroordeeld zijn",
    "grensrechter": "Onbevooroordeeld zijn",
    "bardienst draaien": "Dienstbaarheid tonen",
    "op tijd komen": "Verplichtingen nakomen",
    "teamspeler": "Samenwerken",
    "eerlijk": "Integriteit tonen",
    "rijden naar uitwedstrijden": "Vervoeren",
    "penningmeester": "Financiële middelen beheren",
    "doorzetten": "Doorzettingsvermogen tonen",
    "luisteren": "Actief luisteren",
    "leiding geven": "Leidinggeven",
    "coachen": "Motiveren",
    "training geven": "Lesgeven",
    "toernooi regelen": "Organiseren",
    "EHBO": "Verplegen",
    "geduld": "Omgaan met tegenslag",
    "ruzie oplossen": "Conflicten oplossen",
    "sponsors zoeken": "Netwerken",
    "website maken": "Digitale content ontwikkelen",
    "shirts wassen": "Dienstbaarheid tonen",
    "tegen je verlies kunnen": "Omgaan met tegenslag",
    "de regels volgen": "Procedures volgen",
    "gras maaien": "Machines bedienen",
    "ledenadministratie": "Administreren",
    "aanmoedigen": "Motiveren",
    "vertrouwenspersoon": "Vertrouwelijkheid bieden",
    "spelinzicht": "Anticiperen",
    # in other forms
    "scheidsrechteren": "Beslissingen nemen",
    "heb gefloten": "Beslissingen nemen",
    "ik heb doorgezet": "Doorzettingsvermogen tonen",
    "samengewerkt": "Samenwerken",
    "trainingen gegeven": "Lesgeven",
    "pupillentrainer": "Lesgeven",
    "penningmeesters": "Financiële middelen beheren",
    # with errors
    "anvoerder": "Leidinggeven",
    "scheidsrehcter": "Beslissingen nemen",
    "samewerken": "Samenwerken",
    "penningmeestr": "Financiële middelen beheren",
    "toernoi regelen": "Organiseren",
    "grensregter": "Onbevooroordeeld zijn",
    "dicipline": "Verplichtingen nakomen",
    "doorzetings vermogen": "Doorzettingsvermogen tonen",
    "vrijwiliger": "Dienstbaarheid tonen",
    "verantwoordelijkheit": "Verantwoordelijkheid nemen",
    "comunicatie": "Mondeling uitdrukken",
}


def test_the_table_has_forty_words_and_more() -> None:
    assert len(SPORT) >= 40


@pytest.mark.parametrize(("typed", "meant"), SPORT.items(), ids=list(SPORT))
def test_an_everyday_word_of_sport_finds_its_skill_in_the_first_three(
    typed: str, meant: str
) -> None:
    assert meant in find(typed)


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        (
            "discipline",
            ["Verplichtingen nakomen", "Procedures volgen", "Doorzettingsvermogen tonen"],
        ),
        ("communiceren", ["Mondeling uitdrukken", "Actief luisteren", "Non-verbaal communiceren"]),
    ],
)
def test_a_word_that_is_no_skill_leads_to_the_nearest_in_order(
    typed: str, nearest: list[str]
) -> None:
    assert find(typed) == nearest
    results = INDEX.find_skills(typed, 3)
    assert results.is_everyday
    assert {one.reason for one in results.found} == {Reason.EVERYDAY}
    assert all(one.because_nl and one.because_en for one in results.found)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("teamwork", "Samenwerken"),
        ("listening", "Actief luisteren"),
        ("goal keeper", "Langdurig concentreren"),
        ("referees", "Beslissingen nemen"),
        ("volunteering", "Dienstbaarheid tonen"),
        ("treasurer", "Financiële middelen beheren"),
        ("leadership", "Leidinggeven"),
        ("honesty", "Integriteit tonen"),
        ("frist aid", "Verplegen"),
        ("problem solving", "Problemen oplossen"),
        ("never give up", "Doorzettingsvermogen tonen"),
    ],
)
def test_english_words_find_their_skill(typed: str, meant: str) -> None:
    assert meant in find(typed)


LABELS = [skill.label for skill in bundled_catalogue().skills.values()]


@pytest.mark.parametrize("label", LABELS)
def test_every_label_finds_its_skill_first_however_it_is_written(label: str) -> None:
    for typed in (label, label.upper(), label.replace("-", ""), f" {label}?! "):
        assert find(typed, 1) == [label]
    assert first(label).reason is Reason.LABEL
    assert not INDEX.find_skills(label).is_everyday


@pytest.mark.parametrize("label", LABELS)
def test_every_label_is_found_before_it_is_finished_and_with_two_letters_swapped(
    label: str,
) -> None:
    begun = label[: max(4, len(label) * 3 // 4)]
    middle = len(label) // 2
    swapped = label[:middle] + label[middle + 1] + label[middle] + label[middle + 2 :]
    assert label in find(begun, 5)
    assert label in find(swapped)


def test_every_english_gloss_finds_its_skill() -> None:
    for skill in bundled_catalogue().skills.values():
        if skill.label_en:
            assert skill.label in find(skill.label_en)


@pytest.mark.parametrize(
    "typed",
    [
        "efficient werken",
        "EFFICIËNT WERKEN",
        "efficie\u0308nt werken",
        "ideeen bedenken",
        "financiele middelen beheren",
    ],
)
def test_accents_make_no_difference(typed: str) -> None:
    assert first(typed).score == 1.0


def test_typing_narrows_down() -> None:
    assert all("Samenwerken" in find("samenwerken"[:typed]) for typed in range(4, 12))


@pytest.mark.parametrize("query", ["lui", "lui en traag", "sam", "op", "les ik"])
def test_a_few_letters_are_no_longer_word(query: str) -> None:
    labels = {"Actief luisteren", "Samenwerken", "Optimaliseren"}
    assert labels.isdisjoint(find(query, 112))


@pytest.mark.parametrize("query", ["te laat komen", "te laat", "Niet op tijd"])
def test_coming_late_leads_to_keeping_ones_word_and_time(query: str) -> None:
    assert find(query, 2) == ["Verplichtingen nakomen", "Timemanagement"]


def test_technique_is_more_than_installing() -> None:
    assert find("techniek", 4) == [
        "Handvaardigheid",
        "Gereedschappen en apparaten gebruiken",
        "Repareren",
        "Installeren",
    ]


@pytest.mark.parametrize(
    "query",
    [
        "1D54A21B60",
        "1d54a21b60",
        " 1D54A21B60\n",
        "https://linkeddata.competentnl.nl/id/humancapability/1D54A21B60",
        "https://linkeddata.competentnl.nl/id/human-capability/1D54A21B60/",
    ],
)
def test_a_code_or_uri_finds_the_skill_itself(query: str) -> None:
    [found] = INDEX.find_skills(query).found
    assert (found.skill.label, found.reason, found.score) == ("Samenwerken", Reason.CODE, 1.0)
    assert found.matched == "1D54A21B60"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "de het een",
        "ik ben het",
        "the and of",
        "asdfgh",
        "qwertyuiop",
        "xyzzy",
        "blablabla",
        "zzzzzzzzzzzz",
        "12345",
        "FFFFFFFFFF",
        "https://linkeddata.competentnl.nl/id/humancapability/FFFFFFFFFF",
        "1D54A21B6",
        "🏆🏆",
        "\x00\x01\x1b[31m",
        "%00' OR 1=1 --",
        "<script>",
        "пример",
        "a" * 5_000,
    ],
)
def test_nonsense_finds_nothing(query: str) -> None:
    results = INDEX.find_skills(query)
    assert results.found == ()
    assert not results.is_everyday


def test_a_reason_is_given_for_everyday_words_and_for_nothing_else() -> None:
    for query in [*SPORT, *LABELS]:
        for one in INDEX.find_skills(query, 112).found:
            is_everyday = one.reason is Reason.EVERYDAY
            assert bool(one.because_nl) == bool(one.because_en) == is_everyday


def test_scores_fall_and_stay_between_nought_and_one() -> None:
    for query in SPORT:
        scores = [one.score for one in INDEX.find_skills(query, 112).found]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 for score in scores)


def test_no_skill_is_found_twice() -> None:
    for query in SPORT:
        found = find(query, 112)
        assert len(set(found)) == len(found)


def test_the_order_is_the_same_in_another_index_and_for_fewer() -> None:
    again = SearchIndex(
        make_catalogue(BUNDLED_RELEASE, reversed(bundled_catalogue().skills.values()))
    )
    for query in SPORT:
        found = INDEX.find_skills(query, 20).found
        assert again.find_skills(query, 20).found == found
        assert INDEX.find_skills(query, 2).found == found[:2]


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_below_one_finds_nothing(limit: int) -> None:
    for query in ("keeper", "1D54A21B60"):
        assert INDEX.find_skills(query, limit).found == ()


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=300))
def test_no_text_raises(query: str) -> None:
    found = INDEX.find_skills(query).found
    assert len(found) <= 10


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from([*SPORT, "de", "-", "x", "ge", "🏆", "\ud800"]), max_size=30))
def test_no_heap_of_words_raises(words: list[str]) -> None:
    assert len(INDEX.find_skills(" ".join(words), 5).found) <= 5


def test_a_catalogue_without_occupations_finds_none() -> None:
    assert INDEX.find_occupations("trainer") == ()


def test_an_index_may_be_made_ready_before_it_is_asked() -> None:
    index = SearchIndex(bundled_catalogue())
    index.prepare()
    assert index.find_skills("keeper") == INDEX.find_skills("keeper")
