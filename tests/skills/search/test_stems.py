"""Forms of one word meet; words that differ do not."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.skills.search.stems import stem, variants


@pytest.mark.parametrize(
    "forms",
    [
        "plannen plan planning",
        "luisteren luister",
        "lezen lees",
        "organiseren organiseer organisatie",
        "motiveren motiveer motivatie motivation",
        "communicatie communiceren communication",
        "zetten zet",
        "digitaal digitale",
        "financieel financiele",
        "sociaal sociale",
        "creatief creatieve",
        "proces processen",
        "advies adviezen",
        "vaardigheid vaardigheden",
        "eerlijk eerlijkheid",
        "collega collegas",
        "foto fotos",
        "rekenen rekening reken",
        "oplossen oplossing oplos",
        "coach coaches coachen coaching",
        "trainer trainers",
        "listen listening",
        "organise organising",
        "badge badges",
        "team teams",
        "conflict conflicten",
    ],
)
def test_forms_of_a_word_share_a_stem(forms: str) -> None:
    assert all(stem(one) == stem(other) for one, other in pairwise(forms.split()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("spelen", "spellen"),
        ("les", "lezen"),
        ("leider", "lijden"),
        ("meten", "met"),
        ("samen", "saam"),
        ("kans", "kan"),
        ("dans", "dan"),
        ("ring", "r"),
        ("regels", "regen"),
    ],
)
def test_other_words_have_other_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("gefloten", "fluiten"),
        ("floot", "fluiten"),
        ("getraind", "trainen"),
        ("gecoacht", "coachen"),
        ("georganiseerd", "organiseren"),
        ("doorgezet", "doorzetten"),
        ("samengewerkt", "samenwerken"),
        ("opgelost", "oplossen"),
        ("meegeholpen", "meehelpen"),
        ("luisterde", "luisteren"),
        ("luistert", "luisteren"),
        ("luisterend", "luisteren"),
        ("gegeven", "geven"),
        ("gaf", "geven"),
        ("trainer", "trainen"),
        ("luisteraar", "luisteren"),
        ("klusje", "klus"),
        ("organised", "organise"),
    ],
)
def test_a_conjugated_form_may_come_from_its_verb(form: str, verb: str) -> None:
    assert stem(verb) in list(variants(form))


@pytest.mark.parametrize("word", ["", "a", "ge", "geit", "en", "team"])
def test_a_short_word_is_taken_apart_no_further(word: str) -> None:
    assert stem(word) == word
    assert list(variants(word)) == []


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="abcdeghilnorstuvz", max_size=24))
def test_no_word_raises_and_no_stem_of_a_word_is_empty(word: str) -> None:
    assert bool(stem(word)) == bool(word)
    assert all(variants(word))
