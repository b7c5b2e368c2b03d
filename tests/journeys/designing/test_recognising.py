"""The choices behind a drawing of ours are found again, and behind any other none."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.journeys.designing.design import ACCENTS, COLOURS, DEFAULT_ART
from badgeservice.journeys.designing.recognising import recognise_art
from badgeservice.journeys.designing.starting import begin_with_shared
from badgeservice.openbadges.art import PICTOGRAMS, BadgeArt, Shape, compose_svg
from badgeservice.skills.shared import shared_catalogue

SVG = compose_svg(replace(DEFAULT_ART, ring_text="Team"))


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "<svg/>",
        SVG.replace("Team", "Ploeg"),
        SVG.replace("</svg>", "<script>1</script></svg>"),
        SVG[: len(SVG) // 2],
        SVG + " ",
        "<title>" * 1_000,
    ],
)
def test_a_drawing_that_we_do_not_compose_is_not_recognised(svg: str) -> None:
    assert recognise_art(svg) is None


@pytest.mark.parametrize("shared_id", sorted(shared_catalogue().badges))
def test_the_ready_made_badges_are_recognised(shared_id: str) -> None:
    art = begin_with_shared(shared_id, "nl").art
    assert recognise_art(compose_svg(art)) == art


@settings(deadline=None, max_examples=40)
@given(
    art=st.builds(
        BadgeArt,
        shape=st.sampled_from([one.value for one in Shape]),
        colour=st.sampled_from(sorted(COLOURS.values())),
        accent=st.sampled_from(sorted(ACCENTS.values())),
        pictogram=st.sampled_from(sorted(PICTOGRAMS)),
        ring_text=st.sampled_from(["", "Badge", "Team & co", "Op jou kun je bouwen"]),
    )
)
def test_every_choice_of_the_designer_draws_the_same_again(art: BadgeArt) -> None:
    svg = compose_svg(art)
    found = recognise_art(svg)
    assert found is not None
    assert compose_svg(found) == svg
    assert (found.shape, found.colour, found.pictogram) == (art.shape, art.colour, art.pictogram)
