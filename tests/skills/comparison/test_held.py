"""Which URIs badges show: what the page knows as a skill, and nothing that only looks like one."""

import pytest

from badgeservice.skills.addresses import skill_uri
from badgeservice.skills.alignments import read_alignments
from badgeservice.skills.comparison import Asked, Held, compare, uris_shown
from skills.comparison.landscape import LISTENING, SPEAKING, UNKNOWN, a_badge, esco, landscape

CATALOGUE = landscape()
HTTPS = esco("listen").replace("http:", "https:")


def shown(*uris: str, framework: str = "") -> tuple[str, ...]:
    listed = [{"uri": uri, "label": "x", "framework": framework} for uri in uris]
    return uris_shown(read_alignments(CATALOGUE, listed))


def test_every_address_is_shown_once_those_that_say_the_same_as_well() -> None:
    uris = (skill_uri(LISTENING), esco("listen"), skill_uri(SPEAKING), esco("communicate"))
    assert sorted(shown(*uris, *uris)) == sorted(uris)


@pytest.mark.parametrize(
    "lookalike",
    [
        LISTENING,
        f" {skill_uri(LISTENING)}",
        f"{skill_uri(LISTENING)}/",
        f"{skill_uri(LISTENING)}\u200b",
        skill_uri(LISTENING).lower(),
        skill_uri(LISTENING).replace("https", "http"),
        f"https://example.org/{LISTENING}",
    ],
    ids=ascii,
)
def test_a_lookalike_shows_nothing(lookalike: str) -> None:
    assert shown(lookalike) == ()


@pytest.mark.parametrize("uri", ["https://example.org/x", "", "Actief luisteren"])
def test_who_says_competentnl_of_something_else_shows_nothing(uri: str) -> None:
    assert shown(uri, framework="CompetentNL") == ()


@pytest.mark.parametrize("uri", [esco("listen"), HTTPS, skill_uri(LISTENING), skill_uri(UNKNOWN)])
def test_what_a_page_knows_as_a_skill_counts_in_a_comparison(uri: str) -> None:
    held = [Held(one, (a_badge(),)) for one in shown(uri)]
    asked = [Asked(CATALOGUE.skills[LISTENING])]
    on_a_page = read_alignments(CATALOGUE, [{"uri": uri, "label": "x"}])[0].skill
    assert len(compare(CATALOGUE, held, asked).covered) == (on_a_page is not None)
