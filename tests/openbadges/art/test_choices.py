"""What may be written around a badge, and which choices are refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import InvalidRequest
from badgeservice.openbadges.art import BadgeArt, Shape, compose_svg, find_art_faults, rasterise
from badgeservice.openbadges.art.alphabet import spell
from badgeservice.openbadges.art.lettering import lay_out
from badgeservice.openbadges.art.shapes import OUTLINES
from openbadges.art.badge_art import an_art

# --- the ring ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "A",
        "IJsclub",
        "Één team",
        "Güneş Spor Oss",
        "Łódź – Đorđe – Žižka",
        "Ærø, Œuvre & Þórr",
        "Straße €5 100% #1 (2026)!",
        "Verplichtingen nakomen bij de club",
        "Vrijwilliger van het jaar 2025/2026",
        "’s-Hertogenbosch",
        "ﬁets",
    ],
)
@pytest.mark.parametrize("shape", Shape)
def test_names_that_people_here_use_can_be_written_on_every_shape(shape: Shape, text: str) -> None:
    assert find_art_faults(an_art(shape=shape, ring_text=text)) == ()


def test_no_letter_of_the_text_gets_lost() -> None:
    text = "Verplichtingen nakomen bij de club"
    lines = lay_out(text, OUTLINES[Shape.HEXAGON].ring_radius)
    assert lines is not None
    assert [line.is_below for line in lines] == [False, True]
    drawn = [letter for line in lines for letter in line.letters]
    assert drawn == [
        letter for word in ("VERPLICHTINGEN", "NAKOMEN BIJ DE CLUB") for letter in spell(word) or ()
    ]


def test_lines_never_meet() -> None:
    for shape in Shape:
        for text in (
            "Samenwerken",
            "Vrijwilliger van het jaar",
            "Verplichtingen nakomen bij de club",
        ):
            lines = lay_out(text, OUTLINES[shape].ring_radius)
            assert lines is not None
            assert sum(line.arc for line in lines) < 360 - 8


def test_blanks_are_tidied() -> None:
    assert compose_svg(an_art(ring_text="  Één   team ")) == compose_svg(
        an_art(ring_text="Één team")
    )


@pytest.mark.parametrize(
    "text",
    [
        "a\0b",
        "a\nb",
        "a\tb",
        "a\x1bb",
        "a\x7fb",
        "a\x85b",
        "a\u200bb",
        "a\u202eb",
        "a\u2066b",
        "a\u2028b",
        "a\ufeffb",
        "a\ud800b",
        "a\ue000b",
        "a\ufffeb",
        "Привет",
        "مرحبا",
        "协作",
        "⚽",
        "<script>",
        "a\\b",
        "\u0301a",
        "a" * 65,
        "Arbeidsongeschiktheidsverzekeringsmaatschappij",
        "Verplichtingen nakomen en samenwerken binnen de vereniging Oss",
    ],
)
def test_a_text_that_cannot_be_drawn_in_full_is_refused(text: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        compose_svg(an_art(shape="star", ring_text=text))
    assert [(f.code, f.pointer) for f in caught.value.findings] == [("art.ring-text", "/ringText")]


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=30))
def test_any_text_is_drawn_or_refused(text: str) -> None:
    try:
        drawing = compose_svg(an_art(ring_text=text))
    except InvalidRequest:
        return
    assert rasterise(drawing, 32).startswith(b"\x89PNG")


# --- refused choices --------------------------------------------------------------------------


def test_everything_that_is_wrong_is_told_at_once() -> None:
    art = BadgeArt("triangle", "red", "#12345", "unicorn", "\0")
    pointers = [finding.pointer for finding in find_art_faults(art)]
    assert pointers == ["/shape", "/colour", "/accent", "/pictogram", "/ringText"]
    with pytest.raises(InvalidRequest):
        compose_svg(art)


@pytest.mark.parametrize(
    "colour",
    ["", "red", "#fff", "0b5c6b", "#0b5c6b ", "#0b5c6b\n", "#0b5c6g", "#0b5c6b80", "#٠٠٠٠٠٠",
     'url(#x)', '#000000" onload="x'],
)  # fmt: skip
def test_a_colour_in_any_other_form_is_refused(colour: str) -> None:
    assert [f.pointer for f in find_art_faults(an_art(colour=colour))] == ["/colour"]
    assert [f.pointer for f in find_art_faults(an_art(accent=colour))] == ["/accent"]


@pytest.mark.parametrize("name", ["", "Together", "../together", "star "])
def test_a_name_that_is_not_ours_is_refused(name: str) -> None:
    assert [f.pointer for f in find_art_faults(an_art(pictogram=name))] == ["/pictogram"]
    assert [f.pointer for f in find_art_faults(an_art(shape=name))] == ["/shape"]
