"""Finding shared badges by everyday words and by skill."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.skills.catalogue import bundled_catalogue
from badgeservice.skills.shared import find_shared, shared_catalogue

SKILLS = bundled_catalogue().skills


def found(query: str = "", skill: str = "") -> list[str]:
    badges = find_shared(shared_catalogue(), SKILLS, query=query, skill=skill)
    return [badge.shared_id for badge in badges]


@pytest.mark.parametrize("query", ["xyzzy", "samen xyzzy", "diploma", "knvb", "eam", "\x00nee"])
def test_a_word_that_no_badge_holds_finds_nothing(query: str) -> None:
    assert found(query) == []


def test_a_skill_that_no_badge_is_about_finds_nothing() -> None:
    assert found(skill="F2D610E19F") == []


def test_word_and_skill_have_to_fit_both() -> None:
    assert "team-player" in found(skill="1D54A21B60")
    assert found("ehbo", "1D54A21B60") == []


@pytest.mark.parametrize("query", ["", "  ", "\n"])
def test_no_word_at_all_finds_every_badge(query: str) -> None:
    assert found(query) == list(shared_catalogue().badges)


@pytest.mark.parametrize(
    ("query", "shared_id"),
    [
        ("samenwerken", "team-player"),
        ("leiding", "group-leader"),
        ("op tijd", "dependable"),
        ("coachen", "team-coach"),
        ("lesgeven", "training-giver"),
        ("scheids", "referee"),
        ("TOERNOOI", "event-organiser"),
        ("ehbo", "care-at-the-field"),
        ("first aid", "care-at-the-field"),
        ("bestuur", "board-member"),
        ("boekhouding", "treasurer"),
        ("financien", "treasurer"),
        ("bardienst", "good-host"),
        ("aanvoerder", "team-captain"),
        ("nieuwkomers", "warm-welcome"),
        ("fair play", "fair-play"),
        ("doorzetten", "keeps-going"),
        ("onderhoud", "field-and-gear"),
        ("nieuwsbrief", "club-news"),
        ("sponsoring", "sponsor-finder"),
        ("vertrouwens", "safe-ear"),
        ("safeguarding", "safe-ear"),
        ("rooster", "volunteer-guide"),
        ("feedback", "keeps-learning"),
    ],
)
def test_an_everyday_word_finds_the_badge_that_is_meant(query: str, shared_id: str) -> None:
    assert shared_id in found(query)
    assert len(found(query)) <= 4


@pytest.mark.parametrize("query", ["!?", "%", "\x00", "-", "\u202e"], ids=ascii)
def test_signs_alone_find_nothing(query: str) -> None:
    assert found(query) == []


def test_accents_capitals_and_signs_do_not_count() -> None:
    assert found("  FINANCIËN! ") == found("financien") == ["treasurer"]
    assert found("fair-play") == found("Fair Play")
    assert "fair-play" in found("fair-play")


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=40))
def test_any_text_at_all_can_be_asked(query: str) -> None:
    assert set(found(query)) <= shared_catalogue().badges.keys()
