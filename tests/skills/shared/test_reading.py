"""The files of the shared badges are read strictly: half a badge is never offered."""

import pytest

from badgeservice.skills.shared import read_shared_catalogue, shared_catalogue
from badgeservice.skills.shared.reading import UnsoundCatalogue

FACTS = """
version = "1"

[helper]
audience = "member"
theme = "together"
skills = ["1D54A21B60"]
achievement_type = "Badge"
art = { shape = "circle", colour = "#0b5c6b", accent = "#e07a1f", pictogram = "together" }
"""
TEXT = """
level_names = ["Een", "Twee", "Drie"]

[helper]
name = "Helper"
description = "Je helpt."
seen = "De club zag dit:"
did = ["Je hielp.", "Je bleef."]
levels = ["Soms.", "Vaak.", "Altijd."]
evidence = "Schrijf het op."
tags = ["hulp"]
words = ["helpen"]
"""


def read(facts: str = FACTS, text: str = TEXT) -> None:
    read_shared_catalogue(facts, {"nl": text, "en": TEXT})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('version = "1"', ""),
        ('version = "1"', "version = 1"),
        ("[helper]", "[Helper]"),
        ("[helper]", "[helper_two]"),
        ("[helper]", "[other]"),
        ('audience = "member"', 'audience = "nobody"'),
        ('theme = "together"', 'theme = "alone"'),
        ('theme = "together"', ""),
        ('["1D54A21B60"]', "[]"),
        ('["1D54A21B60"]', '"1D54A21B60"'),
        ('["1D54A21B60"]', '["samenwerken"]'),
        ('["1D54A21B60"]', '["1D54A21B60", "1D54A21B60"]'),
        (
            '["1D54A21B60"]',
            '["1D54A21B60", "647BB5C0A7", "49790E767C", "9744544CFB", "6EDDE6185F"]',
        ),
        ("art = {", 'picture = "x"\nart = {'),
        ('pictogram = "together"', 'pictogram = "together", size = "9"'),
        ('shape = "circle", ', ""),
        ("{ shape", "[ shape"),
    ],
)
def test_facts_that_are_not_sound_are_refused(old: str, new: str) -> None:
    assert old in FACTS
    with pytest.raises(UnsoundCatalogue):
        read(FACTS.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('level_names = ["Een", "Twee", "Drie"]', ""),
        ('["Een", "Twee", "Drie"]', '["Een", "Twee"]'),
        ('["Soms.", "Vaak.", "Altijd."]', '["Soms.", "Vaak."]'),
        ('["Soms.", "Vaak.", "Altijd."]', '["Soms.", "Vaak.", ""]'),
        ('name = "Helper"', 'name = ""'),
        ('name = "Helper"', 'name = " Helper"'),
        ('name = "Helper"', 'name = "Hel\\nper"'),
        ('name = "Helper"', "name = 5"),
        ('evidence = "Schrijf het op."', ""),
        ('tags = ["hulp"]', 'tags = "hulp"'),
        ('words = ["helpen"]', 'words = ["helpen"]\nmore = "x"'),
        ("[helper]", "[somebody]"),
        ('name = "Helper"', 'name = "Helper'),
    ],
)
def test_texts_that_are_not_sound_are_refused(old: str, new: str) -> None:
    assert old in TEXT
    with pytest.raises(UnsoundCatalogue):
        read(text=TEXT.replace(old, new, 1))


def test_a_refusal_says_where_it_is() -> None:
    with pytest.raises(UnsoundCatalogue, match="nl/helper/name"):
        read(text=TEXT.replace('"Helper"', '""'))


def test_what_was_seen_becomes_a_list() -> None:
    badge = read_shared_catalogue(FACTS, {"nl": TEXT}).badges["helper"]
    text = badge.texts["nl"]
    assert text.criteria == "De club zag dit:\n\n- Je hielp.\n- Je bleef."
    assert [(one.name, one.description) for one in text.levels] == [
        ("Een", "Soms."),
        ("Twee", "Vaak."),
        ("Drie", "Altijd."),
    ]


def test_the_catalogue_is_read_once() -> None:
    assert shared_catalogue() is shared_catalogue()
