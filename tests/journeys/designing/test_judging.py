"""What keeps a design from being a badge, and what could be better."""

from dataclasses import replace
from itertools import product

import pytest

from badgeservice.journeys.designing.design import (
    ACCENTS,
    COLOURS,
    DEFAULT_ART,
    KINDS,
    SCHOOL_KINDS,
    Design,
    School,
)
from badgeservice.journeys.designing.judging import find_advice, find_faults
from badgeservice.journeys.designing.starting import begin_with_shared
from badgeservice.journeys.issuing.publish_achievement import DraftLevel
from badgeservice.openbadges.art import find_art_faults
from badgeservice.openbadges.art.colours import PAPER, contrast
from badgeservice.openbadges.vocabulary import AchievementType
from badgeservice.skills.catalogue import bundled_catalogue
from badgeservice.skills.shared import shared_catalogue
from factories import TEAMWORK

GOOD = Design(
    name="Kampleider", about="Je leidt het kamp.", criteria="Je was erbij.", skills=(TEAMWORK,)
)
DRAWING = "abcdefghijklmnopqrstuvwxyz" * 3


def faults(kept: Design | None = None, **changes: object) -> list[tuple[str, str, int]]:
    design = replace(GOOD, **changes)
    found = find_faults(bundled_catalogue(), design, kept)
    return [(one.field, one.kind, one.number) for one in found]


def advice(**changes: object) -> list[str]:
    return [one.kind for one in find_advice(replace(GOOD, **changes), ())]


def test_an_empty_design_is_told_everything_at_once() -> None:
    found = find_faults(bundled_catalogue(), Design(), None)
    assert [one.field for one in found] == ["name", "about", "criteria"]
    assert {one.kind for one in found} == {"empty"}


@pytest.mark.parametrize("text", [" ", "\t", "\n\n", "\u00a0"])
@pytest.mark.parametrize("field", ["name", "about", "criteria"])
def test_blanks_are_no_text(field: str, text: str) -> None:
    assert (field, "empty", 0) in faults(**{field: text})


@pytest.mark.parametrize("text", ["a\x00", "a\u202eb", "a\u200bb", "\ue000", "o" + "\u0308" * 6])
@pytest.mark.parametrize("field", ["name", "about", "criteria"])
def test_what_cannot_be_seen_is_refused(field: str, text: str) -> None:
    assert faults(**{field: text}) == [(field, "unseen", 0)]


def test_a_name_is_one_line() -> None:
    assert faults(name="Twee\nregels") == [("name", "unseen", 0)]


@pytest.mark.parametrize(("field", "most"), [("name", 200), ("about", 2_000), ("criteria", 10_000)])
def test_a_text_has_room_for_so_much(field: str, most: int) -> None:
    assert faults(**{field: "x" * (most + 1)}) == [(field, "long", 0)]
    assert faults(**{field: "x" * most}) == []


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        ([("", "Iets")], ("level_name", "empty", 1)),
        ([("", ""), ("Een", "")], ("level_text", "empty", 2)),
        ([("Een", "a"), ("", ""), (" EEN ", "b")], ("level_name", "twice", 3)),
        ([("x" * 201, "a")], ("level_name", "long", 1)),
        ([("a", "x" * 2_001)], ("level_text", "long", 1)),
        ([(f"Stap {n}", "a") for n in range(11)], ("level_name", "many", 1)),
    ],
)
def test_a_step_is_whole_and_has_a_name_of_its_own(
    levels: list[tuple[str, str]], told: tuple[str, str, int]
) -> None:
    rows = tuple(DraftLevel(*one) for one in levels)
    assert faults(levels=rows) == [told]


def test_empty_steps_are_no_steps() -> None:
    assert faults(levels=(DraftLevel(" ", ""), DraftLevel("Een", "Je helpt."))) == []


@pytest.mark.parametrize("code", ["0000000000", "", "1d54a21b60", "<b>"])
def test_a_skill_that_is_not_there_is_refused(code: str) -> None:
    assert faults(skills=(code,)) == [("skills", "gone", 0)]


def test_skills_have_a_most() -> None:
    assert ("skills", "many", 0) in faults(skills=(TEAMWORK,) * 51)


@pytest.mark.parametrize("kind", ["", "Diploma", "ext:Eigen", "badge"])
def test_a_kind_is_one_that_is_offered_or_was_there(kind: str) -> None:
    assert faults(kind=kind) == [("kind", "choice", 0)]
    assert faults(kept=replace(GOOD, kind=kind), kind=kind) == []


def test_a_language_is_one_that_is_offered_or_was_there() -> None:
    assert faults(language="fr") == [("language", "choice", 0)]
    assert faults(kept=replace(GOOD, language="fr"), language="fr") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("W" * 64, "ring_long"),
        (DRAWING, "ring_long"),
        ("\u0416", "ring_letters"),
        ("a\nb", "ring_letters"),
        ("a\u202eb", "ring_letters"),
    ],
)
def test_a_text_around_the_picture_fits_and_can_be_drawn(text: str, kind: str) -> None:
    assert faults(art=replace(DEFAULT_ART, ring_text=text)) == [("ring", kind, 0)]


@pytest.mark.parametrize("field", ["shape", "colour", "accent", "pictogram"])
def test_a_choice_that_is_none_is_refused(field: str) -> None:
    assert faults(art=replace(DEFAULT_ART, **{field: "<svg>"})) == [(field, "choice", 0)]


def test_facts_about_education_are_looked_at() -> None:
    assert faults(school=School(hours="nul")) == [("hours", "hours", 0)]


def test_every_pair_of_colours_can_be_told_apart_and_read() -> None:
    for colour, accent in product(COLOURS.values(), ACCENTS.values()):
        assert contrast(colour, accent) >= 3
        assert contrast(colour, PAPER) >= 4.5
        assert find_art_faults(replace(DEFAULT_ART, colour=colour, accent=accent)) == ()
        assert advice(art=replace(DEFAULT_ART, colour=colour, accent=accent)) == []


def test_every_kind_that_is_offered_is_a_term() -> None:
    assert {*KINDS, *SCHOOL_KINDS} <= set(AchievementType)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("shared_id", sorted(shared_catalogue().badges))
def test_a_ready_made_badge_is_good_as_it_is(shared_id: str, language: str) -> None:
    design = begin_with_shared(shared_id, language)
    assert find_faults(bundled_catalogue(), design, None) == ()
    assert find_advice(design, ()) == ()


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"skills": ()}, "no_skill"),
        ({"about": "woord " * 21}, "long_sentence"),
        ({"criteria": "Kort.\n\n- " + "woord " * 21}, "long_sentence"),
        ({"art": replace(DEFAULT_ART, accent=DEFAULT_ART.colour)}, "alike"),
        ({"name": " teamSPELER "}, "shared_name"),
        ({"name": "Team player"}, "shared_name"),
    ],
)
def test_what_could_be_better_is_told(changes: dict[str, object], kind: str) -> None:
    assert advice(**changes) == [kind]


def test_a_ready_made_badge_that_says_something_else_wants_a_name_of_its_own() -> None:
    design = begin_with_shared("team-player", "nl")
    for changed in (replace(design, criteria="Iets anders."), replace(design, skills=(TEAMWORK,))):
        assert [one.kind for one in find_advice(changed, ())] == ["shared_changed"]
        assert find_advice(replace(changed, name="Eigen naam"), ()) == ()


def test_a_good_design_needs_nothing() -> None:
    assert faults() == []
    assert advice() == []
    assert advice(about="woord " * 20) == []
