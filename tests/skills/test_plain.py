"""The 44 skills in plain words: the file that comes with the service, and how it is refused."""

import csv
import json
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import badgeservice.skills
from badgeservice.openbadges.art import PICTOGRAMS
from badgeservice.skills.catalogue import bundled_catalogue
from badgeservice.skills.plain import (
    THEMES,
    Told,
    levels_note,
    plain_skill,
    plain_skills,
    read_plain_texts,
)

TOGETHER = "1D54A21B60"
TEXT = files(badgeservice.skills).joinpath("bundled", "plain.json").read_text(encoding="utf-8")
EVERY_TEXT = [
    pytest.param(told, id=f"{code}-{number}")
    for code, skill in plain_skills().items()
    for number, told in enumerate((skill.sentence, *skill.levels))
]


def spoiled(*path: str | int, value: object) -> str:
    """The file with one value replaced, or taken out when it is None."""
    whole = json.loads(TEXT)
    *way, last = path
    place: Any = whole
    for step in way:
        place = place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return json.dumps(whole)


# --- what comes with the service --------------------------------------------------------------


def test_the_skills_are_those_that_fit_sport_and_volunteering(shared_data: Path) -> None:
    table = shared_data.joinpath("competentnl", "sport-subset.csv").read_text(encoding="utf-8")
    fitting = {row["code"]: row["project_theme"] for row in csv.DictReader(table.splitlines())}
    assert {code: skill.theme for code, skill in plain_skills().items()} == fitting


def test_there_are_44_and_all_are_in_the_catalogue() -> None:
    assert len(plain_skills()) == 44
    assert plain_skills().keys() <= bundled_catalogue().skills.keys()


def test_a_skill_is_found_by_code_and_by_uri() -> None:
    skill = plain_skill(TOGETHER)
    assert skill is not None
    assert skill.code == TOGETHER
    assert plain_skill(bundled_catalogue().skills[TOGETHER].uri) is skill


@pytest.mark.parametrize("code", ["", "Samenwerken", TOGETHER.lower(), "D16A30C42A"])
def test_a_skill_without_plain_words_is_none(code: str) -> None:
    assert plain_skill(code) is None


def test_nobody_can_change_the_skills() -> None:
    with pytest.raises(TypeError):
        plain_skills()[TOGETHER] = None  # type: ignore[index]


def test_every_sentence_starts_the_same_way() -> None:
    for skill in plain_skills().values():
        assert re.fullmatch(r"Je laat zien dat [^.]+\.", skill.sentence.nl)
        assert re.fullmatch(r"You show that [^.]+\.", skill.sentence.en)


@pytest.mark.parametrize("told", EVERY_TEXT)
def test_every_text_is_short_sentences_about_you(told: Told) -> None:
    for text, you in ((told.nl, "Je"), (told.en, "You")):
        assert text.startswith(you)
        assert text.endswith(".")
        assert all(len(one.split()) <= 15 for one in re.split(r"(?<=[.:]) ", text))


def test_both_languages_tell_in_as_many_sentences() -> None:
    texts = [t for skill in plain_skills().values() for t in (skill.sentence, *skill.levels)]
    assert [t for t in texts if t.nl.count(".") != t.en.count(".")] == []


def test_no_text_is_used_twice() -> None:
    texts = [t for skill in plain_skills().values() for t in (skill.sentence, *skill.levels)]
    for language in ("nl", "en"):
        assert [t for t, n in Counter(getattr(t, language) for t in texts).items() if n > 1] == []


def test_levels_are_said_to_be_ours() -> None:
    assert "van ons" in levels_note().nl
    assert "our own" in levels_note().en
    assert "CompetentNL" in levels_note().nl
    assert "CompetentNL" in levels_note().en


def test_no_skill_speaks_of_competentnl_itself() -> None:
    assert "CompetentNL" not in json.dumps(json.loads(TEXT)["skills"])


def test_every_theme_is_used_and_skills_stand_in_its_order() -> None:
    order = [skill.theme for skill in plain_skills().values()]
    assert list(dict.fromkeys(order)) == list(THEMES)
    assert order == sorted(order, key=list(THEMES).index)


def test_every_pictogram_exists_and_is_shared_by_four_skills_at_most() -> None:
    used = Counter(skill.pictogram for skill in plain_skills().values())
    assert used.keys() <= PICTOGRAMS.keys()
    assert max(used.values()) <= 4


# --- what is refused --------------------------------------------------------------------------


def test_the_file_itself_is_read() -> None:
    assert read_plain_texts(TEXT).skills == plain_skills()


SKILL = ("skills", TOGETHER)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[]", "the file"),
        ("{}", "the file"),
        (spoiled("extra", value="x"), "the file"),
        (spoiled("levels_note", value=None), "the file"),
        (spoiled("levels_note", value="Van ons."), "levels_note"),
        (spoiled("skills", value=[]), "skills"),
        (spoiled("skills", value={}), "skills"),
        (spoiled(*SKILL, value="Samenwerken"), TOGETHER),
        (spoiled(*SKILL, "extra", value="x"), TOGETHER),
        (spoiled(*SKILL, "theme", value=None), TOGETHER),
        (spoiled(*SKILL, "label", value="Samen werken"), TOGETHER),
        (spoiled(*SKILL, "theme", value="sport"), f"{TOGETHER}.theme"),
        (spoiled(*SKILL, "theme", value=3), f"{TOGETHER}.theme"),
        (spoiled(*SKILL, "pictogram", value=""), f"{TOGETHER}.pictogram"),
        (spoiled(*SKILL, "sentence", value="Je."), f"{TOGETHER}.sentence"),
        (spoiled(*SKILL, "sentence", "en", value=None), f"{TOGETHER}.sentence"),
        (spoiled(*SKILL, "sentence", "de", value="Du."), f"{TOGETHER}.sentence"),
        (spoiled(*SKILL, "sentence", "nl", value=" Je."), f"{TOGETHER}.sentence.nl"),
        (spoiled(*SKILL, "sentence", "nl", value="Je\nkunt."), f"{TOGETHER}.sentence.nl"),
        (spoiled(*SKILL, "levels", value={}), f"{TOGETHER}.levels"),
        (spoiled(*SKILL, "levels", 2, value=None), f"{TOGETHER}.levels"),
        (spoiled(*SKILL, "levels", 1, value="Je."), f"{TOGETHER}.levels[1]"),
        (spoiled(*SKILL, "levels", 0, "nl", value=1), f"{TOGETHER}.levels[0].nl"),
        (spoiled("skills", "0000000000", value=json.loads(TEXT)["skills"][TOGETHER]), "0000000000"),
    ],
)
def test_a_file_of_another_shape_is_refused_and_says_where(text: str, where: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"{where}:")):
        read_plain_texts(text)


@pytest.mark.parametrize("text", ["", "{", TEXT[:-3], "[" * 100_000])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_plain_texts(text)


def test_a_name_that_comes_twice_is_refused() -> None:
    twice = TEXT.replace('"theme": "team"', '"theme": "team", "theme": "zorg"', 1)
    with pytest.raises(ValueError, match="comes twice"):
        read_plain_texts(twice)
