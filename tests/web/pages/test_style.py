"""The style sheet: colours only as tokens, and enough contrast in light and in dark."""

import re

import pytest

from badgeservice.openbadges.art.colours import contrast
from badgeservice.web.pages.rendering import STATIC_FILES

SHEET = STATIC_FILES["style.css"].decode()
TOKEN = re.compile(r"--([a-z-]+): (#[0-9a-f]{6})")
LIGHT = dict(TOKEN.findall(SHEET.partition("@media")[0]))
DARK = {**LIGHT, **dict(TOKEN.findall(SHEET.split("@media")[1]))}
GROUNDS = ("paper", "soft")
TEXTS = [
    *(
        (text, ground)
        for text in ("ink", "quiet", "primary", "primary-hover")
        for ground in GROUNDS
    ),
    *((tone, f"{tone}-soft") for tone in ("success", "warning", "danger", "neutral", "open")),
    *(("ink", f"{tone}-soft") for tone in ("success", "warning", "danger", "neutral", "open")),
    ("danger", "paper"),
    ("on-primary", "primary"),
    ("on-primary", "primary-hover"),
    ("on-hero", "hero"),
]
SIGNS = [
    *((edge, ground) for edge in ("edge", "focus") for ground in GROUNDS),
    *((tone, "paper") for tone in ("success", "danger", "neutral", "open")),
]


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_stands_out(tokens: dict[str, str], text: str, ground: str) -> None:
    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("sign", "ground"), SIGNS)
def test_edges_and_focus_stand_out(tokens: dict[str, str], sign: str, ground: str) -> None:
    assert contrast(tokens[sign], tokens[ground]) >= 3


def test_the_dark_scheme_changes_every_colour_of_text_and_ground() -> None:
    for name in ("ink", "paper", "soft", "primary", "success", "danger", "neutral", "focus"):
        assert LIGHT[name] != DARK[name]


def test_colours_are_only_named_as_tokens() -> None:
    rules = SHEET.split("@media (prefers-color-scheme: dark)")[1].partition("\n}\n")[2]
    screen = rules.partition("@media print")[0]
    assert not re.search(r"#[0-9a-f]{3,8}\b", screen)


@pytest.mark.parametrize("kind", ["print", "prefers-reduced-motion", "forced-colors"])
def test_the_sheet_thinks_of_paper_motion_and_own_colours(kind: str) -> None:
    assert f"@media ({kind}" in SHEET or f"@media {kind}" in SHEET
